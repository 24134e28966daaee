import {stringify} from 'yaml';

/** Writes a document, such as a `PlanDocument`, in JSON: two spaces deep, with a line end. */
export function toJson(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/**
 * Writes the same document in YAML. Long texts are not folded, so that a search finds them; nothing is an alias, which not
 * every program can read.
 */
export function toYaml(document: object): string {
  return stringify(document, {lineWidth: 0, aliasDuplicateObjects: false});
}
