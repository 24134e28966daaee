import type {LocatedIssue, Location} from '../definition/located-issue.ts';

/** An issue for machines: part of the documents that `--json` prints, and like them a contract. */
export interface IssueDocument {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Where in the definition, such as `nodePools[1].count`. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
  readonly location: LocationDocument;
  readonly related: readonly {readonly path: string; readonly message: string; readonly location: LocationDocument}[];
}

/** A place: lines and columns start at 1, columns count UTF-16 code units; `endColumn` is the one behind the place. */
export interface LocationDocument {
  /** The file as it was named, `<stdin>`, or the flag such as `--set nodePools[0].count=0`. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** What `validate --json` prints: whether a definition is valid, and everything that is wrong with it. */
export interface ValidationDocument {
  readonly apiVersion: 'vnetk8s/v1';
  readonly kind: 'Validation';
  readonly file: string;
  /** Without errors; with `--strict`, without warnings too. */
  readonly valid: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly issues: readonly IssueDocument[];
}

/** The verdict on a definition as a value that JSON can hold. */
export function validationDocument(
  issues: readonly LocatedIssue[],
  verdict: {readonly name: string; readonly valid: boolean},
): ValidationDocument {
  const errors = issues.filter((issue) => issue.severity === 'error').length;
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Validation',
    file: verdict.name,
    valid: verdict.valid,
    errors,
    warnings: issues.length - errors,
    issues: issueDocuments(issues),
  };
}

/** Issues as values that JSON can hold, without the text of the file. */
export function issueDocuments(issues: readonly LocatedIssue[]): readonly IssueDocument[] {
  return issues.map(({code, severity, path, message, hint, location, related}) => ({
    code,
    severity,
    path,
    message,
    ...(hint === undefined ? {} : {hint}),
    location: locationDocument(location),
    related: related.map((place) => ({
      path: place.path,
      message: place.message,
      location: locationDocument(place.location),
    })),
  }));
}

/** A place as a value that JSON can hold. */
export function locationDocument({source, line, column, length}: Location): LocationDocument {
  return {source, line, column, endColumn: column + length};
}
