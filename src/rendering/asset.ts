import {readFile} from 'node:fs/promises';

/** Two levels up is the package, from `src/rendering` and from `dist/rendering` alike. */
const TEMPLATES = new URL('../../templates/', import.meta.url);

/** Texts that have been read in this process, by name: all pools have the same. */
const texts = new Map<string, Promise<string>>();

/** A file of `templates/` that is used as it is, for instance `cni/vnetk8s-amd64`. */
export async function readAsset(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(name, TEMPLATES)));
}

/** A file of `templates/` that is used as it is and is text. */
export function readTextAsset(name: string): Promise<string> {
  const text = texts.get(name) ?? readFile(new URL(name, TEMPLATES), 'utf8');
  texts.set(name, text);
  return text;
}
