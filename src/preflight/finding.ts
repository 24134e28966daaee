import type {IssueCode, Path} from '../definition/issue.ts';

/** What came of one check, before anything is created in Azure. */
export interface Finding {
  readonly code: IssueCode;
  readonly state: 'ok' | 'warning' | 'failed';
  /** What was found, in a few words: `subnet nodes has room for 1,234 more addresses`. */
  readonly title: string;
  readonly detail?: string;
  /** Where in the definition. */
  readonly path: Path;
  /** What helps, an instruction each. */
  readonly remedy?: readonly string[];
  /** The exact command of `az` that helps. */
  readonly command?: string;
}
