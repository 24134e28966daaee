import {defaultSettings} from '../../src/simulator/default-settings.ts';
import {listAt, objectAt, textAt} from '../../src/simulator/fields.ts';
import type {Settings} from '../../src/simulator/settings.ts';
import {createSimulator, type SavedState, type Simulator} from '../../src/simulator/simulator.ts';
import type {JsonObject} from '../../src/template/value.ts';

export const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000001';
export const GROUP = `${SUBSCRIPTION}/resourceGroups/test`;
export const START = Date.UTC(2026, 0, 1);

/** A simulated Azure, with the resource group `test`. */
export function simulate(settings: Partial<Settings> = {}): Simulator {
  const simulator = createSimulator({settings: defaultSettings(settings), now: START});
  ask(simulator, 'PUT', GROUP, {location: 'westeurope'});
  return simulator;
}

/** The same, going on in another process. */
export function goOn(saved: SavedState, settings: Partial<Settings> = {}): Simulator {
  const kept = JSON.parse(JSON.stringify(saved)) as SavedState;
  return createSimulator({settings: defaultSettings(settings), now: 0, saved: kept});
}

/** What a test looks at. */
export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An empty object for an answer without one. */
  readonly body: JsonObject;
}

/** Asks, and reads the answer. */
export function ask(simulator: Simulator, method: string, path: string, body?: object): Asked {
  const url = path.includes('api-version=') ? path : `${path}${path.includes('?') ? '&' : '?'}api-version=2025-04-01`;
  const text = body === undefined ? {} : {body: JSON.stringify(body)};
  const answer = simulator.handle({method, url, headers: {authorization: 'Bearer token'}, ...text});
  if ('connection' in answer) return {status: 0, headers: {}, body: {connection: answer.connection}};
  return {...answer, body: answer.body === '' ? {} : JSON.parse(answer.body)};
}

/** A template with these resources. */
export function templateOf(resources: readonly object[], rest: object = {}) {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources,
    ...rest,
  };
}

/** The path of a deployment. */
export function deployment(name: string, group = GROUP): string {
  return `${group}/providers/Microsoft.Resources/deployments/${name}`;
}

/** Deploys a template. */
export function deploy(simulator: Simulator, template: object, parameters: object = {}, name = 'main'): Asked {
  return ask(simulator, 'PUT', deployment(name), {properties: {mode: 'Incremental', template, parameters}});
}

/** Lets time pass until a deployment has ended, and gives it as GET shows it. */
export function finish(simulator: Simulator, name = 'main', group = GROUP): JsonObject {
  for (let round = 0; round < 2_000; round += 1) {
    const {body} = ask(simulator, 'GET', deployment(name, group));
    if (/^(?:Succeeded|Failed|Canceled)$/.test(textAt(body, 'properties', 'provisioningState') ?? '')) return body;
    simulator.advance(10_000);
  }
  throw new Error(`${name} does not end`);
}

/** The state of a deployment now. */
export function stateOf(simulator: Simulator, name = 'main', group = GROUP): string | undefined {
  return textAt(ask(simulator, 'GET', deployment(name, group)).body, 'properties', 'provisioningState');
}

/** What became of each resource of a deployment: its name, how long it took, and its state. */
export function operations(simulator: Simulator, name = 'main', group = GROUP): readonly string[] {
  const {body} = ask(simulator, 'GET', `${deployment(name, group)}/operations`);
  return listAt(body, 'value').map((operation) => {
    const {provisioningOperation, provisioningState, duration} = objectAt(operation, 'properties');
    const resource = textAt(operation, 'properties', 'targetResource', 'resourceName') ?? provisioningOperation;
    return `${resource} ${provisioningState} ${duration}`;
  });
}

/** A resource that takes no time. */
export function identity(name: string, ...dependsOn: readonly string[]) {
  return {
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    apiVersion: '2024-11-30',
    name,
    location: 'westeurope',
    ...(dependsOn.length === 0 ? {} : {dependsOn: dependsOn.map(idOfIdentity)}),
  };
}

function idOfIdentity(name: string): string {
  return `[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', '${name}')]`;
}

/** A deployment within the deployment. */
export function nested(name: string, resources: readonly object[], rest: object = {}, properties: object = {}) {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2025-04-01',
    name,
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: {scope: 'Inner'},
      template: templateOf(resources),
      ...properties,
    },
    ...rest,
  };
}

/** A resource that takes 3 s: a virtual network. */
export function network(name: string, ...dependsOn: readonly string[]) {
  return {
    type: 'Microsoft.Network/virtualNetworks',
    apiVersion: '2025-05-01',
    name,
    location: 'westeurope',
    ...(dependsOn.length === 0 ? {} : {dependsOn}),
    properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}},
  };
}
