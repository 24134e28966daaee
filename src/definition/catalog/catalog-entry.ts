import type {IssueCode, Severity} from '../issue.ts';

/** What `explain VK2003` says of a code: for people who see it for the first time and want to be done with it. */
export interface CatalogEntry {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** Names the fault in a few words, without a full stop. */
  readonly title: string;
  /** Why it is a fault, with the limit and where it comes from; two to five sentences. */
  readonly explanation: string;
  /** A fragment of a definition with the fault. */
  readonly wrong: string;
  /** The same fragment without it. */
  readonly right: string;
}
