import {statSync} from 'node:fs';
import {resolve} from 'node:path';
import {readSettings} from '../simulator/read-settings.ts';
import type {Settings} from '../simulator/settings.ts';
import {createSimulator, type SavedState, type Simulator} from '../simulator/simulator.ts';
import {readStateFile, writeStateFile} from '../simulator/state-file.ts';
import {readText} from './read-text.ts';
import {lockState, type Release, tryLockState} from './state-lock.ts';

/**
 * What a simulated Azure is opened for. To `change` it, a process has its file alone, from before it reads the file until it
 * closes it. To `look` at it, nobody has to wait: what was seen is kept if nobody has changed the file meanwhile.
 */
export type Purpose = 'change' | 'look';

/** A simulated Azure with the file that it is kept in, if it is. Methods throw UserError if the file cannot be written. */
export interface KeptSimulator extends Pick<Simulator, 'handle' | 'advance' | 'now' | 'settings'> {
  /** Writes the file, and lets others have it. */
  readonly close: () => void;
}

/** What is opened. Files are relative to `cwd`. */
export interface SimulatorFiles {
  readonly state?: string | undefined;
  readonly faults?: string | undefined;
  readonly cwd: string;
  readonly purpose: Purpose;
  /** What the simulated Azure is like, from a file of faults and from what was kept. */
  readonly settingsFor: (wanted: Partial<Settings>, saved: SavedState | undefined) => Settings;
}

/** When simulated time begins: always the same, so that a simulation can be repeated to the letter. */
const START = Date.UTC(2026, 0, 1);

/** A simulated Azure that goes on from where its file left it. Throws UserError if a file is wrong, or another process has it. */
export async function openSimulator(files: SimulatorFiles): Promise<KeptSimulator> {
  const {state: name, faults, cwd, purpose, settingsFor} = files;
  const wanted = faults === undefined ? {} : readSettings(await readText(resolve(cwd, faults), faults), faults);
  if (name === undefined) {
    return {...createSimulator({settings: settingsFor(wanted, undefined), now: START}), close: () => undefined};
  }
  const file = {path: resolve(cwd, name), name};
  const release = purpose === 'change' ? await lockState(file.path, name) : undefined;
  try {
    // Before it is read: what is written meanwhile is then noticed at the end.
    const before = identityOf(file.path);
    const saved = await readStateFile(file.path, name);
    const settings = settingsFor(wanted, saved);
    const simulator = createSimulator({settings, now: START, ...(saved === undefined ? {} : {saved})});
    return release === undefined ? seen(simulator, file, before) : held(simulator, file.path, release);
  } catch (error) {
    release?.();
    throw error;
  }
}

const READS = ['GET', 'HEAD'];

/**
 * Kept as a real Azure keeps itself: what it has answered to is written before anybody gets the answer, and what time brings
 * when it has brought it. A process may be killed at any moment, and the next one finds an Azure that knows of everything
 * that it was told. Reads write nothing: what they saw comes again.
 */
function held(simulator: Simulator, path: string, release: Release): KeptSimulator {
  const keep = (): void => writeStateFile(path, simulator.save());
  return {
    handle: (request) => {
      const answer = simulator.handle(request);
      if (!READS.includes(request.method.toUpperCase())) keep();
      return answer;
    },
    advance: (ms) => {
      const happened = simulator.advance(ms);
      if (happened) keep();
      return happened;
    },
    now: simulator.now,
    settings: simulator.settings,
    close: () => {
      try {
        keep();
      } finally {
        release();
      }
    },
  };
}

/** Kept at the end, if the file is still what was read: time has passed, and faults have taken place. */
function seen(
  simulator: Simulator,
  {path, name}: {readonly path: string; readonly name: string},
  before: string,
): KeptSimulator {
  const {handle, advance, now, settings} = simulator;
  const close = (): void => {
    const release = tryLockState(path, name);
    if (typeof release !== 'function') return;
    try {
      if (identityOf(path) === before) writeStateFile(path, simulator.save());
    } finally {
      release();
    }
  };
  return {handle, advance, now, settings, close};
}

/** What tells a file from one that has been written in its place. */
function identityOf(path: string): string {
  const stat = statSync(path, {bigint: true, throwIfNoEntry: false});
  return stat === undefined ? '' : [stat.ino, stat.size, stat.mtimeNs].join();
}
