import {fieldType} from '../src/cli/field-type.ts';
import {clusterSchema} from '../src/definition/cluster-schema.ts';
import {oneOf} from '../src/definition/suggest.ts';
import {childFields, type DefinitionField, definitionFields} from '../src/operations/definition-fields.ts';

/** The reference page of the definition, from the schema: a table for every part that has fields. */
export function definitionPage(): string {
  const parts = definitionFields().filter((field) => childFields(field).length > 0);
  return [
    '# The cluster definition',
    '',
    'Made from [cluster.schema.json](../src/definition/cluster.schema.json) by `npm run docs`. The same on the command',
    'line: `vnetk8s explain network.egress`; for editors: `vnetk8s schema`.',
    '',
    ...table({path: '', node: clusterSchema, required: true}),
    ...parts.flatMap((field) => ['', `## ${headingOf(field)}`, '', field.node.description ?? '', '', ...table(field)]),
    '',
  ].join('\n');
}

function headingOf({path, node}: DefinitionField): string {
  return node.items?.properties === undefined ? path : `${path}[]`;
}

function table(field: DefinitionField): string[] {
  return [
    '| field | value | default | what it is |',
    '| --- | --- | --- | --- |',
    ...childFields(field).map(
      (child) => `| ${[nameOf(child), kindOf(child), defaultOf(child), textOf(child)].join(' | ')} |`,
    ),
  ];
}

function nameOf(field: DefinitionField): string {
  const name = `\`${field.path.split('.').at(-1)}\``;
  if (childFields(field).length === 0) return name;
  const anchor = headingOf(field)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '');
  return `[${name}](#${anchor})`;
}

function kindOf({node}: DefinitionField): string {
  if (node.enum !== undefined) return oneOf(node.enum.map((value) => `\`${value}\``));
  const {minimum, maximum} = node;
  const range =
    minimum === undefined ? '' : maximum === undefined ? `, ${minimum} or more` : `, ${minimum} to ${maximum}`;
  return cell(`${fieldType(node)}${range}`);
}

function defaultOf({node, required}: DefinitionField): string {
  if (required) return '*required*';
  return node.default === undefined ? '' : `\`${cell(JSON.stringify(node.default))}\``;
}

function textOf({node}: DefinitionField): string {
  return cell(node.description ?? '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
