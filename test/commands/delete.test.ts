import {describe, expect, it} from 'vitest';
import Delete from '../../src/commands/delete.ts';
import Status from '../../src/commands/status.ts';
import {runCommand} from './run-command.ts';
import {deployedFolder, inSimulation, STATE} from './simulated-cluster.ts';

const SIMULATED = ['--simulate-state', STATE];

const LIST = `\
  1 scale set                test-apps
  3 virtual machines         test-control-plane-0, test-control-plane-1,
                             test-control-plane-2
  1 availability set         test-control-plane
  3 network interfaces       test-control-plane-0, test-control-plane-1,
                             test-control-plane-2
  6 disks                    test-control-plane-0-etcd, test-control-plane-0-os,
                             test-control-plane-1-etcd, test-control-plane-1-os,
                             test-control-plane-2-etcd, test-control-plane-2-os
  1 load balancer            test-apiserver
  1 DNS link                 test.vnetk8s.internal/test
  1 virtual network          test
  1 private DNS zone         test.vnetk8s.internal
  2 network security groups  test-control-plane, test-nodes
  1 NAT gateway              test
  1 public IP                test-nat-0
`;

describe('vnetk8s delete', {timeout: 30_000}, () => {
  it('lists what it would delete, and deletes nothing', async () => {
    const folder = await deployedFolder();

    expect(await runCommand(Delete, ['--dry-run', ...SIMULATED], folder)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `\
asking a simulated Azure: nothing of it is real
to be deleted: resource group test and all in it, in a simulated Azure:
${LIST}  1 identity                 test

nothing was deleted: that was --dry-run
`,
    });
    expect((await runCommand(Status, SIMULATED, folder)).exitCode).toBe(0);
  });

  it('deletes a cluster, after which there is none', async () => {
    const folder = await deployedFolder();
    const {stderr, exitCode} = await runCommand(Delete, ['--name', 'test', ...SIMULATED], folder);

    expect(exitCode).toBe(0);
    expect(stderr.slice(stderr.indexOf('deleting'))).toBe(`\
deleting resource group test: this takes some minutes
deleted resource group test
cluster test is deleted, in a simulated Azure
its directory, with keys that nothing can be done with any more, stays:
  _output/test unless you named another
`);
    expect((await runCommand(Status, SIMULATED, folder)).exitCode).toBe(3);
    expect((await runCommand(Delete, SIMULATED, folder)).exitCode).toBe(3);
  });

  it('deletes only what is of the cluster in a resource group of others', async () => {
    const folder = await deployedFolder();
    await inSimulation(folder, async (azure) => {
      await azure.groups.create('test', 'westeurope', {});
    });
    const {stderr} = await runCommand(Delete, SIMULATED, folder);

    expect(stderr).toContain(`\
to be deleted: the resources of cluster test in resource group test, in a
  simulated Azure:
${LIST}  1 role assignment          test
  1 identity                 test
  1 deployment record        test
`);
    await inSimulation(folder, async (azure) => {
      expect((await azure.groups.find('test'))?.name).toBe('test');
      expect(await azure.groups.resources('test')).toEqual([]);
    });
    expect((await runCommand(Status, SIMULATED, folder)).exitCode).toBe(3);
  });

  it('tells scripts what it did', async () => {
    const folder = await deployedFolder();
    const {stdout, stderr} = await runCommand(Delete, ['--json', ...SIMULATED], folder);

    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'Deletion',
      cluster: 'test',
      result: 'deleted',
      wholeResourceGroup: true,
      deletes: {length: 23},
      keeps: [],
    });
  });

  it('refuses while a deployment is under way', async () => {
    const {stderr, exitCode} = await runCommand(Delete, SIMULATED, await deployedFolder(false));

    expect(exitCode).toBe(7);
    expect(stderr).toContain('  az deployment group cancel --resource-group test --name test\n');
  });
});
