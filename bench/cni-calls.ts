import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** How many pods a round has: as many as AKS allows on a node (Azure: quotas-skus-regions). */
export const COUNT = 250;

/** One round's calls of one verb; times in milliseconds, the processor's (`cpu`) for one call. */
export interface Measured {
  readonly command: 'ADD' | 'DEL';
  readonly median: number;
  readonly p99: number;
  readonly total: number;
  /** Null where it would tell more of the measuring than of what is measured. */
  readonly cpu: number | null;
  readonly failures: number;
}

const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const common = {cniVersion: '1.0.0', name: 'bench', mtu: 1500};
const plugins = {
  vnetk8s: {path: source(`templates/cni/vnetk8s-${architecture}`), configuration: {...common, type: 'vnetk8s'}},
  'ptp + host-local': {
    path: '/usr/lib/cni/ptp',
    configuration: {
      ...common,
      type: 'ptp',
      ipam: {type: 'host-local', subnet: '10.240.0.0/22', routes: [{dst: '0.0.0.0/0'}], dataDir: '/run/host-local'},
    },
  },
} as const;

/** A plugin that is measured. */
export type Plugin = keyof typeof plugins;

/** The plugins that are measured, in the order of the table. */
export const PLUGINS = Object.keys(plugins) as readonly Plugin[];

/** Builds the programs that measure, in a folder. Throws what gcc complains about. */
export function buildPrograms(folder: string): void {
  compile(['-O2', '-o', join(folder, 'driver'), source('cni/bench/driver.c')]);
  const parts = ['bench/floor.c', 'netlink.c', 'text.c', 'sys.c'].map((name) => source(`cni/${name}`));
  compile(['-O2', '-std=gnu11', '-DHOSTED', '-o', join(folder, 'floor'), ...parts]);
}

/** Calls a plugin for `COUNT` pods, some at the same time: first all ADDs, then all DELs. */
export function measurePlugin(folder: string, plugin: Plugin, atOnce: number): readonly Measured[] {
  const {path, configuration} = plugins[plugin];
  const script = `mkdir /run/vnetk8s &&
    for third in 0 1; do seq -f "10.240.$third.%g" 5 254; done > /run/vnetk8s/pool &&
    printf %s "$CONFIGURATION" > /run/configuration && exec "$@"`;
  const argv = [join(folder, 'driver'), path, '/run/configuration', `${COUNT}`, `${atOnce}`];
  return runAlone(script, argv, {CONFIGURATION: JSON.stringify(configuration)});
}

/**
 * Has the kernel do what the plugin asks of it, without a plugin. A deletion ends when the interface is gone for
 * everyone, or when the kernel has finished with it, for which the plugin does not wait.
 */
export function measureKernel(folder: string, deletionEnds: 'gone' | 'finished'): readonly Measured[] {
  return runAlone('exec "$@"', [join(folder, 'floor'), `${COUNT}`, deletionEnds], {});
}

function compile(args: readonly string[]): void {
  const {status, stderr} = spawnSync('gcc', args, {encoding: 'utf8'});
  if (status !== 0) throw new Error(stderr);
}

/** Runs a program with a network and a /run of its own, and reads the lines that it prints. */
function runAlone(
  script: string,
  argv: readonly string[],
  variables: Readonly<Record<string, string>>,
): readonly Measured[] {
  const prepared = `mount -t tmpfs none /run && ip link set lo up && ${script}`;
  const args = ['-n', '-m', 'sh', '-ec', prepared, 'sh', ...argv];
  const {status, stdout, stderr} = spawnSync('unshare', args, {encoding: 'utf8', env: {...process.env, ...variables}});
  if (status !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Measured);
}
