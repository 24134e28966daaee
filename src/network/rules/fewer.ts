import {countOf, formatCount} from '../../definition/count-words.ts';
import {type Largest, largestCount, largestMaxPods, type Room} from '../largest.ts';
import type {NodeGroup} from '../node-groups.ts';
import {groupWords} from './words.ts';

// Numbers of nodes and pods that would fit, in words that follow "use"; undefined if there are none.

/** `maxPods at most 34`, `maxPods of "gpu" at most 34`. */
export function fewerPods(group: NodeGroup, rooms: readonly Room[], named: boolean): string | undefined {
  const value = firstBelow(group.maxPods, rooms, (room) => largestMaxPods(group, room));
  const owner = named ? ` of ${groupWords(group)}` : '';
  return value === undefined ? undefined : `maxPods${owner} at most ${value}`;
}

/** `at most 3 nodes`, `at most 3 nodes in "gpu"`, `max at most 3`, `3 control-plane machines`. */
export function fewerNodes(group: NodeGroup, rooms: readonly Room[], named: boolean): string | undefined {
  const value = firstBelow(group.nodes, rooms, (room) => largestCount(group, room));
  if (value === undefined) return undefined;
  if (group.role === 'control-plane') return countOf(value, 'control-plane machine');
  if (!group.autoscaled) return `at most ${countOf(value, 'node')}${named ? ` in ${groupWords(group)}` : ''}`;
  return `max${named ? ` of ${groupWords(group)}` : ''} at most ${formatCount(value)}`;
}

/**
 * Rooms to look for an answer in: first with all limits, so that it is right once and for all; where that leaves
 * nothing, because other limits are exceeded too, with this one limit alone.
 */
export function roomsWithin(room: Room, limit: Exclude<keyof Room, 'usable'>): readonly Room[] {
  const unlimited = {addresses: Infinity, networkAddresses: Infinity, pods: Infinity, nodes: Infinity};
  return [room, {...unlimited, usable: room.usable, [limit]: room[limit]}];
}

/** The answer of the first room in which it is less than now, but not nothing. */
function firstBelow(now: number, rooms: readonly Room[], answer: (room: Room) => Largest): number | undefined {
  return rooms.map((room) => answer(room).value).find((value) => value > 0 && value < now);
}
