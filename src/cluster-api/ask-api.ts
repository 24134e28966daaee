import type {ApiAnswer, ApiClient} from './api-client.ts';
import {
  type AddonHealth,
  type HealthReport,
  MOST_NOT_READY,
  type NotReadyNode,
  type ReportedNodes,
} from './health-report.ts';

/** Milliseconds for one answer after the first. */
const ANSWER_TIMEOUT = 15_000;

/** A table as the API server makes it for people: small, also of 4,000 nodes (Kubernetes: reference/using-api/api-concepts). */
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

const APPS = '/apis/apps/v1/namespaces/kube-system';

/**
 * What the health script prints, asked of the API server itself. Undefined if nobody answers within `firstTimeout` ms, or
 * somebody who does not know the kubeconfig.
 */
export async function askApi(
  client: ApiClient,
  firstTimeout: number,
  signal: AbortSignal | undefined,
): Promise<HealthReport | undefined> {
  const first = await answerOrNothing(client, firstTimeout, signal);
  if (first === undefined || first.status === 401 || first.status === 403) return undefined;
  if (first.status !== 200)
    return {version: 1, api: {ok: false, detail: failedChecks(first.text)}, nodes: null, addons: []};
  try {
    return await askFurther(client, signal);
  } catch (error) {
    signal?.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    return {version: 1, api: {ok: false, detail}, nodes: null, addons: []};
  }
}

async function answerOrNothing(
  client: ApiClient,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<ApiAnswer | undefined> {
  try {
    return await client.get('/readyz?verbose', {timeout, signal, accept: 'text/plain'});
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

async function askFurther(client: ApiClient, signal: AbortSignal | undefined): Promise<HealthReport> {
  const ask = async (path: string, accept?: string): Promise<unknown> => {
    const options = {timeout: ANSWER_TIMEOUT, signal, ...(accept === undefined ? {} : {accept})};
    const {status, text} = await client.get(path, options);
    if (status !== 200) throw new Error(`the API server answers ${status} to ${path}`);
    return JSON.parse(text);
  };
  const [nodes, deployments, daemonSets] = await Promise.all([
    readNodes(ask),
    ask(`${APPS}/deployments`),
    ask(`${APPS}/daemonsets`),
  ]);
  const addons = [
    ...itemsOf(deployments).map((item) => addonOf(item, ['status', 'readyReplicas'], ['spec', 'replicas'])),
    ...itemsOf(daemonSets).map((item) =>
      addonOf(item, ['status', 'numberReady'], ['status', 'desiredNumberScheduled']),
    ),
  ];
  return {version: 1, api: {ok: true, detail: 'ok'}, nodes, addons};
}

async function readNodes(ask: (path: string, accept?: string) => Promise<unknown>): Promise<ReportedNodes> {
  const table = await ask('/api/v1/nodes?includeObject=None', TABLE);
  const rows = listOf(at(table, ['rows'])).map((row) => {
    const [name, status] = listOf(at(row, ['cells']));
    return {name: String(name), ready: /^Ready(,|$)/.test(String(status))};
  });
  const late = rows.filter(({ready}) => !ready);
  const notReady = await Promise.all(
    late.slice(0, MOST_NOT_READY).map(async ({name}): Promise<NotReadyNode> => {
      const conditions = listOf(at(await ask(`/api/v1/nodes/${encodeURIComponent(name)}`), ['status', 'conditions']));
      const reason = at(
        conditions.find((condition) => at(condition, ['type']) === 'Ready'),
        ['reason'],
      );
      return {name, reason: typeof reason === 'string' && reason !== '' ? reason : 'NoCondition'};
    }),
  );
  return {ready: rows.length - late.length, total: rows.length, notReady};
}

function addonOf(item: unknown, ready: readonly string[], wanted: readonly string[]): AddonHealth {
  return {name: String(at(item, ['metadata', 'name'])), ready: numberAt(item, ready), wanted: numberAt(item, wanted)};
}

/** The checks that fail, of the API server's list of all (Kubernetes: reference/using-api/health-checks). */
function failedChecks(text: string): string {
  const failed = [...text.matchAll(/^\[-\](\S+)/gm)].map(([, name]) => name);
  return failed.length === 0 ? 'not ready' : `not ready: ${failed.join(', ')}`;
}

function itemsOf(list: unknown): readonly unknown[] {
  return listOf(at(list, ['items']));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberAt(value: unknown, path: readonly string[]): number {
  const found = at(value, path);
  return typeof found === 'number' ? found : 0;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined,
    value,
  );
}
