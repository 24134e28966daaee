import type {Json, JsonObject} from '../../template/value.ts';
import {numberAt, textAt} from '../fields.ts';
import type {Put, World} from '../resource-kind.ts';
import {plainLocation} from './resource-ids.ts';
import {familyOf, findSize} from './sizes.ts';

export const VIRTUAL_MACHINES = 'Microsoft.Compute/virtualMachines';
export const SCALE_SETS = 'Microsoft.Compute/virtualMachineScaleSets';

/** What machines take of the allowances of a location. */
export interface Demand {
  readonly location: string;
  /** By name of the usage: `cores`, `standardDSv5Family`, `lowPriorityCores`, `virtualMachines`. */
  readonly amounts: ReadonlyMap<string, number>;
}

/** What a machine or scale set takes, as stored or as a PUT asks for it; undefined for other types and unknown sizes. */
export function demandOf(type: string, body: JsonObject): Demand | undefined {
  const machines = machinesOf(type, body);
  const size = findSize(machines?.size ?? '');
  const location = textAt(body, 'location');
  if (machines === undefined || size === undefined || location === undefined) return undefined;
  const cores = machines.count * size.vcpus;
  return {
    location: plainLocation(location),
    amounts: new Map([
      ...(machines.spot ? [['lowPriorityCores', cores] as const] : []),
      ...(machines.spot ? [] : [['cores', cores] as const, [familyOf(size), cores] as const]),
      ['virtualMachines', machines.count],
    ]),
  };
}

interface Machines {
  readonly size: string | undefined;
  readonly count: number;
  readonly spot: boolean;
}

function machinesOf(type: string, body: JsonObject): Machines | undefined {
  switch (type.toLowerCase()) {
    case VIRTUAL_MACHINES.toLowerCase(): {
      const size = textAt(body, 'properties', 'hardwareProfile', 'vmSize');
      return {size, count: 1, spot: isSpot(body, 'properties', 'priority')};
    }
    case SCALE_SETS.toLowerCase(): {
      const count = numberAt(body, 'sku', 'capacity') ?? 0;
      const spot = isSpot(body, 'properties', 'virtualMachineProfile', 'priority');
      return {size: textAt(body, 'sku', 'name'), count, spot};
    }
    default:
      return undefined;
  }
}

/** `Low` is the name that spot machines had at first. */
function isSpot(body: Json, ...path: readonly string[]): boolean {
  return ['spot', 'low'].includes(textAt(body, ...path)?.toLowerCase() ?? '');
}

/** How much more a PUT asks for than is there already, of one usage. */
export function addedBy(put: Put, location: string, name: string): number {
  const wanted = demandOf(put.type, put.body);
  if (wanted?.location !== location) return 0;
  const amount = wanted.amounts.get(name) ?? 0;
  const had = put.existing === undefined ? undefined : demandOf(put.existing.type, put.existing);
  return Math.max(0, amount - (had?.amounts.get(name) ?? 0));
}

/** What all machines of a location take. */
export function usedIn(world: World, location: string): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const type of [VIRTUAL_MACHINES, SCALE_SETS]) {
    for (const resource of world.store.list(type)) {
      const demand = demandOf(type, resource);
      if (demand?.location !== location) continue;
      for (const [name, amount] of demand.amounts) used.set(name, (used.get(name) ?? 0) + amount);
    }
  }
  return used;
}
