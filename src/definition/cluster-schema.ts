import schema from './cluster.schema.json' with {type: 'json'};
import type {Path} from './issue.ts';

/** A node of the cluster definition's JSON Schema (draft-07), with the keywords that it uses. */
export interface SchemaNode {
  readonly title?: string;
  readonly description?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
  readonly enum?: readonly (string | number)[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  /** What the pattern demands, in words; VS Code and the YAML language server show it too. */
  readonly patternErrorMessage?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly uniqueItems?: boolean;
}

/** The types of JSON Schema that occur. */
export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

/** The schema: the one source of the format, of its types, its documentation and what editors complete. */
export const clusterSchema = schema as SchemaNode;

/** The schema of what may stand at a path; undefined if nothing may. Any index of a list has the schema of its items. */
export function schemaAt(path: Path): SchemaNode | undefined {
  let node: SchemaNode | undefined = clusterSchema;
  for (const part of path) {
    if (node === undefined) return undefined;
    node = typeof part === 'number' ? node.items : childSchema(node, part);
  }
  return node;
}

function childSchema(node: SchemaNode, key: string): SchemaNode | undefined {
  if (node.properties !== undefined && Object.hasOwn(node.properties, key)) return node.properties[key];
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}

/** True if the schema allows values of this type. */
export function allowsType(node: SchemaNode, type: SchemaType): boolean {
  return node.type === type || (Array.isArray(node.type) && node.type.includes(type));
}
