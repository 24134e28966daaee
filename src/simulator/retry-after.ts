import type {SimulatedResponse} from './simulator.ts';

const SECOND = 1_000;

/** How many ms an answer tells to wait; 0 if it tells nothing of that. */
export function waitOf(given: SimulatedResponse): number {
  return 'connection' in given ? 0 : Number(given.headers['retry-after'] ?? 0) * SECOND;
}

/**
 * An answer to somebody for whom time goes so many times as fast. In ms as well, which Azure's own clients take before
 * seconds: one of them waits as long as it likes if it is told to wait none (azcore: `shared.RetryAfter`).
 */
export function scaledWait(given: SimulatedResponse, speed: number): SimulatedResponse {
  if ('connection' in given || speed === 1 || given.headers['retry-after'] === undefined) return given;
  const ms = waitOf(given) / speed;
  return {
    ...given,
    headers: {
      ...given.headers,
      'retry-after': String(Math.ceil(ms / SECOND)),
      'retry-after-ms': String(Math.max(1, Math.round(ms))),
    },
  };
}
