import {type ChildProcess, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** How a process ended. */
export interface ProcessRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Where and how to start it. */
export interface ProcessOptions {
  readonly cwd?: string;
  /** Changes to the environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
  /** The program; default: `bin/run.js` of the checkout. */
  readonly script?: string;
}

/** Starts `vnetk8s` as a process of its own, in an environment without a terminal, colours or CI. */
export function startProcess(args: readonly string[], options: ProcessOptions = {}): ChildProcess {
  const env = {...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined, OCLIF_COLUMNS: undefined};
  return spawn(process.execPath, [options.script ?? RUN, ...args], {
    cwd: options.cwd ?? ROOT,
    env: {...env, ...options.env},
  });
}

/** Runs `vnetk8s` as a process of its own to its end. */
export async function runProcess(args: readonly string[], options: ProcessOptions = {}): Promise<ProcessRun> {
  const child = startProcess(args, options);
  const text = {stdout: '', stderr: ''};
  child.stdout?.on('data', (chunk: Buffer) => {
    text.stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    text.stderr += chunk.toString();
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve({...text, exitCode, signal}));
  });
}
