import {countOf} from '../definition/count-words.ts';
import type {Verdict} from '../operations/validate.ts';
import {indentText, type TextOptions} from '../report/table.ts';
import type {Shown} from './base-command.ts';
import {validationDocument} from './issue-json.ts';
import {countIssues, issuesAsText} from './issue-text.ts';

/** A verdict in the format that was asked for. */
export async function showVerdict(
  verdict: Verdict,
  format: 'text' | 'json' | 'sarif',
  options: TextOptions & {readonly version: string},
): Promise<Shown> {
  const {issues, name} = verdict;
  if (format === 'json') return {data: '', talk: '', document: validationDocument(issues, verdict)};
  if (format === 'sarif') return {data: await sarif(verdict, options.version), talk: ''};
  return {data: verdict.valid ? praise(verdict, options) : '', talk: issuesAsText(issues, name, options)};
}

async function sarif({issues, name}: Verdict, version: string): Promise<string> {
  const [{issuesAsSarif}, {catalog}] = await Promise.all([
    import('./issue-sarif.ts'),
    import('../definition/catalog/catalog.ts'),
  ]);
  return `${JSON.stringify(issuesAsSarif(issues, {name, version, catalog}), undefined, 2)}\n`;
}

/** One line with the numbers that matter, so that a mistake in them is seen at once. */
function praise({name, meaning, issues}: Verdict, {width}: TextOptions): string {
  const verdict = `${name} is valid${issues.length === 0 ? '' : ` (${countIssues(issues)})`}`;
  if (meaning === undefined) return `${verdict}\n`;
  const {cluster, plan} = meaning;
  const {nodes, pods, addresses} = plan.totals;
  const facts = [
    countOf(cluster.controlPlane.count, 'control-plane machine'),
    countOf(cluster.nodePools.length, 'node pool'),
    `up to ${countOf(nodes, 'node')} and ${countOf(pods, 'pod')}`,
    countOf(addresses, 'address', 'addresses'),
  ];
  return `${indentText(`${verdict}: ${facts.join(', ')}`, width, '  ', '').join('\n')}\n`;
}
