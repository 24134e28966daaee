import {type ChildProcess, spawn} from 'node:child_process';

/** ms that `az` may take: it is Python, and the first run after an update is slow. */
export const AZ_TIMEOUT = 30_000;

/** Signals that end a process which does nothing about them. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How to run it. */
export interface AzOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeout?: number;
}

/** What it has said, and its exit code; null: a signal has ended it. */
export interface AzAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/**
 * Runs `az`, which does not outlive this process: it may wait long for a person or a network. Throws Error if there is none, or
 * if it takes too long.
 */
export async function runAz(
  args: readonly string[],
  {env = process.env, timeout = AZ_TIMEOUT}: AzOptions = {},
): Promise<AzAnswer> {
  const child = spawn('az', args, {
    // Python finds modules where it is called, and that may be anybody's directory.
    cwd: '/',
    env: {...env},
    // A group of its own: az is a script, and what it has started is to end as well.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const release = endWithProcess(child);
  const late = AbortSignal.timeout(timeout);
  late.addEventListener('abort', () => endGroup(child));
  const answer = await answerOf(child).finally(release);
  if (late.aborted) throw new Error('az did not answer in time');
  return answer;
}

async function answerOf(child: ChildProcess): Promise<AzAnswer> {
  const said = {stdout: '', stderr: ''};
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new Error('there is no az on this machine', {cause: error}) : error);
    });
    child.once('close', (exitCode) => resolve({...said, exitCode}));
  });
}

/** Ends a child however this process ends. Gives what takes that back. */
function endWithProcess(child: ChildProcess): () => void {
  const onExit = (): void => endGroup(child);
  const onSignal = (signal: NodeJS.Signals): void => {
    endGroup(child);
    // Where nobody else does anything about a signal, it ends this process, as it would have done without us.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.once('exit', onExit);
  // First of all: who hears a signal only once is no more to be seen afterwards.
  for (const signal of ENDS) process.prependOnceListener(signal, onSignal);
  return () => {
    process.off('exit', onExit);
    for (const signal of ENDS) process.off(signal, onSignal);
  };
}

function endGroup({pid}: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // All of it has ended by itself.
  }
}
