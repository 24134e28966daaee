import type {Change} from '../artifacts/artifact.ts';
import {countOf, formatCount} from '../definition/count-words.ts';
import {EXIT} from '../exit-codes.ts';
import type {Generated, GenerateOutcome} from '../operations/generate.ts';
import {indentText, type TextOptions, tableLines} from '../report/table.ts';
import {UserError} from '../user-error.ts';
import type {Shown} from './base-command.ts';
import {deployCommands} from './deploy-commands.ts';
import {headroomLines} from './headroom-text.ts';
import {issueDocuments, validationDocument} from './issue-json.ts';
import {issuesAsText} from './issue-text.ts';

/** How the two streams are written to, and whether somebody sits before the first. */
export interface GenerateTextOptions {
  readonly stdout: TextOptions;
  readonly stderr: TextOptions;
  readonly isTerminal: boolean;
}

/** What `generate` did, how much of Azure's limits that takes, and how to deploy it. */
export function showGeneration(outcome: GenerateOutcome, options: GenerateTextOptions): Shown {
  const {generated, issues, name} = outcome;
  const problems = issuesAsText(issues, name, options.stderr);
  if (generated === undefined) {
    return {data: '', talk: problems, document: validationDocument(issues, {name, valid: false})};
  }
  const {result} = generated;
  const document = generationDocument(outcome, generated);
  if (result.kind === 'artifact') {
    assertNotShown(result.artifact, options.isTerminal);
    const {path, content} = result.artifact;
    const text = typeof content === 'string' ? content : Buffer.from(content).toString();
    const talk = [problems, noticeText(generated, options.stderr)].filter((part) => part !== '').join('\n');
    return {data: text, talk, document: {...document, artifact: {path, content: text}}};
  }
  const data = result.written
    ? headroomLines(generated.headroom, options.stdout)
    : [...changeLines(result.changes, options.stdout), '', ...headroomLines(generated.headroom, options.stdout)];
  const talk = [problems, noticeText(generated, options.stderr), doneText(generated, result, options.stderr)];
  return {
    data: `${data.join('\n')}\n`,
    talk: ['', ...talk].filter((part, index) => index === 0 || part !== '').join('\n'),
    document,
  };
}

/** Keys belong into files and pipes, not on a screen with its history. */
function assertNotShown({path, mode}: {readonly path: string; readonly mode: number}, isTerminal: boolean): void {
  if (!isTerminal || mode !== 0o600) return;
  throw new UserError(`${path} holds keys, and is not for terminals`, {
    code: 'USAGE',
    exitCode: EXIT.usage,
    suggestions: [`write it to a file: vnetk8s generate --stdout ${path} > FILE`],
  });
}

function noticeText({notices}: Generated, {width, style}: TextOptions): string {
  const label = 'warning:';
  return notices
    .flatMap((notice) => indentText(`${label} ${notice}`, width, '  ', ''))
    .map((line) => `${line.startsWith(label) ? style.yellow(label) + line.slice(label.length) : line}\n`)
    .join('');
}

function doneText(
  generated: Generated,
  {written, changes}: Extract<Generated['result'], {kind: 'files'}>,
  {style}: TextOptions,
): string {
  const counts = countChanges(changes);
  const isSame = changes.every(({change}) => change === 'unchanged');
  const where = generated.directory;
  if (!written) return `${isSame ? `nothing would change in ${where}` : `would write ${where}: ${counts}`}\n`;
  const {commands, asked} = deployCommands(generated);
  const questions = asked.length === 0 ? '' : `  az asks for ${asked.join(', ')}\n`;
  return [
    `${isSame ? `nothing has changed in ${where}` : `wrote ${where}: ${counts}`}\n`,
    `next, deploy it (docs/generated.md says how to deploy it again):\n`,
    ...commands.map((command) => `  ${style.bold(command)}\n`),
    questions,
  ].join('');
}

/** `75 files: 3 new, 1 removed`: files that stay as they are only count. */
function countChanges(changes: readonly Change[]): string {
  const kinds = ['new', 'changed', 'unchanged', 'removed'] as const;
  return kinds
    .map((kind) => [kind, changes.filter(({change}) => change === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count], index) =>
      index === 0 ? `${countOf(count, `${kind} file`)}` : `${formatCount(count)} ${kind}`,
    )
    .join(', ');
}

/** One line a file; those that stay as they are would hide the others. */
function changeLines(changes: readonly Change[], options: TextOptions): string[] {
  const shown = changes.filter(({change}) => change !== 'unchanged');
  const paint = {
    new: options.style.green,
    changed: options.style.yellow,
    removed: options.style.red,
    unchanged: String,
  };
  const rows = shown.map(({path, change}) => ({cells: [{text: change, paint: paint[change]}, {text: path}]}));
  const same = changes.length - shown.length;
  return [
    ...(rows.length === 0 ? [] : tableLines([{header: 'CHANGE'}, {header: 'FILE'}], rows, options)),
    ...(same === 0 ? [] : [`${countOf(same, 'file')} unchanged`]),
  ];
}

function generationDocument({name, issues}: GenerateOutcome, generated: Generated): object {
  const {cluster, directory, headroom, notices, result} = generated;
  const files = result.kind === 'files' ? {written: result.written, changes: result.changes} : {};
  const {commands, asked} = deployCommands(generated);
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Generation',
    file: name,
    valid: true,
    cluster: cluster.name,
    directory,
    ...files,
    headroom,
    notices,
    deployment: {commands, asked},
    issues: issueDocuments(issues),
  };
}
