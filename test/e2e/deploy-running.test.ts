import {existsSync} from 'node:fs';
import {readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import Deploy from '../../src/commands/deploy.ts';
import {openAzure} from '../../src/operations/azure-connection.ts';
import {runCommand, temporaryFolder} from '../commands/run-command.ts';
import {faultText} from './fault-text.ts';
import {ROOT} from './run-process.ts';

const ARGS = ['examples/minimal.yaml', '--simulate-state', 'azure.json'];

let folder: string;

/** A deployment is under way that nobody waits for. */
beforeEach(async () => {
  folder = await temporaryFolder();
  await symlink(join(ROOT, 'examples'), join(folder, 'examples'));
  const {exitCode} = await runCommand(Deploy, [...ARGS, '--no-wait'], folder);
  expect(exitCode).toBe(0);
});

interface State {
  readonly deployments: readonly object[];
}

/** Changes what is kept of the simulated Azure. */
async function changeState(change: (state: State) => State): Promise<void> {
  const file = join(folder, 'azure.json');
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')))));
}

/** What people see of another one. */
async function text(...more: readonly string[]): Promise<string> {
  return faultText(await runCommand(Deploy, [...ARGS, ...more], folder));
}

describe('a cluster whose deployment Azure has forgotten', () => {
  const DIRECTORY = 'elsewhere';

  beforeEach(async () => {
    await runCommand(Deploy, ARGS, folder);
    await changeState(({deployments: _, ...state}) => ({...state, deployments: []}));
  });

  it('gets no second authority', async () => {
    await expect(await text('--output-directory', DIRECTORY)).toMatchFileSnapshot(
      '../golden/faults/deployment-forgotten.txt',
    );
    expect(existsSync(join(folder, DIRECTORY))).toBe(false);
  });

  it('is deployed again with its keys', async () => {
    const {exitCode} = await runCommand(Deploy, ARGS, folder);

    expect(exitCode).toBe(0);
  });
});

describe('a deployment that is under way', () => {
  it('is followed by one of the same definition', async () => {
    await expect(await text()).toMatchFileSnapshot('../golden/faults/running-same.txt');
  });

  it('is followed by one that tells why it has failed, and deploys what is missing', async () => {
    await writeFile(
      join(folder, 'faults.yaml'),
      'failures: [{type: Microsoft.Network/loadBalancers, code: AllocationFailed, message: No load balancer is left., at: end, times: 1}]\n',
    );

    await expect(await text('--simulate-faults', 'faults.yaml')).toMatchFileSnapshot(
      '../golden/faults/running-and-failing.txt',
    );
  });

  it('is followed by one that goes on after somebody has stopped it', async () => {
    const simulate = {state: 'azure.json'};
    const {azure, close} = await openAzure({auth: 'auto', simulate, env: {}, cwd: folder, version: '0.0.0'});
    await azure.deployments.cancel('minimal', 'minimal');
    await close();

    const {stderr, exitCode} = await runCommand(Deploy, ARGS, folder);

    expect(stderr).toContain(' the deployment that was under way was stopped by somebody: deploying what is missing\n');
    expect(exitCode).toBe(0);
  });

  it('is left alone by one of another definition', async () => {
    await expect(await text('--set', 'nodePools[0].count=5')).toMatchFileSnapshot('../golden/faults/running-other.txt');
  });

  it('is left alone if vnetk8s did not begin it', async () => {
    await changeState((state) => ({
      ...state,
      deployments: state.deployments.map((deployment) => ({...deployment, tags: {}})),
    }));

    await expect(await text()).toMatchFileSnapshot('../golden/faults/running-foreign.txt');
  });
});
