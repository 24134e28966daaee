import {readFile} from 'node:fs/promises';
import Handlebars from 'handlebars';

const FOLDER = new URL('../../templates/node/', import.meta.url);

/** The values that the node's files are filled in with. */
export interface NodeValues {
  /** Destinations that see the addresses of pods, in CIDR notation. */
  readonly unmasqueradedCidrs: readonly string[];
  readonly podAccessToInstanceMetadata: boolean;
}

/**
 * A file of `templates/node` as it lands on a node: filled in if it is a template (`.hbs`), else as it is. Throws if a
 * template asks for a value that is not given.
 */
export async function nodeFile(name: string, values?: NodeValues): Promise<string> {
  const text = await readFile(new URL(name, FOLDER), 'utf8');
  if (!name.endsWith('.hbs')) return text;
  return Handlebars.compile(text, {strict: true, knownHelpersOnly: true, noEscape: true})(values);
}
