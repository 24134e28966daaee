import {Agent, request} from 'node:https';
import {parse} from 'yaml';

/** An API server, and with what it is asked. */
export interface ApiClient {
  /**
   * Asks for a path. Throws an Error if no answer comes in time: there is no way to it from here, it is another server,
   * or it is down.
   */
  readonly get: (path: string, options: GetOptions) => Promise<ApiAnswer>;
  readonly close: () => void;
}

/** How something is asked for. */
export interface GetOptions {
  /** ms */
  readonly timeout: number;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

/** What it answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** As much as is needed of a kubeconfig that vnetk8s has written: certificates are in it, and nothing is a path. */
interface Access {
  readonly server: string;
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/**
 * A client for the current context of a kubeconfig of ours; undefined if there is more to it than a server and
 * certificates. Node's own client does: Kubernetes' would take a quarter of a second to load, for four requests.
 */
export function apiClient(kubeconfig: string): ApiClient | undefined {
  const access = accessOf(parse(kubeconfig));
  if (access === undefined) return undefined;
  const {server, ca, cert, key} = access;
  const agent = new Agent({keepAlive: true, ca, cert, key});
  return {
    get: (path, options) => get(new URL(path, server), agent, options),
    close: () => agent.destroy(),
  };
}

function get(url: URL, agent: Agent, {timeout, accept = 'application/json', signal}: GetOptions): Promise<ApiAnswer> {
  const bound = AbortSignal.timeout(timeout);
  const either = signal === undefined ? bound : AbortSignal.any([bound, signal]);
  return new Promise((resolve, reject) => {
    const asked = request(url, {agent, headers: {accept}, signal: either}, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => resolve({status: response.statusCode ?? 0, text: Buffer.concat(parts).toString()}));
    });
    asked.on('error', reject);
    asked.end();
  });
}

function accessOf(config: unknown): Access | undefined {
  const context = named(config, 'contexts', textOf(config, 'current-context'));
  const cluster = named(config, 'clusters', textOf(fieldOf(context, 'context'), 'cluster'));
  const user = named(config, 'users', textOf(fieldOf(context, 'context'), 'user'));
  const server = textOf(fieldOf(cluster, 'cluster'), 'server');
  const ca = bytesOf(fieldOf(cluster, 'cluster'), 'certificate-authority-data');
  const cert = bytesOf(fieldOf(user, 'user'), 'client-certificate-data');
  const key = bytesOf(fieldOf(user, 'user'), 'client-key-data');
  if (server === undefined || ca === undefined || cert === undefined || key === undefined) return undefined;
  return {server, ca, cert, key};
}

function named(config: unknown, list: string, name: string | undefined): unknown {
  const entries = fieldOf(config, list);
  return Array.isArray(entries) ? entries.find((entry) => textOf(entry, 'name') === name) : undefined;
}

function bytesOf(value: unknown, field: string): Buffer | undefined {
  const text = textOf(value, field);
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}

function textOf(value: unknown, field: string): string | undefined {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : undefined;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? Reflect.get(value, field)
    : undefined;
}
