import {readFile} from 'node:fs/promises';
import {render} from '../../src/rendering/render.ts';

const FOLDER = new URL('../../templates/node/', import.meta.url);
const TEMPLATE = '.hbs';

/** The values that the node's files are filled in with. */
export type NodeValues = {
  /** Destinations that see the addresses of pods, in CIDR notation. */
  readonly unmasqueradedCidrs: readonly string[];
  readonly podAccessToInstanceMetadata: boolean;
};

/**
 * A file of `templates/node` as it lands on a node: filled in if it is a template (`.hbs`), else as it is. Throws if a
 * template asks for a value that is not given.
 */
export async function nodeFile(name: string, values?: NodeValues): Promise<string> {
  if (name.endsWith(TEMPLATE)) return render(`node/${name.slice(0, -TEMPLATE.length)}`, values ?? {});
  return readFile(new URL(name, FOLDER), 'utf8');
}
