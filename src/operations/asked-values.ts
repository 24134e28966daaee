import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {ArmTemplate} from '../arm/arm-template.ts';
import type {DeploymentRequest} from '../azure/azure.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {askedParameters} from './generate.ts';

/** Values of parameters as a request has them. */
export type Values = DeploymentRequest['parameters'];

/** Asks a person for something that is not shown while it is typed; `what` says in words for what. */
export type AskSecret = (what: string) => Promise<string>;

/** Values of the parameters that nothing generated has: pre-shared keys of tunnels. */
export interface AskedValues {
  readonly known: Readonly<Record<string, string>>;
  /** Those that a person is asked for, once it is sure that they are needed. */
  readonly missing: readonly string[];
}

/** Where values come from. */
export interface ValueSources {
  /** A file of parameters as `az` takes it. */
  readonly file: string | undefined;
  readonly cwd: string;
  /** What those have that are not in the file. */
  readonly otherwise?: string | undefined;
  /** Whether a person can be asked for the rest. */
  readonly canAsk: boolean;
}

/** Reads the values that are given. Throws UserError if the file cannot be read, or one is missing and nobody can be asked. */
export async function givenValues(template: ArmTemplate, sources: ValueSources): Promise<AskedValues> {
  const names = askedParameters(template);
  if (names.length === 0) return {known: {}, missing: []};
  const {file, cwd, otherwise, canAsk} = sources;
  const given = file === undefined ? {} : await readParameters(resolve(cwd, file), file);
  const known = Object.fromEntries(
    names.flatMap((name) => {
      const value = given[name] ?? otherwise;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const missing = names.filter((name) => !(name in known));
  if (missing.length > 0 && !canAsk) throw valuesMissing(missing);
  return {known, missing};
}

/**
 * All values: a person is asked for those that are missing. What is typed goes into the request and nowhere else: Azure keeps it
 * as a secret, and a later deployment asks again.
 */
export async function allValues(
  {parameters}: Pick<ArmTemplate, 'parameters'>,
  {known, missing}: AskedValues,
  ask: AskSecret | undefined,
): Promise<Readonly<Record<string, string>>> {
  if (missing.length === 0) return known;
  if (ask === undefined) throw valuesMissing(missing);
  const values: Record<string, string> = {...known};
  for (const name of missing) values[name] = await ask(parameters[name]?.metadata.description ?? name);
  return values;
}

function valuesMissing(names: readonly string[]): UserError {
  const [first = ''] = names;
  return new UserError(`${names.join(', ')} of the template ${names.length === 1 ? 'has' : 'have'} no value`, {
    code: 'PARAMETER_MISSING',
    exitCode: EXIT.usage,
    suggestions: [
      `write ${names.length === 1 ? 'it' : 'them'} to a file that only you can read, as {"parameters": {"${first}": {"value": "…"}}}, and give it: --parameters FILE`,
      'or be asked: in a terminal, without --yes and --no-input',
    ],
  });
}

async function readParameters(path: string, name: string): Promise<Readonly<Record<string, string>>> {
  try {
    const document: {readonly parameters?: Values} = JSON.parse(await readFile(path, 'utf8'));
    return Object.fromEntries(
      Object.entries(document.parameters ?? {}).flatMap(([key, {value}]) =>
        typeof value === 'string' ? [[key, value] as const] : [],
      ),
    );
  } catch (error) {
    // The cause would quote what is in the file.
    const unreadable = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new UserError(`${name} ${unreadable}`, {code: 'FILE_UNREADABLE', exitCode: EXIT.notFound});
  }
}
