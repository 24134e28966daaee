import type {
  DeploymentExtended,
  DeploymentsClient,
  DeploymentOperation as SdkOperation,
} from '@azure/arm-resourcesdeployments';
import type {JsonObject} from '../template/value.ts';
import type {Deployment, DeploymentOperation, DeploymentRequest, Deployments, WhatIfChange} from './azure.ts';
import {AzureError} from './azure-error.ts';
import {ANSWERED, finished, orUndefined, signalled} from './calls.ts';
import {readErrorBody} from './pipeline.ts';

/** ms between two questions of the SDK's own pollers; answers that say otherwise are heeded. */
const POLL = 1_000;

/** Deployments to resource groups, by the SDK's client. */
export function deploymentsOf(client: DeploymentsClient, simulated: boolean): Deployments {
  const updateIntervalInMs = simulated ? 1 : POLL;
  return {
    find: async (group, name, signal) => {
      const found = await orUndefined(client.deployments.get(group, name, signalled(signal)));
      return found === undefined ? undefined : deploymentOf(found, group, name);
    },
    submit: (request, signal) => submit(client, request, signal),
    validate: async ({group, name, ...request}, signal) => {
      const poller = client.deployments.validate(group, name, bodyOf(request), {
        updateIntervalInMs,
        ...signalled(signal),
      });
      try {
        const {error} = await finished(poller, `validation of ${name}`, signal);
        return readErrorBody(error);
      } catch (failure) {
        if (failure instanceof AzureError && (failure.status === 400 || failure.status === ANSWERED))
          return failure.body;
        throw failure;
      }
    },
    whatIf: (request, signal) => whatIf(client, request, updateIntervalInMs, signal),
    cancel: (group, name) => client.deployments.cancel(group, name),
    operations: async (group, name, signal) => {
      const found = [];
      for await (const operation of client.deploymentOperations.list(group, name, signalled(signal))) {
        found.push(operationOf(operation));
      }
      return found;
    },
  };
}

/**
 * Hands a deployment over. The poller is not followed: what becomes of the deployment is asked for by its name, which also works
 * after an outage and in another process. It is not even given a handler: its `then` would follow it to the end.
 */
async function submit(
  client: DeploymentsClient,
  {group, name, ...request}: DeploymentRequest,
  signal: AbortSignal | undefined,
): Promise<void> {
  const poller = client.deployments.createOrUpdate(group, name, bodyOf(request), signalled(signal));
  await poller.submitted();
}

async function whatIf(
  client: DeploymentsClient,
  {group, name, ...request}: DeploymentRequest & {readonly validationLevel?: 'Provider' | 'ProviderNoRbac'},
  updateIntervalInMs: number,
  signal: AbortSignal | undefined,
): Promise<readonly WhatIfChange[]> {
  const {properties} = bodyOf(request);
  const {validationLevel} = request;
  const level = validationLevel === undefined ? {} : {validationLevel};
  const body = {properties: {...properties, ...level, whatIfSettings: {resultFormat: 'FullResourcePayloads' as const}}};
  const poller = client.deployments.whatIf(group, name, body, {updateIntervalInMs, ...signalled(signal)});
  const result = await finished(poller, `what-if of ${name}`, signal);
  // It does not reject for what failed.
  const error = readErrorBody(result.error);
  if (error !== undefined || result.status === 'Failed') {
    throw new AzureError(error ?? {code: 'WhatIfFailed', message: 'Azure cannot tell what would change'}, {
      status: ANSWERED,
      request: `what-if of ${name}`,
    });
  }
  return (result.changes ?? []).map((change) => plainCopy(change) as unknown as WhatIfChange);
}

function bodyOf({template, parameters, tags}: Omit<DeploymentRequest, 'group' | 'name'>) {
  return {
    ...(tags === undefined ? {} : {tags: {...tags}}),
    properties: {mode: 'Incremental' as const, template, parameters: {...parameters}},
  };
}

function deploymentOf({id = '', properties, tags = {}}: DeploymentExtended, group: string, name: string): Deployment {
  const error = readErrorBody(properties?.error);
  return {
    id,
    group,
    name,
    state: properties?.provisioningState ?? 'Running',
    timestamp: properties?.timestamp?.toISOString() ?? '',
    correlationId: properties?.correlationId ?? '',
    parameters: valuesOf(properties?.parameters),
    outputs: valuesOf(properties?.outputs),
    ...(error === undefined ? {} : {error}),
    outputResources: (properties?.outputResources ?? []).flatMap((resource) => resource.id ?? []),
    tags,
  };
}

/** Values of parameters and outputs, without those that Azure keeps to itself. */
function valuesOf(
  given: Readonly<Record<string, {readonly value?: unknown}>> | undefined,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(given ?? {}).flatMap(([name, {value}]) =>
      value === undefined || value === null ? [] : [[name, value]],
    ),
  );
}

function operationOf({operationId = '', properties}: SdkOperation): DeploymentOperation {
  const {provisioningOperation, provisioningState, timestamp, duration, statusCode, statusMessage, targetResource} =
    properties ?? {};
  const ms = duration === undefined ? undefined : durationOf(duration);
  const error = readErrorBody(statusMessage?.error);
  const {id, resourceType = '', resourceName = ''} = targetResource ?? {};
  return {
    operationId,
    kind: provisioningOperation ?? '',
    state: provisioningState ?? '',
    timestamp: timestamp?.toISOString() ?? '',
    ...(ms === undefined ? {} : {duration: ms}),
    ...(statusCode === undefined ? {} : {status: statusCode}),
    ...(error === undefined ? {} : {error}),
    ...(id === undefined ? {} : {target: {id, type: resourceType, name: resourceName}}),
  };
}

/** A duration of ISO 8601 such as `PT1M2.5S`, in ms; undefined if it is none. */
export function durationOf(text: string): number | undefined {
  const match = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text);
  if (match === null) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match.map((part) => Number(part ?? 0));
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000);
}

function plainCopy(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}
