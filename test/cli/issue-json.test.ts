import {expect, it} from 'vitest';
import {validationDocument} from '../../src/cli/issue-json.ts';
import {sourceText} from '../../src/definition/source-text.ts';
import {issueAt, SAMPLE} from './sample-issues.ts';

it('writes issues without the text of the file', () => {
  const related = {
    path: 'nodePools[0]',
    message: 'takes 357',
    location: sourceText('cluster.yaml', SAMPLE).locate(0, 10),
  };
  const issues = [
    issueAt('maxpods', {hint: 'did you mean maxPods?', related: [related]}),
    issueAt('Standard_Z1', {severity: 'warning', message: 'unknown size'}),
  ];

  expect(validationDocument(issues, {name: 'cluster.yaml', valid: false})).toEqual({
    apiVersion: 'vnetk8s/v1',
    kind: 'Validation',
    file: 'cluster.yaml',
    valid: false,
    errors: 1,
    warnings: 1,
    issues: [
      {
        code: 'VK2003',
        severity: 'error',
        path: 'nodePools[0].maxpods',
        message: 'unknown key "maxpods"',
        hint: 'did you mean maxPods?',
        location: {source: 'cluster.yaml', line: 10, column: 5, endColumn: 12},
        related: [
          {
            path: 'nodePools[0]',
            message: 'takes 357',
            location: {source: 'cluster.yaml', line: 1, column: 1, endColumn: 11},
          },
        ],
      },
      {
        code: 'VK2003',
        severity: 'warning',
        path: 'nodePools[0].maxpods',
        message: 'unknown size',
        location: {source: 'cluster.yaml', line: 11, column: 13, endColumn: 24},
        related: [],
      },
    ],
  });
});
