import {countOf} from '../definition/count-words.ts';
import type {LocatedIssue, Location} from '../definition/located-issue.ts';
import {indentText, type Paint, type Style, type TextOptions} from '../report/table.ts';
import {codeFrame, isFlag} from './code-frame.ts';

/** So many other places are shown with an issue, the line that counts the rest included. */
const MOST_PLACES = 5;

/**
 * All issues of a definition for people: each with its place (`file:line:column:`, as compilers write it, which editors
 * and terminals make a link of), a code frame, what would be right; warnings first, so that errors stand last, where they
 * are seen; a count below. Empty if there is none.
 */
export function issuesAsText(issues: readonly LocatedIssue[], name: string, options: TextOptions): string {
  const [first] = issues;
  if (first === undefined) return '';
  const warnings = issues.filter((issue) => issue.severity === 'warning');
  const errors = issues.filter((issue) => issue.severity === 'error');
  const blocks = [...warnings, ...errors].map((issue) => issueLines(issue, options).join('\n'));
  return `${blocks.join('\n\n')}\n\n${summary(errors, warnings, name, options)}`;
}

/** `2 errors, 1 warning in cluster.yaml`: how issues are counted everywhere. */
export function countIssues(issues: readonly LocatedIssue[]): string {
  const of = (severity: LocatedIssue['severity']) => issues.filter((issue) => issue.severity === severity).length;
  const counts = [
    of('error') === 0 ? [] : countOf(of('error'), 'error'),
    of('warning') === 0 ? [] : countOf(of('warning'), 'warning'),
  ];
  return counts.flat().join(', ') || 'no errors';
}

/** A place as compilers write it: `cluster.yaml:12:5`; of a flag its name. */
export function placeText(location: Location): string {
  const {source, line, column} = location;
  return isFlag(location) ? source.slice(0, source.indexOf(' ')) : `${source}:${line}:${column}`;
}

function issueLines(issue: LocatedIssue, options: TextOptions): string[] {
  const {severity, hint, location} = issue;
  const paint = severity === 'error' ? options.style.red : options.style.yellow;
  const notes = {...(hint === undefined ? {} : {hint}), others: otherPlaces(issue), paint};
  return [...headLines(issue, paint, options), ...codeFrame(location, notes, options)];
}

/** The first of the other places that take part; a sum over a hundred pools has hundreds, which nobody reads here. */
function otherPlaces({related}: LocatedIssue): string[] {
  const shown = related.length <= MOST_PLACES ? related : related.slice(0, MOST_PLACES - 1);
  const lines = shown.map((place) =>
    [`${placeText(place.location)}:`, ...(isPlain(place.path) ? [place.path] : []), place.message].join(' '),
  );
  if (shown.length === related.length) return lines;
  return [...lines, `and ${related.length - shown.length} more places, which --json lists`];
}

/** Not the text itself or a flag, which have no path. */
function isPlain(path: string): boolean {
  return !path.startsWith('(');
}

function headLines(issue: LocatedIssue, paint: Paint, {width, style}: TextOptions): string[] {
  const {severity, path, message, code, location} = issue;
  const place = `${placeText(location)}:`;
  const subject = isPlain(path) ? `${path}: ${message}` : message;
  const lines = indentText(`${place} ${severity}: ${subject} [${code}]`, width, '  ', '');
  return lines.map((line, index) =>
    paintHead(line, index === 0, {place, severity: `${severity}:`, code: `[${code}]`, paint, style}),
  );
}

/** Paints the parts of a line that are whole on it: where the line is broken is decided before. */
function paintHead(
  line: string,
  isFirst: boolean,
  parts: {
    readonly place: string;
    readonly severity: string;
    readonly code: string;
    readonly paint: Paint;
    readonly style: Style;
  },
): string {
  const {place, severity, code, paint, style} = parts;
  const start = `${place} ${severity}`;
  const head = isFirst && line.startsWith(start) ? start : '';
  const tail = line.endsWith(code) ? code : '';
  const body = line.slice(head.length, line.length - tail.length);
  return `${head === '' ? '' : `${style.bold(place)} ${style.bold(paint(severity))}`}${body}${tail === '' ? '' : style.dim(tail)}`;
}

function summary(
  errors: readonly LocatedIssue[],
  warnings: readonly LocatedIssue[],
  name: string,
  {style, width}: TextOptions,
): string {
  const paint = errors.length > 0 ? style.red : style.yellow;
  const count = countIssues([...errors, ...warnings]);
  const command = `vnetk8s explain ${(errors[0] ?? warnings[0])?.code}`;
  const isLong = `${count} in ${name}; to learn more: ${command}`.length > width;
  return `${style.bold(paint(count))} in ${name}${isLong ? '\n' : '; '}to learn more: ${command}\n`;
}
