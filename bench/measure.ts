import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));

/** What one process used: milliseconds of processor and of wall clock, and MiB of memory at most. */
export interface Usage {
  readonly cpu: number;
  readonly wall: number;
  readonly memory: number;
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

/** The middle of measurements, each quantity for itself. */
export function median(usages: readonly Usage[]): Usage {
  const middle = (key: keyof Usage): number => {
    const sorted = usages.map((usage) => usage[key]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {cpu: middle('cpu'), wall: middle('wall'), memory: middle('memory')};
}
