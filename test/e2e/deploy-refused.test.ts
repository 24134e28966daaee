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
