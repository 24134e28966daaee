import {formatAddress, parseAddress} from '../../ipv4/address.ts';
import {firstAddress, formatPrefix, lastAddress, overlaps, type Prefix, parsePrefix} from '../../ipv4/prefix.ts';
import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, objectAt, shown, textAt, textsAt} from '../fields.ts';
import type {ActionRequest, Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {allOrNothing} from './all-or-nothing.ts';
import {forgetSubnet, isFree, rangeOf, usageOf} from './allocation.ts';
import {gatewayParts} from './gateways.ts';
import {assertAtRest} from './network-at-rest.ts';
import {disconnect, PEERING_TYPE} from './peered-networks.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';
import {assertInside, assertUnused, checkSubnet, SUBNET_TYPE} from './subnets.ts';

const NETWORK_TYPE = 'Microsoft.Network/virtualNetworks';

const PUT_TIME = 4_000;

/** So many addresses are suggested in place of one that is taken. */
const SUGGESTED = 5;

/** Virtual networks. Subnets and peerings in the body are resources of their own; those that are left out stay. */
export const VIRTUAL_NETWORK_KIND: ResourceKind = {
  type: NETWORK_TYPE,
  tracked: true,
  put: (world, put) => {
    const {subnets: _, virtualNetworkPeerings: __, ...properties} = propertiesOf(put);
    assertSpace(put);
    if (put.existing !== undefined) assertAtRest(world, put.existing);
    const subnets = listAt(put.body, 'properties', 'subnets').map((item) => subnetPut(world, put, objectAt(item)));
    allOrNothing(world, [put.id, ...subnets.map(({id}) => id)], () => {
      const network = keep(world, put, {...properties, provisioningState: 'Updating'});
      for (const subnet of subnets) {
        assertReferences(world, subnet);
        checkSubnet(world, subnet);
        keep(world, subnet, {...propertiesOf(subnet), provisioningState: 'Succeeded'});
      }
      for (const subnet of world.store.list(SUBNET_TYPE, put.id)) assertInside(network, subnet.name, rangeOf(subnet));
    });
    return PUT_TIME;
  },
  show: (world, network) => ({
    ...shown(network),
    properties: {
      ...network.properties,
      subnets: world.store.list(SUBNET_TYPE, network.id).map((subnet) => showSubnet(world, subnet)),
      virtualNetworkPeerings: world.store.list(PEERING_TYPE, network.id).map(shown),
    },
  }),
  remove: (world, network) => {
    const subnets = world.store.list(SUBNET_TYPE, network.id);
    for (const subnet of subnets) assertUnused(world, subnet);
    for (const subnet of subnets) {
      forgetSubnet(world, subnet.id);
      world.store.remove(subnet.id);
    }
    for (const peering of world.store.list(PEERING_TYPE, network.id)) {
      disconnect(world, network.id, peering);
      world.store.remove(peering.id);
    }
    return PUT_TIME;
  },
  actions: {
    usages: (world, network) => ({
      result: {value: world.store.list(SUBNET_TYPE, network.id).map((each) => usage(world, each))},
    }),
    checkipaddressavailability: (world, network, request) => ({result: availability(world, network, request)}),
  },
};

function showSubnet(world: World, subnet: StoredResource): JsonObject {
  const parts = gatewayParts(world, subnet);
  const whole = shown(subnet);
  return parts.length === 0 ? whole : {...whole, properties: {...subnet.properties, ipConfigurations: parts}};
}

function assertSpace({body, name}: Put): void {
  const prefixes = textsAt(body, 'properties', 'addressSpace', 'addressPrefixes');
  const wrong = prefixes.find((text) => parsePrefix(text) === undefined);
  if (prefixes.length > 0 && wrong === undefined) return;
  throw new Refusal(400, {
    code: 'InvalidAddressPrefixFormat',
    message: `Address prefix ${wrong ?? ''} of virtual network ${name} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
    details: [],
  });
}

/** The PUT of a subnet in the body of its network. */
function subnetPut({store}: World, {id, apiVersion}: Put, body: JsonObject): Put {
  const name = textAt(body, 'name') ?? '';
  const subnetId = `${id}/subnets/${name}`;
  return {id: subnetId, type: SUBNET_TYPE, name, apiVersion, body, existing: store.get(subnetId)};
}

function usage(world: World, subnet: StoredResource): JsonObject {
  const {used, limit} = usageOf(world, subnet);
  return {
    id: subnet.id,
    currentValue: used,
    limit,
    unit: 'Count',
    name: {value: 'SubnetSpace', localizedValue: 'Subnet size and usage'},
  };
}

function availability(world: World, network: StoredResource, {query}: ActionRequest): JsonObject {
  const address = query.get('ipAddress') ?? '';
  const subnet = world.store.list(SUBNET_TYPE, network.id).find((each) => contains(rangeOf(each), address));
  if (subnet === undefined) return {available: false, availableIPAddresses: []};
  if (isFree(world, subnet, address)) return {available: true};
  return {available: false, availableIPAddresses: suggestions(world, subnet)};
}

function suggestions(world: World, subnet: StoredResource): readonly string[] {
  const range = rangeOf(subnet);
  const found: string[] = [];
  for (let value = firstAddress(range); value <= lastAddress(range) && found.length < SUGGESTED; value += 1) {
    if (isFree(world, subnet, formatAddress(value))) found.push(formatAddress(value));
  }
  return found;
}

function contains(range: Prefix, address: string): boolean {
  const value = parseAddress(address);
  return value !== undefined && value >= firstAddress(range) && value <= lastAddress(range);
}

/** The ranges of a network's address space. */
export function spaceOf(network: StoredResource): readonly Prefix[] {
  return textsAt(objectAt(network.properties, 'addressSpace'), 'addressPrefixes').flatMap(
    (text) => parsePrefix(text) ?? [],
  );
}

/** A range that two address spaces share, as text. */
export function sharedRange(a: readonly Prefix[], b: readonly Prefix[]): string | undefined {
  const found = a.find((one) => b.some((other) => overlaps(one, other)));
  return found === undefined ? undefined : formatPrefix(found);
}
