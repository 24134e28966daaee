import {randomBytes} from 'node:crypto';
import {EXIT} from '../exit-codes.ts';
import type {AzureOptions} from '../operations/azure-connection.ts';
import {type DiffOutcome, diffDeployed, diffFiles} from '../operations/diff.ts';
import type {TextOptions} from '../report/table.ts';
import {UserError} from '../user-error.ts';
import {accountText} from './account-text.ts';
import type {Shown} from './base-command.ts';
import {changesAsMarkdown, changesAsText, diffDocument, previewAsText} from './diff-text.ts';
import {issuesAsText} from './issue-text.ts';

/** What the command was told. */
export interface DiffRun {
  readonly files: readonly (string | undefined)[];
  readonly set: readonly string[];
  readonly directory: string | undefined;
  readonly azure: AzureOptions;
  readonly output: 'text' | 'json' | 'markdown';
  readonly raw: boolean;
  readonly version: string;
  /** Says who asks, and where, before anything is asked. */
  readonly talk: (text: string) => void;
  readonly text: {readonly stdout: TextOptions; readonly stderr: TextOptions};
}

/** Compares, and gives what is printed and how the process ends. */
export async function runDiff(run: DiffRun): Promise<{readonly shown: Shown; readonly outcome: DiffOutcome}> {
  const {files, set, azure, version} = run;
  const source = {stdin: process.stdin, cwd: process.cwd()};
  const [first, second] = files;
  if (second !== undefined) {
    if (first === '-' && second === '-') throw sameStdin();
    const outcome = await diffFiles({...source, file: first, set: []}, {...source, file: second, set});
    return {shown: showDiff(outcome, run), outcome};
  }
  const sources = {
    version,
    now: new Date(),
    random: randomBytes,
    directory: run.directory,
    pki: undefined,
    viewer: false,
  };
  const outcome = await diffDeployed({...source, ...sources, file: first, set}, azure, (account) => {
    run.talk(accountText(account));
  });
  return {shown: showDiff(outcome, run), outcome};
}

/** The exit code with `--detailed-exitcode`. */
export function detailedExitCode({changes, preview}: DiffOutcome): number {
  const isSame = preview === undefined ? changes.length === 0 : preview.isEmpty;
  return isSame ? EXIT.ok : EXIT.changes;
}

function showDiff(outcome: DiffOutcome, {output, raw, text}: DiffRun): Shown {
  const {issues, name, preview, changes, valid} = outcome;
  const talk = issuesAsText(issues, name, text.stderr);
  if (!valid) return {data: '', talk};
  if (raw) {
    if (preview?.raw === undefined) throw noRaw();
    return {data: `${JSON.stringify(preview.raw, undefined, 2)}\n`, talk};
  }
  if (output === 'markdown') {
    const summary = preview?.summary ?? (changes.length === 0 ? 'nothing is different' : `${changes.length} changes`);
    return {data: changesAsMarkdown(changes, summary), talk};
  }
  const data = preview === undefined ? changesAsText(changes, text.stdout) : previewAsText(preview, text.stdout);
  return {data, talk, document: diffDocument(outcome)};
}

function sameStdin(): UserError {
  return new UserError('standard input holds one definition, and both are to be read from it', {
    code: 'USAGE',
    exitCode: EXIT.usage,
    suggestions: ['name a file for one of them'],
  });
}

function noRaw(): UserError {
  return new UserError(
    'there is no answer of Azure to show: the resource group is not there, or two files were compared',
    {
      code: 'USAGE',
      exitCode: EXIT.usage,
      suggestions: ['leave --raw out'],
    },
  );
}
