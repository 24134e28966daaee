import {readdirSync, readFileSync} from 'node:fs';
import {Ajv} from 'ajv';
import {clusterSchema} from '../../../src/definition/cluster-schema.ts';
import {formatPath, type Path} from '../../../src/definition/issue.ts';
import type {ImportEntry} from '../../../src/definition/vlabs/import-vlabs.ts';
import {parseAddress} from '../../../src/ipv4/address.ts';
import {parsePrefix} from '../../../src/ipv4/prefix.ts';

const FOLDER = new URL('../../import/', import.meta.url);

/** The names of the vlabs definitions in test/import. */
export const sampleNames: readonly string[] = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

/** One of them. */
export function sample(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

/** A report as lines, as golden files have it. */
export function reportText(report: readonly ImportEntry[]): string {
  return report.map(entryText).join('');
}

function entryText({outcome, from, to, code, incomplete, message, hint}: ImportEntry): string {
  const target = to === undefined ? '' : ` -> ${formatPath(to)}`;
  const marks = [code, incomplete === true ? 'incomplete' : undefined].filter((mark) => mark !== undefined);
  const shown = marks.length === 0 ? '' : ` [${marks.join(', ')}]`;
  return `${outcome.padEnd(7)} ${formatPath(from)}${target}${shown}\n    ${message}\n${hint === undefined ? '' : `    > ${hint}\n`}`;
}

const ajv = new Ajv({allErrors: true, strict: false});
ajv.addFormat('ipv4-prefix', (text: string) => parsePrefix(text) !== undefined);
ajv.addFormat('ipv4-address', (text: string) => parseAddress(text) !== undefined);
const validate = ajv.compile(clusterSchema);

/** What is wrong with a v1 definition by the schema. */
export function schemaFaults(definition: unknown): readonly string[] {
  validate(definition);
  return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}

/** The paths of all scalars, and of lists and mappings without any. */
export function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.length === 0 ? [path] : entries.flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

/** The leaves that no entry of the report answers for, itself or with what is around it. */
export function unanswered(source: unknown, report: readonly ImportEntry[]): readonly string[] {
  const answered = new Set(report.map(({from}) => formatPath(from)));
  return leavesOf(source)
    .filter((leaf) => leaf.length > 0 && !leaf.some((_, index) => answered.has(formatPath(leaf.slice(0, index + 1)))))
    .map(formatPath);
}
