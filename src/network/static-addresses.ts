import type {ControlPlane} from '../cluster/cluster.ts';
import {RESERVED_ADDRESSES_AT_START} from '../cluster/limits.ts';
import type {Address} from '../ipv4/address.ts';
import {type Prefix, sizeOfLength} from '../ipv4/prefix.ts';
import type {ControlPlaneAddresses} from './address-plan.ts';

/** The static addresses of the control plane in a subnet with the range `cidr`, if it has one. */
export function placeControlPlane(controlPlane: ControlPlane, cidr: Prefix | undefined): ControlPlaneAddresses {
  const {subnet, count} = controlPlane;
  if (cidr === undefined) return {subnet, nodes: []};
  const first = controlPlane.firstAddress ?? firstUsableAddress(cidr);
  const [loadBalancer, ...nodes] = blockFrom(first, count + 1);
  return {subnet, ...(loadBalancer === undefined ? {} : {loadBalancer}), nodes};
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
