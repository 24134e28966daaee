import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {importEntries} from '../../../src/definition/catalog/import.ts';
import {formatPath} from '../../../src/definition/issue.ts';
import {importVlabs, originOf} from '../../../src/definition/vlabs/import-vlabs.ts';
import {renderImportedDefinition} from '../../../src/definition/vlabs/render-definition.ts';
import {vlabsDefinitions} from './arbitraries.ts';
import {leavesOf, schemaFaults, unanswered} from './samples.ts';

/** Words that begin with a capital anywhere. */
const PROPER_NOUNS = /^(?:Azure|Kubernetes|Secrets|Services|Ubuntu)\b/;

const RUNS = {numRuns: 300};

test('whatever the fields hold, every one is answered for', () => {
  fc.assert(
    fc.property(vlabsDefinitions, (source) => {
      const {report} = importVlabs(source);

      expect(typeof source === 'object' && source !== null ? unanswered(source, report) : []).toEqual([]);
    }),
    RUNS,
  );
});

test('what is imported without an error is valid by the schema, and written so that it parses to the same value', () => {
  fc.assert(
    fc.property(vlabsDefinitions, (source) => {
      const result = importVlabs(source);

      const failed = result.report.some(({outcome}) => outcome === 'error');

      expect(failed ? [] : schemaFaults(result.definition)).toEqual([]);
      expect(parse(renderImportedDefinition(result))).toEqual(result.definition);
    }),
    RUNS,
  );
});

test('an invalid definition lacks only what the report says is incomplete, and has no value that is out of place', () => {
  fc.assert(
    fc.property(vlabsDefinitions, (source) => {
      const {definition, report} = importVlabs(source);

      const lacking = report.filter(({incomplete}) => incomplete === true).map(({to = []}) => String(to.at(-1)));
      const faults = schemaFaults(definition).filter((fault) => !lacking.some((name) => fault.includes(`'${name}'`)));

      expect(faults.filter((fault) => !fault.endsWith("must have required property 'linux'"))).toEqual([]);
    }),
    RUNS,
  );
});

test('every value has an origin, and origins are of values that are there', () => {
  fc.assert(
    fc.property(vlabsDefinitions, (source) => {
      const result = importVlabs(source);

      const leaves = leavesOf(result.definition).filter((path) => path[0] !== 'apiVersion');

      expect(leaves.filter((path) => originOf(result, path).length === 0).map(formatPath)).toEqual([]);
    }),
    RUNS,
  );
});

test('messages are lines in small letters without a full stop, and everything with a code is in the catalogue', () => {
  const severities = new Map(importEntries.map(({code, severity}) => [code, severity]));
  fc.assert(
    fc.property(vlabsDefinitions, (source) => {
      const {report} = importVlabs(source);

      const texts = report.flatMap(({message, hint = 'x'}) => [message, hint]);
      const unfit = texts.filter(
        (text) => text === '' || /\n|\.$/.test(text) || (/^[A-Z]/.test(text) && !PROPER_NOUNS.test(text)),
      );
      const wrongCodes = report.filter(({outcome, code, hint}) => {
        const severity = code === undefined ? undefined : severities.get(code);
        if (outcome === 'error') return severity !== 'error' || hint === undefined;
        return code !== undefined && (severity !== 'warning' || hint === undefined);
      });

      expect(unfit).toEqual([]);
      expect(wrongCodes).toEqual([]);
    }),
    RUNS,
  );
});

test('the same definition gives the same result, and is not changed', () => {
  fc.assert(
    fc.property(vlabsDefinitions, (source) => {
      const copy = structuredClone(source);

      const first = importVlabs(source);
      const again = importVlabs(copy);

      expect(again).toEqual(first);
      expect(source).toEqual(copy);
    }),
    RUNS,
  );
});

test('a private key goes nowhere, wherever it stands', () => {
  fc.assert(
    fc.property(vlabsDefinitions, (source) => {
      const result = importVlabs(source);

      const text = renderImportedDefinition(result) + JSON.stringify(result.report);

      expect(text.match(/BEGIN RSA|MIIE/gi)).toBeNull();
    }),
    RUNS,
  );
});
