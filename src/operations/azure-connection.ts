import type {Azure} from '../azure/azure.ts';
import type {AuthMethod} from '../azure/credentials.ts';
import type {Cloud, Cluster} from '../cluster/cluster.ts';
import {EXIT} from '../exit-codes.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import type {Settings} from '../simulator/settings.ts';
import {UserError} from '../user-error.ts';
import type {Purpose} from './kept-simulator.ts';

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

/** Connects to Azure, or to a simulated one. Throws UserError if nobody can be authenticated, a file is wrong or another process has it. */
export async function openAzure(
  options: AzureOptions,
  surroundings?: Surroundings,
  purpose: Purpose = 'change',
): Promise<OpenAzure> {
  if (options.simulate !== undefined) return openSimulation(options, options.simulate, surroundings, purpose);
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

async function openSimulation(
  {cwd, env, version, auth, cloud: asked, group}: AzureOptions,
  {state, faults}: NonNullable<AzureOptions['simulate']>,
  surroundings: Surroundings | undefined,
  purpose: Purpose,
): Promise<OpenAzure> {
  const [{connectAzure}, {defaultSettings}, {surroundingResources, namedSubscription}, {openSimulator}] =
    await Promise.all([
      import('../azure/connect-azure.ts'),
      import('../simulator/default-settings.ts'),
      import('./simulated-surroundings.ts'),
      import('./kept-simulator.ts'),
    ]);
  const named = surroundings === undefined ? undefined : namedSubscription(surroundings.cluster);
  const given = surroundings === undefined ? [] : surroundingResources(surroundings, group);
  const settingsFor = (wanted: Partial<Settings>): Settings =>
    defaultSettings({
      ...(named === undefined ? {} : {subscriptionId: named}),
      ...wanted,
      resources: [...given, ...(wanted.resources ?? [])],
    });
  const cloud = cloudOf({cloud: asked, env}, surroundings?.cluster);
  const simulator = await openSimulator({state, faults, cwd, purpose, settingsFor});
  const {subscriptionId: subscription} = simulator.settings;
  try {
    const azure = await connectAzure({cloud, subscription, auth, env, userAgentVersion: version, simulator});
    return {azure, close: async () => simulator.close()};
  } catch (error) {
    simulator.close();
    throw error;
  }
}
