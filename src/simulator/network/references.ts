import {isList, isObject, type Json} from '../../template/value.ts';
import {checkLinkedPermission} from '../access/permissions.ts';
import {sameLocation} from '../compute/resource-ids.ts';
import {listAt, objectAt, textAt} from '../fields.ts';
import type {Put, World} from '../resource-kind.ts';
import {parentOf} from '../resource-path.ts';
import {referenceRefused} from './refusals.ts';

/** What one must be allowed to do to a resource that another is to use (Azure: role-based-access-control/permissions/networking). */
const JOINS: readonly (readonly [RegExp, string])[] = [
  [/\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i, 'Microsoft.Network/virtualNetworks/subnets/join/action'],
  [/\/networkSecurityGroups\/[^/]+$/i, 'Microsoft.Network/networkSecurityGroups/join/action'],
  [/\/publicIPAddresses\/[^/]+$/i, 'Microsoft.Network/publicIPAddresses/join/action'],
  [/\/backendAddressPools\/[^/]+$/i, 'Microsoft.Network/loadBalancers/backendAddressPools/join/action'],
  [/\/routeTables\/[^/]+$/i, 'Microsoft.Network/routeTables/join/action'],
  [/\/natGateways\/[^/]+$/i, 'Microsoft.Network/natGateways/join/action'],
  [/\/applicationSecurityGroups\/[^/]+$/i, 'Microsoft.Network/applicationSecurityGroups/joinIpConfiguration/action'],
];

/**
 * Refuses a resource that refers to what is not there, or to what whoever asks may not use. References to parts of itself
 * are its own affair, but for load balancers, whose parts are all in what is written.
 */
export function assertReferences(world: World, put: Put): void {
  for (const id of new Set(referencesIn(put.body['properties'] ?? null))) {
    const isOwn = id.toLowerCase().startsWith(`${put.id.toLowerCase()}/`);
    if (isOwn ? !isOwnPart(put, id) : !isThere(world, id)) throw referenceRefused(id, put.id);
    if (!isOwn) assertMayJoin(world, put, id);
  }
}

/** What is joined must be in the same region. What is not joined, such as another network of a peering, may be elsewhere. */
function assertMayJoin(world: World, put: Put, id: string): void {
  const [, action] = JOINS.find(([pattern]) => pattern.test(id)) ?? [];
  if (action === undefined) return;
  const [here, there] = [textAt(put.body, 'location') ?? regionOf(world, put.id), regionOf(world, id)];
  if (here !== undefined && there !== undefined && !sameLocation(here, there)) throw referenceRefused(id, put.id);
  checkLinkedPermission(world.settings, put, action, id);
}

/** Where a resource is, or what it is a part of. */
function regionOf(world: World, id: string): string | undefined {
  const location = textAt(world.store.get(id), 'location');
  const whole = location === undefined ? parentOf(id) : undefined;
  return whole === undefined ? location : regionOf(world, whole);
}

/** Ids that a value refers to: `{"id": "/subscriptions/…"}`, at any depth. */
export function referencesIn(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap((item) => referencesIn(item as Json));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'id' && typeof item === 'string' && /^\/subscriptions\//i.test(item)) return [item];
    return referencesIn(item as Json);
  });
}

/**
 * Whether a resource is there, or is a part of a load balancer that is. One that the settings have may be without its lists
 * of parts: then any part will do.
 */
function isThere({store}: World, id: string): boolean {
  if (store.get(id) !== undefined) return true;
  const part = partIn(id);
  const whole = part === undefined ? undefined : store.get(part.whole);
  return part !== undefined && whole !== undefined && (hasPart(whole.properties, part) ?? true);
}

function isOwnPart({body}: Put, id: string): boolean {
  const part = partIn(id);
  return part === undefined || (hasPart(body['properties'], part) ?? false);
}

/** A part of a load balancer, such as a front end or a pool. */
interface Part {
  readonly whole: string;
  readonly list: string;
  readonly name: string;
}

function partIn(id: string): Part | undefined {
  const match = /^(.+\/providers\/Microsoft\.Network\/loadBalancers\/[^/]+)\/([^/]+)\/([^/]+)$/i.exec(id);
  const [, whole, list, name] = match ?? [];
  return whole === undefined || list === undefined || name === undefined ? undefined : {whole, list, name};
}

/** Whether a load balancer has a part; undefined if nothing is known of its parts of that sort. */
function hasPart(properties: Json | undefined, {list, name}: Part): boolean | undefined {
  const key = Object.keys(objectAt(properties)).find((each) => each.toLowerCase() === list.toLowerCase());
  if (key === undefined) return undefined;
  return listAt(properties, key).some((item) => textAt(item, 'name')?.toLowerCase() === name.toLowerCase());
}
