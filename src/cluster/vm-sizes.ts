import {suggest} from '../definition/suggest.ts';
import type {VmSize} from './vm-series.ts';
import {GENERAL_PURPOSE_SIZES} from './vm-series-general.ts';
import {OPTIMIZED_SIZES} from './vm-series-optimized.ts';

export type {VmSize, VmTraits} from './vm-series.ts';

const PREFIX = 'Standard_';

const SIZES: ReadonlyMap<string, VmSize> = new Map(
  [...GENERAL_PURPOSE_SIZES, ...OPTIMIZED_SIZES].map((size) => [size.name, size]),
);

/** The names of all sizes known to this release. */
export const VM_SIZE_NAMES: readonly string[] = [...SIZES.keys()];

/** Without the prefix, which would make any two names look alike. */
const BARE_NAMES: readonly string[] = VM_SIZE_NAMES.map((name) => name.slice(PREFIX.length));

/** In `E8-2s_v5`, which has the memory of `E8s_v5` and two of its vCPUs (Azure: constrained-vcpu). */
const CONSTRAINED_VCPUS = /(\d)-\d+/;

/**
 * What is known of a size; the name as Azure spells it, capitals included. Undefined says nothing about whether Azure
 * has the size: new series come several times a year, and only those whose pages were read are known.
 */
export function describeVmSize(name: string): VmSize | undefined {
  return SIZES.get(name);
}

/**
 * The known size that `name` was probably meant to be: other capitals, `Standard_` or an underscore left out, a number
 * that the series does not have (the next larger one is suggested), constrained vCPUs, or a typing error.
 */
export function suggestVmSize(name: string): string | undefined {
  const bare = name
    .trim()
    .replace(/^standard[_ ]?/i, '')
    .replace(CONSTRAINED_VCPUS, '$1');
  const sameLetters = BARE_NAMES.find((known) => squash(known) === squash(bare));
  const nearest = sameLetters ?? nextLarger(bare) ?? suggest(bare, BARE_NAMES);
  return nearest === undefined ? undefined : `${PREFIX}${nearest}`;
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Of the sizes that differ from `bare` in the first number only, the next larger one, or else the largest. */
function nextLarger(bare: string): string | undefined {
  const wanted = splitAtNumber(bare);
  if (wanted === undefined) return undefined;
  const siblings = BARE_NAMES.flatMap((known) => {
    const size = splitAtNumber(known);
    return size?.pattern.toLowerCase() === wanted.pattern.toLowerCase() ? [{known, number: size.number}] : [];
  }).sort((a, b) => a.number - b.number);
  return (siblings.find(({number}) => number > wanted.number) ?? siblings.at(-1))?.known;
}

/** `D4s_v5` as `D#s_v5` and 4. */
function splitAtNumber(bare: string): {readonly pattern: string; readonly number: number} | undefined {
  const digits = /\d+/.exec(bare)?.[0];
  return digits === undefined ? undefined : {pattern: bare.replace(digits, '#'), number: Number(digits)};
}
