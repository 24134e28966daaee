import type {IssueCode, Severity} from './issue.ts';

/** A place in a text that the user wrote: the definition's file, standard input, or a flag. */
export interface Location {
  /** The file as the user named it, `<stdin>`, or the flag such as `--set nodePools[0].count=0`. */
  readonly source: string;
  /** Starts at 1. */
  readonly line: number;
  /** Starts at 1, in UTF-16 code units as editors count. */
  readonly column: number;
  /** Code units to underline on that line, at least 1. */
  readonly length: number;
  readonly excerpt: Excerpt;
}

/** The lines around a location, for a code frame; whatever looks like a private key is blanked out. */
export interface Excerpt {
  /** Number of the first of `lines`. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** An `Issue` with its places found: what people, pipelines and editors are shown. */
export interface LocatedIssue {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** As `formatPath` writes it: `nodePools[1].count`. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
  readonly location: Location;
  readonly related: readonly {readonly path: string; readonly message: string; readonly location: Location}[];
}
