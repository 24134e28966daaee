import type {Json, JsonObject} from '../../template/value.ts';
import {listAt, numberAt, objectAt, present, textAt, without} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {extensionView} from './extension-view.ts';
import {statusesOf} from './machine-view.ts';
import {
  computerNameOf,
  type Instance,
  instanceIdOf,
  instanceNameOf,
  instancesOf,
  modelOf,
} from './scale-set-instances.ts';
import {isPrimary} from './scale-set-network.ts';
import {interfacesOf} from './scale-set-pools.ts';

/** A machine of a scale set, as Azure shows it (Azure: REST API, virtual-machine-scale-set-vms/get). */
export function showInstance(world: World, set: StoredResource, instance: Instance): JsonObject {
  const {number, zone, vmSize} = instance;
  const id = instanceIdOf(set, number);
  const profile = objectAt(set.properties, 'virtualMachineProfile');
  const configurations = interfacesOf(set, instance);
  const interfaces = configurations.map((item) => ({
    id: `${id}/networkInterfaces/${textAt(item, 'name') ?? ''}`,
    properties: {primary: isPrimary(item, configurations)},
  }));
  return {
    id,
    name: instanceNameOf(set, number),
    type: `${set.type}/virtualMachines`,
    instanceId: String(number),
    ...present({location: set['location'], tags: set['tags'], identity: set['identity']}),
    ...(zone === undefined ? {} : {zones: [zone]}),
    sku: {name: vmSize, tier: 'Standard'},
    properties: {
      latestModelApplied: instance.model === modelOf(set),
      modelDefinitionApplied: 'VirtualMachineScaleSet',
      hardwareProfile: {},
      networkProfile: {networkInterfaces: interfaces},
      networkProfileConfiguration: {networkInterfaceConfigurations: configurations},
      storageProfile: objectAt(profile, 'storageProfile'),
      osProfile: {
        ...without(objectAt(profile, 'osProfile'), 'computerNamePrefix'),
        computerName: computerNameOf(set, number),
      },
      provisioningState: stateOf(instance),
      vmId: world.guid(`machine ${id.toLowerCase()}`),
    },
  };
}

function stateOf({exitCode}: Instance): string {
  if (exitCode === undefined) return 'Creating';
  return exitCode === 0 ? 'Succeeded' : 'Failed';
}

/** What Azure knows of a running machine of a scale set. */
export function instanceView(set: StoredResource, instance: Instance): JsonObject {
  const extensions = listAt(set.properties, 'virtualMachineProfile', 'extensionProfile', 'extensions');
  const computerName = computerNameOf(set, instance.number);
  return {
    ...domainsOf(set, instance),
    computerName,
    osName: 'ubuntu',
    osVersion: '24.04',
    placementGroupId: textAt(set.properties, 'uniqueId') ?? '',
    extensions: extensions.map((extension) =>
      extensionView(
        {name: textAt(extension, 'name') ?? '', properties: objectAt(extension, 'properties')},
        instance.exitCode,
        computerName,
      ),
    ),
    statuses: statusesOf(stateOf(instance), 'running'),
  };
}

/** Of a scale set without zones, as many as Azure has by itself (Azure: virtual-machine-scale-sets-manage-fault-domains). */
const FAULT_DOMAINS = 5;
const UPDATE_DOMAINS = 5;

function domainsOf(set: StoredResource, {number, zone}: Instance): JsonObject {
  const faults = numberAt(set.properties, 'platformFaultDomainCount') ?? (zone === undefined ? FAULT_DOMAINS : 1);
  return {platformUpdateDomain: number % UPDATE_DOMAINS, platformFaultDomain: number % faults};
}

/** How many machines of a scale set are in which state (Azure: REST API, virtual-machine-scale-sets/get-instance-view). */
export function scaleSetView(set: StoredResource): JsonObject {
  const states = instancesOf(set).map((instance) => `ProvisioningState/${stateOf(instance).toLowerCase()}`);
  const statusesSummary = countOf(states);
  const state = textAt(set.properties, 'provisioningState') ?? '';
  return {
    virtualMachine: {statusesSummary},
    extensions: listAt(set.properties, 'virtualMachineProfile', 'extensionProfile', 'extensions').map((extension) => ({
      name: textAt(extension, 'name') ?? '',
      statusesSummary,
    })),
    statuses: statusesOf(state, 'running').slice(0, 1),
  };
}

function countOf(codes: readonly string[]): readonly Json[] {
  return [...new Set(codes)].map((code) => ({code, count: codes.filter((other) => other === code).length}));
}

/** The interfaces of a machine of a scale set (Azure: REST API, network-interfaces, "list virtual machine scale set VM"). */
export function showInterfaces(set: StoredResource, instance: Instance): readonly JsonObject[] {
  const machine = instanceIdOf(set, instance.number);
  const all = interfacesOf(set, instance);
  let next = 0;
  return all.map((item) => {
    const name = textAt(item, 'name') ?? '';
    const id = `${machine}/networkInterfaces/${name}`;
    const properties = objectAt(item, 'properties');
    const configurations = listAt(properties, 'ipConfigurations');
    const ipConfigurations = configurations.map((configuration) => {
      const address = instance.addresses[next];
      next += 1;
      return showConfiguration(id, configuration, isPrimary(configuration, configurations), address);
    });
    return {
      name,
      id,
      properties: {
        ...without(properties, 'ipConfigurations'),
        provisioningState: 'Succeeded',
        primary: isPrimary(item, all),
        virtualMachine: {id: machine},
        ipConfigurations,
      },
    };
  });
}

function showConfiguration(id: string, item: Json, primary: boolean, address: string | undefined): JsonObject {
  const name = textAt(item, 'name') ?? '';
  return {
    name,
    id: `${id}/ipConfigurations/${name}`,
    properties: {
      ...objectAt(item, 'properties'),
      provisioningState: 'Succeeded',
      primary,
      privateIPAllocationMethod: 'Dynamic',
      privateIPAddressVersion: 'IPv4',
      ...present({privateIPAddress: address}),
    },
  };
}
