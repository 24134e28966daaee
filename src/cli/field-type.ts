import type {SchemaNode} from '../definition/cluster-schema.ts';

const FORMATS: Readonly<Record<string, string>> = {
  'ipv4-prefix': 'address range in CIDR notation',
  'ipv4-address': 'IPv4 address',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'keys and values',
};

/** What kind of value a field has, in words: `list of texts`, `whole number, or keys and values`. */
export function fieldType(node: SchemaNode): string {
  const types = [node.type ?? []].flat();
  if (types.includes('array')) return `list of ${plural(node.items ?? {})}`;
  return types.map((type) => FORMATS[node.format ?? ''] ?? TYPES[type] ?? type).join(', or ');
}

function plural(item: SchemaNode): string {
  if (item.properties !== undefined) return `${(item.title ?? 'entry').toLowerCase()}s`;
  return fieldType(item)
    .replace(/^text$/, 'texts')
    .replace(/^address range/, 'address ranges')
    .replace(/address$/, 'addresses');
}
