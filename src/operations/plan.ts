import type {Cluster} from '../cluster/cluster.ts';
import {rangeIssue} from '../definition/address-issues.ts';
import {parsePrefix} from '../ipv4/prefix.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import type {FitReport} from '../network/fit-report.ts';
import type {PlanComparison} from '../network/what-if.ts';
import {UserError} from '../user-error.ts';
import {type LoadedDefinition, type LoadOptions, loadDefinition} from './load-definition.ts';
import {replayable} from './read-input.ts';
import {hasErrors} from './validate.ts';
import {inWhatWasAsked, whatAsSet} from './what-setting.ts';

/** What to plan, and what is asked about it: nothing, or one of `what` and `fit`. */
export interface PlanOptions extends LoadOptions {
  /** Settings such as `apps.maxPods=50`, to compare with the definition as it is. */
  readonly what: readonly string[];
  /** A range such as `10.1.0.0/22`, of which is asked what fits into it. */
  readonly fit?: string | undefined;
}

/** The answer to what was asked, and what is wrong with the definition that it is about. */
export interface PlanOutcome {
  readonly name: string;
  readonly issues: LoadedDefinition['issues'];
  /** True if there is no error; after `what`, in the definition as it would be. */
  readonly valid: boolean;
  /** Absent if the definition has faults that leave open what is meant. */
  readonly answer?: PlanAnswer;
}

/** A plan, two side by side, or what fits into a range. */
export type PlanAnswer =
  | {readonly kind: 'plan'; readonly plan: AddressPlan; readonly cluster: Cluster}
  | {readonly kind: 'comparison'; readonly comparison: PlanComparison; readonly settings: readonly string[]}
  | {readonly kind: 'fit'; readonly report: FitReport};

/**
 * Plans all addresses of a cluster. A plan that does not fit is a plan all the same: the issues say what is wrong with it.
 * Throws UserError if the definition cannot be read, or a setting or range makes no sense.
 */
export async function plan(options: PlanOptions): Promise<PlanOutcome> {
  const {what, fit} = options;
  if (what.length > 0) return compare({...options, stdin: replayable(options.stdin)});
  const range = fit === undefined ? undefined : readRange(fit);
  const loaded = await loadDefinition(options);
  const {meaning} = loaded;
  if (!loaded.intact || meaning === undefined) return outcomeOf(loaded);
  if (range === undefined) return outcomeOf(loaded, {kind: 'plan', plan: meaning.plan, cluster: meaning.cluster});

  const {fitPrefix} = await import('../network/fit.ts');
  return outcomeOf(loaded, {kind: 'fit', report: fitPrefix(meaning.cluster, meaning.plan, range)});
}

async function compare(options: PlanOptions): Promise<PlanOutcome> {
  const before = await loadDefinition(options);
  if (!before.intact || before.meaning === undefined) return outcomeOf(before);

  const {cluster, plan: planBefore} = before.meaning;
  const set = [...options.set, ...options.what.map((setting) => whatAsSet(setting, cluster))];
  const loaded = await loadDefinition({...options, set});
  const after = {...loaded, issues: inWhatWasAsked(loaded.issues, options.what, cluster)};
  if (!after.intact || after.meaning === undefined) return outcomeOf(after);

  const {comparePlans} = await import('../network/what-if.ts');
  const comparison = comparePlans(planBefore, after.meaning.plan);
  return outcomeOf(after, {kind: 'comparison', comparison, settings: options.what});
}

function outcomeOf({name, issues}: LoadedDefinition, answer?: PlanAnswer): PlanOutcome {
  return {name, issues, valid: !hasErrors(issues), ...(answer === undefined ? {} : {answer})};
}

function readRange(text: string) {
  const prefix = parsePrefix(text);
  if (prefix !== undefined) return prefix;
  const {message, hint = ''} = rangeIssue([], text);
  throw new UserError(`--fit: ${message}`, {code: 'USAGE', exitCode: 2, suggestions: [hint]});
}
