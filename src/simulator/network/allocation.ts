import {formatAddress, parseAddress} from '../../ipv4/address.ts';
import {firstAddress, lastAddress, type Prefix, parsePrefix} from '../../ipv4/prefix.ts';
import type {Refusal} from '../fault.ts';
import {listAt, textAt, textsAt} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {referenceRefused, refusal} from './refusals.ts';

/*
 * Which addresses of a subnet are taken. The truth is a record beside each subnet: ranges of addresses, so that tens of
 * thousands take little room and little time.
 */

/** First and last address of a run of taken ones. */
type Taken = readonly [number, number];

/** The type of those records, which no request reaches. */
const POOL_TYPE = 'Simulator/addressPools';

/** Azure keeps four addresses at the start of a subnet and one at its end (Azure: virtual-networks-faq). */
const KEPT_AT_START = 4;
const KEPT = 5;

/** The subnet of an id. Throws Refusal if there is none. */
export function knownSubnet({store}: World, subnetId: string, owner: string): StoredResource {
  const subnet = store.get(subnetId);
  if (subnet !== undefined) return subnet;
  throw referenceRefused(subnetId, owner);
}

/** The range of a subnet. */
export function rangeOf(subnet: StoredResource): Prefix {
  const text = textAt(subnet.properties, 'addressPrefix') ?? textsAt(subnet.properties, 'addressPrefixes')[0] ?? '';
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new Error(`${subnet.id} has no range`);
  return prefix;
}

/** Takes so many dynamic addresses: the first that are free. Throws Refusal if there are not enough. */
export function allocateAddresses(world: World, subnetId: string, count: number): readonly string[] {
  const subnet = knownSubnet(world, subnetId, subnetId);
  const [first, last] = usableOf(subnet);
  const {used, limit} = usageOf(world, subnet);
  if (used + count > limit) throw fullError(subnet, count);
  const found = freeIn(occupiedIn(world, subnet), first, last, count);
  keep(world, subnet, withAddresses(takenOf(world, subnet), found));
  return found.map(formatAddress);
}

/** Takes one address. Throws Refusal if that cannot be. */
export function takeAddress(world: World, subnetId: string, address: string, owner: string): void {
  const subnet = knownSubnet(world, subnetId, owner);
  const value = parseAddress(address);
  const range = rangeOf(subnet);
  if (value === undefined || value < firstAddress(range) || value > lastAddress(range)) {
    throw refusal(
      'PrivateIPAddressNotInSubnet',
      `Private static IP address ${address} does not belong to the range of subnet prefix ${textAt(subnet.properties, 'addressPrefix')}.`,
    );
  }
  const [first, last] = usableOf(subnet);
  if (value < first || value > last) {
    throw refusal(
      'PrivateIPAddressInReservedRange',
      `Private static IP address ${address} falls within reserved IP range of subnet prefix ${textAt(subnet.properties, 'addressPrefix')}.`,
    );
  }
  if (isTaken(occupiedIn(world, subnet), value)) {
    const holder = holderOf(world, subnetId, address) ?? 'another resource';
    throw refusal(
      'PrivateIPAddressIsAllocated',
      `IP configuration ${owner} is using the private IP address ${address} which is already allocated to resource ${holder}.`,
    );
  }
  const {used, limit} = usageOf(world, subnet);
  if (used >= limit) throw fullError(subnet, 1);
  keep(world, subnet, withAddresses(takenOf(world, subnet), [value]));
}

/** Gives addresses back. */
export function releaseAddresses(world: World, subnetId: string, addresses: readonly string[]): void {
  const subnet = world.store.get(subnetId);
  if (subnet === undefined) return;
  const gone = addresses.flatMap((address) => parseAddress(address) ?? []).toSorted((a, b) => a - b);
  const left = takenOf(world, subnet).flatMap((run) => withoutAddresses(run, gone));
  keep(world, subnet, left);
}

/** Whether an address of a subnet can be taken. */
export function isFree(world: World, subnet: StoredResource, address: string): boolean {
  const value = parseAddress(address);
  const [first, last] = usableOf(subnet);
  if (value === undefined || value < first || value > last) return false;
  return !isTaken(occupiedIn(world, subnet), value);
}

/** How many addresses of a subnet are taken, and how many can be. */
export function usageOf(world: World, subnet: StoredResource): {readonly used: number; readonly limit: number} {
  const [first, last] = usableOf(subnet);
  const known = occupiedIn(world, subnet).reduce((sum, [start, end]) => sum + end - start + 1, 0);
  return {used: known + othersIn(world, subnet), limit: Math.max(0, last - first + 1)};
}

/** How many addresses are taken in all subnets of a network. */
export function takenInNetwork(world: World, networkId: string): number {
  return world.store
    .list('Microsoft.Network/virtualNetworks/subnets', networkId)
    .reduce((sum, subnet) => sum + usageOf(world, subnet).used, 0);
}

/** Forgets a subnet's addresses: it is gone. */
export function forgetSubnet({store}: World, subnetId: string): void {
  store.remove(poolId(subnetId));
}

function usableOf(subnet: StoredResource): Taken {
  const range = rangeOf(subnet);
  return [firstAddress(range) + KEPT_AT_START, lastAddress(range) - (KEPT - KEPT_AT_START)];
}

/** The id of the record of a subnet's addresses. */
export function poolId(subnetId: string): string {
  return `/simulator/addresses${subnetId}`;
}

function takenOf({store}: World, subnet: StoredResource): readonly Taken[] {
  const record = store.get(poolId(subnet.id));
  return listAt(record?.properties, 'taken').map((run) => {
    const [start = 0, end = 0] = run as readonly number[];
    return [start, end];
  });
}

function keep({store}: World, subnet: StoredResource, taken: readonly Taken[]): void {
  store.put({id: poolId(subnet.id), type: POOL_TYPE, name: subnet.name, properties: {taken}});
}

function isTaken(taken: readonly Taken[], value: number): boolean {
  return taken.some(([start, end]) => value >= start && value <= end);
}

/** The first free addresses between two. */
function freeIn(taken: readonly Taken[], first: number, last: number, count: number): readonly number[] {
  const found: number[] = [];
  let next = first;
  for (const [start, end] of [...taken, [last + 1, last + 1] as const]) {
    for (; next < start && next <= last && found.length < count; next += 1) found.push(next);
    if (found.length >= count) return found;
    next = Math.max(next, end + 1);
  }
  return found;
}

/** Runs with more addresses in them: sorted, and joined where they touch. */
function withAddresses(taken: readonly Taken[], added: readonly number[]): readonly Taken[] {
  const all = [...taken, ...added.map((value): Taken => [value, value])].toSorted(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [start, end] of all) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1] + 1) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** What is left of a run without some addresses, in order: by these, as the run may be long. */
function withoutAddresses([start, end]: Taken, gone: readonly number[]): Taken[] {
  const runs: Taken[] = [];
  let next = start;
  for (const value of gone) {
    if (value < next || value > end) continue;
    if (value > next) runs.push([next, value - 1]);
    next = value + 1;
  }
  if (next <= end) runs.push([next, end]);
  return runs;
}

/** How many addresses the settings say others have, wherever these are. */
function othersIn({settings}: World, subnet: StoredResource): number {
  return valuesFor(settings.takenAddresses, subnet.id, subnet.name).reduce((sum, count) => sum + count, 0);
}

/** Taken addresses, and those that the settings say others have by address. */
function occupiedIn(world: World, subnet: StoredResource): readonly Taken[] {
  const [first, last] = usableOf(subnet);
  const network = networkOf(subnet.id);
  const others = valuesFor(world.settings.takenIps, network, network.slice(network.lastIndexOf('/') + 1))
    .flat()
    .flatMap((address) => parseAddress(address) ?? [])
    .filter((value) => value >= first && value <= last);
  const taken = takenOf(world, subnet);
  return others.length === 0 ? taken : withAddresses(taken, others);
}

/** What settings say of an id or a name, whatever their capitals. */
function valuesFor<Value>(settings: Readonly<Record<string, Value>>, ...keys: readonly string[]): readonly Value[] {
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  return Object.entries(settings).flatMap(([key, value]) => (wanted.has(key.toLowerCase()) ? [value] : []));
}

function networkOf(subnetId: string): string {
  return subnetId.slice(0, subnetId.toLowerCase().lastIndexOf('/subnets/'));
}

/** Which part of an interface, a load balancer or a gateway has an address, or any: looked for only for a message. */
export function holderOf({store}: World, subnetId: string, address?: string): string | undefined {
  const owners = [
    ...store.list('Microsoft.Network/networkInterfaces').map((each) => [each, 'ipConfigurations'] as const),
    ...store.list('Microsoft.Network/loadBalancers').map((each) => [each, 'frontendIPConfigurations'] as const),
    ...store.list('Microsoft.Network/virtualNetworkGateways').map((each) => [each, 'ipConfigurations'] as const),
  ];
  for (const [owner, list] of owners) {
    const found = listAt(owner.properties, list).find(
      (item) =>
        (address === undefined || textAt(item, 'properties', 'privateIPAddress') === address) &&
        textAt(item, 'properties', 'subnet', 'id')?.toLowerCase() === subnetId.toLowerCase(),
    );
    if (found !== undefined) return `${owner.id}/${list}/${textAt(found, 'name')}`;
  }
  return undefined;
}

function fullError({name, properties}: StoredResource, count: number): Refusal {
  return refusal(
    'SubnetIsFull',
    `Subnet ${name} with address prefix ${textAt(properties, 'addressPrefix')} does not have enough capacity for ${count} IP addresses.`,
  );
}
