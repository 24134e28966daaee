import {DEPLOYMENT_TYPE} from '../template/expand-resource.ts';
import {allDeployments, allResources} from '../template/expanded.ts';
import {toCalendar} from '../template/functions/calendar.ts';
import type {Json, JsonObject} from '../template/value.ts';
import {bodyOf, expandRecord, type JobPlace, resolverFor} from './deployment-job.ts';
import type {DeploymentRecord, OperationRecord} from './deployment-record.ts';
import {Refusal} from './fault.ts';
import {assertAllowed} from './permissions-check.ts';
import type {Put, World} from './resource-kind.ts';
import {checkResource, type FailureCounts} from './resources.ts';

/** A request to deploy, taken apart. */
export interface DeploymentAsked {
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly properties: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

const SECURE = ['securestring', 'secureobject'];

/** Makes the record of a deployment. Throws Refusal for a template or parameters that cannot be. */
export function recordOf(
  asked: DeploymentAsked,
  place: JobPlace,
  now: number,
  guid: (seed: string) => string,
): DeploymentRecord {
  const {id, name, subscriptionId, resourceGroup, properties, tags} = asked;
  const template = objectIn(properties, 'template');
  const given = objectIn(properties, 'parameters');
  if (template === undefined) throw invalidTemplate('The template is missing.');
  const record: DeploymentRecord = {
    id,
    name,
    subscriptionId,
    resourceGroup,
    state: 'Running',
    started: now,
    changed: now,
    correlationId: guid(`${id} ${now}`),
    tags,
    template,
    given: given ?? {},
    parameters: {},
    operations: [],
    outputResources: [],
  };
  const {problems, parameters} = expandRecord(record, place);
  const [problem] = problems;
  if (problem !== undefined) throw invalidTemplate(`${problem.message} (${problem.path})`);
  const declared = objectIn(template, 'parameters') ?? {};
  return {...record, parameters: openParameters(declared, JSON.parse(JSON.stringify(parameters)))};
}

/** Parameters as a deployment shows them: secrets have a type and no value. */
function openParameters(declared: JsonObject, values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(declared).map(([name, declaration]) => {
      const type = String(objectIn({declaration}, 'declaration')?.['type'] ?? '');
      const isSecure = SECURE.includes(type.toLowerCase());
      return [name, {type, ...(isSecure ? {} : {value: values[name] ?? null})}];
    }),
  );
}

/** Checks all resources of a deployment before anything is made. Throws one Refusal that tells of everything. */
export function checkDeployment(world: World, record: DeploymentRecord, place: JobPlace, counts: FailureCounts): void {
  const root = expandRecord(record, place);
  const resolver = resolverFor(world.store, allDeployments(root));
  const resources = allResources(root).filter(({deployed, type}) => deployed && type !== DEPLOYMENT_TYPE);
  const puts = resources.map((resource): Put => {
    const {id, type, name, apiVersion} = resource;
    const last = name.slice(name.lastIndexOf('/') + 1);
    return {id, type, name: last, apiVersion, body: bodyOf(resource, resolver), existing: world.store.get(id)};
  });
  const planned = new Set(puts.map(({id}) => id.toLowerCase()));
  const details = puts.flatMap((put) => {
    try {
      assertAllowed(world.settings, `${put.type}/write`, put.id);
      checkResource(world, put, planned, puts, counts);
      return [];
    } catch (error) {
      if (error instanceof Refusal) return [error.body];
      throw error;
    }
  });
  if (details.length === 0) return;
  throw new Refusal(400, {
    code: 'InvalidTemplateDeployment',
    message: `The template deployment '${record.name}' is not valid according to the validation procedure. The tracking id is '${record.correlationId}'. See inner errors for details.`,
    details,
  });
}

function invalidTemplate(reason: string): Refusal {
  return new Refusal(400, {
    code: 'InvalidTemplate',
    message: `Deployment template validation failed: '${reason}'.`,
  });
}

/** A deployment as GET shows it. */
export function showDeployment(record: DeploymentRecord): JsonObject {
  const {id, name, state, started, changed, correlationId, tags, parameters, outputs, outputResources, error} = record;
  return {
    id,
    name,
    type: DEPLOYMENT_TYPE,
    tags,
    properties: {
      provisioningState: state,
      mode: 'Incremental',
      correlationId,
      timestamp: isoTime(changed),
      duration: isoDuration(changed - started),
      parameters,
      ...(outputs === undefined ? {} : {outputs}),
      outputResources: outputResources.map((resource) => ({id: resource})),
      ...(error === undefined ? {} : {error: error as unknown as Json}),
    },
  };
}

/** What became of one resource, as the list of operations shows it. */
export function showOperation(record: DeploymentRecord, operation: OperationRecord, now: number): JsonObject {
  const {resource, state, begun = record.started, ended, error} = operation;
  const operationId = resource.id.replaceAll(/[^A-Za-z0-9]/g, '').slice(-64);
  return {
    id: `${record.id}/operations/${operationId}`,
    operationId,
    properties: {
      provisioningOperation: 'Create',
      provisioningState: state,
      timestamp: isoTime(ended ?? begun),
      duration: isoDuration((ended ?? now) - begun),
      statusCode: state === 'Succeeded' ? 'OK' : state === 'Failed' ? 'Conflict' : 'Created',
      ...(error === undefined ? {} : {statusMessage: {status: 'Failed', error: error as unknown as Json}}),
      targetResource: {id: resource.id, resourceType: resource.type, resourceName: resource.name},
    },
  };
}

/** A time as Azure writes it. */
export function isoTime(ms: number): string {
  const {year, month, day, hour, minute, second} = toCalendar(Math.floor(ms / 1_000));
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return `${date}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(ms % 1_000, 3)}Z`;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A length of time as Azure writes it (ISO 8601). */
export function isoDuration(ms: number): string {
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = (ms % MINUTE) / 1_000;
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds}S`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** An object that is in another one. */
export function objectIn(object: JsonObject, key: string): JsonObject | undefined {
  const value = object[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
