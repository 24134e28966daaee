import {at, listAt, textAt} from '../machine-room/json.ts';
import type {Kubectl} from '../machine-room/kubectl.ts';
import {PORT} from './proof-definition.ts';

/** A pod of the tests' own, that the scheduler has placed and that is ready. */
export interface Workload {
  readonly name: string;
  readonly address: string;
  /** The node that it runs on. */
  readonly node: string;
}

/** Where a pod shall run, and what it asks of the node. */
export interface WorkloadOptions {
  readonly name: string;
  readonly pool: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A pod that answers everyone on its port with the address that the question came from. */
export function podOf(image: string, {name, pool, annotations = {}}: WorkloadOptions): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, annotations, labels: {app: name, tests: 'workload'}},
    spec: {
      nodeSelector: {'vnetk8s.io/pool': pool},
      terminationGracePeriodSeconds: 0,
      containers: [{name: 'workload', image, ports: [{containerPort: PORT}]}],
    },
  };
}

/** Starts pods and waits until all of them are ready. */
export async function startWorkloads(
  kubectl: Kubectl,
  image: string,
  options: readonly WorkloadOptions[],
): Promise<readonly Workload[]> {
  const names = options.map(({name}) => name);
  await kubectl.apply(options.map((each) => podOf(image, each)));
  await kubectl.run(['wait', '--for=condition=Ready', '--timeout=90s', ...names.map((name) => `pod/${name}`)]);
  const pods = listAt(await kubectl.get('pods', ...names), 'items');
  return pods.map((pod) => ({
    name: textAt(pod, 'metadata', 'name'),
    address: textAt(pod, 'status', 'podIP'),
    node: textAt(pod, 'spec', 'nodeName'),
  }));
}

/** Which source an address sees when it is asked from a pod; none where there is no answer. */
export async function askFrom(kubectl: Kubectl, pod: Workload, address: string, port = PORT): Promise<string> {
  const url = `http://${address}:${port}/cgi-bin/peer`;
  const {stdout} = await kubectl.inPod(pod.name, ['curl', '-s', '-m', '5', url]);
  return plain(stdout);
}

/** Asks one of the fabric's own machines, which answers every line over TCP. */
export async function talkFrom(kubectl: Kubectl, pod: Workload, address: string, port = PORT): Promise<string> {
  const script = `echo '?' | nc -w 3 ${address} ${port}`;
  return plain((await kubectl.inPod(pod.name, ['sh', '-c', script])).stdout);
}

/** Busybox's httpd listens with IPv6, in which IPv4 addresses look like `[::ffff:10.240.0.5]`. */
function plain(text: string): string {
  return text.trim().replace(/^\[?(?:::ffff:)?([\d.]+)\]?$/, '$1');
}

/** How many of what a controller wants are there: `3/3`, by name. */
export function readiness(list: unknown, wanted: string, ready: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listAt(list, 'items').map((item) => [
      textAt(item, 'metadata', 'name'),
      `${at(item, 'status', ready) ?? 0}/${at(item, 'status', wanted) ?? 0}`,
    ]),
  );
}
