import {MAX_ADDRESSES_PER_VIRTUAL_NETWORK, MAX_NODES_PER_CLUSTER, MAX_PODS_PER_CLUSTER} from '../cluster/limits.ts';
import {type Prefix, prefixSize} from '../ipv4/prefix.ts';
import type {AddressPlan} from './address-plan.ts';
import type {ClusterScale} from './fit-report.ts';
import type {Bottleneck} from './largest.ts';
import {addressesOf, type NodeGroup} from './node-groups.ts';
import {haveRoom, type Requirement, withMore} from './requirements.ts';

/** A cluster, and the range that it is to grow in. */
export interface ScaleQuestion {
  readonly groups: readonly NodeGroup[];
  readonly plan: AddressPlan;
  readonly requirements: readonly Requirement[];
  readonly prefix: Prefix;
}

/** Nodes that a group has more than it is defined with. */
interface Growth {
  readonly group: NodeGroup;
  readonly more: number;
}

/** The largest size of all pools together; undefined if none has a node, so that they have no size. */
export function scaleOf(question: ScaleQuestion): ClusterScale | undefined {
  const pools = question.groups.filter(({role}) => role === 'pool');
  if (pools.every(({nodes}) => nodes === 0)) return undefined;
  const obstacle = (percent: number) =>
    obstacleTo(
      question,
      pools.map((group) => grow(group, percent)),
    );

  // Every doubling doubles the nodes, so that it comes to an end soon: at 4,000 of them.
  let percent = 0;
  let beyond = 100;
  while (obstacle(beyond) === undefined) {
    percent = beyond;
    beyond *= 2;
  }
  while (beyond - percent > 1) {
    const middle = Math.floor((percent + beyond) / 2);
    if (obstacle(middle) === undefined) percent = middle;
    else beyond = middle;
  }
  const bottleneck = obstacle(percent) ?? obstacle(beyond);
  return bottleneck === undefined ? undefined : {percent, bottleneck};
}

function grow(group: NodeGroup, percent: number): Growth {
  return {group, more: Math.ceil((group.nodes * percent) / 100) - group.nodes};
}

/** What is in the way of such a growth. */
function obstacleTo({plan, requirements, prefix}: ScaleQuestion, growths: readonly Growth[]): Bottleneck | undefined {
  const {totals} = plan;
  const total = (of: (growth: Growth) => number) => growths.reduce((sum, growth) => sum + of(growth), 0);
  const addressesFor = ({group, more}: Growth) => addressesOf(more, group.maxPods);
  if (totals.nodes + total(({more}) => more) > MAX_NODES_PER_CLUSTER) {
    return {limit: 'nodes per cluster', value: MAX_NODES_PER_CLUSTER};
  }
  if (totals.pods + total(({group, more}) => more * group.maxPods) > MAX_PODS_PER_CLUSTER) {
    return {limit: 'pods per cluster', value: MAX_PODS_PER_CLUSTER};
  }
  if (totals.addresses + total(addressesFor) > MAX_ADDRESSES_PER_VIRTUAL_NETWORK) {
    return {limit: 'addresses per virtual network', value: MAX_ADDRESSES_PER_VIRTUAL_NETWORK};
  }
  const crowded = growths.find(({group, more}) => group.nodes + more + group.surge > (group.mostMachines ?? Infinity));
  if (crowded?.group.mostMachines !== undefined) {
    return {limit: 'machines per availability set', value: crowded.group.mostMachines};
  }
  const more = new Map<string, number>();
  for (const growth of growths) {
    const {subnet} = growth.group;
    more.set(subnet, (more.get(subnet) ?? 0) + addressesFor(growth));
  }
  return haveRoom(withMore(requirements, more), prefix) ? undefined : {limit: 'addresses', value: prefixSize(prefix)};
}
