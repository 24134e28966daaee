import {findLocation} from '../../cluster/locations.ts';
import {describeVmSize, VM_SIZE_NAMES, type VmSize} from '../../cluster/vm-sizes.ts';
import type {Settings} from '../settings.ts';
import {plainLocation} from './resource-ids.ts';

/*
 * The sizes of machines that the simulated Azure has: those of the table that the definition's rules know too.
 */

/** What usages call the families that follow no rule (Azure: usages of Microsoft.Compute, "name.value"). */
const IRREGULAR_FAMILIES: Readonly<Record<string, string>> = {
  Bv1: 'standardBSFamily',
  NCasT4_v3: 'Standard NCASv3_T4 Family',
  NC_A100_v4: 'StandardNCADSA100v4Family',
  NCads_H100_v5: 'StandardNCadsH100v5Family',
  NVadsA10_v5: 'StandardNVADSA10v5Family',
  ND_H100_v5: 'standardNDSH100v5Family',
  ND_H200_v5: 'standardNDISRH200V5Family',
};

/** The first version whose families keep the small letters of the size: `StandardDadsv6Family`. */
const SMALL_LETTERS = 6;

/** A size by its name, whatever its capitals, as Azure takes it. */
export function findSize(name: string): VmSize | undefined {
  return describeVmSize(name) ?? SIZES_BY_NAME.get(name.toLowerCase());
}

const SIZES_BY_NAME: ReadonlyMap<string, VmSize> = new Map(
  VM_SIZE_NAMES.flatMap((name) => {
    const size = describeVmSize(name);
    return size === undefined ? [] : [[name.toLowerCase(), size]];
  }),
);

/** All sizes, by name. */
export const SIZES: readonly VmSize[] = [...SIZES_BY_NAME.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

/** What usages and SKUs call the family of a size: `standardDSv5Family`. */
export function familyOf({family}: VmSize): string {
  const irregular = IRREGULAR_FAMILIES[family];
  if (irregular !== undefined) return irregular;
  const [, letters = family, version = ''] = /^(\D+?)v(\d+)$/.exec(family) ?? [];
  if (Number(version) >= SMALL_LETTERS) return `Standard${family}Family`;
  return letters.startsWith('B') ? `standard${family}Family` : `standard${letters.toUpperCase()}v${version}Family`;
}

/** What people read for a family: `Standard DSv5 Family vCPUs`. */
export function familyLabel(family: string): string {
  const name = /^standard ?(.*?) ?Family$/i.exec(family)?.[1] ?? family;
  return `Standard ${name} Family vCPUs`;
}

/** All families, each once. */
export const FAMILIES: readonly string[] = [...new Set(SIZES.map(familyOf))].sort();

/** The zones of a location. */
export function zonesOf(location: string): readonly string[] {
  return findLocation(plainLocation(location))?.zones === true ? ['1', '2', '3'] : [];
}

/** What of a size may not be used: everywhere, or in some zones. */
export interface SizeRestriction {
  readonly everywhere: boolean;
  readonly zones: readonly string[];
  readonly reason: string;
}

/** What the settings say of a size; undefined if it may be used. */
export function restrictionOf(settings: Settings, size: string): SizeRestriction | undefined {
  const found = settings.restrictedSizes.filter((restricted) => restricted.size.toLowerCase() === size.toLowerCase());
  if (found.length === 0) return undefined;
  return {
    everywhere: found.some(({zones}) => zones === undefined || zones.length === 0),
    zones: [...new Set(found.flatMap(({zones = []}) => zones))],
    reason: found.find(({reason}) => reason !== undefined)?.reason ?? 'NotAvailableForSubscription',
  };
}
