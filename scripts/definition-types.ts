import {compile} from 'json-schema-to-typescript';

/** A JSON Schema node, as far as the generator looks into it. */
interface SchemaNode {
  title?: string;
  type?: string | string[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
}

const BANNER = `// Generated from cluster.schema.json by scripts/definition-types.ts; "npm run docs" writes it anew.`;

/**
 * The TypeScript types of the written definition, as source text. Objects get the name of their key (`WrittenNodePool`);
 * everything else is spelled out in place, because an alias for each string helps nobody.
 */
export async function definitionTypes(schema: object): Promise<string> {
  const copy = structuredClone(schema) as SchemaNode;
  nameObjects(copy, 'ClusterDefinition');
  return compile(copy as Parameters<typeof compile>[0], 'ClusterDefinition', {
    bannerComment: BANNER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    style: {singleQuote: true, bracketSpacing: false, printWidth: 120},
  });
}

function nameObjects(node: SchemaNode, name: string): void {
  if (node.properties !== undefined && node.type === 'object') node.title = name;
  else delete node.title;
  for (const [key, child] of Object.entries(node.properties ?? {})) nameObjects(child, typeName(name, key));
  if (node.items !== undefined) nameObjects(node.items, name.replace(/s$/, ''));
}

function typeName(parent: string, key: string): string {
  const prefix = key === 'osDisk' || key === 'images' || key === 'packages' ? parent.replace(/^Written/, '') : '';
  return `Written${prefix}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}
