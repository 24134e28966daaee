import {closeSync, openSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {hostname} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {EXIT} from '../exit-codes.ts';
import {unwritable} from '../simulator/state-file.ts';
import {UserError} from '../user-error.ts';

/** A process that has a state file, as the name of its mark beside the file says. */
interface Holder {
  readonly mark: string;
  readonly pid: number;
  /** When it began, in what the system counts that by. */
  readonly began: string;
  readonly host: string;
}

/** What gives a state file back. It may be called again. */
export type Release = () => void;

/** Those who only look have a file for moments: how often it is tried again, and after how many ms at least. */
const TRIES = 8;
const PAUSE_MS = 25;

/**
 * Takes a state file for this process alone, until it gives it back or ends, by whatever signal. Throws UserError that names
 * who has it. `name` is what people call the file.
 *
 * Each process makes a mark of its own beside the file, looks who else has one, and withdraws if somebody does: no mark is
 * ever taken over, so two who find the mark of a third that is dead cannot both remove it and the mark of the other.
 */
export async function lockState(path: string, name: string): Promise<Release> {
  for (let left = TRIES; ; left -= 1) {
    const release = tryLockState(path, name);
    if (typeof release === 'function') return untilTheEnd(release);
    if (left === 1) throw inUse(path, name, release);
    // Two who begin at the same moment must not meet again.
    await wait(PAUSE_MS * (1 + Math.random()));
  }
}

/** Takes a state file if nobody has it; else tells who does. */
export function tryLockState(path: string, name: string): Release | Holder {
  const own = markOf(path);
  try {
    closeSync(openSync(join(dirname(path), own.mark), 'wx', 0o600));
  } catch (error) {
    // The process has it already.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return own;
    throw unwritable(name, error);
  }
  const release = () => rmSync(join(dirname(path), own.mark), {force: true});
  const [holder] = holdersOf(path).filter(({mark}) => mark !== own.mark);
  if (holder === undefined) return release;
  release();
  return holder;
}

/** The mark of this process: a process of the same number that began at another time is another one. */
function markOf(path: string): Holder {
  const host = hostname();
  const began = beginningOf(process.pid) ?? '0';
  return {mark: `${prefixOf(path)}${process.pid}.${began}.${host}`, pid: process.pid, began, host};
}

function prefixOf(path: string): string {
  return `.${basename(path)}.lock.`;
}

/** What follows the prefix. A file with another name is another one's. */
const MARK = /^(\d+)\.(\d+)\.(.+)$/;

/** Who has marks; the marks of processes that have ended go. */
function holdersOf(path: string): readonly Holder[] {
  const prefix = prefixOf(path);
  return readdirSync(dirname(path)).flatMap((mark): Holder[] => {
    const [, pid, began, host] = (mark.startsWith(prefix) && MARK.exec(mark.slice(prefix.length))) || [];
    if (pid === undefined || began === undefined || host === undefined) return [];
    const holder = {mark, pid: Number(pid), began, host};
    if (isAlive(holder)) return [holder];
    removeMark(join(dirname(path), mark));
    return [];
  });
}

/** Some folders let nobody remove what is another's: what a process has that has ended is nobody's, there or not. */
function removeMark(path: string): void {
  try {
    rmSync(path, {force: true});
  } catch (error) {
    const {code = ''} = error as NodeJS.ErrnoException;
    if (!['EACCES', 'EPERM'].includes(code)) throw error;
  }
}

/** Nobody can tell of another host's processes: what they have they keep. */
function isAlive({pid, began, host}: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return (beginningOf(pid) ?? began) === began;
}

/**
 * When a process began, as Linux counts it (proc_pid_stat(5): field 22, after the name in parentheses). Undefined on other
 * systems, and of one that has ended and whose parent has not asked how.
 */
function beginningOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? 'ended' : fields[18];
  } catch {
    return undefined;
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Gives the file back at the end of the process as well: also at signals that nobody else listens to. */
function untilTheEnd(release: Release): Release {
  const freed = () => {
    process.off('exit', freed);
    for (const signal of SIGNALS) process.off(signal, atSignal);
    release();
  };
  const atSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    freed();
    process.kill(process.pid, signal);
  };
  process.once('exit', freed);
  // First of all: others that listen once no longer count when it is their turn.
  for (const signal of SIGNALS) process.prependListener(signal, atSignal);
  return freed;
}

function inUse(path: string, name: string, {mark, pid, host}: Holder): UserError {
  const isHere = host === hostname();
  const who = `process ${pid}${isHere ? '' : ` on ${host}`}`;
  const mine = pid === process.pid && isHere;
  return new UserError(`${name} is in use by ${mine ? 'this process' : who}`, {
    code: 'SIMULATION_STATE_IN_USE',
    exitCode: EXIT.usage,
    suggestions: [
      isHere ? `wait until it has ended, or end it: kill ${pid}` : `wait until it has ended, or end it on ${host}`,
      ...(isHere ? [] : [`if ${host} is gone, remove ${join(dirname(path), mark)}`]),
      'name another file: each has an Azure of its own',
    ],
  });
}
