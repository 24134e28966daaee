import {describeValue} from '../describe-value.ts';
import type {IssueCode, Path} from '../issue.ts';

/** A value of a vlabs definition and where it is, every key as spelled in the file. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * What became of a field:
 * - `kept`: it means the same
 * - `changed`: it is there in another form, or with another value; the message says why
 * - `dropped`: nothing stands for it; the message says why that does no harm, or, with a code, what is lost
 * - `error`: it cannot be taken over, and somebody has to decide
 */
export type Outcome = 'kept' | 'changed' | 'dropped' | 'error';

/** One line of the report of an import. */
export interface ImportEntry {
  readonly outcome: Outcome;
  /** In the vlabs file. Of a default that was not written, the path that it would have had. */
  readonly from: Path;
  /** In the v1 definition; the first place, if there are several. */
  readonly to?: Path;
  /** Lower case, no full stop; never a secret. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** With every error, and where somebody should look: see the catalogue. */
  readonly code?: IssueCode;
  /** The v1 definition lacks something that its own validation demands: that says so again until it is filled in. */
  readonly incomplete?: true;
}

/** A comment for whoever reads the v1 definition, above the key at `path`, or where that key would be. */
export interface ImportComment {
  readonly path: Path;
  readonly text: string;
}

/** A value of the v1 definition. */
export interface Assignment {
  readonly to: Path;
  readonly value: unknown;
}

/** What a field, or the lack of one, comes to. */
export interface Finding extends Omit<ImportEntry, 'from'> {
  /** Default: the place of the field. */
  readonly from?: Path;
  readonly assign?: readonly Assignment[];
  readonly comments?: readonly ImportComment[];
}

/** What a finding may have besides its outcome, place and message. */
export type Details = Omit<Finding, 'outcome' | 'message' | 'to'>;

/** The field means the same in v1. */
export function kept(to: Path, value: unknown, message: string = describeValue(value)): Finding {
  return {outcome: 'kept', to, message, assign: [{to, value}]};
}

/** The field is there in another form. */
export function changed(to: Path, value: unknown, message: string, details: Details = {}): Finding {
  return {outcome: 'changed', to, message, assign: [{to, value}], ...details};
}

/** Nothing stands for the field, which does no harm. */
export function dropped(message: string): Finding {
  return {outcome: 'dropped', message};
}

/** Nothing stands for the field, and something has to make up for it. */
export function lost(message: string, hint: string): Finding {
  return {outcome: 'dropped', code: 'VK5017', message, hint};
}

/** The field cannot be taken over. */
export function wrong(
  code: IssueCode,
  message: string,
  hint: string,
  details: Details & {readonly to?: Path} = {},
): Finding {
  return {outcome: 'error', code, message, hint, ...details};
}

/** The value of a field cannot be used. */
export function unusable(message: string, hint: string, details: Details & {readonly to?: Path} = {}): Finding {
  return wrong('VK5004', message, hint, details);
}
