import type {IssueCode, Path} from '../definition/issue.ts';
import type {Location} from '../definition/located-issue.ts';
import type {Known} from './facts.ts';

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

/** A finding with its place in the text; absent: nothing in the text is about it. */
export interface LocatedFinding extends Finding {
  readonly location?: Location;
}

/** The finding that something could not be read, so that nobody takes it for well. */
export function unread(
  code: IssueCode,
  what: string,
  {reason}: Extract<Known<unknown>, {readonly known: false}>,
  path: Path,
): Finding {
  return {code, state: 'warning', title: `${what} could not be read: ${reason}`, path};
}
