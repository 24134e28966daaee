import {createHash} from 'node:crypto';
import type {JsonObject} from '../../template/value.ts';
import {hiddenOf, objectAt, present, textAt, valueAt, withHidden, without, withState} from '../fields.ts';
import {referenceRefused} from '../network/refusals.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {VIRTUAL_MACHINES} from './demand.ts';
import {checkHardware} from './hardware-checks.ts';
import {refuseChanges} from './machine-changes.ts';
import {
  checkAdministrator,
  checkComputerName,
  checkCustomData,
  checkIdentities,
  checkSize,
  checkZones,
  identityOf,
  invalidParameter,
} from './machine-checks.ts';
import {makeDisks, releaseDisks} from './machine-disks.ts';
import {attachInterfaces, checkInterfaces, releaseInterfaces} from './machine-interfaces.ts';
import {machineView, showMachine} from './machine-view.ts';
import {powerActions} from './power-actions.ts';
import {checkQuota} from './quota.ts';
import {runCommand} from './run-command.ts';

/** Simulated ms of a machine's creation, of a change, and of its deletion. */
const CREATE_MS = 60_000;
const UPDATE_MS = 15_000;
const DELETE_MS = 30_000;

/** Microsoft.Compute/virtualMachines. */
export const VIRTUAL_MACHINE_KIND: ResourceKind = {
  type: VIRTUAL_MACHINES,
  tracked: true,
  preflight: (world, put, _planned, puts) => {
    checkZones(put);
    checkSize(world, put, sizeOf(put.body));
    checkHardware(sizeOf(put.body), objectAt(put.body, 'properties', 'storageProfile'));
    checkQuota(world, put, 'QuotaExceeded', puts);
  },
  put: putMachine,
  finish: (world, machine) => {
    world.store.put(withState(machine, 'Succeeded'));
  },
  show: showMachine,
  remove: (world, machine) => {
    for (const {id} of world.store.list(`${VIRTUAL_MACHINES}/extensions`, machine.id)) world.store.remove(id);
    releaseInterfaces(world, machine);
    releaseDisks(world, machine.properties['storageProfile']);
    return DELETE_MS;
  },
  actions: {
    ...powerActions,
    instanceview: (world, machine) => ({result: machineView(world, machine)}),
    runcommand: runCommand,
  },
};

function sizeOf(body: JsonObject): string | undefined {
  return textAt(body, 'properties', 'hardwareProfile', 'vmSize');
}

function putMachine(world: World, put: Put): number {
  const {existing} = put;
  if (existing !== undefined) refuseChanges(put, existing, customDataHash(put.body));
  checkMachine(world, put);
  checkQuota(world, put, 'OperationNotAllowed');
  const storageProfile = makeDisks(world, put);
  attachInterfaces(world, put);
  world.store.put(machineOf(world, put, storageProfile));
  return existing === undefined ? CREATE_MS : UPDATE_MS;
}

function checkMachine(world: World, put: Put): void {
  const {body, existing} = put;
  checkZones(put);
  checkSize(world, put, sizeOf(body));
  checkHardware(sizeOf(body), objectAt(body, 'properties', 'storageProfile'));
  checkIdentities(world, put);
  const osProfile = objectAt(body, 'properties', 'osProfile');
  checkCustomData(osProfile);
  if (existing === undefined) {
    checkAdministrator(osProfile);
    checkComputerName(textAt(osProfile, 'computerName') ?? '', 'computerName');
  }
  const set = textAt(body, 'properties', 'availabilitySet', 'id');
  if (set !== undefined && body['zones'] !== undefined) {
    throw invalidParameter('Virtual Machine cannot be created with both an availability set and zones.', 'zones');
  }
  if (set !== undefined && world.store.get(set) === undefined) throw referenceRefused(set, put.id);
  checkInterfaces(world, put);
}

/** Custom data is never shown again: what is kept tells whether a later one is the same. */
function customDataHash(body: JsonObject): string | undefined {
  const customData = textAt(body, 'properties', 'osProfile', 'customData');
  return customData === undefined ? undefined : createHash('sha256').update(customData).digest('hex');
}

function machineOf(world: World, put: Put, storageProfile: JsonObject): StoredResource {
  const {id, type, name, body, existing} = put;
  const wanted = objectAt(body, 'properties');
  const osProfile = without(objectAt(wanted, 'osProfile'), 'customData', 'adminPassword');
  const machine: StoredResource = {
    id,
    type,
    name,
    ...present({...without(body, 'properties', 'identity'), identity: identityOf(world, body)}),
    properties: {
      ...existing?.properties,
      ...present(wanted),
      storageProfile,
      osProfile: {
        ...objectAt(existing?.properties, 'osProfile'),
        ...osProfile,
        secrets: [],
        allowExtensionOperations: true,
        requireGuestProvisionSignal: true,
      },
      vmId: valueAt(existing?.properties, 'vmId') ?? world.guid(`machine ${id.toLowerCase()} ${world.now}`),
      provisioningState: existing === undefined ? 'Creating' : 'Updating',
    },
  };
  const customData = textAt(hiddenOf(existing), 'customData') ?? customDataHash(body);
  return withHidden(machine, present({power: textAt(hiddenOf(existing), 'power') ?? 'running', customData}));
}
