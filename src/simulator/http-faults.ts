import type {HttpFault} from './settings.ts';
import {countOne, type Simulation} from './simulation.ts';

/** The fault that takes the place of a request's answer, if there is one. Each request that matches counts. */
export function faultOf(simulation: Simulation, method: string, path: string): HttpFault | undefined {
  for (const [index, fault] of simulation.settings.http.entries()) {
    if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
    if (!new RegExp(fault.path, 'i').test(path)) continue;
    const before = countOne(simulation, `http ${index}`);
    const {after = 0, times = Number.POSITIVE_INFINITY} = fault;
    if (before >= after && before < after + times) return fault;
  }
  return undefined;
}
