import type {Json, JsonObject} from '../../template/value.ts';
import {hiddenOf, listAt, numberAt, shown, textAt} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {AVAILABILITY_SETS, machinesIn} from './availability-sets.ts';
import {VIRTUAL_MACHINES} from './demand.ts';
import {exitCodeIn} from './extension-run.ts';
import {extensionView, showExtension} from './extension-view.ts';

/** A machine as GET shows it: its extensions are in it whole. */
export function showMachine(world: World, machine: StoredResource): JsonObject {
  const extensions = world.store.list(`${VIRTUAL_MACHINES}/extensions`, machine.id);
  if (extensions.length === 0) return shown(machine);
  return {...shown(machine), resources: extensions.map((extension) => showExtension(world, extension))};
}

/** Statuses of a machine's provisioning and power (Azure: REST API, virtual-machines/instance-view). */
export function statusesOf(provisioningState: string, power: string): readonly Json[] {
  const provisioning = provisioningState.toLowerCase();
  return [
    {
      code: `ProvisioningState/${provisioning}`,
      level: provisioning === 'failed' ? 'Error' : 'Info',
      displayStatus: `Provisioning ${provisioning}`,
    },
    // A machine that is being made has no power state yet.
    ...(provisioning === 'creating'
      ? []
      : [{code: `PowerState/${power}`, level: 'Info', displayStatus: `VM ${power}`} as const]),
  ];
}

/** What Azure knows of a running machine. */
export function machineView(world: World, machine: StoredResource): JsonObject {
  const {properties} = machine;
  const power = textAt(hiddenOf(machine), 'power') ?? 'running';
  const extensions = world.store.list(`${VIRTUAL_MACHINES}/extensions`, machine.id);
  const disks = [properties['storageProfile']].flatMap((profile) => [
    textAt(profile, 'osDisk', 'name'),
    ...listAt(profile, 'dataDisks').map((disk) => textAt(disk, 'name')),
  ]);
  return {
    ...domainsOf(world, machine),
    computerName: textAt(properties, 'osProfile', 'computerName') ?? machine.name,
    osName: 'ubuntu',
    osVersion: '24.04',
    vmAgent: {
      vmAgentVersion: power === 'running' ? '2.12.0.2' : 'Unknown',
      statuses: [power === 'running' ? READY : NOT_READY],
    },
    disks: disks.flatMap((name) => (name === undefined ? [] : [{name, statuses: [PROVISIONED]}])),
    hyperVGeneration: 'V2',
    extensions: extensions.map((extension) => extensionView(extension, exitCodeIn(extension))),
    statuses: statusesOf(textAt(properties, 'provisioningState') ?? '', power),
  };
}

const PROVISIONED = {code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded'};
const READY = {
  code: 'ProvisioningState/succeeded',
  level: 'Info',
  displayStatus: 'Ready',
  message: 'Guest Agent is running',
};
const NOT_READY = {
  code: 'ProvisioningState/Unavailable',
  level: 'Warning',
  displayStatus: 'Not Ready',
  message: 'VM status blob is found but not yet populated.',
};

/** Machines of an availability set are in one domain after the other. */
function domainsOf(world: World, machine: StoredResource): JsonObject {
  const set = world.store.get(textAt(machine.properties, 'availabilitySet', 'id') ?? '');
  if (set?.type.toLowerCase() !== AVAILABILITY_SETS.toLowerCase()) return {};
  const index = machinesIn(world, set).findIndex(({id}) => id === machine.id);
  return {
    platformUpdateDomain: index % (numberAt(set.properties, 'platformUpdateDomainCount') ?? 1),
    platformFaultDomain: index % (numberAt(set.properties, 'platformFaultDomainCount') ?? 1),
  };
}
