import type {LocatedIssue} from '../definition/located-issue.ts';
import {type LoadedDefinition, type LoadOptions, loadDefinition} from './load-definition.ts';

/** What to validate, and how severely. */
export interface ValidateOptions extends LoadOptions {
  /** Takes warnings for errors. */
  readonly strict: boolean;
}

/** A definition and the verdict on it. */
export interface Verdict extends LoadedDefinition {
  /** True if there is no error. */
  readonly valid: boolean;
}

/** Reads a definition and checks everything that can be checked without Azure. Throws UserError if it cannot be read. */
export async function validate(options: ValidateOptions): Promise<Verdict> {
  const loaded = await loadDefinition(options);
  const issues = options.strict ? loaded.issues.map(asError) : loaded.issues;
  return {...loaded, issues, valid: !hasErrors(issues)};
}

/** True if something in a definition must be put right before it can be used. */
export function hasErrors(issues: readonly LocatedIssue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}

function asError(issue: LocatedIssue): LocatedIssue {
  return {...issue, severity: 'error'};
}
