import {stringify} from 'yaml';
import type {CatalogEntry} from '../definition/catalog/catalog-entry.ts';
import type {SchemaNode} from '../definition/cluster-schema.ts';
import {oneOf} from '../definition/suggest.ts';
import type {BootstrapFailure} from '../node/bootstrap-steps.ts';
import type {DefinitionField} from '../operations/definition-fields.ts';
import type {Explanation} from '../operations/explain.ts';
import {indentText, type TextOptions, wrapText} from '../report/table.ts';
import {fieldType} from './field-type.ts';

/** What the thousands of a code mean. */
export const CODE_GROUPS: readonly (readonly [string, string])[] = [
  ['VK1xxx', 'reading the text: YAML, sizes, --set'],
  ['VK2xxx', 'the format: keys and values'],
  ['VK3xxx', 'rules of Azure and Kubernetes about what is defined'],
  ['VK4xxx', 'rules of the address plan: what does not fit'],
  ['VK5xxx', 'definitions of acs-engine and aks-engine'],
  ['VK6xxx', 'what Azure has against it, before anything is created'],
  ['VK7xxx', 'what Azure refused while it was deployed'],
];

/** An explanation for people. */
export function explanationAsText(explanation: Explanation, options: TextOptions): string {
  return `${linesOf(explanation, options).join('\n')}\n`;
}

function linesOf(explanation: Explanation, options: TextOptions): string[] {
  switch (explanation.kind) {
    case 'overview':
      return [
        ...section('FIELDS', explanation.fields.map(fieldRow), options),
        '',
        ...section('CODES', CODE_GROUPS, options),
        '',
        ...section('MORE', MORE, options),
      ];
    case 'field':
      return fieldLines(explanation.field, explanation.fields, options);
    case 'code':
      return codeLines(explanation.entry, options);
    case 'codes':
      return rows(
        explanation.entries.map(({code, title}) => [code, title]),
        '',
        options,
      );
    case 'exit-codes':
      return rows(
        explanation.exitCodes.map(({code, meaning}) => [code, meaning]),
        '',
        options,
      );
    case 'bootstrap':
      return rows(explanation.failures.map(failureRow), '', options);
    case 'bootstrap-failure':
      return failureLines(explanation.failure, options);
  }
}

const MORE: readonly (readonly [string, string])[] = [
  ['vnetk8s explain network.egress', 'a field, with what is below it'],
  ['vnetk8s explain VK2003', 'a code, with an example'],
  ['vnetk8s explain codes', 'all codes'],
  ['vnetk8s explain exit-codes', 'how vnetk8s ends'],
  ['vnetk8s explain 64', "an exit code of a machine's bootstrap"],
  ['vnetk8s explain bootstrap', 'all of those'],
];

function fieldLines(field: DefinitionField, children: readonly DefinitionField[], options: TextOptions): string[] {
  const {path, node, required} = field;
  const {style, width} = options;
  const facts: readonly (readonly [string, string])[] = [
    ['type', fieldType(node)],
    ...(node.enum === undefined ? [] : [['allowed', oneOf(node.enum)] as const]),
    ...limits(node),
    ...(required ? [['required', 'yes'] as const] : []),
    ...(node.default === undefined ? [] : [['default', inline(node.default)] as const]),
  ];
  return [
    ...wrapText(`${path}: ${node.title ?? ''}`, width).map(style.bold),
    '',
    ...wrapText(node.description ?? '', width),
    '',
    ...rows(facts, '', options),
    ...(children.length === 0 ? [] : ['', ...section('FIELDS', children.map(fieldRow), options)]),
    ...exampleLines(field, options),
  ];
}

function limits({minimum, maximum, pattern, patternErrorMessage}: SchemaNode): readonly (readonly [string, string])[] {
  const range =
    minimum === undefined
      ? []
      : [['range', maximum === undefined ? `${minimum} or more` : `${minimum} to ${maximum}`] as const];
  return pattern === undefined || patternErrorMessage === undefined ? range : [...range, ['form', patternErrorMessage]];
}

function exampleLines({path, node}: DefinitionField, {style}: TextOptions): string[] {
  const examples = (node.examples ?? []).map((example) => yamlLines(inContext(path, example)));
  if (examples.length === 0) return [];
  const lines = examples.flatMap((example, index) => (index === 0 ? example : ['', ...example]));
  return ['', style.bold('EXAMPLE'), ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

function codeLines({code, severity, title, explanation, wrong, right}: CatalogEntry, options: TextOptions): string[] {
  const {style, width} = options;
  const paint = severity === 'error' ? style.red : style.yellow;
  const fragment = (label: string, text: string): string[] => [
    '',
    style.bold(label),
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => (line === '' ? '' : `  ${line}`)),
  ];
  const [head = '', ...rest] = indentText(`${code} (${severity}): ${title}`, width, '  ', '');
  return [
    style.bold(head).replace(severity, paint(severity)),
    ...rest.map(style.bold),
    '',
    ...wrapText(explanation, width),
    ...fragment('WRONG', wrong),
    ...fragment('RIGHT', right),
  ];
}

function failureRow({code, step, meaning}: BootstrapFailure): readonly [string, string] {
  return [String(code), step === undefined ? meaning : `${step}: ${meaning}`];
}

function failureLines({code, step, meaning, remedy}: BootstrapFailure, {style, width}: TextOptions): string[] {
  const title = step === undefined ? `${code}: the bootstrap` : `${code}: step ${step} of the bootstrap`;
  return [
    style.bold(title),
    '',
    ...wrapText(meaning, width),
    '',
    style.bold('WHAT TO DO'),
    ...indentText(remedy, width, '  '),
    '',
    ...wrapText('On the machine: /var/log/vnetk8s/bootstrap.log. To go on: /usr/local/lib/vnetk8s/bootstrap.', width),
  ];
}

/** A field as it stands in a list of its siblings: the last part of its path, and what it is in one sentence. */
function fieldRow({path, node, required}: DefinitionField): readonly [string, string] {
  const name = path.split('.').at(-1) ?? path;
  const [sentence = ''] = /^.+?(?=\. |\.$|$)/s.exec(node.description ?? '') ?? [];
  return [name, `${sentence}${required ? ' (required)' : ''}`];
}

function section(title: string, entries: readonly (readonly [string, string])[], options: TextOptions): string[] {
  return [options.style.bold(title), ...rows(entries, '  ', options)];
}

/** Two columns, the second wrapped. */
function rows(entries: readonly (readonly [string, string])[], indent: string, options: TextOptions): string[] {
  const left = Math.max(...entries.map(([name]) => name.length)) + 2;
  return entries.flatMap(([name, text]) => {
    const rest = `${indent}${' '.repeat(left)}`;
    const [first = '', ...more] = indentText(text, options.width, rest);
    return [`${indent}${name.padEnd(left)}${first.slice(rest.length)}`, ...more];
  });
}

/** The example where it belongs: `nodePools[].count` becomes a list with an entry that has a count. */
function inContext(path: string, value: unknown): unknown {
  return path
    .split('.')
    .toReversed()
    .reduce((inner, part) => (part.endsWith('[]') ? {[part.slice(0, -2)]: [inner]} : {[part]: inner}), value);
}

function yamlLines(value: unknown): string[] {
  return stringify(value, {lineWidth: 0}).trimEnd().split('\n');
}

function inline(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
