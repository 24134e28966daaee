import {apiClient} from './api-client.ts';
import {askApi} from './ask-api.ts';
import type {ClusterHealth} from './cluster-health.ts';
import type {ExpectedHealth} from './expected-health.ts';
import type {HealthReport} from './health-report.ts';
import {HEALTH_SCRIPT} from './health-script.ts';
import {readReport} from './read-report.ts';

/** Milliseconds within which a server that can be reached from here has answered. */
const DIRECT_TIMEOUT = 4_000;

/** How a cluster is asked how it is. */
export interface ProbeOptions {
  /** Runs a shell script as root on a machine of the control plane. */
  readonly run: (script: readonly string[]) => Promise<{readonly stdout: string; readonly stderr: string}>;
  /** One that vnetk8s has written, to ask the API server directly; absent: it is not tried. */
  readonly kubeconfig?: string | undefined;
  /** ms that the API server has for its first answer. */
  readonly directTimeout?: number;
  /** What there should be; absent: what there is. */
  readonly expected?: ExpectedHealth | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a cluster how it is: directly where its API server can be reached from here, or else by a script on its control
 * plane. Throws what `run` throws.
 */
export async function probeCluster(options: ProbeOptions): Promise<ClusterHealth> {
  const {kubeconfig, expected} = options;
  const direct = kubeconfig === undefined ? undefined : await askDirectly(kubeconfig, options);
  if (direct !== undefined) return healthOf(direct, 'api', expected);
  const {stdout, stderr} = await options.run(HEALTH_SCRIPT);
  return healthOf(readReport(stdout) ?? withoutReport(stderr), 'run-command', expected);
}

async function askDirectly(
  kubeconfig: string,
  {directTimeout = DIRECT_TIMEOUT, signal}: ProbeOptions,
): Promise<HealthReport | undefined> {
  const client = apiClient(kubeconfig);
  if (client === undefined) return undefined;
  try {
    return await askApi(client, directTimeout, signal);
  } finally {
    client.close();
  }
}

function withoutReport(stderr: string): HealthReport {
  const last = stderr.trim().split('\n').at(-1) ?? '';
  const detail = `the machine that was asked printed no report${last === '' ? '' : `: ${last}`}`;
  return {version: 1, api: {ok: false, detail}, nodes: null, addons: []};
}

function healthOf(
  {api, nodes, addons}: HealthReport,
  source: ClusterHealth['source'],
  expected: ExpectedHealth | undefined,
): ClusterHealth {
  const {ready, total, notReady} = nodes ?? {ready: 0, total: 0, notReady: []};
  const known = new Set(addons.map(({name}) => name));
  // Of a list that is empty since nobody could read it, nothing follows.
  const expectedAddons = nodes === null || expected === undefined ? [] : expected.addons;
  const missing = expectedAddons.filter((name) => !known.has(name)).map((name) => ({name, ready: 0, wanted: 1}));
  return {
    // That nodes cannot be listed although it says that it is ready is a fault of the API server's, too.
    apiServer: {ok: api.ok && nodes !== null, detail: api.detail},
    nodes: {ready, registered: total, wanted: expected?.nodes ?? total, notReady},
    addons: [...addons, ...missing].sort((one, other) => (one.name < other.name ? -1 : 1)),
    source,
  };
}
