import type {Cluster} from '../cluster/cluster.ts';
import {FORBIDDEN_RANGES} from '../cluster/limits.ts';
import {onPremisesRanges, peerRanges, serviceRange} from '../cluster/rules/named-ranges.ts';
import {containsPrefix, lastAddress, makePrefix, overlaps, type Prefix} from '../ipv4/prefix.ts';
import {firstFit, lastFit, subtractPrefixes} from '../ipv4/space.ts';
import type {Demand} from './address-plan.ts';
import {isGatewaySubnet} from './subnet-size.ts';

/** A subnet that needs a range. */
export interface PlacementRequest {
  /** Length of the prefix; absent: no prefix would do. */
  readonly prefixLength?: number;
  readonly from: PlacementEnd;
}

/**
 * From which end of the address space a subnet is placed: subnets with nodes from the start, as pools come; all others
 * from the end, first the gateway's. So a pool that is appended never moves another subnet, and a subnet declared for
 * other machines moves none as long as the two ends do not meet.
 */
export type PlacementEnd = 'start' | 'end' | 'very-end';

/** From which end a subnet with these demands is placed. */
export function placementEnd(subnet: string, demands: readonly Demand[]): PlacementEnd {
  if (isGatewaySubnet(subnet)) return 'very-end';
  return demands.some((demand) => demand.kind === 'nodes') ? 'start' : 'end';
}

/**
 * Places as many of the requests as there is room for in `free` (see `freeBlocks`), each in its turn. Gives the range
 * of each, undefined where there was no room.
 */
export function placeSubnets(
  requests: readonly PlacementRequest[],
  free: readonly Prefix[],
): readonly (Prefix | undefined)[] {
  const placed: (Prefix | undefined)[] = requests.map(() => undefined);
  let blocks = free;
  for (const end of ['very-end', 'end', 'start'] as const) {
    for (const [index, {from, prefixLength}] of requests.entries()) {
      if (from !== end || prefixLength === undefined) continue;
      const prefix = (end === 'start' ? firstFit : lastFit)(blocks, [], prefixLength);
      if (prefix === undefined) continue;
      placed[index] = prefix;
      blocks = blocks.flatMap((block) => without(block, prefix));
    }
  }
  return placed;
}

/**
 * What is free of each entry of `space`, entry by entry, so that nothing is placed across two of them (whether
 * Azure takes that is not documented). A prefix fits one of the blocks exactly if it is free.
 */
export function freeBlocks(space: readonly Prefix[], taken: readonly Prefix[]): readonly Prefix[] {
  return space.flatMap((entry) => {
    const within = taken.filter((prefix) => overlaps(entry, prefix));
    return within.length === 0 ? [entry] : subtractPrefixes([entry], within);
  });
}

/** What is left of the block, in order: it is halved until the prefix is one of the halves. */
function without(block: Prefix, prefix: Prefix): readonly Prefix[] {
  if (containsPrefix(prefix, block)) return [];
  if (!containsPrefix(block, prefix)) return [block];
  const length = block.length + 1;
  const halves = [makePrefix(block.address, length), makePrefix(lastAddress(block), length)];
  return halves.flatMap((half) => without(half, prefix));
}

/** The largest of the blocks, the first of several; undefined if there is none. */
export function largestBlock(blocks: readonly Prefix[]): Prefix | undefined {
  return blocks.reduce<Prefix | undefined>(
    (largest, block) => (largest === undefined || block.length < largest.length ? block : largest),
    undefined,
  );
}

/**
 * Ranges that no subnet may be placed on, for they are in use elsewhere or are no good. A range on premises that
 * contains an entry of the address space is not among them: it is a summary, of which the virtual network is the more
 * specific part.
 */
export function blockedRanges(cluster: Cluster): readonly Prefix[] {
  const {addressSpace} = cluster.network.virtualNetwork;
  const onPremises = onPremisesRanges(cluster).filter(
    ({prefix}) => !addressSpace.some((entry) => containsPrefix(prefix, entry)),
  );
  const ranges = [...peerRanges(cluster), ...onPremises, serviceRange(cluster), ...FORBIDDEN_RANGES];
  return ranges.map(({prefix}) => prefix);
}
