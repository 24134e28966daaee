import type {ControlPlane} from '../cluster/cluster.ts';
import {RESERVED_ADDRESSES_AT_END, RESERVED_ADDRESSES_AT_START} from '../cluster/limits.ts';
import type {Address} from '../ipv4/address.ts';
import {lastAddress, type Prefix, sizeOfLength} from '../ipv4/prefix.ts';
import type {ControlPlaneAddresses} from './address-plan.ts';

/**
 * The static addresses of the control plane in a subnet with the range `cidr`, if it has one. Its pods get none of
 * `occupied`, which belong to machines that are no part of the cluster.
 */
export function placeControlPlane(
  controlPlane: ControlPlane,
  cidr: Prefix | undefined,
  occupied: readonly Address[],
): ControlPlaneAddresses {
  const {subnet, count, maxPods} = controlPlane;
  if (cidr === undefined) return {subnet, nodes: [], pods: []};
  const first = controlPlane.firstAddress ?? firstUsableAddress(cidr);
  const block = blockFrom(first, count + 1);
  const [loadBalancer, ...nodes] = block;
  const ofPods = downwards(cidr, [...block, ...occupied], count * maxPods);
  const pods = nodes.map((_, machine) => ofPods.slice(machine * maxPods, (machine + 1) * maxPods));
  return {subnet, ...(loadBalancer === undefined ? {} : {loadBalancer}), nodes, pods};
}

/** The first address of a subnet that Azure does not keep for itself. */
export function firstUsableAddress(cidr: Prefix): Address {
  return cidr.address + RESERVED_ADDRESSES_AT_START;
}

/** So many addresses in a row, fewer if IPv4 ends before. */
function blockFrom(first: Address, count: number): readonly Address[] {
  const all = Array.from({length: count}, (_, index) => first + index);
  return all.filter((address) => address < sizeOfLength(0));
}

/** The last `count` usable addresses of a subnet that are not in `taken`, last first; fewer if there are no more. */
function downwards(cidr: Prefix, taken: readonly Address[], count: number): readonly Address[] {
  const avoided = new Set(taken);
  const lowest = firstUsableAddress(cidr);
  const found: Address[] = [];
  for (let next = lastAddress(cidr) - RESERVED_ADDRESSES_AT_END; next >= lowest && found.length < count; next -= 1) {
    if (!avoided.has(next)) found.push(next);
  }
  return found;
}
