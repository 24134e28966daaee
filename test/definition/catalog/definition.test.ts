import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {resolve} from '../../../src/cluster/resolve.ts';
import {checkCluster} from '../../../src/cluster/rules.ts';
import type {CatalogEntry} from '../../../src/definition/catalog/catalog-entry.ts';
import {definitionEntries} from '../../../src/definition/catalog/definition.ts';
import type {LocatedIssue} from '../../../src/definition/located-issue.ts';
import {MINIMAL, read} from '../samples.ts';

const INVALID = new URL('../../invalid/', import.meta.url);
const SOURCES = new URL('../../../src/definition/', import.meta.url);

/** Everything that is wrong with a definition, by the rules too. */
function issuesOf(content: string | Uint8Array, set: readonly string[] = []): readonly LocatedIssue[] {
  const reading = read(content, set);
  const {definition} = reading;
  return definition === undefined ? reading.issues : reading.withIssues(checkCluster(resolve(definition), definition));
}

/** Codes and severities of everything that is wrong, each once. */
function faultsOf(content: string | Uint8Array, set: readonly string[] = []): string[] {
  return [...new Set(issuesOf(content, set).map(({code, severity}) => `${code} ${severity}`))];
}

/** The smallest definition with a fragment of the catalogue in place of what has the same keys. */
function definitionWith(fragment: string): string {
  const keys = new Set(fragment.split('\n').map((line) => /^\w+(?=:)/.exec(line)?.[0]));
  if ([...keys].every((key) => key === undefined) || keys.has('apiVersion')) return `${fragment}\n`;
  const blocks = MINIMAL.split(/^(?=\w)/m).filter((block) => !keys.has(/^\w+/.exec(block)?.[0]));
  return `${blocks.join('')}${fragment}\n`;
}

/** Of these the fault is not in what the definition says, so they are shown as commands. */
const COMMANDS = ['VK1006', 'VK1007', 'VK1008'];

describe('definitionEntries', () => {
  const shown = definitionEntries.filter(({code}) => !COMMANDS.includes(code));

  it('has every code that the sources use, once, in order', () => {
    const sources = readdirSync(SOURCES).filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'));
    const texts = sources.map((name) => readFileSync(new URL(name, SOURCES), 'utf8'));
    const used = new Set(texts.join('\n').match(/(?<=')VK[12]\d{3}(?=')/g));

    const codes = definitionEntries.map(({code}) => code);

    expect(codes).toEqual([...used].toSorted());
  });

  it.each(shown)('$code: shows a fragment with that fault alone', ({code, wrong}) => {
    const faults = faultsOf(definitionWith(wrong));

    expect(faults).toEqual([`${code} error`]);
  });

  it.each(shown)('$code: shows a fragment without any fault', ({right}) => {
    const faults = faultsOf(definitionWith(right));

    expect(faults).toEqual([]);
  });

  it('VK1008: shows a flag with that fault and one without', () => {
    const flagsOf = (command: string) => command.match(/(?<=--set '?)[^\s']+/g) ?? [];
    const {wrong, right} = definitionEntries.find(({code}) => code === 'VK1008') as CatalogEntry;

    const faults = [faultsOf(MINIMAL, flagsOf(wrong)), faultsOf(MINIMAL, flagsOf(right))];

    expect(faults).toEqual([['VK1008 error'], []]);
  });

  it.each(definitionEntries)('$code: has a title without a full stop, and an explanation of sentences', (entry) => {
    const {title, explanation} = entry;

    expect([/^[A-Z].*[^.]$/.test(title), /^[A-Z].*\.$/.test(explanation)]).toEqual([true, true]);
  });
});

describe('test/invalid', () => {
  const files = readdirSync(INVALID).filter((name) => /^VK[12].*\.(?:yaml|json)$/.test(name));

  it('has a definition for every code', () => {
    const codes = new Set(files.map((name) => name.slice(0, 'VK1000'.length)));

    // The fault of VK1008 is in a flag, and a file for VK1006 would be a large one.
    const inFiles = definitionEntries.map(({code}) => code).filter((code) => code !== 'VK1006' && code !== 'VK1008');
    expect([...codes]).toEqual(inFiles);
  });

  it.each(files)('%s has the fault that it is named after, and no other', (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, INVALID)));

    const faults = faultsOf(bytes);

    expect(faults).toEqual([`${name.slice(0, 'VK1000'.length)} error`]);
  });
});
