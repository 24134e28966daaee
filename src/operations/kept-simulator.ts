import type {SimulatorPort} from '../azure/simulator-port.ts';
import type {Simulator} from '../simulator/simulator.ts';
import {writeStateFile} from '../simulator/state-file.ts';

const READS = ['GET', 'HEAD'];

/**
 * A simulated Azure that is kept in a file as a real one keeps itself: what it has answered to is written before anybody gets
 * the answer, and what time brings when it has brought it. A process may be killed at any moment, and the next one finds an
 * Azure that knows of everything that it was told. Reads write nothing: what they saw comes again. Methods throw UserError if
 * the file cannot be written.
 */
export function keepSimulator(simulator: Simulator, path: string): SimulatorPort {
  const keep = (): void => writeStateFile(path, simulator.save());
  return {
    handle: (request) => {
      const answer = simulator.handle(request);
      if (!READS.includes(request.method.toUpperCase())) keep();
      return answer;
    },
    advance: (ms) => {
      if (simulator.advance(ms)) keep();
    },
    now: simulator.now,
  };
}
