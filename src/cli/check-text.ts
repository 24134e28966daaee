import {formatPath} from '../definition/issue.ts';
import type {CheckOutcome} from '../operations/check.ts';
import type {Finding} from '../preflight/finding.ts';
import {indentText, type TextOptions} from '../report/table.ts';
import {issueDocuments} from './issue-json.ts';

const SIGNS = {ok: '✓', warning: '!', failed: '✗'} as const;

/** Findings for people: those that are well first, so that what matters stands last, where it is seen. */
export function findingsAsText(findings: readonly Finding[], options: TextOptions): string {
  const order = ['ok', 'warning', 'failed'] as const;
  const lines = order.flatMap((state) =>
    findings.filter((each) => each.state === state).flatMap((each) => findingLines(each, options)),
  );
  return `${[...lines, '', summaryOf(findings)].join('\n')}\n`;
}

function findingLines(
  {code, state, title, detail, path, remedy = [], command}: Finding,
  {width, style}: TextOptions,
): string[] {
  const paint = {ok: style.green, warning: style.yellow, failed: style.red}[state];
  const place = state === 'ok' || path.length === 0 ? '' : `${formatPath(path)}: `;
  const mark = state === 'ok' ? '' : ` [${code}]`;
  const [head = '', ...rest] = indentText(`${SIGNS[state]} ${place}${title}${mark}`, width, '    ', '');
  return [
    `${paint(head.slice(0, 1))}${head.slice(1)}`,
    ...rest,
    ...(detail === undefined ? [] : indentText(detail, width, '    ', '    ')),
    ...remedy.flatMap((each, index) =>
      indentText(`${index === 0 ? 'try: ' : ' or: '}${each.replace(/^or /, '')}`, width, '         ', '    '),
    ),
    ...(command === undefined ? [] : [`    ${style.bold(command)}`]),
  ];
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (state: Finding['state']): number => findings.filter((each) => each.state === state).length;
  return `${count('ok')} checks passed, ${count('warning')} warnings, ${count('failed')} failed`;
}

/** Findings for scripts. */
export function checkDocument({name, issues, valid, findings}: CheckOutcome): object {
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Check',
    file: name,
    valid,
    passed: valid && findings.every(({state}) => state !== 'failed'),
    findings: findings.map(({path, ...finding}) => ({...finding, path: formatPath(path)})),
    issues: issueDocuments(issues),
  };
}
