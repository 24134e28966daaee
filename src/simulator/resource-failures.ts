import type {ErrorBody} from '../failures/error-body.ts';
import {Refusal} from './fault.ts';
import {matches} from './patterns.ts';
import type {ResourceFailure} from './settings.ts';
import {countOne, type Simulation} from './simulation.ts';

/** What a failure's status is unless it says another. */
const STATUS = {preflight: 400, start: 409, end: 409} as const;

/** Refuses a resource that the settings let fail at this point. */
export function failAsAsked(
  simulation: Simulation,
  {type, name}: {readonly type: string; readonly name: string},
  point: 'preflight' | 'start' | 'end',
): void {
  for (const [index, failure] of simulation.settings.failures.entries()) {
    if ((failure.at ?? 'start') !== point || !isMeant(failure, type, name)) continue;
    const key = `failure ${index}`;
    if (failure.times !== undefined && (simulation.counts.get(key) ?? 0) >= failure.times) continue;
    countOne(simulation, key);
    throw new Refusal(failure.status ?? STATUS[point], bodyOf(failure));
  }
}

function bodyOf({code, message, details}: ResourceFailure): ErrorBody {
  return {code, message, ...(details === undefined ? {} : {details})};
}

function isMeant(failure: ResourceFailure, type: string, name: string): boolean {
  if (failure.type.toLowerCase() !== type.toLowerCase()) return false;
  return failure.name === undefined || matches(failure.name, name);
}
