import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {Azure} from '../azure/azure.ts';
import type {AuthMethod} from '../azure/credentials.ts';
import type {Cloud, Cluster} from '../cluster/cluster.ts';
import {EXIT} from '../exit-codes.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import type {Settings} from '../simulator/settings.ts';
import type {SavedState, Simulator} from '../simulator/simulator.ts';
import {UserError} from '../user-error.ts';

/** Which Azure to ask, as whom, and whether a real one. */
export interface AzureOptions {
  /** Id or name; undefined: the one that the account or the environment has. */
  readonly subscription?: string | undefined;
  /** The resource group; undefined: the one that is called like the cluster. */
  readonly group?: string | undefined;
  /** Of a cluster without a definition, which says it itself; undefined: as Terraform's `ARM_ENVIRONMENT` says, else the public one. */
  readonly cloud?: Cloud | undefined;
  readonly auth: AuthMethod;
  /** Ask a simulated Azure; with files, relative to `cwd`, for what it keeps and what goes wrong in it. */
  readonly simulate?: {readonly state?: string | undefined; readonly faults?: string | undefined};
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly version: string;
}

/** A connection, to be closed: a simulated Azure is saved then. */
export interface OpenAzure {
  readonly azure: Azure;
  readonly close: () => Promise<void>;
}

/** What is connected for: a simulated Azure has whatever of the surroundings the definition says is there. */
export interface Surroundings {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}

/** Connects to Azure, or to a simulated one. Throws UserError if nobody can be authenticated, or a file is wrong. */
export async function openAzure(options: AzureOptions, surroundings?: Surroundings): Promise<OpenAzure> {
  if (options.simulate !== undefined) return openSimulation(options, options.simulate, surroundings);
  const {connectAzure} = await import('../azure/connect-azure.ts');
  const {subscription, auth, env, version} = options;
  const cloud = cloudOf(options, surroundings?.cluster);
  const azure = await connectAzure({cloud, subscription, auth, env, userAgentVersion: version});
  return {azure, close: async () => undefined};
}

/** What Terraform calls the clouds (hashicorp/azurerm: `environment`). */
const TERRAFORM_CLOUDS: Readonly<Record<string, Cloud>> = {
  public: 'AzureCloud',
  usgovernment: 'AzureUSGovernment',
  china: 'AzureChinaCloud',
};

/** The cloud of the definition, or the one that was asked for. Throws UserError if they are two. */
export function cloudOf(
  {cloud, env}: Pick<AzureOptions, 'cloud' | 'env'>,
  cluster: Pick<Cluster, 'cloud'> | undefined,
): Cloud {
  if (cluster === undefined) return cloud ?? TERRAFORM_CLOUDS[env['ARM_ENVIRONMENT'] ?? ''] ?? 'AzureCloud';
  if (cloud === undefined || cloud === cluster.cloud) return cluster.cloud;
  throw new UserError(`--cloud says ${cloud}, and the definition ${cluster.cloud}`, {
    code: 'USAGE',
    exitCode: EXIT.usage,
    suggestions: ['leave --cloud out: it is for --name'],
  });
}

/** When simulated time begins: always the same, so that a simulation can be repeated to the letter. */
const START = Date.UTC(2026, 0, 1);

async function openSimulation(
  {cwd, env, version, auth, cloud: asked, group}: AzureOptions,
  {state, faults}: NonNullable<AzureOptions['simulate']>,
  surroundings: Surroundings | undefined,
): Promise<OpenAzure> {
  const [
    {connectAzure},
    {createSimulator},
    {defaultSettings},
    {surroundingResources, namedSubscription},
    {keepSimulator},
  ] = await Promise.all([
    import('../azure/connect-azure.ts'),
    import('../simulator/simulator.ts'),
    import('../simulator/default-settings.ts'),
    import('./simulated-surroundings.ts'),
    import('./kept-simulator.ts'),
  ]);
  const wanted = faults === undefined ? {} : await readFaults(resolve(cwd, faults), faults);
  const named = surroundings === undefined ? undefined : namedSubscription(surroundings.cluster);
  const settings = defaultSettings({
    ...(named === undefined ? {} : {subscriptionId: named}),
    ...wanted,
    resources: [
      ...(surroundings === undefined ? [] : surroundingResources(surroundings, group)),
      ...(wanted.resources ?? []),
    ],
  });
  const file = state === undefined ? undefined : resolve(cwd, state);
  const saved = file === undefined ? undefined : await readState(file, state ?? file);
  const simulator = createSimulator({settings, now: START, ...(saved === undefined ? {} : {saved})});
  const cloud = cloudOf({cloud: asked, env}, surroundings?.cluster);
  const azure = await connectAzure({
    cloud,
    subscription: settings.subscriptionId,
    auth,
    env,
    userAgentVersion: version,
    simulator: file === undefined ? simulator : keepSimulator(simulator, file),
  });
  return {azure, close: () => saveState(simulator, file)};
}

async function readFaults(path: string, name: string): Promise<Partial<Settings>> {
  const {readSettings} = await import('../simulator/read-settings.ts');
  return readSettings(await readText(path, name), name);
}

async function readState(path: string, name: string): Promise<SavedState | undefined> {
  const {readStateFile} = await import('../simulator/state-file.ts');
  return readStateFile(path, name);
}

async function saveState(simulator: Simulator, path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const {writeStateFile} = await import('../simulator/state-file.ts');
  writeStateFile(path, simulator.save());
}

async function readText(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read ${name}`, {code: 'FILE_UNREADABLE', exitCode: EXIT.notFound, cause: error});
  }
}
