import {numberAt, textAt, textsAt} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {freeInstanceAddresses, takeInstanceAddresses} from './instance-addresses.ts';
import {type Instance, modelOf, nextNumber} from './scale-set-instances.ts';

/** The machines of a scale set once it has as many as its capacity says. */
export function scaleTo(world: World, set: StoredResource, instances: readonly Instance[]): readonly Instance[] {
  const capacity = numberAt(set, 'sku', 'capacity') ?? 0;
  const kept = shrunk(instances, capacity);
  freeInstanceAddresses(
    world,
    set,
    instances.filter((instance) => !kept.includes(instance)),
  );
  return [...kept, ...grown(world, set, kept, capacity - kept.length)];
}

/** Those that are left: of the zone with the most machines, the newest goes first (Azure: scale-in-policy, "Default"). */
function shrunk(instances: readonly Instance[], capacity: number): readonly Instance[] {
  const left = [...instances];
  while (left.length > capacity) {
    const counts = countZones(left);
    const most = Math.max(...counts.values());
    left.splice(
      left.findLastIndex(({zone = ''}) => counts.get(zone) === most),
      1,
    );
  }
  return left;
}

function countZones(instances: readonly Instance[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {zone = ''} of instances) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return counts;
}

/** New machines, each in the zone that has the fewest. */
function grown(world: World, set: StoredResource, kept: readonly Instance[], count: number): readonly Instance[] {
  if (count <= 0) return [];
  const zones = textsAt(set, 'zones');
  const counts = countZones(kept);
  const first = nextNumber(set);
  const addresses = takeInstanceAddresses(world, set, count);
  return Array.from({length: count}, (_, index): Instance => {
    const zone = [...zones].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))[0];
    if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
    return {
      number: first + index,
      model: modelOf(set),
      vmSize: textAt(set, 'sku', 'name') ?? '',
      addresses: addresses[index] ?? [],
      ...(zone === undefined ? {} : {zone}),
    };
  });
}
