import {clusterSchema, type SchemaNode} from '../definition/cluster-schema.ts';

/** A field of the cluster definition, as the schema describes it. */
export interface DefinitionField {
  /** Such as `nodePools[].count`; empty for the definition itself. */
  readonly path: string;
  readonly node: SchemaNode;
  /** True if what it belongs to cannot be without it. */
  readonly required: boolean;
}

/** All fields, each before those that are in it, in the order of the schema. */
export function definitionFields(): readonly DefinitionField[] {
  return fieldsWithin({path: '', node: clusterSchema, required: true});
}

/** The fields right below one: of a list, those of its entries. */
export function childFields({path, node}: DefinitionField): readonly DefinitionField[] {
  const holder = node.items?.properties === undefined ? node : node.items;
  const start = holder === node ? path : `${path}[]`;
  return Object.entries(holder.properties ?? {}).map(([key, child]) => ({
    path: start === '' ? key : `${start}.${key}`,
    node: child,
    required: holder.required?.includes(key) === true,
  }));
}

function fieldsWithin(field: DefinitionField): readonly DefinitionField[] {
  return childFields(field).flatMap((child) => [child, ...fieldsWithin(child)]);
}
