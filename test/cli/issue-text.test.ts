import {describe, expect, it} from 'vitest';
import {countIssues, issuesAsText} from '../../src/cli/issue-text.ts';
import {sourceText} from '../../src/definition/source-text.ts';
import {plainStyle, type Style} from '../../src/report/table.ts';
import {issueAt, SAMPLE} from './sample-issues.ts';

const plain = {width: 80, style: plainStyle};

describe('issuesAsText', () => {
  it('shows warnings before errors, each with its place, a frame and what would be right, and counts them', () => {
    const issues = [
      issueAt('10.240.8.0/24', {
        code: 'VK4001',
        path: 'network.subnets[0].cidr',
        message: 'gpu needs 357 addresses, but 10.240.8.0/24 has only 251 usable ones',
        hint: 'use a /23, or maxPods up to 34',
        related: [
          {
            path: 'nodePools[0]',
            message: 'takes 357',
            location: sourceText('cluster.yaml', SAMPLE).locate(SAMPLE.lastIndexOf('name'), 4),
          },
        ],
      }),
      issueAt('maxpods', {hint: 'did you mean maxPods?'}),
      issueAt('Standard_Z1', {
        code: 'VK3502',
        severity: 'warning',
        path: 'nodePools[0].vmSize',
        message: '"Standard_Z1" is no size known to this release',
      }),
    ];

    expect(issuesAsText(issues, 'cluster.yaml', plain)).toBe(`\
cluster.yaml:11:13: warning: nodePools[0].vmSize: "Standard_Z1" is no size
  known to this release [VK3502]
  10 |     maxpods: 30
  11 |     vmSize: Standard_Z1
     |             ^^^^^^^^^^^

cluster.yaml:7:13: error: network.subnets[0].cidr: gpu needs 357 addresses,
  but 10.240.8.0/24 has only 251 usable ones [VK4001]
  6 |     - name: gpu
  7 |       cidr: 10.240.8.0/24
    |             ^^^^^^^^^^^^^ use a /23, or maxPods up to 34
    = cluster.yaml:9:5: nodePools[0] takes 357

cluster.yaml:10:5: error: nodePools[0].maxpods: unknown key "maxpods" [VK2003]
   9 |   - name: gpu
  10 |     maxpods: 30
     |     ^^^^^^^ did you mean maxPods?

2 errors, 1 warning in cluster.yaml; to learn more: vnetk8s explain VK4001
`);
  });

  it('gives what is a matter of the text alone no path, nor its other places', () => {
    const related = [{path: '(text)', message: 'the first', location: sourceText('cluster.yaml', SAMPLE).locate(0, 4)}];
    const issue = issueAt('maxpods', {
      code: 'VK1003',
      path: '(text)',
      message: 'the key "maxpods" is here twice',
      related,
    });

    expect(issuesAsText([issue], 'cluster.yaml', plain)).toBe(`\
cluster.yaml:10:5: error: the key "maxpods" is here twice [VK1003]
   9 |   - name: gpu
  10 |     maxpods: 30
     |     ^^^^^^^
     = cluster.yaml:1:1: the first

1 error in cluster.yaml; to learn more: vnetk8s explain VK1003
`);
  });

  it('says of a flag that it is one', () => {
    const flag = '--set nodePools[0].count=0';
    const issue = issueAt('0', {
      source: flag,
      text: flag,
      path: 'nodePools[0].count',
      message: '0 is too few',
      location: sourceText(flag, flag).locate(25, 1),
    } as never);

    expect(issuesAsText([issue], 'cluster.yaml', plain)).toBe(`\
--set: error: nodePools[0].count: 0 is too few [VK2003]
   | --set nodePools[0].count=0
   |                          ^

1 error in cluster.yaml; to learn more: vnetk8s explain VK2003
`);
  });

  it('names no path where the text itself is at fault', () => {
    const issue = issueAt('name: prod', {code: 'VK1001', path: '(text)', message: 'this line is no "key: value"'});

    expect(issuesAsText([issue], 'cluster.yaml', plain)).toBe(`\
cluster.yaml:2:1: error: this line is no "key: value" [VK1001]
  1 | apiVersion: vnetk8s/v1
  2 | name: prod
    | ^^^^^^^^^^

1 error in cluster.yaml; to learn more: vnetk8s explain VK1001
`);
  });

  it('paints places, severities, carets and codes', () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const style: Style = {bold: tag('b'), dim: tag('d'), red: tag('r'), yellow: tag('y'), green: tag('g')};

    expect(
      issuesAsText([issueAt('maxpods', {hint: 'did you mean maxPods?'})], 'cluster.yaml', {width: 80, style}),
    ).toBe(`\
<b>cluster.yaml:10:5:</b> <b><r>error:</r></b> nodePools[0].maxpods: unknown key "maxpods" <d>[VK2003]</d>
<d>   9 | </d>  - name: gpu
<d>  10 | </d>    maxpods: 30
<d>     | </d><r>    ^^^^^^^ did you mean maxPods?</r>

<b><r>1 error</r></b> in cluster.yaml; to learn more: vnetk8s explain VK2003
`);
  });

  it('keeps to the width, whatever is in it', () => {
    const text = `name: ${'漢'.repeat(200)}\n`;
    const issue = issueAt('漢'.repeat(200), {text, message: 'x '.repeat(100), hint: 'y '.repeat(100)});

    const widths = issuesAsText([issue], 'cluster.yaml', plain)
      .split('\n')
      .map((line) => line.length + (line.match(/漢/g)?.length ?? 0));

    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
  });

  it('breaks the last line where the name of the file is long', () => {
    const lines = issuesAsText([issueAt('maxpods')], 'environments/production/west-europe/cluster.yaml', plain).split(
      '\n',
    );

    expect(lines.slice(-3)).toEqual([
      '1 error in environments/production/west-europe/cluster.yaml',
      'to learn more: vnetk8s explain VK2003',
      '',
    ]);
  });

  it('is empty without issues', () => {
    expect(issuesAsText([], 'cluster.yaml', plain)).toBe('');
  });
});

describe('countIssues', () => {
  it('counts errors and warnings', () => {
    const error = issueAt('name');
    const warning = issueAt('name', {severity: 'warning'});

    expect(countIssues([error])).toBe('1 error');
    expect(countIssues([warning, warning])).toBe('2 warnings');
    expect(countIssues([error, error, warning])).toBe('2 errors, 1 warning');
    expect(countIssues([])).toBe('no errors');
  });
});
