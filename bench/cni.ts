import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildPrograms, COUNT, type Measured, measureKernel, measurePlugin, PLUGINS} from './cni-calls.ts';
import {measureSandboxes} from './cni-sandboxes.ts';

/**
 * Measures ADD and DEL of the CNI plugin against ptp with host-local (Debian's containernetworking-plugins) and against
 * the kernel alone, in the same run, round by round in turns; then whole pod sandboxes of containerd with the one and
 * the other. Needs root, Linux, gcc and containerd. Prints medians of the rounds, and fails if a target is missed.
 */
const ROUNDS = 3;
/** The targets; times in milliseconds. */
const TARGETS = {add: 1, del: 1, times: 7} as const;
const PROGRAMS = ['gcc', 'containerd', 'runc', 'ctr', 'nft', 'sysctl'];

type Row = Omit<Measured, 'command' | 'total'> & {
  readonly name: string;
  readonly verb: string;
  readonly atOnce: number;
  readonly total: number | null;
};

function middle(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The rows of what is measured in the same rounds: the medians of the rounds, for each verb. */
function measureInTurns(atOnce: number, measures: Readonly<Record<string, () => readonly Measured[]>>): readonly Row[] {
  const rounds = Array.from({length: ROUNDS}, () =>
    Object.entries(measures).map(([name, measure]) => ({name, results: measure()})),
  ).flat();
  return Object.keys(measures).flatMap((name) =>
    (['ADD', 'DEL'] as const).map((verb) => {
      const measured = rounds
        .filter((round) => round.name === name)
        .flatMap(({results}) => results.filter(({command}) => command === verb));
      const of = (field: 'median' | 'p99' | 'total'): number => middle(measured.map((result) => result[field]));
      const cpu = measured.map((result) => result.cpu).filter((value) => value !== null);
      const failures = measured.reduce((sum, result) => sum + result.failures, 0);
      const times = {median: of('median'), p99: of('p99'), total: of('total')};
      return {name, verb, atOnce, ...times, cpu: cpu.length > 0 ? middle(cpu) : null, failures};
    }),
  );
}

function callRows(folder: string): readonly Row[] {
  return [1, 16].flatMap((atOnce) => {
    const calls = PLUGINS.map((name) => [name, () => measurePlugin(folder, name, atOnce)] as const);
    const kernel = [
      ['kernel alone', () => measureKernel(folder, 'gone')],
      ['kernel, to the end', () => measureKernel(folder, 'finished').filter(({command}) => command === 'DEL')],
    ] as const;
    const rows = measureInTurns(atOnce, Object.fromEntries(atOnce === 1 ? [...calls, ...kernel] : calls));
    return rows.filter(({median}) => !Number.isNaN(median));
  });
}

async function sandboxRows(): Promise<readonly Row[]> {
  const {ours, ptp} = await measureSandboxes();
  return Object.entries({vnetk8s: ours, 'ptp + host-local': ptp}).flatMap(([name, times]) =>
    Object.entries({RunPodSandbox: times.run, StopPodSandbox: times.stop}).map(([verb, all]) => {
      const p99 = all.toSorted((left, right) => left - right)[Math.floor(all.length * 0.99)] ?? Number.NaN;
      return {name, verb, atOnce: 1, median: middle(all), p99, total: null, cpu: null, failures: 0};
    }),
  );
}

function print({name, verb, atOnce, median, p99, total, cpu, failures}: Row): void {
  const columns = [
    `${atOnce}`.padStart(7),
    median.toFixed(2).padStart(10),
    p99.toFixed(2).padStart(7),
    (total?.toFixed(0) ?? '-').padStart(10),
    (cpu?.toFixed(2) ?? '-').padStart(14),
    `${failures}`.padStart(9),
  ];
  console.log(`${name.padEnd(19)} ${verb.padEnd(15)} ${columns.join('  ')}`);
}

/** Whether the targets are met. Says how much faster than ptp with host-local the plugin is. */
function judge(rows: readonly Row[]): boolean {
  const median = (name: string, verb: string): number =>
    rows.find((row) => row.name === name && row.verb === verb && row.atOnce === 1)?.median ?? Number.NaN;
  const [add, del] = [median('vnetk8s', 'ADD'), median('vnetk8s', 'DEL')];
  const addTimes = median('ptp + host-local', 'ADD') / add;
  const delTimes = median('ptp + host-local', 'DEL') / del;
  console.log(`ADD ${addTimes.toFixed(1)} times, DEL ${delTimes.toFixed(1)} times as fast as ptp + host-local`);
  const isFast = add <= TARGETS.add && del <= TARGETS.del && addTimes >= TARGETS.times && delTimes >= TARGETS.times;
  return isFast && rows.every(({failures}) => failures === 0);
}

function whatIsMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'root';
  if (!existsSync('/usr/lib/cni/ptp')) return 'containernetworking-plugins';
  return PROGRAMS.find((program) => spawnSync('which', [program]).status !== 0);
}

async function main(folder: string): Promise<number> {
  const missing = whatIsMissing();
  if (missing !== undefined) {
    console.error(`bench/cni needs ${missing}`);
    return 1;
  }
  buildPrograms(folder);
  console.log(
    `plugin              verb             at once   median ms   p99 ms   ${COUNT} in ms   CPU ms a call   failures`,
  );
  const calls = callRows(folder);
  calls.forEach(print);
  (await sandboxRows()).forEach(print);
  const met = judge(calls);
  console.log(met ? 'all targets are met' : 'a target is missed');
  return met ? 0 : 1;
}

const work = mkdtempSync(join(tmpdir(), 'vnetk8s-bench-'));
try {
  process.exitCode = await main(work);
} finally {
  rmSync(work, {recursive: true, force: true});
}
