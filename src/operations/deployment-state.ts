import type {Deployment} from '../azure/azure.ts';

const FINAL_STATES = ['Succeeded', 'Failed', 'Canceled'];

/** Whether Azure is still at work on it. */
export function isUnderWay({state}: Pick<Deployment, 'state'>): boolean {
  return !FINAL_STATES.includes(state);
}
