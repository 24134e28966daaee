import type {Cluster} from '../cluster/cluster.ts';
import type {Issue} from '../definition/issue.ts';
import type {AddressPlan} from './address-plan.ts';
import {requireRoom, requireRoomToScale} from './rules/crowded-subnets.ts';
import {requireFreeRange} from './rules/free-range.ts';
import type {PlanRule} from './rules/plan-rule.ts';
import {
  forbidNextHopOnControlPlane,
  forbidReservedFirstAddress,
  requireFirstAddressInSubnet,
  requireRoomForBlock,
} from './rules/static-addresses.ts';
import {forbidOverlappingSubnets, forbidSubnetsOutside} from './rules/subnet-ranges.ts';
import {limitSubnetSizes, requireGatewaySubnetSize} from './rules/subnet-sizes.ts';
import {limitAddresses, limitNodes, limitPods} from './rules/totals.ts';
import {warnOfUnusedSubnets} from './rules/unused-subnets.ts';

/** All rules of the address plan, by the codes that they report. */
const rules: readonly PlanRule[] = [
  requireRoom,
  requireFreeRange,
  forbidSubnetsOutside,
  forbidOverlappingSubnets,
  limitSubnetSizes,
  requireGatewaySubnetSize,
  requireFirstAddressInSubnet,
  forbidReservedFirstAddress,
  requireRoomForBlock,
  limitAddresses,
  limitNodes,
  limitPods,
  requireRoomToScale,
  forbidNextHopOnControlPlane,
  warnOfUnusedSubnets,
];

/**
 * Everything that is wrong with the cluster's addresses, `plan` being the plan of this cluster (see `planAddresses`).
 * Overlaps of the address space, peers, on-premises ranges and Services are rules of the cluster.
 */
export function planRules(cluster: Cluster, plan: AddressPlan): readonly Issue[] {
  return rules.flatMap((rule) => rule(cluster, plan));
}
