import {countOf} from '../definition/count-words.ts';
import type {ExplainedFailure} from '../operations/deploy-outcome.ts';
import {indentText, type TextOptions} from '../report/table.ts';
import {codeFrame} from './code-frame.ts';
import {placeText} from './issue-text.ts';

/** Failures for people: each with its place in the definition, Azure's reason, and what helps; a blank line between. */
export function failuresAsText(failures: readonly ExplainedFailure[], options: TextOptions): string {
  return `${failures.map((failure) => failureLines(failure, options).join('\n')).join('\n\n')}\n`;
}

function failureLines({located, cause, remedy, count}: ExplainedFailure, options: TextOptions): string[] {
  const {width, style} = options;
  const {code, message, path, location} = located;
  const more = count > 1 ? ` (and ${countOf(count - 1, 'other resource')} for the same reason)` : '';
  const isPlaced = !path.startsWith('(');
  const place = isPlaced ? `${placeText(location)}: ` : '';
  const [head = '', ...rest] = indentText(`${place}error: ${message}${more} [${code}]`, width, '  ', '');
  return [
    head.replace('error:', style.red(style.bold('error:'))),
    ...rest,
    ...(isPlaced ? codeFrame(location, {others: [], paint: style.red}, options) : []),
    ...indentText(`reason: ${cause}`, width, '    ', '  '),
    ...remedy.flatMap((each, index) =>
      indentText(`${index === 0 ? 'try: ' : ' or: '}${each.replace(/^or /, '')}`, width, '       ', '  '),
    ),
  ];
}
