import type {PlanComparison, SubnetChange} from '../network/what-if.ts';
import {
  DOCUMENT_VERSION,
  type SubnetDocument,
  subnetDocument,
  type TotalsDocument,
  totalsDocument,
} from './plan-document.ts';

/** Two plans for machines, the same in JSON and YAML; written as a `PlanDocument` is. */
export interface ComparisonDocument {
  readonly apiVersion: typeof DOCUMENT_VERSION;
  readonly kind: 'PlanComparison';
  /** What was changed, such as `apps.maxPods=50`. */
  readonly settings: readonly string[];
  /** Subnets of the plan after, in its order; then those that it no longer has. */
  readonly subnets: readonly SubnetChangeDocument[];
  readonly totals: {readonly before: TotalsDocument; readonly after: TotalsDocument};
}

/** A subnet; `before` is left out of an added one, `after` of a removed one. */
export interface SubnetChangeDocument {
  readonly name: string;
  readonly change: SubnetChange['kind'];
  /** Its range begins at another address. */
  readonly moved: boolean;
  /** Its range has another size. */
  readonly resized: boolean;
  readonly before?: SubnetDocument;
  readonly after?: SubnetDocument;
}

/** The comparison as a value that JSON and YAML can hold. */
export function comparisonDocument(comparison: PlanComparison, settings: readonly string[]): ComparisonDocument {
  const {before, after} = comparison.totals;
  return {
    apiVersion: DOCUMENT_VERSION,
    kind: 'PlanComparison',
    settings,
    subnets: comparison.subnets.map(changeDocument),
    totals: {before: totalsDocument(before), after: totalsDocument(after)},
  };
}

function changeDocument(change: SubnetChange): SubnetChangeDocument {
  return {
    name: change.name,
    change: change.kind,
    moved: change.kind === 'kept' && change.moved,
    resized: change.kind === 'kept' && change.resized,
    ...(change.kind === 'added' ? {} : {before: subnetDocument(change.before)}),
    ...(change.kind === 'removed' ? {} : {after: subnetDocument(change.after)}),
  };
}
