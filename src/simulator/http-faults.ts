import {failure, type SimulatedResponse} from './answers.ts';
import type {HttpFault} from './settings.ts';

/** Requests that each fault was about so far, by its place in the list. */
export type FaultCounts = Map<number, number>;

/** What takes the place of an answer. `lost`: the request is done all the same. */
export type AppliedFault = {readonly kind: 'lost'} | {readonly kind: 'instead'; readonly answer: SimulatedResponse};

/** The fault that a request meets, if any; counts those it was about. */
export function applyHttpFault(
  faults: readonly HttpFault[],
  request: {readonly method: string; readonly path: string},
  counts: FaultCounts,
): AppliedFault | undefined {
  for (const [index, fault] of faults.entries()) {
    const {method, path, after = 0, times = Number.POSITIVE_INFINITY} = fault;
    if (method !== undefined && method.toUpperCase() !== request.method.toUpperCase()) continue;
    if (!new RegExp(path, 'i').test(request.path)) continue;
    const count = (counts.get(index) ?? 0) + 1;
    counts.set(index, count);
    if (count <= after || count > after + times) continue;
    return applied(fault);
  }
  return undefined;
}

function applied({
  connection,
  status = 500,
  code = 'InternalServerError',
  message,
  retryAfter,
}: HttpFault): AppliedFault {
  if (connection === 'lost') return {kind: 'lost'};
  if (connection === 'refused') return {kind: 'instead', answer: {connection: 'refused'}};
  const headers = retryAfter === undefined ? {} : {'retry-after': String(retryAfter)};
  return {
    kind: 'instead',
    answer: failure(status, {code, message: message ?? 'Encountered internal server error.'}, headers),
  };
}
