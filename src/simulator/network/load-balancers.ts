import type {Json, JsonObject} from '../../template/value.ts';
import {isObject} from '../../template/value.ts';
import {listAt, shown, textAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import {allocateAddresses, releaseAddresses, takeAddress} from './allocation.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertMayJoin, assertReferences} from './references.ts';
import {parentOf} from './subnets.ts';

const TYPE = 'Microsoft.Network/loadBalancers';
const PUT_TIME = 3_000;

/** Lists of parts that have ids of their own. */
const PARTS = [
  'frontendIPConfigurations',
  'backendAddressPools',
  'loadBalancingRules',
  'probes',
  'outboundRules',
  'inboundNatRules',
];

/** Load balancers. Internal front ends have an address of their subnet. */
export const LOAD_BALANCER_KIND: ResourceKind = {
  type: TYPE,
  tracked: true,
  put: (world, put) => {
    assertReferences(world, put);
    const before = put.existing === undefined ? [] : listAt(put.existing.properties, 'frontendIPConfigurations');
    const wanted = listAt(put.body, 'properties', 'frontendIPConfigurations');
    const names = new Set(wanted.map((item) => textAt(item, 'name')));
    for (const item of before) if (!names.has(textAt(item, 'name'))) release(world, item);
    const frontends = wanted.map((item) => withAddress(world, put, item, before));
    const properties = {...propertiesOf(put), frontendIPConfigurations: frontends};
    const parts = PARTS.map((part) => [part, listAt(properties, part).map((item) => withId(put, part, item))] as const);
    keep(world, put, {...properties, ...Object.fromEntries(parts), provisioningState: 'Updating'});
    return PUT_TIME;
  },
  show: (_, resource) => shown(resource),
  remove: (world, resource) => {
    for (const item of listAt(resource.properties, 'frontendIPConfigurations')) release(world, item);
    return PUT_TIME;
  },
};

/** A pool of a load balancer, written by itself, as the cloud controller does for members by address. */
export const BACKEND_POOL_KIND: ResourceKind = {
  type: `${TYPE}/backendAddressPools`,
  tracked: false,
  put: (world, put) => {
    const parent = parentOf(world, put);
    const pool = withId({id: parent.id}, 'backendAddressPools', {...put.body, name: put.name});
    const others = listAt(parent.properties, 'backendAddressPools').filter((item) => textAt(item, 'name') !== put.name);
    world.store.put({...parent, properties: {...parent.properties, backendAddressPools: [...others, pool]}});
    keep(world, put, {...propertiesOf(put), provisioningState: 'Succeeded'});
    return 0;
  },
  show: (_, resource) => shown(resource),
  remove: (world, resource) => {
    const parent = world.store.get(resource.id.split('/').slice(0, -2).join('/'));
    if (parent === undefined) return 0;
    const others = listAt(parent.properties, 'backendAddressPools').filter(
      (item) => textAt(item, 'name') !== resource.name,
    );
    world.store.put({...parent, properties: {...parent.properties, backendAddressPools: others}});
    return 0;
  },
};

function withAddress(world: World, put: Put, item: Json, before: readonly Json[]): JsonObject {
  const whole = isObject(item) ? (item as JsonObject) : {};
  const properties = isObject(whole['properties']) ? (whole['properties'] as JsonObject) : {};
  const subnet = textAt(properties, 'subnet', 'id');
  if (subnet === undefined) return whole;
  assertMayJoin(world, put, subnet);
  const old = before.find((other) => textAt(other, 'name') === whole['name']);
  const oldAddress = textAt(old, 'properties', 'privateIPAddress');
  const wanted = textAt(properties, 'privateIPAddress');
  if (oldAddress !== undefined && (wanted === undefined || wanted === oldAddress)) {
    return {...whole, properties: {...properties, privateIPAddress: oldAddress}};
  }
  if (old !== undefined) release(world, old);
  if (wanted !== undefined) {
    takeAddress(world, subnet, wanted, `${put.id}/frontendIPConfigurations/${String(whole['name'])}`);
    return whole;
  }
  const [address = ''] = allocateAddresses(world, subnet, 1);
  return {...whole, properties: {...properties, privateIPAddress: address}};
}

function withId({id}: Pick<Put, 'id'>, part: string, item: Json): JsonObject {
  const whole = isObject(item) ? (item as JsonObject) : {};
  return {...whole, id: `${id}/${part}/${String(whole['name'])}`};
}

function release(world: World, item: Json): void {
  const subnet = textAt(item, 'properties', 'subnet', 'id');
  const address = textAt(item, 'properties', 'privateIPAddress');
  if (subnet !== undefined && address !== undefined) releaseAddresses(world, subnet, [address]);
}
