import type {Document} from 'yaml';
import {formatPath, type Issue, isWithin, type Path} from './issue.ts';
import type {LocatedIssue, Location} from './located-issue.ts';
import type {Override} from './overrides.ts';
import {findPlace, type Place} from './positions.ts';
import type {SourceText} from './source-text.ts';

/** Where the parts of a definition were written. */
export interface Origins {
  readonly source: SourceText;
  readonly document: Document;
  /** Flags in the order in which they were applied. */
  readonly overrides: readonly Override[];
  /**
   * For a definition imported from another format: the path in the document that a path of the definition stems from.
   * Absent: they are the same.
   */
  readonly translate?: (path: Path) => Path;
}

/** Finds the places of an issue. */
export function locateIssue(issue: Issue, origins: Origins): LocatedIssue {
  const {code, severity, path, message, hint} = issue;
  return {
    code,
    severity,
    path: formatPath(path),
    message,
    ...(hint === undefined ? {} : {hint}),
    location: locatePath(path, issue.at ?? 'value', origins),
    related: (issue.related ?? []).map((place) => ({
      path: formatPath(place.path),
      message: place.message,
      location: locatePath(place.path, 'value', origins),
    })),
  };
}

/** Errors before warnings at one place, else by position: the file from top to bottom, then the flags. */
export function comparePositions(a: LocatedIssue, b: LocatedIssue): number {
  return (
    Number(isFlag(a)) - Number(isFlag(b)) ||
    (isFlag(a) ? a.location.source.localeCompare(b.location.source) : 0) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    a.severity.localeCompare(b.severity) ||
    a.code.localeCompare(b.code)
  );
}

function isFlag(issue: LocatedIssue): boolean {
  return issue.location.source.startsWith('--set ');
}

/** The place of a path: the last flag that set it, or else what the document has of it. */
export function locatePath(path: Path, at: 'key' | 'value', origins: Origins): Location {
  const override = origins.overrides.findLast((candidate) => isWithin(path, candidate.path));
  if (override !== undefined) {
    const span = at === 'key' ? override.key : override.value;
    return override.source.locate(span.offset, span.length);
  }
  const {source, document, translate} = origins;
  const wanted = translate === undefined ? path : translate(path);
  const place = findPlace(document, wanted);
  const span = spanToShow(place, wanted, at) ?? {offset: 0, length: 1};
  return source.locate(span.offset, span.length);
}

/** Of something that is not written, its nearest ancestor's key: a whole list underlined would say nothing. */
function spanToShow(place: Place, path: Path, at: 'key' | 'value') {
  if (place.found < path.length) return place.key ?? firstOf(place.value);
  return at === 'key' ? (place.key ?? place.value) : (place.value ?? place.key);
}

function firstOf(span: Place['value']) {
  return span === undefined ? undefined : {offset: span.offset, length: 1};
}
