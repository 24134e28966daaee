import {readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {clusterSchema} from '../definition/cluster-schema.ts';
import type {LocatedIssue} from '../definition/located-issue.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {loadDefinition} from './load-definition.ts';
import {DEFAULT_FILES} from './read-input.ts';
import {assertFree, fileExists, saveFile} from './save-file.ts';
import {SCHEMA_FILE, type StarterAnswers, starterDefinition} from './starter-definition.ts';
import {hasErrors} from './validate.ts';

/** What to write, and where. */
export interface InitOptions {
  readonly file: string;
  readonly answers: StarterAnswers;
  /** Writes the schema beside it, so that editors complete and check. */
  readonly withSchema: boolean;
  /** Writes also what has errors: after a dialogue, whose answers would be lost. */
  readonly evenIfInvalid: boolean;
  readonly cwd: string;
}

/** What was written, or why nothing was. */
export interface InitOutcome {
  readonly file: string;
  readonly issues: readonly LocatedIssue[];
  /** True if there is no error. */
  readonly valid: boolean;
  /** Files that were written. */
  readonly written: readonly string[];
  /** The definition, where it is to go to standard output. */
  readonly text?: string;
}

/** Stands for standard output. */
const STDOUT = '-';

/** Throws UserError where `init` could not write: a file is in the way, or a schema has no file to be beside. */
export async function assertWritable(file: string, withSchema: boolean, cwd: string): Promise<void> {
  if (file !== STDOUT) return assertFree(file, cwd);
  if (!withSchema) return;
  const suggestions = ['name a file to write, or print the schema: vnetk8s schema'];
  throw new UserError('the schema is written beside a file, and there is none', {
    code: 'USAGE',
    exitCode: EXIT.usage,
    suggestions,
  });
}

/** Writes a first definition. Throws UserError if a file is in the way. */
export async function init(options: InitOptions): Promise<InitOutcome> {
  const {answers, withSchema, cwd} = options;
  await assertWritable(options.file, withSchema, cwd);
  const isPrinted = options.file === STDOUT;
  const file = isPrinted ? DEFAULT_FILES[0] : options.file;
  const text = starterDefinition(answers, file, withSchema);
  const issues = await checkStarter(text, file, cwd);
  const valid = !hasErrors(issues);
  if (!valid && !options.evenIfInvalid) return {file, issues, valid, written: []};

  if (isPrinted) return {file, issues, valid, written: [], text};
  const path = resolve(cwd, file);
  const schema = join(path, '..', SCHEMA_FILE);
  if (withSchema) await assertOurs(schema);
  await saveFile(path, text, {replace: false});
  if (withSchema) await saveFile(schema, `${JSON.stringify(clusterSchema, undefined, 2)}\n`, {replace: true});
  return {file, issues, valid, written: withSchema ? [file, SCHEMA_FILE] : [file]};
}

/** A schema of an earlier release may be replaced; any other file of that name may not. */
async function assertOurs(schema: string): Promise<void> {
  const text = await readFile(schema, 'utf8').catch(() => undefined);
  if (text !== undefined && !text.includes('"title": "Cluster definition"')) throw fileExists(SCHEMA_FILE);
}

/** What would be wrong with a starter file. */
export async function checkStarter(text: string, file: string, cwd: string): Promise<readonly LocatedIssue[]> {
  const {issues, name} = await loadDefinition({file: '-', set: [], stdin: textStream(text), cwd});
  const renamed = (location: LocatedIssue['location']) =>
    location.source === name ? {...location, source: file} : location;
  return issues.map((issue) => ({
    ...issue,
    location: renamed(issue.location),
    related: issue.related.map((place) => ({...place, location: renamed(place.location)})),
  }));
}

async function* textStream(text: string): AsyncIterable<string> {
  yield text;
}
