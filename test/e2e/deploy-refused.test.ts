import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import Deploy from '../../src/commands/deploy.ts';
import {DEFINITION, runCommand, temporaryFolder} from '../commands/run-command.ts';

describe('a deployment that a check refuses', () => {
  it.each([
    ['a quota', 'quotas: {cores: 4}'],
    ['a right', 'deniedActions: [{action: Microsoft.Authorization/roleAssignments/write}]'],
    ['a size', 'restrictedSizes: [{size: Standard_D4s_v5, reason: NotAvailableForSubscription}]'],
  ])('has made nothing, not even the resource group or a key: %s', async (_, faults) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'cluster.yaml'), DEFINITION);
    await writeFile(join(folder, 'faults.yaml'), `${faults}\n`);
    const flags = ['--simulate-state', 'azure.json', '--simulate-faults', 'faults.yaml'];
    const {exitCode} = await runCommand(Deploy, ['cluster.yaml', ...flags], folder);
    const {resources, deployments} = JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));

    expect({exitCode, resources, deployments}).toEqual({exitCode: 5, resources: [], deployments: []});
    expect(existsSync(join(folder, '_output'))).toBe(false);
  });
});

describe('a change that nobody can make of a cluster that is there', () => {
  const FLAGS = ['cluster.yaml', '--simulate-state', 'azure.json'];

  it.each([
    ['the control plane', 'controlPlane.count=5', ['controlPlane', 'controlPlane.count']],
    ['a pool', 'nodePools[0].maxPods=50', ['nodePools[0].maxPods']],
    ['Services', 'network.serviceCidr=172.20.0.0/16', ['network.serviceCidr', 'network.dnsServiceIP']],
  ])('is refused before anything is begun: %s', async (_, set, paths) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'cluster.yaml'), DEFINITION);
    await runCommand(Deploy, FLAGS, folder);
    const before = JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));

    const {exitCode, stderr} = await runCommand(Deploy, [...FLAGS, '--set', set], folder);

    const after = JSON.parse(await readFile(join(folder, 'azure.json'), 'utf8'));
    expect({exitCode, resources: after.resources}).toEqual({exitCode: 5, resources: before.resources});
    expect([...stderr.matchAll(/✗ --set: ([\w.[\]]+):/g)].map(([, path]) => path)).toEqual(paths);
    expect(stderr).toContain(`${paths.length} failed\n\nnothing was created\n`);
  });

  it('is none of a subnet that nothing is in: Azure lets it move', async () => {
    const folder = await temporaryFolder();
    const spare = (cidr: string): string => `${DEFINITION}network:\n  subnets: [{name: spare, cidr: ${cidr}}]\n`;
    await writeFile(join(folder, 'cluster.yaml'), spare('10.250.0.0/24'));
    await runCommand(Deploy, FLAGS, folder);
    await writeFile(join(folder, 'cluster.yaml'), spare('10.251.0.0/24'));

    const {exitCode} = await runCommand(Deploy, FLAGS, folder);

    expect(exitCode).toBe(0);
  });
});
