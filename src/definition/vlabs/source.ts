import type {Path} from '../issue.ts';
import type {Place} from './findings.ts';

/** A value that has keys. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two keys are one to the old tools, which read them with Go's encoding/json: capitals do not matter. */
export function sameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * What stands at a path, whose keys may be spelled otherwise in the file; of a key that is there twice, the last, as with
 * the old tools. Undefined if there is nothing, or only null, which they took for nothing.
 */
export function find(root: unknown, path: Path): Place | undefined {
  let place: Place = {path: [], value: root};
  for (const part of path) {
    const next = childOf(place, part);
    if (next === undefined) return undefined;
    place = next;
  }
  return place.value === null || place.value === undefined ? undefined : place;
}

/** The path with its keys spelled as in the file, as far as they are there. */
export function spell(root: unknown, path: Path): Path {
  const spelled: (string | number)[] = [];
  let place: Place | undefined = {path: [], value: root};
  for (const part of path) {
    place = place === undefined ? undefined : childOf(place, part);
    spelled.push(place?.path.at(-1) ?? part);
  }
  return spelled;
}

/** The text at a path, without what a program or a person left around it; undefined if it is empty or no text. */
export function textAt(root: unknown, path: Path): string | undefined {
  const value = find(root, path)?.value;
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/** A whole number that is not negative, also as text, as the maps of flags have it. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}

function childOf(place: Place, part: string | number): Place | undefined {
  const {path, value} = place;
  if (typeof part === 'number') {
    return Array.isArray(value) && part < value.length ? {path: [...path, part], value: value[part]} : undefined;
  }
  if (!isMapping(value)) return undefined;
  const key = Object.keys(value).findLast((candidate) => sameKey(candidate, part));
  return key === undefined ? undefined : {path: [...path, key], value: value[key]};
}
