import type {LocatedIssue} from './located-issue.ts';
import {secretsEraser} from './redact.ts';
import {sourceText} from './source-text.ts';

/** Makes of located issues what is shown. */
export type PresentIssues = (issues: readonly LocatedIssue[]) => readonly LocatedIssue[];

/**
 * A function that sorts issues, keeps one of several that say the same of one place (a mapping that is merged into a
 * hundred pools has each fault once), and removes from their texts every part of a private key that stands in the
 * definition or a flag.
 */
export function issuePresenter(text: string, flags: readonly string[]): PresentIssues {
  const erase = secretsEraser([text, ...flags]);
  const compare = comparePositions(
    new Map(flags.map((flag, index) => [sourceText(`--set ${flag}`, '').name, index + 1])),
  );
  return (issues) =>
    issues
      .map((issue) => ({
        ...issue,
        path: erase(issue.path),
        message: erase(issue.message),
        ...(issue.hint === undefined ? {} : {hint: erase(issue.hint)}),
        related: issue.related.map((place) => ({
          ...place,
          path: erase(place.path),
          message: erase(place.message),
        })),
      }))
      .sort(compare)
      .filter(isFirstOfItsKind());
}

/** A predicate that is true for the first of the issues with the same place, code and message. */
function isFirstOfItsKind(): (issue: LocatedIssue) => boolean {
  const seen = new Set<string>();
  return ({code, message, location: {source, line, column}}) => {
    const before = seen.size;
    return seen.add(JSON.stringify([source, line, column, code, message])).size > before;
  };
}

/** By position: the file from top to bottom, then the flags in their order; errors before warnings at one place. */
function comparePositions(flags: ReadonlyMap<string, number>) {
  const order = ({location}: LocatedIssue): number => flags.get(location.source) ?? 0;
  return (a: LocatedIssue, b: LocatedIssue): number =>
    order(a) - order(b) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
    Number(a.code.slice(2)) - Number(b.code.slice(2));
}
