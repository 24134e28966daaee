import {Refusal} from '../fault.ts';
import {hiddenOf, withHidden} from '../fields.ts';
import type {Action} from '../resource-kind.ts';

/** Simulated ms until a machine is on, or off. */
const POWER_MS = 30_000;

/** POST of what changes whether a machine runs, by the action's name (Azure: virtual-machines/states-billing). */
export const powerActions: Readonly<Record<string, Action>> = {
  start: powerTo('running'),
  restart: powerTo('running'),
  poweroff: powerTo('stopped'),
  deallocate: powerTo('deallocated'),
};

function powerTo(power: string): Action {
  return (world, machine, {method}) => {
    if (method !== 'POST') throw new Refusal(405, {code: 'MethodNotAllowed', message: `${method} is not supported.`});
    world.store.put(withHidden(machine, {...hiddenOf(machine), power}));
    return {result: {}, after: POWER_MS};
  };
}
