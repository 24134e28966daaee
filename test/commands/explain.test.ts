import {describe, expect, it} from 'vitest';
import Explain from '../../src/commands/explain.ts';
import {BOOTSTRAP_FAILURES} from '../../src/node/bootstrap-steps.ts';
import {runCommand} from './run-command.ts';

describe('explain', () => {
  it('explains a field with its type, what is allowed, and examples in their place', async () => {
    expect(await runCommand(Explain, ['network.egress'])).toEqual({
      stdout: `\
network.egress: Way to the Internet

How nodes, and pods behind them, reach the Internet. \`natGateway\`: a NAT gateway
on every subnet (default in a new virtual network). \`loadBalancer\`: outbound
rules of a public load balancer (default in an existing one).
\`userDefinedRoutes\`: nothing is made; routes to an appliance, or whatever the
owner of an existing subnet has set up, lead out.

type     text
allowed  natGateway, loadBalancer or userDefinedRoutes

EXAMPLE
  network:
    egress: natGateway

  network:
    egress: userDefinedRoutes
`,
      stderr: '',
      exitCode: 0,
    });
  });

  it('explains a field that has fields, by the path that messages show', async () => {
    const {stdout} = await runCommand(Explain, ['nodePools[3].count']);

    expect(stdout).toBe(`\
nodePools[].count: Nodes

How many nodes, or, for an autoscaled pool, how many at least and at most:
addresses are planned for the most.

type     whole number, or keys and values
range    0 to 4000
default  3

FIELDS
  min  Nodes that are always there (required)
  max  Nodes that there may be; addresses are planned for them (required)

EXAMPLE
  nodePools:
    - count: 3

  nodePools:
    - count:
        min: 3
        max: 20
`);
  });

  it('finds a field by its last word, in any case', async () => {
    const {stdout} = await runCommand(Explain, ['servicecidr']);

    expect(stdout.split('\n')[0]).toBe('network.serviceCidr: Service range');
  });

  it('explains a code, however it is written', async () => {
    const expected = `\
VK2003 (error): A key is not known

A key that is not known would do nothing, so it is refused rather than ignored:
mostly it is misspelt, or stands one level too high or too low. Upper and lower
case count. \`vnetk8s explain nodePools\` lists what may stand somewhere.

WRONG
  nodePools:
    - name: apps
      maxpods: 50

RIGHT
  nodePools:
    - name: apps
      maxPods: 50
`;

    expect((await runCommand(Explain, ['VK2003'])).stdout).toBe(expected);
    expect((await runCommand(Explain, ['vk2003'])).stdout).toBe(expected);
    expect((await runCommand(Explain, ['2003'])).stdout).toBe(expected);
  });

  it('lists what there is to explain', async () => {
    const {stdout} = await runCommand(Explain, []);

    expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual(['FIELDS', 'CODES', 'MORE']);
  });

  it('explains exit codes', async () => {
    const {stdout} = await runCommand(Explain, ['exit-codes']);

    expect(stdout).toBe(`\
0    it worked
1    a fault of vnetk8s itself
2    wrong usage: an unknown command or flag, a file that would be overwritten
3    not found: the file, the topic, the cluster
4    the definition is invalid, or does not fit
5    Azure would not take it: quota, permission, addresses; nothing was created
6    Azure does not know who asks, or not for this subscription
7    the deployment failed, or another one is under way
8    it takes longer than --timeout allows; run again to go on
9    the cluster is there, but not well
10   there are changes, and --detailed-exitcode was given
130  interrupted by Ctrl-C (143: by SIGTERM)
`);
  });

  it.each([
    ['netwrok.egress', 'there is no field, code or topic netwrok.egress', 'did you mean network.egress?'],
    ['network.egres', 'there is no field, code or topic network.egres', 'did you mean network.egress?'],
    ['nodePools.cuont', 'there is no field, code or topic nodePools.cuont', 'did you mean nodePools[].count?'],
    ['maxpod', 'there is no field, code or topic maxpod', 'did you mean controlPlane.maxPods?'],
    ['excit-codes', 'there is no field, code or topic excit-codes', 'did you mean exit-codes?'],
  ])('suggests what was meant by %s', async (topic, message, suggestion) => {
    expect(await runCommand(Explain, [topic])).toEqual({
      stdout: '',
      stderr: `error: ${message}\n  ${suggestion}\n  all topics: vnetk8s explain\n`,
      exitCode: 3,
    });
  });

  it.each([
    ['4', '4  the definition is invalid, or does not fit\n'],
    ['10', '10  there are changes, and --detailed-exitcode was given\n'],
    ['143', '130  interrupted by Ctrl-C (143: by SIGTERM)\n'],
  ])('explains with what vnetk8s has ended: %s', async (code, text) => {
    expect(await runCommand(Explain, [code])).toEqual({stdout: text, stderr: '', exitCode: 0});
  });

  it('explains how a machine failed to become a node', async () => {
    const [step, other] = [await runCommand(Explain, ['62']), await runCommand(Explain, ['91'])];

    expect([step.stdout, other.stdout]).toEqual([
      `\
62: step network of the bootstrap

The rules that guard pods could not be loaded, or Azure did not say which
addresses the machine has.

WHAT TO DO
  see "systemctl status vnetk8s-rules vnetk8s-pool"; look whether the network
  interface has ipConfigurations

On the machine: /var/log/vnetk8s/bootstrap.log. To go on:
/usr/local/lib/vnetk8s/bootstrap.
`,
      `\
91: the bootstrap

Another run of the bootstrap had not ended.

WHAT TO DO
  wait for it, and deploy again; its log is /var/log/vnetk8s/bootstrap.log

On the machine: /var/log/vnetk8s/bootstrap.log. To go on:
/usr/local/lib/vnetk8s/bootstrap.
`,
    ]);
  });

  it('lists the exit codes of the bootstrap', async () => {
    const {stdout} = await runCommand(Explain, ['bootstrap']);

    expect(stdout.split('\n').flatMap((line) => /^\d\d/.exec(line) ?? [])).toEqual(
      BOOTSTRAP_FAILURES.map(({code}) => String(code)),
    );
  });

  it('says that the bootstrap does not end so', async () => {
    expect(await runCommand(Explain, ['59'])).toEqual({
      stdout: '',
      stderr: 'error: the bootstrap has no exit code 59\n  all of them: vnetk8s explain bootstrap\n',
      exitCode: 3,
    });
  });

  it('asks which field of several is meant', async () => {
    expect(await runCommand(Explain, ['maxPods'])).toEqual({
      stdout: '',
      stderr: `\
error: several fields are called maxPods
  ask for one: controlPlane.maxPods or nodePools[].maxPods
`,
      exitCode: 3,
    });
  });

  it('says that a code is none', async () => {
    expect(await runCommand(Explain, ['VK9999'])).toEqual({
      stdout: '',
      stderr: 'error: there is no code VK9999\n  all codes: vnetk8s explain codes\n',
      exitCode: 3,
    });
  });

  it('is a document with --json', async () => {
    const {stdout} = await runCommand(Explain, ['VK2003', '--json']);

    const {kind, entry} = JSON.parse(stdout);
    expect([kind, entry.code, entry.severity]).toEqual(['code', 'VK2003', 'error']);
  });
});
