import {stringify} from 'yaml';
import type {AddressPlan} from '../network/address-plan.ts';
import {planDocument} from './plan-document.ts';

/** The plan as a `PlanDocument` in JSON. */
export function planAsJson(plan: AddressPlan): string {
  return toJson(planDocument(plan));
}

/** Writes a document, such as a `PlanDocument`, in JSON: two spaces deep, with a line end. */
export function toJson(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/**
 * Writes the same document in YAML. Long texts are not folded, so that a search finds them; nothing is an alias, which not
 * every program can read.
 */
export function toYaml(document: object): string {
  return stringify(document, {lineWidth: 0, aliasDuplicateObjects: false});
}
