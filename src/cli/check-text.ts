import {countOf} from '../definition/count-words.ts';
import {formatPath} from '../definition/issue.ts';
import type {CheckOutcome} from '../operations/check.ts';
import type {LocatedFinding} from '../preflight/finding.ts';
import {TOPICS, topicOf} from '../preflight/topics.ts';
import {indentText, type TextOptions} from '../report/table.ts';
import {issueDocuments, locationDocument} from './issue-json.ts';
import {placeText} from './issue-text.ts';

const SIGNS = {ok: '✓', warning: '!', failed: '✗'} as const;

/** Findings for people, by topic; in each, those that are well first, so that what matters stands last, where it is seen. */
export function findingsAsText(findings: readonly LocatedFinding[], options: TextOptions): string {
  const order = ['ok', 'warning', 'failed'] as const;
  const blocks = TOPICS.flatMap((topic) => {
    const own = findings.filter(({code}) => topicOf(code) === topic);
    const lines = order.flatMap((state) =>
      own.filter((each) => each.state === state).flatMap((each) => findingLines(each, options)),
    );
    return lines.length === 0 ? [] : [[options.style.bold(topic), ...lines, '']];
  });
  return `${[...blocks.flat(), summaryOf(findings)].join('\n')}\n`;
}

function findingLines(finding: LocatedFinding, {width, style}: TextOptions): string[] {
  const {state, detail, remedy = [], command} = finding;
  const paint = {ok: style.green, warning: style.yellow, failed: style.red}[state];
  const [head = '', ...rest] = indentText(`${SIGNS[state]} ${headOf(finding)}`, width - INDENT.length, '  ', '');
  return [
    `${INDENT}${paint(head.slice(0, 1))}${head.slice(1)}`,
    ...rest.map((line) => `${INDENT}${line}`),
    ...(detail === undefined ? [] : indentText(detail, width, '    ', '    ')),
    ...remedy.flatMap((each, index) =>
      indentText(`${index === 0 ? 'try: ' : ' or: '}${each.replace(/^or /, '')}`, width, '         ', '    '),
    ),
    // On one line, however long: to be copied.
    ...(command === undefined ? [] : [`    ${style.bold(command)}`]),
  ];
}

const INDENT = '  ';

/** As compilers write it: `cluster.yaml:12:5: nodePools[0].vmSize: …`, which editors and terminals make a link of. */
function headOf({code, state, title, path, location}: LocatedFinding): string {
  if (state === 'ok') return title;
  const place = location === undefined ? '' : `${placeText(location)}: `;
  const subject = path.length === 0 ? '' : `${formatPath(path)}: `;
  return `${place}${subject}${title} [${code}]`;
}

function summaryOf(findings: readonly LocatedFinding[]): string {
  const count = (state: LocatedFinding['state']): number => findings.filter((each) => each.state === state).length;
  return `${countOf(count('ok'), 'check')} passed, ${countOf(count('warning'), 'warning')}, ${count('failed')} failed`;
}

/** Findings for scripts. */
export function checkDocument({name, issues, valid, findings}: CheckOutcome): object {
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Check',
    file: name,
    valid,
    passed: valid && findings.every(({state}) => state !== 'failed'),
    findings: findingDocuments(findings),
    issues: issueDocuments(issues),
  };
}

/** Findings as values that JSON can hold, without the text of the file. */
export function findingDocuments(findings: readonly LocatedFinding[]): readonly object[] {
  return findings.map(({path, location, ...finding}) => ({
    ...finding,
    topic: topicOf(finding.code),
    path: formatPath(path),
    ...(location === undefined ? {} : {location: locationDocument(location)}),
  }));
}
