import type {InitOutcome} from '../operations/init.ts';
import type {TextOptions} from '../report/table.ts';
import type {Shown} from './base-command.ts';
import {issueDocuments} from './issue-json.ts';
import {issuesAsText} from './issue-text.ts';

/** What `init` did, what is wrong with it, and what to do next. */
export function showInit({file, written, issues, valid, text}: InitOutcome, options: TextOptions): Shown {
  const problems = issuesAsText(issues, file, options);
  const {bold} = options.style;
  const name = file === 'cluster.yaml' ? '' : ` ${file}`;
  const told = written.length === 0 ? 'nothing was written' : `wrote ${written.join(' and ')}`;
  const next = valid
    ? `next, see its addresses: ${bold(`vnetk8s plan${name}`)}`
    : `next, when it is put right: ${bold(`vnetk8s validate${name}`)}`;
  const document = {apiVersion: 'vnetk8s/v1', kind: 'Init', file, written, valid, issues: issueDocuments(issues)};
  if (text !== undefined) return {data: text, talk: problems, document: {...document, text}};
  return {
    data: '',
    talk: `${problems === '' ? '' : `${problems}\n`}${told}\n${written.length === 0 ? '' : `${next}\n`}`,
    document,
  };
}
