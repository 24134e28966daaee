import type {Cluster} from '../../cluster/cluster.ts';
import {RESERVED_ADDRESSES_AT_START} from '../../cluster/limits.ts';
import {error} from '../../cluster/rules/rule.ts';
import type {Issue, RelatedPlace} from '../../definition/issue.ts';
import {type Address, formatAddress} from '../../ipv4/address.ts';
import {containsAddress, formatPrefix, lastAddress, type Prefix} from '../../ipv4/prefix.ts';
import type {AddressPlan} from '../address-plan.ts';
import {firstUsableAddress} from '../static-addresses.ts';
import {FIRST_ADDRESS_PATH, rangePlace} from './places.ts';

/** A block of static addresses that the definition places in a subnet that has a range. */
interface WrittenBlock {
  readonly first: Address;
  /** Addresses in a row: the load balancer's, and one for each machine. */
  readonly count: number;
  readonly cidr: Prefix;
  readonly related: readonly RelatedPlace[];
}

/** What Azure keeps the first addresses of a subnet for (Azure: virtual-networks-faq). */
const RESERVED_FOR = ['the network address', 'the default gateway', 'a DNS address', 'a DNS address'];

/** The control plane's addresses are those of its own subnet. */
export function requireFirstAddressInSubnet(cluster: Cluster, plan: AddressPlan): Issue[] {
  const block = writtenBlock(cluster, plan);
  if (block === undefined || containsAddress(block.cidr, block.first)) return [];
  const range = `${formatPrefix(block.cidr)}, the range of subnet "${cluster.controlPlane.subnet}"`;
  const message = `${formatAddress(block.first)} is not in ${range}`;
  return [error('VK4007', FIRST_ADDRESS_PATH, message, {hint: blockHint(block), related: block.related})];
}

/** Azure gives nobody the first four addresses of a subnet and the last one (Azure: virtual-networks-faq). */
export function forbidReservedFirstAddress(cluster: Cluster, plan: AddressPlan): Issue[] {
  const block = writtenBlock(cluster, plan);
  if (block === undefined) return [];
  const use = reservedFor(block.cidr, block.first);
  if (use === undefined) return [];
  const message = `${formatAddress(block.first)} is ${use} of ${formatPrefix(block.cidr)}, which Azure keeps for itself`;
  return [error('VK4008', FIRST_ADDRESS_PATH, message, {hint: blockHint(block), related: block.related})];
}

/** The machines' addresses follow the first one, and all must be in the subnet. */
export function requireRoomForBlock(cluster: Cluster, plan: AddressPlan): Issue[] {
  const block = writtenBlock(cluster, plan);
  if (block === undefined || !containsAddress(block.cidr, block.first)) return [];
  if (reservedFor(block.cidr, block.first) !== undefined) return [];
  const end = lastAddress(block.cidr);
  const places = Array.from({length: block.count}, (_, index) => ({
    owner: index === 0 ? 'the load balancer' : `machine ${index}`,
    address: block.first + index,
  }));
  const overrun = places.find(({address}) => address >= end);
  if (overrun === undefined) return [];
  const placed = places.filter(({address}) => address < end);
  const list = placed.map(({owner, address}) => `${owner} at ${formatAddress(address)}`).join(', ');
  const fate = `${overrun.owner} would get ${formatAddress(end)}, the last of ${formatPrefix(block.cidr)}, which Azure keeps`;
  const message = `${formatAddress(block.first)} is too near the end: ${list}, but ${fate}`;
  return [error('VK4009', FIRST_ADDRESS_PATH, message, {hint: blockHint(block), related: block.related})];
}

/** An address that routes lead to belongs to the appliance and to nothing else. */
export function forbidNextHopOnControlPlane(cluster: Cluster, plan: AddressPlan): Issue[] {
  const {loadBalancer, nodes, subnet: name} = plan.controlPlane;
  const subnet = plan.subnets.find((each) => each.name === name);
  const routes = cluster.network.subnets.flatMap((each) => each.routes);
  return routes.flatMap(({path, nextHopType, nextHopIpAddress: hop}) => {
    if (hop === undefined || nextHopType !== 'VirtualAppliance') return [];
    const machine = nodes.indexOf(hop) + 1;
    const owner = hop === loadBalancer ? "the API server's load balancer" : `control-plane machine ${machine}`;
    const isOwned = hop === loadBalancer || machine > 0;
    if (!isOwned && !isMissed(cluster, plan, hop)) return [];
    const message = isOwned
      ? `${formatAddress(hop)} is the address of ${owner}, so it cannot be an appliance's`
      : `${formatAddress(hop)} is needed for a pod of the control plane, so it cannot be an appliance's`;
    const related = [
      {path: FIRST_ADDRESS_PATH, message: 'from here on, the control plane has its addresses'},
      ...(subnet?.origin === 'given' ? [rangePlace(subnet)] : []),
    ];
    const hint = nextHopHint(subnet?.cidr, hop, nodes.length + 1);
    return [error('VK4014', [...path, 'nextHopIpAddress'], message, {hint, related})];
  });
}

/** Whether the control plane's subnet is large enough for all its pods, but not for the address of an appliance beside. */
function isMissed({controlPlane: {count, maxPods}}: Cluster, plan: AddressPlan, hop: Address): boolean {
  const subnet = plan.subnets.find(({name}) => name === plan.controlPlane.subnet);
  if (subnet?.cidr === undefined || subnet.free < 0 || !containsAddress(subnet.cidr, hop)) return false;
  return plan.controlPlane.pods.flat().length < count * maxPods;
}

function writtenBlock({controlPlane, network}: Cluster, plan: AddressPlan): WrittenBlock | undefined {
  const {firstAddress: first, count} = controlPlane;
  const subnet = plan.subnets.find(({name}) => name === controlPlane.subnet);
  if (first === undefined || subnet?.cidr === undefined) return undefined;
  const declared = network.subnets.find(({name}) => name === controlPlane.subnet);
  const range = declared?.cidr === undefined ? [] : [rangePlace(declared)];
  const machines = {path: ['controlPlane', 'count'], message: `${count} control-plane machines`};
  return {first, count: count + 1, cidr: subnet.cidr, related: [...range, machines]};
}

function reservedFor(cidr: Prefix, address: Address): string | undefined {
  if (!containsAddress(cidr, address)) return undefined;
  const atStart = address - cidr.address;
  if (atStart < RESERVED_ADDRESSES_AT_START) return RESERVED_FOR[atStart];
  return address === lastAddress(cidr) ? 'the broadcast address' : undefined;
}

function blockHint({cidr, count}: WrittenBlock): string {
  const lowest = firstUsableAddress(cidr);
  const highest = lastAddress(cidr) - count;
  if (highest < lowest) return 'leave it out, and use a larger subnet';
  const range = highest === lowest ? formatAddress(lowest) : `${formatAddress(lowest)} to ${formatAddress(highest)}`;
  return `use ${range}, or leave it out`;
}

/** Moves the control plane behind the appliance if there is room, else the appliance. */
function nextHopHint(cidr: Prefix | undefined, hop: Address, count: number): string {
  const other = 'use another address for the appliance';
  if (cidr === undefined || hop + count >= lastAddress(cidr)) return other;
  return `${other}, or move the control plane: controlPlane.firstAddress: ${formatAddress(hop + 1)}`;
}
