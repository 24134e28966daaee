import type {Json, JsonObject} from '../../template/value.ts';
import {isObject} from '../../template/value.ts';
import {listAt, shown, textAt, valueAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {allOrNothing} from './all-or-nothing.ts';
import {allocateAddresses, knownSubnet, poolId, releaseAddresses, takeAddress, takenInNetwork} from './allocation.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';
import {refusal} from './refusals.ts';

const PUT_TIME = 2_000;

/** Addresses of an interface (Azure: azure-subscription-service-limits, "Networking limits"). */
const MOST_CONFIGURATIONS = 256;

/** Addresses of a virtual network (the same page). */
const MOST_IN_NETWORK = 65_536;

/** Network interfaces: each ipConfiguration has an address of its subnet as long as the interface is there. */
export const INTERFACE_KIND: ResourceKind = {
  type: 'Microsoft.Network/networkInterfaces',
  tracked: true,
  put: (world, put) => {
    assertReferences(world, put);
    const wanted = listAt(put.body, 'properties', 'ipConfigurations');
    assertConfigurations(world, put, wanted);
    const before = put.existing === undefined ? [] : listAt(put.existing.properties, 'ipConfigurations');
    const pools = [...new Set([...wanted, ...before].map((item) => poolId(subnetOf(item))))];
    const ipConfigurations = allOrNothing(world, pools, () => giveAddresses(world, put, wanted, before));
    keep(world, put, {
      ...keptProperties(put.existing),
      ...propertiesOf(put),
      ipConfigurations,
      macAddress: macOf(world.guid(`mac ${put.id}`)),
      provisioningState: 'Updating',
    });
    return PUT_TIME;
  },
  show: (_, resource) => shown(resource),
  remove: (world, resource) => {
    const machine = textAt(resource.properties, 'virtualMachine', 'id');
    if (machine !== undefined) {
      throw refusal(
        'NicInUse',
        `Network Interface ${resource.id} is used by existing resource ${machine}. In order to delete the network interface, it must be dissociated from the resource.`,
      );
    }
    for (const item of listAt(resource.properties, 'ipConfigurations')) release(world, item);
    return PUT_TIME;
  },
};

/** What stays of an interface that is written again: whose it is. */
function keptProperties(existing: StoredResource | undefined): JsonObject {
  const {virtualMachine, primary} = existing?.properties ?? {};
  return {
    ...(virtualMachine === undefined ? {} : {virtualMachine}),
    ...(primary === undefined ? {} : {primary}),
  };
}

function assertConfigurations(world: World, put: Put, wanted: readonly Json[]): void {
  if (wanted.length === 0)
    throw refusal(
      'NetworkInterfaceMustHaveOneIpConfiguration',
      `Network interface ${put.id} must have at least one IP configuration.`,
    );
  if (wanted.length > MOST_CONFIGURATIONS) {
    throw refusal(
      'PrivateIPAddressCountPerNicExceeded',
      `The network interface ${put.name} has ${wanted.length} IP configurations, and at most ${MOST_CONFIGURATIONS} are allowed.`,
    );
  }
  const primaries = wanted.filter((item) => valueAt(item, 'properties', 'primary') === true);
  if (wanted.length > 1 && primaries.length !== 1) {
    throw refusal(
      'MultipleIpConfigurationsMustHavePrimary',
      `Network interface ${put.id} must have exactly one primary IP configuration, and has ${primaries.length}.`,
    );
  }
  for (const id of new Set(wanted.map((item) => subnetOf(item)))) assertSubnet(world, put, id);
}

/** Refuses a subnet that is not there, or that is delegated. Whether it may be joined, its references tell. */
export function assertSubnet(world: World, put: Put, id: string): void {
  const subnet = knownSubnet(world, id, put.id);
  const [delegation] = listAt(subnet.properties, 'delegations');
  if (delegation === undefined) return;
  throw refusal(
    'ResourceNotPermittedOnDelegatedSubnet',
    `IP configurations of ${put.id} cannot be created in subnet ${id}, which is delegated to an external service: ${textAt(delegation, 'properties', 'serviceName')}.`,
  );
}

/** Addresses for all ipConfigurations: those that have one keep it. */
function giveAddresses(world: World, put: Put, wanted: readonly Json[], before: readonly Json[]): JsonObject[] {
  const names = new Set(wanted.map((item) => textAt(item, 'name')));
  for (const item of before) if (!names.has(textAt(item, 'name'))) release(world, item);
  const statics = wanted.map((item) => giveStatic(world, put, item, before));
  const open = statics.filter((item) => textAt(item, 'properties', 'privateIPAddress') === undefined);
  const bySubnet = Map.groupBy(open, subnetOf);
  const given = new Map<JsonObject, string>();
  for (const [subnet, items] of bySubnet) {
    assertRoom(world, subnet, items.length);
    const addresses = allocateAddresses(world, subnet, items.length);
    for (const [index, item] of items.entries()) given.set(item, addresses[index] ?? '');
  }
  return statics.map((item) => withAddress(put, item, given.get(item), statics.length === 1));
}

function giveStatic(world: World, put: Put, item: Json, before: readonly Json[]): JsonObject {
  const name = textAt(item, 'name');
  const old = before.find((other) => textAt(other, 'name') === name);
  const oldAddress = textAt(old, 'properties', 'privateIPAddress');
  const sameSubnet = old !== undefined && subnetOf(old).toLowerCase() === subnetOf(item).toLowerCase();
  const isStatic = textAt(item, 'properties', 'privateIPAllocationMethod')?.toLowerCase() === 'static';
  const address = textAt(item, 'properties', 'privateIPAddress');
  if (sameSubnet && oldAddress !== undefined && (!isStatic || oldAddress === address)) {
    return withProperty(item, 'privateIPAddress', oldAddress);
  }
  if (old !== undefined) release(world, old);
  if (!isStatic || address === undefined) return withProperty(item, 'privateIPAddress', undefined);
  takeAddress(world, subnetOf(item), address, `${put.id}/ipConfigurations/${name}`);
  return withProperty(item, 'privateIPAddress', address);
}

function withAddress(put: Put, item: JsonObject, address: string | undefined, isOnly: boolean): JsonObject {
  const {name} = item;
  const method = textAt(item, 'properties', 'privateIPAllocationMethod') ?? 'Dynamic';
  const properties = isObject(item['properties']) ? (item['properties'] as JsonObject) : {};
  return {
    ...item,
    id: `${put.id}/ipConfigurations/${String(name)}`,
    properties: {
      ...properties,
      privateIPAllocationMethod: method,
      privateIPAddressVersion: 'IPv4',
      primary: isOnly || properties['primary'] === true,
      provisioningState: 'Succeeded',
      ...(address === undefined ? {} : {privateIPAddress: address}),
    },
  };
}

/** Refuses addresses beyond those that a virtual network can have. */
export function assertRoom(world: World, subnetId: string, count: number): void {
  const network = subnetId.slice(0, subnetId.toLowerCase().lastIndexOf('/subnets/'));
  if (takenInNetwork(world, network) + count <= MOST_IN_NETWORK) return;
  throw refusal(
    'PrivateIPAddressCountPerVirtualNetworkExceeded',
    `Virtual network ${network} cannot have more than ${MOST_IN_NETWORK} private IP addresses.`,
  );
}

function release(world: World, item: Json): void {
  const address = textAt(item, 'properties', 'privateIPAddress');
  if (address !== undefined) releaseAddresses(world, subnetOf(item), [address]);
}

function subnetOf(item: Json): string {
  return textAt(item, 'properties', 'subnet', 'id') ?? '';
}

function withProperty(item: Json, key: string, value: string | undefined): JsonObject {
  const whole = isObject(item) ? (item as JsonObject) : {};
  const {[key]: _, ...properties} = isObject(whole['properties']) ? (whole['properties'] as JsonObject) : {};
  return {...whole, properties: value === undefined ? properties : {...properties, [key]: value}};
}

/** Azure's addresses begin so. */
function macOf(guid: string): string {
  const digits = guid.replaceAll('-', '').toUpperCase();
  return ['00', '22', '48', digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].join('-');
}
