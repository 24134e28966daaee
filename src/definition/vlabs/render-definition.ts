import {Document, isMap, isNode, isScalar, type Node, type YAMLMap} from 'yaml';
import {schemaAt} from '../cluster-schema.ts';
import type {Path} from '../issue.ts';
import type {VlabsImport} from './import-vlabs.ts';

/**
 * Writes the v1 definition of an import as YAML, keys in the order of the schema, with its comments. Ends with a line
 * break; parses to the same value.
 */
export function renderImportedDefinition({definition, comments}: Pick<VlabsImport, 'definition' | 'comments'>): string {
  const document = new Document(definition, {aliasDuplicateObjects: false});
  for (const {path, text} of comments) addComment(document, path, text);
  return document.toString({lineWidth: 0});
}

/** Puts a comment above the key at a path, or where the key would be: above the next one, or below the last. */
function addComment(document: Document, path: Path, text: string): void {
  const [map, key, above] = nearestMap(document, path);
  if (map === undefined) return;
  const order = Object.keys(schemaAt(above)?.properties ?? {});
  const place = order.indexOf(String(key));
  const next = map.items.find(({key: node}) => {
    const name = isScalar(node) ? String(node.value) : '';
    return name === key || (place !== -1 && order.indexOf(name) > place);
  });
  const target: Node | undefined = next === undefined ? map : isNode(next.key) ? next.key : undefined;
  if (target === undefined) return;
  const line = ` ${text}`;
  if (next === undefined) map.comment = join(map.comment, line);
  else target.commentBefore = join(target.commentBefore, line);
}

/** The innermost mapping on the way to a path, the key that leads on from it, and where it is. */
function nearestMap(document: Document, path: Path): readonly [YAMLMap | undefined, Path[number] | undefined, Path] {
  for (let length = path.length - 1; length >= 0; length -= 1) {
    const above = path.slice(0, length);
    const node = length === 0 ? document.contents : document.getIn(above, true);
    if (isMap(node) && typeof path[length] === 'string') return [node, path[length], above];
  }
  return [undefined, undefined, []];
}

function join(existing: string | null | undefined, line: string): string {
  return existing === null || existing === undefined ? line : `${existing}\n${line}`;
}
