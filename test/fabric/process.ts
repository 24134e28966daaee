import {type ChildProcess, spawn} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {setTimeout as sleep} from 'node:timers/promises';

/** How a program ended. */
export interface Outcome {
  /** The exit code; -1 if a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a program is given. */
export interface RunOptions {
  readonly input?: string;
  /** Variables on top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the program is killed; 10 s if left out. */
  readonly timeout?: number;
}

const DEFAULT_TIMEOUT = 10_000;

/** Runs a program to its end, whatever its exit code. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [command = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: {...process.env, ...options.env},
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: options.timeout ?? DEFAULT_TIMEOUT,
      killSignal: 'SIGKILL',
    });
    const output = {stdout: '', stderr: ''};
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    // A program that ends without reading its input is none of our business: its exit code tells.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (code) => resolve({code: code ?? -1, ...output}));
  });
}

/** Runs a program that has to succeed, and returns what it printed. Throws an error with what it complained about. */
export async function succeed(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const {code, stdout, stderr} = await run(argv, options);
  if (code !== 0) throw new Error(`${argv.join(' ')} failed (${code}): ${stderr.trim() || stdout.trim()}`);
  return stdout;
}

/** A program that runs in the background. */
export interface Background {
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves when what it printed, on either stream, matches; rejects if it ends before that or after 10 s. */
  waitFor(pattern: RegExp): Promise<void>;
  /** Resolves when the program waits for something: it has dealt with all that it had to do. */
  waitUntilIdle(): Promise<void>;
  /** Whether it has ended, by itself or not. */
  hasEnded(): boolean;
  /** Sends the signal and waits until the program has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts a program and leaves it running. */
export function startBackground(argv: readonly string[]): Background {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  const listeners = new Set<() => void>();
  const collect = (text: string): void => {
    output += text;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  return {
    output: () => output,
    waitFor: (pattern) => waitForOutput(() => pattern.test(output), listeners, ended, `${argv.join(' ')}: ${pattern}`),
    waitUntilIdle: () => waitUntilIdle(child.pid),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: (signal = 'SIGTERM') => stop(child, ended, signal),
  };
}

async function waitForOutput(
  matches: () => boolean,
  listeners: Set<() => void>,
  ended: Promise<void>,
  what: string,
): Promise<void> {
  let check = (): void => {};
  const seen = new Promise<'seen'>((resolve) => {
    check = () => {
      if (matches()) resolve('seen');
    };
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), DEFAULT_TIMEOUT);
  });
  listeners.add(check);
  check();
  const result = await Promise.race([seen, ended.then(() => 'ended' as const), late]);
  listeners.delete(check);
  clearTimeout(timer);
  if (result !== 'seen' && !matches()) throw new Error(`${what} was not printed (${result})`);
}

/** The kernel calls a process that waits for input sleeping, `S`, and one that has some but no processor yet `R`. */
async function waitUntilIdle(pid: number | undefined): Promise<void> {
  while (/^State:\s+[RD]/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))) await sleep(5);
}

async function stop(child: ChildProcess, ended: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  await ended;
}
