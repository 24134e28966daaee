import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {resolve} from '../../../src/cluster/resolve.ts';
import {checkCluster} from '../../../src/cluster/rules.ts';
import type {CatalogEntry} from '../../../src/definition/catalog/catalog-entry.ts';
import {clusterEntries} from '../../../src/definition/catalog/cluster.ts';
import {checkSchema} from '../../../src/definition/check-schema.ts';
import {buildDefinition} from '../../cluster/cluster-builder.ts';

/** Codes and severities of everything that is wrong with a definition, each once. */
function faultsOf(value: unknown): string[] {
  const {issues, definition} = checkSchema(value, () => undefined);
  const later = definition === undefined ? [] : checkCluster(resolve(definition), definition);
  return [...new Set([...issues, ...later].map(({code, severity}) => `${code} ${severity}`))];
}

/** What is wrong with the smallest definition once a fragment of the catalogue is put into it. */
function faultsOfFragment(fragment: string): string[] {
  return faultsOf(buildDefinition(parse(fragment)));
}

function faultOf({code, severity}: CatalogEntry): string {
  return `${code} ${severity}`;
}

describe('clusterEntries', () => {
  it('has every code once, in order', () => {
    const codes = clusterEntries.map(({code}) => code);

    expect(codes).toEqual([...new Set(codes)].toSorted());
  });

  it.each(clusterEntries)('$code: shows a fragment with that fault alone', (entry) => {
    const faults = faultsOfFragment(entry.wrong);

    expect(faults).toEqual([faultOf(entry)]);
  });

  it.each(clusterEntries)('$code: shows a fragment without any fault', (entry) => {
    const faults = faultsOfFragment(entry.right);

    expect(faults).toEqual([]);
  });

  it.each(clusterEntries)('$code: has a title without a full stop, and an explanation of sentences', (entry) => {
    const {title, explanation} = entry;

    expect([/^[A-Z].*[^.]$/.test(title), /^[A-Za-z0-9].*[.)]$/.test(explanation)]).toEqual([true, true]);
  });
});
