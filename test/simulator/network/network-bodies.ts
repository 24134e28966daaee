import {networkKinds} from '../../../src/simulator/network/network-kinds.ts';
import type {ResourceKind, World} from '../../../src/simulator/resource-kind.ts';
import type {StoredResource} from '../../../src/simulator/store.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {idOf, make, putOf, refusalOf} from '../compute/simulated-world.ts';

export const NETWORK = 'Microsoft.Network/virtualNetworks';
export const SUBNET = 'Microsoft.Network/virtualNetworks/subnets';
export const PEERING = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';
export const INTERFACE = 'Microsoft.Network/networkInterfaces';
export const BALANCER = 'Microsoft.Network/loadBalancers';
export const POOL = 'Microsoft.Network/loadBalancers/backendAddressPools';
export const GROUP_OF_RULES = 'Microsoft.Network/networkSecurityGroups';
export const RULE = 'Microsoft.Network/networkSecurityGroups/securityRules';
export const PUBLIC_IP = 'Microsoft.Network/publicIPAddresses';
export const TABLE = 'Microsoft.Network/routeTables';
export const ROUTE = 'Microsoft.Network/routeTables/routes';
export const GATEWAY = 'Microsoft.Network/virtualNetworkGateways';

/** The subnet that most tests are about. */
export const APPS = idOf(SUBNET, 'net', 'apps');

/** The kind of a type. */
export function kindOf(type: string): ResourceKind {
  const kind = networkKinds.find((each) => each.type === type);
  if (kind === undefined) throw new Error(`${type} is no kind`);
  return kind;
}

/** Makes a resource of the network, to its end. */
export function makeOf(world: World, type: string, id: string, body: JsonObject): StoredResource {
  return make(world, kindOf(type), id, {location: 'westeurope', ...body});
}

/** What a PUT is refused with. */
export function refused(world: World, type: string, id: string, body: JsonObject): unknown {
  return refusalOf(() => kindOf(type).put(world, putOf(world, type, id, {location: 'westeurope', ...body})));
}

/** Removes a resource, as the engine does. */
export function removeOf(world: World, type: string, id: string): void {
  const resource = world.store.get(id);
  if (resource === undefined) throw new Error(`${id} is not there`);
  kindOf(type).remove?.(world, resource);
  world.store.remove(id);
}

/** A virtual network `net` of 10.0.0.0/16 with subnets, by name and range. */
export function makeNetwork(
  world: World,
  subnets: Readonly<Record<string, string>>,
  name = 'net',
  space = '10.0.0.0/16',
) {
  return makeOf(world, NETWORK, idOf(NETWORK, name), networkBody(subnets, space));
}

/** What a virtual network is asked for with. */
export function networkBody(subnets: Readonly<Record<string, string>>, space = '10.0.0.0/16'): JsonObject {
  const list = Object.entries(subnets).map(([name, addressPrefix]) => ({name, properties: {addressPrefix}}));
  return {properties: {addressSpace: {addressPrefixes: [space]}, subnets: list}};
}

/** A network interface with an ipConfiguration for each: `undefined` is dynamic. */
export function interfaceBody(addresses: readonly (string | undefined)[], subnet = APPS): JsonObject {
  return {
    properties: {
      ipConfigurations: addresses.map((address, index) => ({
        name: `ip${index}`,
        properties: {
          subnet: {id: subnet},
          primary: index === 0,
          ...(address === undefined
            ? {privateIPAllocationMethod: 'Dynamic'}
            : {privateIPAllocationMethod: 'Static', privateIPAddress: address}),
        },
      })),
    },
  };
}

/** Addresses of a network interface or of an internal load balancer, as it is kept. */
export function addressesOf(resource: StoredResource): readonly unknown[] {
  const list = resource.properties['ipConfigurations'] ?? resource.properties['frontendIPConfigurations'];
  return (list as readonly {properties: JsonObject}[]).map((each) => each.properties['privateIPAddress']);
}
