import {symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import Deploy from '../../src/commands/deploy.ts';
import {runCommand, temporaryFolder} from '../commands/run-command.ts';
import {ROOT} from '../e2e/run-process.ts';

/** Deploys the smallest example for a script, in a folder of its own; `faults`: what goes wrong. */
async function deployForScripts(faults: string, ...flags: readonly string[]) {
  const folder = await temporaryFolder();
  await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
  await writeFile(join(folder, 'faults.yaml'), faults);
  const args = ['examples/minimal.yaml', '--simulate-faults', 'faults.yaml', '--output', 'json', ...flags];
  return runCommand(Deploy, args, folder);
}

/** When something happens depends on how many questions Azure is asked before: what the order is does not. */
function withoutTimes(lines: string): string {
  return lines.replaceAll(/"at":"[^"]+"/g, '"at":"TIME"');
}

describe('deploy --output json', {timeout: 60_000}, () => {
  it.each([
    ['a cluster that becomes ready', 'ready', '{}', 0],
    ['a deployment that fails', 'failed', "failingBootstraps: [{machine: '*', exitCode: 66}]", 7],
    ['a deployment that is refused', 'refused', 'quotas: {standardDSv5Family: 10}', 5],
    ['a cluster that is not well', 'unhealthy', 'cluster: {failingAddons: [coredns]}', 9],
  ])('tells of %s: an event a line, and the result last', async (_, result, faults, code) => {
    const {stdout, stderr, exitCode} = await deployForScripts(faults);
    const documents = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const times = documents.slice(0, -1).map(({at}) => Date.parse(at));

    await expect(withoutTimes(stdout)).toMatchFileSnapshot(`../golden/terminal/deploy-${result}.jsonl`);
    expect({stderr, exitCode}).toEqual({stderr: '', exitCode: code});
    expect(documents.at(-1)).toMatchObject({apiVersion: 'vnetk8s/v1', kind: 'Deployment', result});
    expect(documents.slice(0, -1).filter(({kind}) => kind === 'Deployment')).toEqual([]);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('tells of a definition with faults', async () => {
    const {stdout, stderr, exitCode} = await deployForScripts('{}', '--set', 'nodePools[0].count=-1');

    await expect(stdout).toMatchFileSnapshot('../golden/terminal/deploy-invalid.jsonl');
    expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 4});
  });

  it('tells of what stopped it on its way: all that was heard, and the reason last', async () => {
    const fault = '{path: deployments/minimal, method: GET, status: 403, code: AuthorizationFailed, after: 6}';
    const {stdout, stderr, exitCode} = await deployForScripts(`http: [${fault}]`);
    const documents = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 7});
    expect(documents.slice(0, -1).every(({at, kind}) => typeof at === 'string' && typeof kind === 'string')).toBe(true);
    expect(documents.at(-1)).toMatchObject({
      error: {
        code: 'AZURE_REFUSED',
        exitCode: 7,
        suggestions: expect.arrayContaining([
          'Azure goes on with the deployment in resource group minimal',
          'follow it: vnetk8s deploy examples/minimal.yaml --simulate',
        ]),
      },
    });
  });

  it('tells of what stopped it before there was anything to tell', async () => {
    const {stdout, exitCode} = await deployForScripts('quota: {}');

    await expect(stdout).toMatchFileSnapshot('../golden/terminal/deploy-stopped.jsonl');
    expect(exitCode).toBe(2);
  });
});
