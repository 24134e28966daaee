import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import Plan from '../../src/commands/plan.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {planAsHtml} from '../../src/report/plan-html.ts';
import {planAsMarkdown} from '../../src/report/plan-markdown.ts';
import {planAsSvg} from '../../src/report/plan-svg.ts';
import {DEFINITION, runCommand, temporaryFolder} from './run-command.ts';

const TOO_SMALL = DEFINITION.replace(
  'nodePools:',
  'network:\n  subnets:\n    - name: apps\n      cidr: 10.240.8.0/26\nnodePools:',
);

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder, 'cluster.yaml'), DEFINITION);
  await writeFile(join(folder, 'small.yaml'), TOO_SMALL);
});

describe('plan', () => {
  it('shows the plan as a table', async () => {
    expect(await runCommand(Plan, [], folder)).toEqual({
      stdout: `\
SUBNET         CIDR           USABLE  NEEDED  USED  ROOM
control-plane  10.240.0.0/25     123      94   76%  29 addresses
               3 machines x (30 pods + 1) + 1 load balancer
apps           10.240.1.0/24     251     132   53%  3 more nodes
               (3 nodes + 1 surge) x (30 pods + 1) + 8 for internal Services

Control plane  load balancer 10.240.0.4, machines 10.240.0.5, 10.240.0.6,
               10.240.0.7
API server     private, only from the virtual network at 10.240.0.4
Services       172.16.0.0/16, DNS 172.16.0.10, API server 172.16.0.1
Address space  10.240.0.0/12, 384 of 1,048,576 addresses in subnets
Limits         nodes 6 of 4,000, pods 180 of 16,000, addresses 226 of 65,536
`,
      stderr: '',
      exitCode: 0,
    });
  });

  it('shows a plan that does not fit, and what is wrong with it', async () => {
    const {stdout, stderr, exitCode} = await runCommand(Plan, ['small.yaml'], folder);

    expect(exitCode).toBe(4);
    expect(stdout.split('\n')[3]).toBe('apps           10.240.8.0/26      59     132  224%  DOES NOT FIT: 73 short');
    expect(stderr).toBe(`
small.yaml:7:13: error: network.subnets[0].cidr: subnet "apps" needs 132
  addresses ((3 nodes + 1 surge) × (30 pods + 1) + 8 for internal Services),
  10.240.8.0/26 has 59 usable [VK4001]
  6 |     - name: apps
  7 |       cidr: 10.240.8.0/26
    |             ^^^^^^^^^^^^^
    = use a /24 (251 usable) such as 10.240.8.0/24, or maxPods at most 11

1 error in small.yaml; to learn more: vnetk8s explain VK4001
`);
  });

  it('shows no plan of what cannot be read as a whole', async () => {
    const {stdout, stderr, exitCode} = await runCommand(Plan, ['--set', 'nodePools[0].count=many'], folder);

    expect([exitCode, stdout]).toEqual([4, '']);
    expect(stderr.split('\n')[0]).toBe('--set: error: nodePools[0].count: "many" is text [VK2002]');
  });

  it('prints the same document as JSON and YAML, with the issues in it', async () => {
    const json = await runCommand(Plan, ['small.yaml', '--json'], folder);
    const yaml = await runCommand(Plan, ['small.yaml', '-o', 'yaml'], folder);

    const document = JSON.parse(json.stdout);
    expect([json.stderr, json.exitCode, yaml.exitCode]).toEqual(['', 4, 4]);
    expect(parse(yaml.stdout)).toEqual(document);
    expect(Object.keys(document)).toEqual([
      'apiVersion',
      'kind',
      'cluster',
      'fits',
      'virtualNetwork',
      'subnets',
      'controlPlane',
      'services',
      'totals',
      'issues',
    ]);
    expect([document.kind, document.fits, document.issues.length]).toEqual(['AddressPlan', false, 1]);
  });

  it('prints the verdict as JSON where there is no plan', async () => {
    const {stdout, exitCode} = await runCommand(Plan, ['--set', 'nodePools[0].count=many', '--json'], folder);

    const {kind, valid, errors} = JSON.parse(stdout);
    expect([exitCode, kind, valid, errors]).toEqual([4, 'Validation', false, 1]);
  });

  it('draws, writes a page, and a text for pull requests', async () => {
    const {meaning} = await loadDefinition({set: [], stdin: process.stdin, cwd: folder});
    if (meaning === undefined) throw new Error('the definition has no meaning');
    const {plan, cluster} = meaning;

    const svg = await runCommand(Plan, ['-o', 'svg'], folder);
    const html = await runCommand(Plan, ['-o', 'html'], folder);
    const markdown = await runCommand(Plan, ['-o', 'markdown'], folder);

    expect(svg).toEqual({stdout: planAsSvg(plan, cluster), stderr: '', exitCode: 0});
    expect(html).toEqual({stdout: await planAsHtml(plan, cluster, []), stderr: '', exitCode: 0});
    expect(markdown).toEqual({stdout: planAsMarkdown(plan, cluster), stderr: '', exitCode: 0});
  });

  it('compares the definition with what it would be', async () => {
    expect(await runCommand(Plan, ['--what', 'apps.maxPods=50', '--what', 'apps.count=4'], folder)).toEqual({
      stdout: `\
What if apps.maxPods=50, apps.count=4

SUBNET                 CIDR           NEEDED  USED  ROOM
control-plane          10.240.0.0/25      94   76%  29 addresses
apps           before  10.240.1.0/24     132   53%  3 more nodes
               after   10.240.2.0/23     263   52%  4 more nodes

Limits  nodes 6 -> 7 of 4,000, pods 180 -> 290 of 16,000,
        addresses 226 -> 357 of 65,536

apps moves to another range: in a cluster that already runs, its nodes would
have to be made anew
`,
      stderr: '',
      exitCode: 0,
    });
  });

  it('says what is wrong with the change in words of the question', async () => {
    const args = ['--what', 'apps.maxPods=500', '--what', 'apps.count.max=9', '--what', 'controlPlane.count=2'];

    expect(await runCommand(Plan, args, folder)).toEqual({
      stdout: '',
      stderr: `\
--what: error: nodePools[0].maxPods: 500 is too large [VK2005]
   | --what apps.maxPods=500
   |                     ^^^ use 1 to 250

--what: error: nodePools[0].count.min: min is missing [VK2001]
   | --what apps.count.max=9
   |        ^^^^^^^^^^^^^^ add it, for example min: 3

--what: error: controlPlane.count: 2 is not allowed here [VK2004]
   | --what controlPlane.count=2
   |                           ^ use 1, 3 or 5

3 errors in cluster.yaml; to learn more: vnetk8s explain VK2005
`,
      exitCode: 4,
    });
  });

  it('answers what fits into a range', async () => {
    const {stdout, stderr, exitCode} = await runCommand(Plan, ['--fit', '10.1.0.0/22'], folder);

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toBe('10.1.0.0/22 as a subnet has 1,019 usable addresses');
  });

  it('draws nothing of a question that has no picture', async () => {
    const {stderr, exitCode} = await runCommand(Plan, ['--fit', '10.1.0.0/22', '-o', 'svg'], folder);

    expect([exitCode, stderr]).toEqual([2, 'error: --fit has no svg\n  use text, json, yaml or markdown\n']);
  });

  it('answers one question at a time', async () => {
    const {stderr, exitCode} = await runCommand(Plan, ['--fit', '10.1.0.0/22', '--what', 'apps.count=9'], folder);

    expect([exitCode, stderr]).toEqual([
      2,
      'error: --what and --fit are two questions\n  ask one; --set changes the definition for --fit\n',
    ]);
  });

  it.each([
    ['10.1.0.3/22', '"10.1.0.3/22" has host bits set: a range begins with its network address', 'use 10.1.0.0/22'],
    ['ten', '"ten" is not a range of IPv4 addresses', 'write address/length, such as 10.240.0.0/16'],
  ])('refuses to fit into %s', async (range, problem, hint) => {
    const {stderr, exitCode} = await runCommand(Plan, ['--fit', range], folder);

    expect(exitCode).toBe(2);
    expect(stderr.replaceAll(/\n {2}(?=address\n)/g, ' ')).toBe(`error: --fit: ${problem}\n  ${hint}\n`);
  });
});
