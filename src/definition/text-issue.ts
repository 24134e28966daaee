import type {IssueCode} from './issue.ts';
import type {Span} from './yaml-nodes.ts';

/** A fault of the text itself, at a stretch of it: there is no path to point to yet. */
export interface TextIssue {
  readonly code: IssueCode;
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  /** Another place in the text that takes part. */
  readonly related?: {readonly span: Span; readonly message: string};
}
