import {randomBytes} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Azure} from '../../src/azure/azure.ts';
import {clusterTags} from '../../src/cluster/tags.ts';
import {openAzure} from '../../src/operations/azure-connection.ts';
import {deployRequest} from '../../src/operations/deploy-request.ts';
import {liveParameters} from '../../src/operations/deployment-parameters.ts';
import {performGeneration, prepareGeneration} from '../../src/operations/generate.ts';
import {DEFINITION, temporaryFolder} from './run-command.ts';

/** The file in which the simulated Azure of a test is kept. */
export const STATE = 'azure.json';

/** Milliseconds that a test waits, on the simulator's clock, before it looks again. */
const PAUSE = 10_000;

/**
 * A folder with a definition that is deployed in a simulated Azure, and what was generated of it. `end`: false leaves the
 * deployment under way.
 */
export async function deployedFolder(end = true): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'cluster.yaml'), DEFINITION);
  const {run} = await prepareGeneration({
    set: [],
    stdin: process.stdin,
    cwd: folder,
    viewer: false,
    task: 'write',
    version: '0.0.0',
    now: new Date(),
    random: randomBytes,
  });
  if (run === undefined) throw new Error('the definition is not valid');
  const {cluster, plan} = run.built;
  await performGeneration(run);
  await inSimulation(
    folder,
    async (azure) => {
      await azure.groups.create(cluster.name, cluster.location, clusterTags(cluster));
      const live = await liveParameters(azure, cluster, cluster.name, undefined);
      await azure.deployments.submit(await deployRequest(run, cluster.name, live, {}));
      while (end && (await azure.deployments.find(cluster.name, cluster.name))?.state !== 'Succeeded') {
        await azure.wait(PAUSE);
      }
    },
    {cluster, plan},
  );
  return folder;
}

/** Does something in the simulated Azure of a folder, which is kept. */
export async function inSimulation(
  folder: string,
  work: (azure: Azure) => Promise<void>,
  surroundings?: Parameters<typeof openAzure>[1],
): Promise<void> {
  const options = {auth: 'auto', env: {}, cwd: folder, version: '0.0.0', simulate: {state: STATE}} as const;
  const {azure, close} = await openAzure(options, surroundings);
  try {
    await work(azure);
  } finally {
    await close();
  }
}
