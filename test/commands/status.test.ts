import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import Status from '../../src/commands/status.ts';
import {runCommand, temporaryFolder} from './run-command.ts';
import {deployedFolder, inSimulation, STATE} from './simulated-cluster.ts';

const SIMULATED = ['--simulate-state', STATE];

const WELL = `\
Cluster     test
Azure       resource group test of a simulated Azure: nothing of it is real
Deployment  succeeded, TIME
Definition  cluster.yaml is what is deployed
API server  https://10.240.0.4:6443
Internet    through ADDRESS

MACHINES              COUNT  SIZE             STATE
test-control-plane-*      3  Standard_D2s_v5  running
test-apps                 3  Standard_D4s_v5  succeeded

6 of 6 nodes are ready

ADD-ON                    READY
cloud-controller-manager    2/2
cloud-node-manager          6/6
coredns                     2/2
kube-proxy                  6/6

cluster test is well
`;

/** Without what every simulation has of its own. */
function constant(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'TIME').replace(/through [\d.]+/, 'through ADDRESS');
}

describe('vnetk8s status', () => {
  it('shows a cluster that is well, with and without its definition', async () => {
    const folder = await deployedFolder();
    const {stdout, ...rest} = await runCommand(Status, SIMULATED, folder);

    expect({...rest, stdout: constant(stdout)}).toEqual({
      exitCode: 0,
      stderr: 'asking a simulated Azure: nothing of it is real\n',
      stdout: WELL,
    });
    const named = await runCommand(Status, ['--name', 'test', ...SIMULATED], await deployedFolder());
    expect(constant(named.stdout)).toBe(WELL.replace('cluster.yaml is what is deployed', 'not compared'));
  });

  it('exits with 9 if something is not well, and tells scripts what', async () => {
    const folder = await deployedFolder();
    await writeFile(join(folder, 'faults.yaml'), 'cluster:\n  failingAddons: [coredns]\n');
    const args = [...SIMULATED, '--simulate-faults', 'faults.yaml', '-o', 'json'];
    const {stdout, stderr, exitCode} = await runCommand(Status, args, folder);

    expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 9});
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'Status',
      cluster: 'test',
      simulated: true,
      problems: [{about: 'addons', addons: [{name: 'coredns', ready: 0, wanted: 2}]}],
      well: false,
    });
  });

  it('says that a deployment is under way', async () => {
    const folder = await deployedFolder(false);
    const {stdout, exitCode} = await runCommand(Status, SIMULATED, folder);

    expect(exitCode).toBe(9);
    expect(stdout).toContain('The cluster was not asked: its deployment is under way\n');
    expect(stdout.split('\n').at(-2)).toBe(
      'cluster test is being deployed; to follow it: vnetk8s deploy --simulate-state azure.json',
    );
  });

  it('says that there is no such cluster', async () => {
    const folder = await temporaryFolder();
    const {exitCode, stdout, stderr} = await runCommand(Status, ['--name', 'test', ...SIMULATED], folder);

    expect({exitCode, stdout, stderr: stderr.split('\n').slice(1)}).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: [
        'error: there is no cluster test in resource group test of subscription',
        '  Simulated',
        '  name where it is: --resource-group GROUP, --subscription ID, --cloud CLOUD',
        '  or create it: vnetk8s deploy',
        '',
      ],
    });
  });

  it('says that one was begun', async () => {
    const folder = await temporaryFolder();
    await inSimulation(folder, async (azure) => {
      await azure.groups.create('test', 'westeurope', {'vnetk8s-cluster': 'test'});
    });

    expect((await runCommand(Status, ['--name', 'test', ...SIMULATED], folder)).stderr).toContain(
      'error: cluster test was not deployed: resource group test has no deployment of\n  that name\n',
    );
  });
});
