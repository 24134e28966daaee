import type {Json, JsonObject} from '../../template/value.ts';
import {isObject} from '../../template/value.ts';
import {listAt, textAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import {allOrNothing} from './all-or-nothing.ts';
import {allocateAddresses, poolId, releaseAddresses, takeAddress} from './allocation.ts';
import {assertBalancerUnused} from './in-use.ts';
import {checkRules} from './load-balancer-rules.ts';
import {poolWithoutViews, showLoadBalancer, showPool, withoutViews} from './load-balancer-view.ts';
import {keepParts, partKind, removeParts} from './parts.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';

const TYPE = 'Microsoft.Network/loadBalancers';
const POOLS = 'backendAddressPools';
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
  put: (world, wanted) => {
    const put = withoutViews(wanted);
    assertReferences(world, put);
    checkRules(put);
    const before = put.existing === undefined ? [] : listAt(put.existing.properties, 'frontendIPConfigurations');
    const frontendsWanted = listAt(put.body, 'properties', 'frontendIPConfigurations');
    const pools = [...frontendsWanted, ...before]
      .flatMap((item) => textAt(item, 'properties', 'subnet', 'id') ?? [])
      .map(poolId);
    const frontends = allOrNothing(world, pools, () => giveAddresses(world, put, frontendsWanted, before));
    const properties = {...propertiesOf(put), frontendIPConfigurations: frontends};
    const parts = PARTS.map((part) => [part, listAt(properties, part).map((item) => withId(put, part, item))] as const);
    const kept = keep(world, put, {...properties, ...Object.fromEntries(parts), provisioningState: 'Updating'});
    keepParts(world, kept, POOLS);
    return PUT_TIME;
  },
  show: showLoadBalancer,
  remove: (world, resource) => {
    assertBalancerUnused(world, resource);
    for (const item of listAt(resource.properties, 'frontendIPConfigurations')) release(world, item);
    removeParts(world, resource, POOLS);
    return PUT_TIME;
  },
};

const POOL_KIND = partKind(TYPE, POOLS);

/** A pool of a load balancer, written by itself, as the cloud controller does for members by address. */
export const BACKEND_POOL_KIND: ResourceKind = {
  ...POOL_KIND,
  put: (world, put) => POOL_KIND.put(world, poolWithoutViews(put)),
  show: showPool,
};

/** Front ends with their addresses; those that are no longer wanted give theirs back. */
function giveAddresses(
  world: World,
  put: Put,
  wanted: readonly Json[],
  before: readonly Json[],
): readonly JsonObject[] {
  const names = new Set(wanted.map((item) => textAt(item, 'name')));
  for (const item of before) if (!names.has(textAt(item, 'name'))) release(world, item);
  return wanted.map((item) => withAddress(world, put, item, before));
}

function withAddress(world: World, put: Put, item: Json, before: readonly Json[]): JsonObject {
  const whole = isObject(item) ? (item as JsonObject) : {};
  const properties = isObject(whole['properties']) ? (whole['properties'] as JsonObject) : {};
  const subnet = textAt(properties, 'subnet', 'id');
  if (subnet === undefined) return whole;
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
