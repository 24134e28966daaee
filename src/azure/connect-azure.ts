import {setTimeout as sleep} from 'node:timers/promises';
import type {TokenCredential} from '@azure/core-auth';
import type {HttpClient} from '@azure/core-rest-pipeline';
import type {Cloud} from '../cluster/cluster.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {accessOf} from './access.ts';
import type {Account, Azure} from './azure.ts';
import {AzureError} from './azure-error.ts';
import {CLOUDS} from './clouds.ts';
import {computeOf} from './compute.ts';
import type {Environment} from './credential-identity.ts';
import {type AuthMethod, makeCredential} from './credentials.ts';
import {deploymentsOf} from './deployments.ts';
import {groupsOf} from './groups.ts';
import {lazy} from './lazy.ts';
import {networkReadsOf} from './network-reads.ts';
import {clientOptions, TrafficCounter} from './pipeline.ts';
import {type RawClient, rawClient} from './raw-client.ts';
import {runAz} from './run-az.ts';
import type {SimulatorPort} from './simulator-port.ts';
import {readClaims} from './token-claims.ts';

/** How to connect. */
export interface ConnectOptions {
  readonly cloud: Cloud;
  /** Id or name; undefined: the one of the environment or of `az`. */
  readonly subscription?: string | undefined;
  readonly auth: AuthMethod;
  readonly env: Environment;
  readonly userAgentVersion: string;
  /** A simulated Azure, which is asked in place of a real one. */
  readonly simulator?: SimulatorPort | undefined;
  /** Tests: another place than the cloud's, and how requests get there. */
  readonly endpoint?: string | undefined;
  readonly httpClient?: HttpClient | undefined;
  readonly credential?: TokenCredential | undefined;
  readonly retryDelay?: number | undefined;
  readonly patience?: number | undefined;
}

const SUBSCRIPTIONS = '2022-12-01';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** ms: Azure Resource Manager itself waits a minute for a resource provider. */
const PATIENCE = 120_000;

/** ms after which simulated credentials end: never, as far as anybody can wait. */
const NEVER = 8.64e15;

/** Connects to Azure and finds out who asks and in which subscription. Throws UserError if that fails. */
export async function connectAzure(options: ConnectOptions): Promise<Azure> {
  const {cloud, simulator, userAgentVersion} = options;
  const {resourceManager, scope, authorityHost} = CLOUDS[cloud];
  const {credential, method} = await credentialOf(options, authorityHost);
  const clock = clockOf(simulator);
  const counter = new TrafficCounter();
  const httpClient = options.httpClient ?? (simulator === undefined ? undefined : await inProcessClient(simulator));
  const parts = {
    credential,
    endpoint: options.endpoint ?? resourceManager,
    scope,
    version: userAgentVersion,
    httpClient,
    wait: clock.wait,
    retryDelay: options.retryDelay ?? (simulator === undefined ? 1_000 : 1),
    backOff: options.retryDelay ?? 1_000,
    patience: options.patience ?? PATIENCE,
  };
  const settings = clientOptions(parts, counter);
  const raw = rawClient(credential, settings);
  const account = await accountOf(options, raw, credential, scope, method);
  const {subscriptionId} = account;
  const [{ResourceManagementClient}, {DeploymentsClient}] = await Promise.all([
    import('@azure/arm-resources'),
    import('@azure/arm-resourcesdeployments'),
  ]);
  const compute = lazy(async () => {
    const {ComputeManagementClient} = await import('@azure/arm-compute');
    return new ComputeManagementClient(credential, subscriptionId, settings);
  });
  const networkFor = async (subscription = subscriptionId) => {
    const {NetworkManagementClient} = await import('@azure/arm-network');
    return new NetworkManagementClient(credential, subscription, settings);
  };
  return {
    account,
    traffic: () => counter.traffic(),
    wait: clock.wait,
    now: clock.now,
    groups: groupsOf(
      new ResourceManagementClient(credential, subscriptionId, settings),
      raw,
      clock.wait,
      simulator === undefined ? 5_000 : 1,
    ),
    deployments: deploymentsOf(new DeploymentsClient(credential, subscriptionId, settings), simulator !== undefined),
    network: networkReadsOf(networkFor),
    compute: computeOf(compute, simulator === undefined ? 2_000 : 1),
    access: accessOf(raw, subscriptionId, clock.wait),
  };
}

async function inProcessClient(simulator: SimulatorPort): Promise<HttpClient> {
  const {inProcess} = await import('./in-process-http-client.ts');
  return inProcess(simulator);
}

async function credentialOf({simulator, credential, auth, env}: ConnectOptions, authorityHost: string) {
  if (credential !== undefined) return {credential, method: 'test'};
  if (simulator === undefined) return makeCredential({auth, env, authorityHost});
  const token = {token: 'simulated', expiresOnTimestamp: NEVER};
  return {credential: {getToken: async () => token} satisfies TokenCredential, method: 'simulator'};
}

/** Real time, or a simulator's. */
function clockOf(simulator: SimulatorPort | undefined): Pick<Azure, 'wait' | 'now'> {
  if (simulator === undefined) {
    return {
      now: () => Date.now(),
      wait: async (ms, signal) => {
        try {
          await sleep(ms, undefined, signal === undefined ? {} : {signal});
        } catch (error) {
          signal?.throwIfAborted();
          throw error;
        }
      },
    };
  }
  return {
    now: () => simulator.now(),
    wait: async (ms, signal) => {
      // Whoever pressed Ctrl-C is heard between two looks.
      await sleep(0);
      signal?.throwIfAborted();
      simulator.advance(ms);
    },
  };
}

async function accountOf(
  options: ConnectOptions,
  raw: RawClient,
  credential: TokenCredential,
  scope: string,
  method: string,
): Promise<Account> {
  const {cloud, simulator} = options;
  const token = await credential.getToken([scope]);
  const claims = readClaims(token?.token ?? '');
  const wanted =
    options.subscription ?? options.env['ARM_SUBSCRIPTION_ID'] ?? (await azSubscription(method, options.env));
  const {subscriptionId, displayName, state, tenantId} = await findSubscription(raw, wanted);
  const {objectId} = claims;
  return {
    cloud,
    tenantId: claims.tenantId ?? tenantId ?? '',
    subscriptionId,
    subscriptionName: displayName ?? subscriptionId,
    subscriptionState: state ?? '',
    identity: claims.name ?? (simulator === undefined ? 'an unnamed identity' : 'nobody'),
    ...(objectId === undefined ? {} : {objectId}),
    method,
    simulated: simulator !== undefined,
  };
}

interface Subscription {
  readonly subscriptionId: string;
  readonly displayName?: string;
  readonly state?: string;
  readonly tenantId?: string;
}

async function findSubscription(raw: RawClient, wanted: string | undefined): Promise<Subscription> {
  if (wanted !== undefined && GUID.test(wanted)) {
    try {
      return await raw.get<Subscription>(`/subscriptions/${wanted}`, SUBSCRIPTIONS);
    } catch (error) {
      if (error instanceof AzureError && (error.status === 404 || error.status === 403)) throw noSubscription(wanted);
      throw error;
    }
  }
  const all = await raw.list<Subscription>('/subscriptions', SUBSCRIPTIONS);
  const named = wanted === undefined ? all : all.filter(({displayName}) => displayName === wanted);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return only;
  if (wanted !== undefined && only === undefined) throw noSubscription(wanted);
  throw new UserError(
    only === undefined ? 'this account has no subscription' : 'this account has more than one subscription',
    {
      code: 'SUBSCRIPTION_NEEDED',
      exitCode: EXIT.notAuthenticated,
      suggestions: ['choose one: --subscription ID', 'or: az account set --subscription ID'],
    },
  );
}

function noSubscription(wanted: string): UserError {
  return new UserError(`this account knows no subscription ${wanted}`, {
    code: 'SUBSCRIPTION_NOT_FOUND',
    exitCode: EXIT.notAuthenticated,
    suggestions: ['those that it knows: az account list --output table', 'log in as somebody else: az login'],
  });
}

/** The subscription that `az` has chosen; undefined if somebody else authenticates, or it has none. */
async function azSubscription(method: string, env: Environment): Promise<string | undefined> {
  if (method !== 'Azure CLI') return undefined;
  const args = ['account', 'show', '--query', 'id', '--output', 'tsv'];
  const {stdout} = await runAz(args, {env}).catch(() => ({stdout: ''}));
  return GUID.test(stdout.trim()) ? stdout.trim() : undefined;
}
