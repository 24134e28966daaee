import {execFile, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));

/** GNU time, which tells what a program used that is none of Node's. */
export const TIME = '/usr/bin/time';

/** What one process used: milliseconds of processor and of wall clock, and MiB of memory at most. */
export interface Usage {
  readonly cpu: number;
  readonly wall: number;
  readonly memory: number;
}

/** Something that is measured in every round. */
export interface Measured {
  readonly name: string;
  readonly run: (round: number, cwd: string) => Promise<Usage>;
}

/** Runs Node with these arguments to its end, whatever its exit code. */
export async function measure(args: readonly string[], cwd: string): Promise<Usage> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', USAGE, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let report = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    report += chunk.toString();
  });
  await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const wall = performance.now() - start;
  const used: {readonly cpu: number; readonly memory: number} = JSON.parse(report);
  return {...used, wall};
}

/** Runs another program to its end. @throws when its exit code is not 0 */
export async function measureProgram(program: string, args: readonly string[], cwd: string): Promise<Usage> {
  const start = performance.now();
  const {stderr} = await promisify(execFile)(TIME, ['--format', '%U %S %M', program, ...args], {cwd});
  const wall = performance.now() - start;
  const [user = 0, system = 0, kib = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return {cpu: (user + system) * 1000, wall, memory: kib / 1024};
}

/** The middle of measurements, each quantity for itself. */
export function median(usages: readonly Usage[]): Usage {
  const middle = (key: keyof Usage): number => {
    const sorted = usages.map((usage) => usage[key]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {cpu: middle('cpu'), wall: middle('wall'), memory: middle('memory')};
}
