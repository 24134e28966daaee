import type {ExplainedFailure} from '../operations/deploy-outcome.ts';
import {indentText, type TextOptions} from '../report/table.ts';
import {codeFrame} from './code-frame.ts';
import {placeText} from './issue-text.ts';

/** Failures for people: each with its place in the definition, Azure's reason, and what helps; a blank line between. */
export function failuresAsText(failures: readonly ExplainedFailure[], options: TextOptions): string {
  return `${failures.map((failure) => failureLines(failure, options).join('\n')).join('\n\n')}\n`;
}

function failureLines(failure: ExplainedFailure, options: TextOptions): string[] {
  const {located, cause, remedy, next, isWritten} = failure;
  const {width, style} = options;
  const {code, message, location} = located;
  const place = isWritten ? `${placeText(location)}: ` : '';
  const [head = '', ...rest] = indentText(`${place}error: ${message} [${code}]`, width, '  ', '');
  return [
    head.replace('error:', style.red(style.bold('error:'))),
    ...rest,
    ...(isWritten ? codeFrame(location, {others: [], paint: style.red}, options) : []),
    ...[...defaultLine(failure), ...othersLine(failure), `reason: ${cause}`].flatMap((line) =>
      indentText(line, width, '    ', '  '),
    ),
    ...remedy.flatMap((each, index) =>
      indentText(`${index === 0 ? 'try: ' : ' or: '}${each.replace(/^or /, '')}`, width, '       ', '  '),
    ),
    // Not wrapped, so that they can be copied.
    ...next.map((command, index) => `  ${index === 0 ? 'next:' : '     '} ${style.bold(command)}`),
  ];
}

/** Where something stems from that the definition does not say: no line of it can be shown. */
function defaultLine({located, isWritten, issue}: ExplainedFailure): string[] {
  return isWritten || issue.path.length === 0
    ? []
    : [`decided by: ${located.path}, which the definition leaves to its defaults`];
}

/** So many of the other resources are named. */
const NAMED = 4;

function othersLine({resources, count}: ExplainedFailure): string[] {
  const others = resources.slice(1).map(resourceName);
  // Azure does not say of each which resource it is.
  const more = Math.max(others.length, count - 1) - Math.min(others.length, NAMED);
  if (others.length === 0) return more > 0 ? [`also: ${more} more`] : [];
  return [`also: ${others.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

/** `minimal-apps` of an id, with the names of its parents: `network/subnet`. */
function resourceName(id: string): string {
  const [, , ...rest] = id.slice(id.toLowerCase().lastIndexOf('/providers/')).split('/');
  return rest.filter((_, index) => index > 0 && index % 2 === 0).join('/');
}
