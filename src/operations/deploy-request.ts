import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {DeploymentRequest} from '../azure/azure.ts';
import {clusterTags} from '../cluster/tags.ts';
import type {JsonObject} from '../template/value.ts';
import type {Values} from './asked-values.ts';
import type {LiveParameters} from './deployment-parameters.ts';
import type {Run} from './generate.ts';
import {PARAMETERS_FILE} from './generate-files.ts';

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
