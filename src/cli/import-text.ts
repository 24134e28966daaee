import type {Outcome} from '../definition/vlabs/import-vlabs.ts';
import type {ImportOutcome, ReportLine} from '../operations/import.ts';
import {indentText, type Paint, type Style, type TextOptions} from '../report/table.ts';
import type {Shown} from './base-command.ts';
import {issueDocuments} from './issue-json.ts';
import {issuesAsText} from './issue-text.ts';

/** In the order in which they are listed: what somebody has to look at stands last, where it is seen. */
const OUTCOMES: readonly Outcome[] = ['kept', 'dropped', 'changed', 'error'];

/** The new definition for stdout, unless it went to a file, and what became of every field of the old one. */
export function showImport(outcome: ImportOutcome, output: string | undefined, options: TextOptions): Shown {
  const {name, issues, imported, valid} = outcome;
  const {text = '', report = []} = imported ?? {};
  const document = {
    apiVersion: 'vnetk8s/v1',
    kind: 'Import',
    file: name,
    ...(output === undefined ? {} : {output}),
    valid,
    report: report.map(({location: {line, column}, ...rest}) => ({...rest, line, column})),
    ...(imported === undefined ? {} : {definition: text}),
    issues: issueDocuments(issues),
  };
  if (imported === undefined) return {data: '', talk: issuesAsText(issues, name, options), document};
  const lines = OUTCOMES.flatMap((word) => report.filter((line) => line.outcome === word)).flatMap((line) =>
    reportLines(line, options),
  );
  const closing = closingLines(outcome, report, output, options);
  return {data: output === undefined ? text : '', talk: `${[...lines, '', ...closing].join('\n')}\n`, document};
}

function reportLines(line: ReportLine, {width, style}: TextOptions): string[] {
  const {outcome, from, to, message, hint, code, location} = line;
  const label = outcome.padEnd(Math.max(...OUTCOMES.map((word) => word.length)));
  const place = `${location.source}:${location.line}`;
  const target = to === undefined || to === from ? '' : ` -> ${to}`;
  const text = `${place}: ${label} ${from}${target}: ${message}${code === undefined ? '' : ` [${code}]`}`;
  const [head = '', ...rest] = indentText(text, width, '    ', '');
  const start = `${place}: ${label}`;
  const painted = head.startsWith(start)
    ? `${style.bold(place)}: ${paintOf(outcome, style)(label)}${head.slice(start.length)}`
    : head;
  const lines = [painted, ...rest].map((text) => text.trimEnd());
  return [...lines, ...(hint === undefined ? [] : indentText(hint, width, '      ', '    = '))];
}

function paintOf(outcome: Outcome, style: Style): Paint {
  switch (outcome) {
    case 'kept':
      return style.green;
    case 'changed':
      return style.yellow;
    case 'dropped':
      return style.dim;
    case 'error':
      return style.red;
  }
}

function closingLines(
  {name, valid}: ImportOutcome,
  report: readonly ReportLine[],
  output: string | undefined,
  {width, style}: TextOptions,
): string[] {
  const counts = OUTCOMES.map((outcome) => ({outcome, count: report.filter((line) => line.outcome === outcome).length}))
    .filter(({count}) => count > 0)
    .map(({outcome, count}) => `${count} ${outcome === 'error' && count > 1 ? 'errors' : outcome}`);
  const summary = `fields of ${name}: ${counts.join(', ')}`;
  const next = valid ? 'next' : 'next, when the errors are put right in it';
  return [
    ...indentText(summary, width, '  ', '').map(style.bold),
    ...(output === undefined
      ? []
      : indentText(`wrote ${output}; ${next}: vnetk8s validate ${output}`, width, '  ', '')),
  ];
}
