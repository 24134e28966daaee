import {describe, expect, it} from 'vitest';
import {issuesAsSarif} from '../../src/cli/issue-sarif.ts';
import type {CatalogEntry} from '../../src/definition/catalog/catalog-entry.ts';
import {sourceText} from '../../src/definition/source-text.ts';
import {issueAt, SAMPLE} from './sample-issues.ts';

const ENTRY: CatalogEntry = {
  code: 'VK2003',
  severity: 'error',
  title: 'An unknown key',
  explanation: 'The definition has a key that means nothing.',
  wrong: 'maxpods: 30',
  right: 'maxPods: 30',
};
const CONTEXT = {name: 'cluster.yaml', version: '1.2.3', catalog: [{...ENTRY, code: 'VK1001'} as const, ENTRY]};

describe('issuesAsSarif', () => {
  it('writes a whole log, with the codes that occur, and places in and beside the definition', () => {
    const related = {
      path: 'nodePools[0]',
      message: 'takes 357',
      location: sourceText('cluster.yaml', SAMPLE).locate(0, 10),
    };

    const log = issuesAsSarif([issueAt('maxpods', {hint: 'did you mean maxPods?', related: [related]})], CONTEXT);

    expect(log).toEqual({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'vnetk8s',
              version: '1.2.3',
              rules: [
                {
                  id: 'VK2003',
                  shortDescription: {text: 'An unknown key'},
                  fullDescription: {text: 'The definition has a key that means nothing.'},
                  help: {
                    text: 'The definition has a key that means nothing.\n\nWrong:\n\nmaxpods: 30\n\nRight:\n\nmaxPods: 30\n',
                    markdown:
                      'The definition has a key that means nothing.\n\nWrong:\n\n```yaml\nmaxpods: 30\n```\n\nRight:\n\n```yaml\nmaxPods: 30\n```\n',
                  },
                  defaultConfiguration: {level: 'error'},
                },
              ],
            },
          },
          columnKind: 'utf16CodeUnits',
          results: [
            {
              ruleId: 'VK2003',
              ruleIndex: 0,
              level: 'error',
              message: {text: 'nodePools[0].maxpods: unknown key "maxpods"; did you mean maxPods?'},
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: {uri: 'cluster.yaml'},
                    region: {startLine: 10, startColumn: 5, endColumn: 12},
                  },
                  logicalLocations: [{fullyQualifiedName: 'nodePools[0].maxpods'}],
                },
              ],
              relatedLocations: [
                {
                  id: 0,
                  message: {text: 'nodePools[0] takes 357'},
                  physicalLocation: {
                    artifactLocation: {uri: 'cluster.yaml'},
                    region: {startLine: 1, startColumn: 1, endColumn: 11},
                  },
                  logicalLocations: [{fullyQualifiedName: 'nodePools[0]'}],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('shows what a flag causes at the start of the definition, and names the flag', () => {
    const flag = '--set nodePools[0].count=0';
    const location = sourceText(flag, flag).locate(25, 1);
    const issue = {...issueAt('name'), path: 'nodePools[0].count', message: '0 is too few', location};

    const [result] = issuesAsSarif([issue], CONTEXT).runs[0].results;

    expect(result).toEqual({
      ruleId: 'VK2003',
      ruleIndex: 0,
      level: 'error',
      message: {text: 'nodePools[0].count: 0 is too few (from --set nodePools[0].count=0)'},
      locations: [
        {
          physicalLocation: {artifactLocation: {uri: 'cluster.yaml'}, region: {startLine: 1}},
          logicalLocations: [{fullyQualifiedName: 'nodePools[0].count'}],
        },
      ],
    });
  });

  it.each([
    ['envs/west europe/cluster#1.yaml', 'envs/west%20europe/cluster%231.yaml'],
    ['./cluster.yaml', 'cluster.yaml'],
    ['../clusters/cluster.yaml', '../clusters/cluster.yaml'],
    ['/srv/größe.yaml', 'file:///srv/gr%C3%B6%C3%9Fe.yaml'],
    ['C:\\clusters\\prod.yaml', 'file:///C:/clusters/prod.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
  ])('writes the file %s as the URI %s', (source, uri) => {
    const [result] = issuesAsSarif([issueAt('name', {source})], CONTEXT).runs[0].results;

    expect(result?.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('has a result for a code that is not in the catalogue', () => {
    const [result] = issuesAsSarif([issueAt('name', {code: 'VK9999'})], CONTEXT).runs[0].results;

    expect(Object.keys(result ?? {})).toEqual(['ruleId', 'level', 'message', 'locations']);
  });
});
