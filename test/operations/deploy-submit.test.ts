import {randomBytes} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Azure, Deployment} from '../../src/azure/azure.ts';
import {connectAzure} from '../../src/azure/connect-azure.ts';
import type {Deploying} from '../../src/operations/deploy.ts';
import {submitDeployment} from '../../src/operations/deploy-submit.ts';
import {liveParameters} from '../../src/operations/deployment-parameters.ts';
import {prepareGeneration} from '../../src/operations/generate.ts';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import type {Settings} from '../../src/simulator/settings.ts';
import {createSimulator} from '../../src/simulator/simulator.ts';
import {UserError} from '../../src/user-error.ts';
import {DEFINITION, temporaryFolder} from '../commands/run-command.ts';

const FILE = 'cluster.yaml';

async function simulated(faults: Partial<Settings> = {}): Promise<Azure> {
  const settings = defaultSettings(faults);
  const simulator = createSimulator({settings, now: Date.UTC(2026, 0, 1)});
  return connectAzure({
    cloud: 'AzureCloud',
    subscription: settings.subscriptionId,
    auth: 'auto',
    env: {},
    userAgentVersion: '0.0.0',
    simulator,
  });
}

/** A folder with a definition: somebody's, with keys of its own. */
async function somebody(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, FILE), DEFINITION);
  return folder;
}

/** Hands over what the folder's definition says, as if nothing had been under way when it was looked at. */
async function submit(azure: Azure, folder: string, set: readonly string[] = [], before?: Deployment): Promise<string> {
  const generate = {file: FILE, set, stdin: process.stdin, cwd: folder, viewer: false, version: '0.0.0'};
  const sources = {now: new Date(), random: randomBytes};
  const {loaded, run} = await prepareGeneration({...generate, ...sources, task: 'write'});
  if (run === undefined) throw new Error('the definition is not valid');
  const {cluster, plan} = run.built;
  const group = cluster.name;
  const deploying: Deploying = {
    azure,
    run,
    loaded,
    site: {account: azure.account, group, cluster, plan, directory: run.directory.name},
    options: {
      generate: {...generate, ...sources},
      azure: {auth: 'auto', env: {}, cwd: folder, version: '0.0.0'},
      confirm: async () => true,
      wait: false,
      timeout: 0,
      listener: () => undefined,
    },
    tell: () => undefined,
  };
  const live = await liveParameters(azure, cluster, group, undefined);
  const exists = (await azure.groups.find(group)) !== undefined;
  const end = await submitDeployment(deploying, {live, asked: {}, exists, before});
  return end.kind;
}

/** What was thrown, as people and scripts are told. */
async function told(act: Promise<unknown>): Promise<unknown> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw error;
  const {code, exitCode, message, suggestions} = error;
  return {code, exitCode, message: message.replaceAll(/[0-9a-f]{12}/g, 'HASH'), suggestions};
}

describe('a deployment that finds another one under way when it is handed over', () => {
  it('is that one, if it is of the same definition and keys', async () => {
    const azure = await simulated();
    const folder = await somebody();
    await submit(azure, folder);
    const first = await azure.deployments.find('test', 'test');

    expect(await submit(azure, folder)).toBe('submitted');
    expect((await azure.deployments.find('test', 'test'))?.correlationId).toBe(first?.correlationId);
  });

  it('says so, if that is of another definition', async () => {
    const azure = await simulated();
    const folder = await somebody();
    await submit(azure, folder);

    expect(await told(submit(azure, folder, ['nodePools[0].count=5']))).toMatchInlineSnapshot(`
      {
        "code": "DEPLOYMENT_RUNNING",
        "exitCode": 7,
        "message": "another deployment of test is under way since 2026-01-01T00:00:05.300Z, of another definition (sha256 HASH); this definition is sha256 HASH",
        "suggestions": [
          "nothing of this definition was deployed: two at once would undo each other",
          "wait until it has ended, and run this again: vnetk8s deploy cluster.yaml --set 'nodePools[0].count=5'",
          "look at it: az deployment group show --resource-group test --name test --query properties.provisioningState",
          "or stop it: az deployment group cancel --resource-group test --name test",
        ],
      }
    `);
  });

  it('says so, if that has other keys', async () => {
    const azure = await simulated();
    await submit(azure, await somebody());

    expect(await told(submit(azure, await somebody()))).toMatchInlineSnapshot(`
      {
        "code": "KEYS_NOT_THOSE_OF_CLUSTER",
        "exitCode": 2,
        "message": "the keys of test, which is deployed already, are not in _output/test",
        "suggestions": [
          "name the directory that it was deployed from: --output-directory DIR",
          "or a folder with its keys, which was kept as a secret: --pki DIR (docs/azure.md, "Keys in a pipeline")",
          "to look at it needs no keys: vnetk8s status",
          "nothing was changed: other keys would lock every node and everybody out",
        ],
      }
    `);
  });

  it('says so, if that is none of vnetk8s', async () => {
    const azure = await simulated({pace: 100});
    await azure.groups.create('test', 'westeurope', {});
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
          apiVersion: '2023-01-31',
          name: 'other',
          location: 'westeurope',
        },
      ],
    };
    await azure.deployments.submit({group: 'test', name: 'test', template, parameters: {}});

    expect(await told(submit(azure, await somebody()))).toMatchObject({
      code: 'DEPLOYMENT_RUNNING',
      exitCode: 7,
      message:
        'another deployment of test is under way since 2026-01-01T00:00:00.150Z, which vnetk8s did not begin; this definition is sha256 HASH',
    });
  });
});

describe('a deployment after an earlier one', () => {
  it('is not taken for it when Azure does not answer', async () => {
    const folder = await somebody();
    const azure = await simulated({
      http: [{method: 'PUT', path: 'deployments/test$', connection: 'refused', after: 1}],
    });
    await submit(azure, folder);
    while ((await azure.deployments.find('test', 'test'))?.state !== 'Succeeded') await azure.wait(10_000);
    const before = await azure.deployments.find('test', 'test');

    expect(await told(submit(azure, folder, ['nodePools[0].count=5'], before))).toEqual({
      code: 'AZURE_UNREACHABLE',
      exitCode: 8,
      message: 'Azure did not answer, and it has not taken the deployment: connect ECONNREFUSED',
      suggestions: [
        'keys and template stay in _output/test, and are used again',
        "go on, when Azure answers again: vnetk8s deploy cluster.yaml --set 'nodePools[0].count=5'",
        'asked for: PUT https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/test/providers/Microsoft.Resources/deployments/test',
      ],
    });
  });
});

describe('the resource group that is made for a deployment', () => {
  const path = 'deployments/test$';

  it('goes again when Azure refuses it', async () => {
    const azure = await simulated({http: [{method: 'PUT', path, status: 400, code: 'InvalidTemplate'}]});

    expect(await submit(azure, await somebody())).toBe('refused');
    expect(await azure.groups.find('test')).toBeUndefined();
  });

  it.each([
    ['has a fault', {status: 500}],
    ['does not answer', {connection: 'refused'}],
  ] as const)('stays when Azure %s', async (_, fault) => {
    const azure = await simulated({http: [{method: 'PUT', path, ...fault}]});

    expect(await told(submit(azure, await somebody()))).toMatchObject({
      suggestions: expect.arrayContaining(['resource group test was made and stays, with nothing in it']),
    });
    expect((await azure.groups.find('test'))?.name).toBe('test');
  });
});
