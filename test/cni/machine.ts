import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The built plugin for this machine. */
export const PLUGIN = fileURLToPath(
  new URL(`../../templates/cni/vnetk8s-${process.arch === 'x64' ? 'amd64' : process.arch}`, import.meta.url),
);

/** Why tests that make network namespaces cannot run here; undefined if they can. */
export function missingPrivilege(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  return spawnSync('ip', ['-V']).error === undefined ? undefined : 'needs iproute2';
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
}

/** Runs a program and gives what it printed. Throws with its own words if it fails. */
export function run(program: string, ...args: readonly string[]): string {
  const {status, stdout, stderr} = spawnSync(program, args, {encoding: 'utf8'});
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

export type Variables = Readonly<Record<string, string>>;

/** A node in a network namespace of its own, with a directory for pool, state and log. */
export interface Machine {
  /** Name of the node's namespace. */
  readonly name: string;
  readonly directory: string;
  /** What every configuration has: version 1.0.0, name, and this machine's paths. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Calls the plugin with variables (over those of a whole call for container `a`) and keys over the configuration. */
  call(command: string, variables?: Variables, keys?: Readonly<Record<string, unknown>>): Outcome;
  /** As `call`, with standard input as it is and nothing but these variables. */
  callRaw(variables: Variables, input: string, wrapper?: readonly string[]): Outcome;
  /** As `call`, without waiting for it. */
  start(command: string, variables?: Variables, keys?: Readonly<Record<string, unknown>>): Promise<Outcome>;
  writePool(...lines: readonly string[]): void;
  /** Adds a pod's namespace and returns its path. */
  addPod(name: string): string;
  removePod(name: string): void;
  dispose(): void;
}

let machines = 0;

export function createMachine(...pool: readonly string[]): Machine {
  const name = `vk${process.pid}-${machines++}`;
  const directory = mkdtempSync(join(tmpdir(), 'vnetk8s-cni-'));
  const pods = new Set<string>();
  const paths = {pool: join(directory, 'pool'), stateDir: join(directory, 'state'), log: join(directory, 'log')};
  const configuration = {cniVersion: '1.0.0', name: 'vnet', type: 'vnetk8s', ...paths};
  run('ip', 'netns', 'add', name);
  run('ip', '-n', name, 'link', 'set', 'lo', 'up');
  // A node has an eth0 of its own. Before Linux 6.15, that is where a pod's eth0 could be looked for by mistake.
  run('ip', '-n', name, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'fabric');

  const callRaw = (variables: Variables, input: string, wrapper: readonly string[] = []): Outcome => {
    const args = [`--net=/run/netns/${name}`, ...wrapper, PLUGIN];
    const {status, stdout} = spawnSync('nsenter', args, {
      input,
      encoding: 'utf8',
      env: {PATH: process.env['PATH'], ...variables},
    });
    return {status, stdout};
  };
  const whole = (command: string, variables: Variables): Variables => ({
    CNI_COMMAND: command,
    CNI_CONTAINERID: 'a',
    CNI_NETNS: `/run/netns/${name}-a`,
    CNI_IFNAME: 'eth0',
    CNI_PATH: '/opt/cni/bin',
    ...variables,
  });
  const machine: Machine = {
    name,
    directory,
    configuration,
    callRaw,
    call: (command, variables = {}, keys = {}) =>
      callRaw(whole(command, variables), JSON.stringify({...configuration, ...keys})),
    start: (command, variables = {}, keys = {}) =>
      new Promise((resolve, reject) => {
        const env = {PATH: process.env['PATH'], ...whole(command, variables)};
        const child = spawn('nsenter', [`--net=/run/netns/${name}`, PLUGIN], {env, stdio: ['pipe', 'pipe', 'ignore']});
        let stdout = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          stdout += text;
        });
        child.stdin.on('error', () => undefined).end(JSON.stringify({...configuration, ...keys}));
        child.on('error', reject).on('close', (status) => resolve({status, stdout}));
      }),
    writePool: (...lines) => writeFileSync(paths.pool, lines.map((line) => `${line}\n`).join('')),
    addPod: (pod) => {
      run('ip', 'netns', 'add', `${name}-${pod}`);
      pods.add(pod);
      return `/run/netns/${name}-${pod}`;
    },
    removePod: (pod) => {
      run('ip', 'netns', 'delete', `${name}-${pod}`);
      pods.delete(pod);
    },
    dispose: () => {
      for (const pod of pods) spawnSync('ip', ['netns', 'delete', `${name}-${pod}`]);
      spawnSync('ip', ['netns', 'delete', name]);
      rmSync(directory, {recursive: true, force: true});
    },
  };
  machine.writePool(...pool);
  return machine;
}

type Fields = Readonly<Record<string, unknown>>;

function list(namespace: string, ...args: readonly string[]): Fields[] {
  const text = run('ip', '-j', '-n', namespace, ...args).trim();
  return text === '' ? [] : (JSON.parse(text) as Fields[]);
}

/** Routes of a namespace, as `ip route` prints them. */
export function routes(namespace: string): string[] {
  const text = run('ip', '-n', namespace, 'route').trim();
  return text === '' ? [] : text.split('\n').map((line) => line.trim());
}

/** Neighbour entries of a namespace that never expire, as `ip neigh` prints them. */
export function neighbours(namespace: string): string[] {
  const text = run('ip', '-n', namespace, 'neigh', 'show', 'nud', 'permanent').trim();
  return text === '' ? [] : text.split('\n').map((line) => line.trim());
}

export interface Link {
  readonly name: unknown;
  readonly mac: unknown;
  readonly mtu: unknown;
  readonly group: unknown;
  readonly alias: unknown;
  readonly state: unknown;
  readonly queues: unknown;
}

/** Interfaces of a namespace, but for `lo`, by name. */
export function links(namespace: string): Link[] {
  return list(namespace, '-d', 'link')
    .filter((link) => link['ifname'] !== 'lo' && link['ifname'] !== 'fabric')
    .map((link) => ({
      name: link['ifname'],
      mac: link['address'],
      mtu: link['mtu'],
      group: link['group'],
      alias: link['ifalias'],
      state: link['operstate'],
      queues: [link['num_tx_queues'], link['num_rx_queues']],
    }))
    .toSorted((left, right) => String(left.name).localeCompare(String(right.name)));
}

/** Interfaces that the plugin made on a node. */
export function podLinks(namespace: string): Link[] {
  return links(namespace).filter((link) => link.group === '86');
}

/** IPv4 addresses of a namespace, but for those of `lo`, with their prefix lengths. */
export function addresses(namespace: string): string[] {
  return list(namespace, '-4', 'addr')
    .filter((link) => link['ifname'] !== 'lo')
    .flatMap((link) => link['addr_info'] as Fields[])
    .map((info) => `${String(info['local'])}/${String(info['prefixlen'])}`);
}

/** The log of a machine's calls, without the times at which they were made. */
export function log(machine: Machine): string[] {
  const text = readFileSync(join(machine.directory, 'log'), 'utf8').trimEnd();
  return text.split('\n').map((line) => line.replace(/^\d+ /, ''));
}

/** The error object that a call printed, which must be a JSON object and nothing else. */
export function failure(outcome: Outcome): {readonly status: number | null; readonly error: unknown} {
  return {status: outcome.status, error: JSON.parse(outcome.stdout)};
}
