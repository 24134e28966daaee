import {closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import type {SimulatorPort} from '../azure/simulator-port.ts';
import {EXIT} from '../exit-codes.ts';
import type {Simulator} from '../simulator/simulator.ts';
import {UserError} from '../user-error.ts';

/** Only the owner may read it: deployments that run have secrets. */
const MODE = 0o600;

const READS = ['GET', 'HEAD'];

/**
 * A simulated Azure that is kept in a file as a real one keeps itself: what it has answered to is written before anybody gets
 * the answer, and what time brings when time has passed. A process may be killed at any moment, and the next one finds an
 * Azure that knows of everything that it was told. Reads write nothing: what they saw comes again.
 */
export function keepSimulator(simulator: Simulator, path: string): SimulatorPort {
  const keep = (): void => writeState(path, JSON.stringify(simulator.save()));
  return {
    handle: (request) => {
      const answer = simulator.handle(request);
      if (!READS.includes(request.method.toUpperCase())) keep();
      return answer;
    },
    advance: (ms) => {
      simulator.advance(ms);
      keep();
    },
    now: simulator.now,
  };
}

/** Whole or not at all. At once, as an answer that is on its way cannot be held back. Throws UserError if it cannot be written. */
function writeState(path: string, text: string): void {
  // Always the same, so that a process that is killed here leaves one file with secrets at most, which the next one replaces.
  const temporary = join(dirname(path), `.${basename(path)}.tmp`);
  try {
    rmSync(temporary, {force: true});
    const file = openSync(temporary, 'wx', MODE);
    try {
      writeFileSync(file, `${text}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    const reason = code === 'EACCES' ? 'permission denied' : (code ?? message);
    throw new UserError(`cannot write ${path}: ${reason}`, {
      code: 'FILE_UNWRITABLE',
      exitCode: EXIT.usage,
      cause: error,
    });
  }
}
