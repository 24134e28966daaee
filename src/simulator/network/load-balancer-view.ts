import type {Json, JsonObject} from '../../template/value.ts';
import {SCALE_SETS} from '../compute/demand.ts';
import {poolMembersOf} from '../compute/scale-set-pools.ts';
import {listAt, objectAt, shown, textAt, without} from '../fields.ts';
import type {Put, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';

/*
 * What a load balancer shows of its parts that nobody writes: who refers to them (Azure: REST API, load-balancers/get).
 * Clients write back what they were shown, Azure's own cloud provider too: Azure takes no notice of it.
 */

const RULES = ['loadBalancingRules', 'outboundRules', 'inboundNatRules'] as const;

/** Properties of parts that are shown and not taken, by list. */
const VIEWS: Readonly<Record<string, readonly string[]>> = {
  frontendIPConfigurations: [...RULES, 'provisioningState'],
  backendAddressPools: [...RULES, 'backendIPConfigurations', 'provisioningState'],
  probes: [...RULES, 'provisioningState'],
};

/** Where rules refer to parts, by the parts' list. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  frontendIPConfigurations: ['frontendIPConfiguration', 'frontendIPConfigurations'],
  backendAddressPools: ['backendAddressPool', 'backendAddressPools'],
  probes: ['probe'],
};

/** A load balancer that is written, without what is only shown. */
export function withoutViews(put: Put): Put {
  const properties = objectAt(put.body, 'properties');
  const lists = Object.entries(VIEWS).flatMap(([list, names]): [string, Json][] =>
    properties[list] === undefined
      ? []
      : [[list, listAt(properties, list).map((part) => withoutNames(objectAt(part), names))]],
  );
  return {...put, body: {...put.body, properties: {...properties, ...Object.fromEntries(lists)}}};
}

/** The same of a backend pool that is written by itself. */
export function poolWithoutViews(put: Put): Put {
  return {...put, body: withoutNames(put.body, VIEWS['backendAddressPools'] ?? [])};
}

function withoutNames(part: JsonObject, names: readonly string[]): JsonObject {
  return part['properties'] === undefined
    ? part
    : {...part, properties: without(objectAt(part, 'properties'), ...names)};
}

/** A load balancer as GET shows it. */
export function showLoadBalancer(world: World, balancer: StoredResource): JsonObject {
  const members = membersOf(world);
  const lists = Object.keys(VIEWS).map((list): [string, Json] => [
    list,
    listAt(balancer.properties, list).map((part) => showPart(balancer, list, objectAt(part), members)),
  ]);
  return {...shown(balancer), properties: {...balancer.properties, ...Object.fromEntries(lists)}};
}

/** A backend pool as GET shows it by itself. */
export function showPool(world: World, pool: StoredResource): JsonObject {
  const balancer = world.store.get(pool.id.slice(0, pool.id.toLowerCase().lastIndexOf('/backendaddresspools/')));
  if (balancer === undefined) return shown(pool);
  return showPart(balancer, 'backendAddressPools', shown(pool), membersOf(world));
}

function showPart(
  balancer: StoredResource,
  list: string,
  part: JsonObject,
  members: ReadonlyMap<string, readonly string[]>,
): JsonObject {
  const id = (textAt(part, 'id') ?? '').toLowerCase();
  const referring = RULES.flatMap((rules): [string, Json][] => {
    const ids = listAt(balancer.properties, rules).flatMap((rule) => (refersTo(rule, list, id) ? idOf(rule) : []));
    return ids.length === 0 ? [] : [[rules, ids]];
  });
  const interfaces = list === 'backendAddressPools' ? (members.get(id) ?? []) : [];
  return {
    ...part,
    properties: {
      ...objectAt(part, 'properties'),
      provisioningState: 'Succeeded',
      ...Object.fromEntries(referring),
      ...(interfaces.length === 0 ? {} : {backendIPConfigurations: interfaces.map((member) => ({id: member}))}),
    },
  };
}

function refersTo(rule: Json, list: string, id: string): boolean {
  return (REFERENCES[list] ?? []).some((name) => {
    const one = textAt(rule, 'properties', name, 'id');
    const all = [
      ...(one === undefined ? [] : [one]),
      ...listAt(rule, 'properties', name).map((each) => textAt(each, 'id')),
    ];
    return all.some((each) => each?.toLowerCase() === id);
  });
}

function idOf(rule: Json): readonly JsonObject[] {
  const id = textAt(rule, 'id');
  return id === undefined ? [] : [{id}];
}

/** The ipConfigurations in all backend pools, by the pools' ids in lower case. */
function membersOf({store}: World): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  const add = (pool: string, id: string): void => {
    const key = pool.toLowerCase();
    const known = members.get(key);
    if (known === undefined) members.set(key, [id]);
    else known.push(id);
  };
  for (const nic of store.list('Microsoft.Network/networkInterfaces')) {
    for (const item of listAt(nic.properties, 'ipConfigurations')) {
      for (const pool of listAt(item, 'properties', 'loadBalancerBackendAddressPools')) {
        add(textAt(pool, 'id') ?? '', textAt(item, 'id') ?? '');
      }
    }
  }
  for (const set of store.list(SCALE_SETS)) for (const [pool, id] of poolMembersOf(set)) add(pool, id);
  return members;
}
