import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/**
 * Measures ADD and DEL of the CNI plugin against ptp with host-local (Debian's containernetworking-plugins), in the same
 * run, round by round in turns. Needs root, Linux and gcc. Prints medians of the rounds, and fails if a target is missed.
 */
const ROUNDS = 3;
const COUNT = 250;
/** What design and issue ask for; times in milliseconds. */
const TARGETS = {add: 1, del: 1, times: 7} as const;

interface Measured {
  readonly command: 'ADD' | 'DEL';
  readonly median: number;
  readonly p99: number;
  readonly total: number;
  readonly cpu: number;
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
type Plugin = keyof typeof plugins;

const work = mkdtempSync(join(tmpdir(), 'vnetk8s-bench-'));
const driver = join(work, 'driver');

function measure(plugin: Plugin, atOnce: number): Measured[] {
  const {path, configuration} = plugins[plugin];
  const script = `mount -t tmpfs none /run && mkdir /run/vnetk8s && ip link set lo up &&
    for third in 0 1; do seq -f "10.240.$third.%g" 5 254; done > /run/vnetk8s/pool &&
    printf %s "$CONFIGURATION" > /run/configuration && exec "$@"`;
  const args = ['-n', '-m', 'sh', '-ec', script, 'sh', driver, path, '/run/configuration', `${COUNT}`, `${atOnce}`];
  const env = {...process.env, CONFIGURATION: JSON.stringify(configuration)};
  const {status, stdout, stderr} = spawnSync('unshare', args, {encoding: 'utf8', env});
  if (status !== 0) throw new Error(`${plugin}: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Measured);
}

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function main(): number {
  const missing =
    process.getuid?.() !== 0 ? 'root' : existsSync('/usr/lib/cni/ptp') ? undefined : 'containernetworking-plugins';
  if (missing !== undefined) {
    console.error(`bench/cni needs ${missing}`);
    return 1;
  }
  const built = spawnSync('gcc', ['-O2', '-o', driver, source('cni/bench/driver.c')], {encoding: 'utf8'});
  if (built.status !== 0) throw new Error(built.stderr);
  const medians = new Map<string, number>();
  let failures = 0;
  console.log('plugin            verb  at once  median ms  p99 ms  250 in ms  CPU ms a call  failures');
  for (const atOnce of [1, 16]) {
    const rounds = Array.from({length: ROUNDS}, () =>
      (Object.keys(plugins) as Plugin[]).map((name) => [name, measure(name, atOnce)] as const),
    ).flat();
    for (const name of Object.keys(plugins) as Plugin[]) {
      for (const command of ['ADD', 'DEL'] as const) {
        const measured = rounds
          .filter(([plugin]) => plugin === name)
          .flatMap(([, results]) => results.filter((result) => result.command === command));
        const of = (field: 'median' | 'p99' | 'total' | 'cpu'): number =>
          middle(measured.map((result) => result[field]));
        const failed = measured.reduce((sum, result) => sum + result.failures, 0);
        medians.set(`${name} ${command} ${atOnce}`, of('median'));
        failures += failed;
        const columns = [
          `${atOnce}`.padStart(7),
          of('median').toFixed(2).padStart(10),
          of('p99').toFixed(2).padStart(7),
          of('total').toFixed(0).padStart(10),
          of('cpu').toFixed(2).padStart(14),
          `${failed}`.padStart(9),
        ];
        console.log(`${name.padEnd(17)} ${command.padEnd(5)}${columns.join(' ')}`);
      }
    }
  }
  const ours = (command: string): number => medians.get(`vnetk8s ${command} 1`) ?? Number.NaN;
  const times = (command: string): number =>
    (medians.get(`ptp + host-local ${command} 1`) ?? Number.NaN) / ours(command);
  console.log(`ADD ${times('ADD').toFixed(1)} times, DEL ${times('DEL').toFixed(1)} times as fast as ptp + host-local`);
  const met =
    ours('ADD') <= TARGETS.add &&
    ours('DEL') <= TARGETS.del &&
    times('ADD') >= TARGETS.times &&
    times('DEL') >= TARGETS.times &&
    failures === 0;
  console.log(met ? 'all targets are met' : 'a target is missed');
  return met ? 0 : 1;
}

try {
  process.exitCode = main();
} finally {
  rmSync(work, {recursive: true, force: true});
}
