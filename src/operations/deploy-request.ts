import {readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import type {DeploymentRequest} from '../azure/azure.ts';
import {clusterTags} from '../cluster/tags.ts';
import {EXIT} from '../exit-codes.ts';
import type {JsonObject} from '../template/value.ts';
import {UserError} from '../user-error.ts';
import type {LiveParameters} from './deployment-parameters.ts';
import {askedParameters, type Run} from './generate.ts';
import {PARAMETERS_FILE} from './generate-files.ts';

/** Values of parameters as a request has them. */
type Values = DeploymentRequest['parameters'];

/** Tells deployments apart that are of the same cluster, but of another definition. */
export const DEFINITION_TAG = 'vnetk8s-definition';

/** Stands for a value that Azure checks only when machines read it. */
const STAND_IN = 'not-known-yet';

/** The request without any secret: what Azure is asked about before anything is made. */
export function previewRequest(run: Run, group: string, live: LiveParameters): DeploymentRequest {
  const names = Object.entries(run.built.template.parameters).flatMap(([name, {defaultValue}]) =>
    defaultValue === undefined ? [name] : [],
  );
  const standIns = Object.fromEntries(names.map((name) => [name, {value: STAND_IN}]));
  return requestOf(run, group, {...standIns, ...valuesOf(live)});
}

/** The request that makes the cluster, with the keys that were written to the directory. */
export async function deployRequest(
  run: Run,
  group: string,
  live: LiveParameters,
  asked: Readonly<Record<string, string>>,
): Promise<DeploymentRequest> {
  const text = await readFile(join(run.directory.path, PARAMETERS_FILE), 'utf8');
  const {parameters}: {readonly parameters: Values} = JSON.parse(text);
  const given = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, {value}]));
  return requestOf(run, group, {...parameters, ...given, ...valuesOf(live)});
}

/**
 * Values of the parameters that nothing generated has: pre-shared keys of tunnels, from a file of parameters as `az` takes
 * it; `otherwise` is what those have that are not in it. Throws UserError if the file cannot be read, or one is missing.
 */
export async function askedValues(
  run: Run,
  file: string | undefined,
  cwd: string,
  otherwise?: string,
): Promise<Readonly<Record<string, string>>> {
  const names = askedParameters(run.built.template);
  if (names.length === 0) return {};
  const given = file === undefined ? {} : await readParameters(resolve(cwd, file), file);
  const values = names.map((name) => [name, given[name] ?? otherwise] as const);
  const missing = values.flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 0) return Object.fromEntries(values.map(([name, value]) => [name, value ?? '']));
  throw new UserError(`${missing.join(', ')} of the template ${missing.length === 1 ? 'has' : 'have'} no value`, {
    code: 'PARAMETER_MISSING',
    exitCode: EXIT.usage,
    suggestions: [
      `write ${missing.length === 1 ? 'it' : 'them'} to a file that only you can read, as {"parameters": {"${missing[0]}": {"value": "…"}}}, and give it: --parameters FILE`,
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

function requestOf(run: Run, group: string, parameters: Values): DeploymentRequest {
  const {cluster, template} = run.built;
  return {
    group,
    name: cluster.name,
    template: template as unknown as JsonObject,
    parameters,
    tags: {...clusterTags(cluster), [DEFINITION_TAG]: run.provenance.definition},
  };
}

function valuesOf(live: LiveParameters): Values {
  return Object.fromEntries(Object.entries(live).map(([name, value]) => [name, {value}]));
}
