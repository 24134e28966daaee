import {Refusal} from '../fault.ts';

/** What the network provider refuses a request with: a 400, with a list of details that is empty. */
export function refusal(code: string, message: string): Refusal {
  return new Refusal(400, {code, message, details: []});
}

/** What refers to something that is not there, or is elsewhere; the compute provider says it in the same words. */
export function referenceRefused(id: string, by: string): Refusal {
  return refusal(
    'InvalidResourceReference',
    `Resource ${id} referenced by resource ${by} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}
