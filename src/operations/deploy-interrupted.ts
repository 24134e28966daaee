import {UserError} from '../user-error.ts';
import {type Aim, commandFor, isForgotten} from './again.ts';
import type {Listener, TimedEvent} from './deploy-events.ts';

/** How far a deployment was, as far as it matters to whoever has stopped it. */
type Reached = 'nothing' | 'files' | 'group' | 'handing-over' | 'under-way' | 'all-there';

/** Hears how far a deployment is, so that who interrupts it is told what was done, and what goes on. */
export class DeployProgress {
  #reached: Reached = 'nothing';

  /** Passes events on. */
  hearing(listener: Listener): Listener {
    return (event) => {
      this.#reached = reachedBy(event) ?? this.#reached;
      listener(event);
    };
  }

  /** What is true now that somebody has stopped it. */
  interruption(aim: Aim, exitCode: number): UserError {
    const go = commandFor('deploy', aim);
    const {words, isAtWork} = STANDINGS[this.#reached];
    const look = isAtWork && !isForgotten(aim) ? [`look at it: ${commandFor('status', aim)}`] : [];
    const message = isForgotten(aim) ? FORGOTTEN : words;
    return new UserError(`interrupted: ${message}`, {
      code: 'INTERRUPTED',
      exitCode,
      suggestions: [`go on: ${go}`, ...look],
    });
  }
}

const FORGOTTEN = 'the simulated Azure is forgotten';

/** Of a deployment that is interrupted. `isAtWork`: Azure has it, or may have it. */
const STANDINGS: Readonly<Record<Reached, {readonly words: string; readonly isAtWork: boolean}>> = {
  nothing: {words: 'nothing was changed', isAtWork: false},
  files: {words: 'nothing was changed in Azure; keys and template are used again', isAtWork: false},
  group: {words: 'of Azure, no more than the resource group was made; it is used again', isAtWork: false},
  'handing-over': {words: 'nobody knows whether Azure has taken the deployment; if so, it goes on', isAtWork: true},
  'under-way': {words: 'nothing was undone, and Azure goes on with what it was given', isAtWork: true},
  'all-there': {words: 'all resources are there, but whether the cluster is well was not seen', isAtWork: true},
};

/** Undefined: no further than before. */
function reachedBy(event: TimedEvent): Reached | undefined {
  if (event.kind !== 'step') return undefined;
  const {step, state} = event;
  switch (step) {
    case 'check':
      // Whatever was followed before has come to its end.
      return 'nothing';
    case 'write':
      return 'files';
    case 'group':
      return 'group';
    case 'submit':
      return state === 'done' ? 'under-way' : 'handing-over';
    case 'resources':
      return state === 'started' ? 'under-way' : undefined;
    case 'cluster':
      return 'all-there';
    default:
      return undefined;
  }
}
