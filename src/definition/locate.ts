import {formatPath, type Issue, isWithin, type Path} from './issue.ts';
import type {LocatedIssue, Location} from './located-issue.ts';
import type {Override} from './overrides.ts';
import type {FindPlace, Place} from './positions.ts';
import type {SourceText} from './source-text.ts';
import type {Span} from './yaml-nodes.ts';

/** Where the parts of a definition were written. */
export interface Origins {
  readonly source: SourceText;
  readonly find: FindPlace;
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
    // A rule names every field that takes part, written or not; a default has no place that could be shown.
    related: (issue.related ?? [])
      .filter((place) => isWritten(place.path, origins))
      .map((place) => ({
        path: formatPath(place.path),
        message: place.message,
        location: locatePath(place.path, 'value', origins),
      })),
  };
}

function isWritten(path: Path, origins: Origins): boolean {
  const override = overrideOf(path, origins);
  if (override !== undefined)
    return override.find(path.slice(override.path.length)).found === path.length - override.path.length;
  const wanted = origins.translate === undefined ? path : origins.translate(path);
  return origins.find(wanted).found === wanted.length;
}

/** The place of a path: the last flag that set it, or else what the document has of it. */
export function locatePath(path: Path, at: 'key' | 'value', origins: Origins): Location {
  const override = overrideOf(path, origins);
  if (override !== undefined) {
    const below = path.slice(override.path.length);
    const place = override.find(below);
    const span = at === 'key' && below.length === 0 ? override.key : spanToShow(place, below, at);
    return locateSpan(span ?? override.key, override.source);
  }
  const {source, find, translate} = origins;
  const wanted = translate === undefined ? path : translate(path);
  const place = find(wanted);
  // What is missing from something that a flag has made is missing from that flag.
  const maker = origins.overrides.findLast((candidate) => sharedLength(candidate.path, path) > place.found);
  if (maker !== undefined && translate === undefined) return locateSpan(maker.key, maker.source);
  return locateSpan(spanToShow(place, wanted, at), source);
}

/** The text of a scalar as it was written; undefined if the path leads to none, or to another format's text. */
export function writtenText(path: Path, origins: Origins): string | undefined {
  const override = overrideOf(path, origins);
  if (override !== undefined) return textOf(override.find(path.slice(override.path.length)), override.source);
  if (origins.translate !== undefined) return undefined;
  const place = origins.find(path);
  return place.found === path.length ? textOf(place, origins.source) : undefined;
}

function overrideOf(path: Path, {overrides}: Origins): Override | undefined {
  return overrides.findLast((candidate) => isWithin(path, candidate.path));
}

function textOf({scalar}: Place, {text}: SourceText): string | undefined {
  return scalar === undefined ? undefined : text.slice(scalar.offset, scalar.offset + scalar.length);
}

function sharedLength(a: Path, b: Path): number {
  const different = a.findIndex((part, index) => part !== b[index]);
  return different < 0 ? a.length : different;
}

function locateSpan(span: Span | undefined, source: SourceText): Location {
  return source.locate(span?.offset ?? 0, span?.length ?? 1);
}

/** Of something that is not written, its nearest ancestor's key: a whole list underlined would say nothing. */
function spanToShow(place: Place, path: Path, at: 'key' | 'value'): Span | undefined {
  if (place.found < path.length) return place.key ?? firstOf(place.value);
  return at === 'key' ? (place.key ?? place.value) : (place.value ?? place.key);
}

function firstOf(span: Span | undefined): Span | undefined {
  return span === undefined ? undefined : {offset: span.offset, length: 1};
}
