import {shown} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {assertReferences} from './references.ts';

/** How a kind differs from the plainest. */
export interface PlainOptions {
  readonly tracked?: boolean;
  /** Simulated ms. */
  readonly time: number;
  /** What can be told before anything of a deployment begins. */
  readonly preflight?: (put: Put) => void;
  readonly check?: (world: World, put: Put) => void;
  /** Properties that Azure adds or changes. */
  readonly complete?: (world: World, put: Put) => StoredResource['properties'];
  readonly done?: (world: World, resource: StoredResource) => void;
  readonly remove?: (world: World, resource: StoredResource) => number;
  readonly show?: ResourceKind['show'];
  readonly actions?: ResourceKind['actions'];
}

/** A kind of resource that is kept as it was put, once all that it refers to is there. */
export function plainKind(type: string, options: PlainOptions): ResourceKind {
  const {tracked = true, time, preflight, check, complete, done, remove, show, actions} = options;
  return {
    type,
    tracked,
    put: (world, put) => {
      assertReferences(world, put);
      preflight?.(put);
      check?.(world, put);
      const properties = complete?.(world, put) ?? propertiesOf(put);
      const kept = keep(world, put, {...properties, provisioningState: time > 0 ? 'Updating' : 'Succeeded'});
      done?.(world, kept);
      return time;
    },
    show: show ?? ((_, resource) => shown(resource)),
    ...(preflight === undefined ? {} : {preflight: (_: World, put: Put) => preflight(put)}),
    ...(remove === undefined ? {} : {remove}),
    ...(actions === undefined ? {} : {actions}),
  };
}

/** What a PUT asks for. */
export function propertiesOf({body}: Pick<Put, 'body'>): StoredResource['properties'] {
  const properties = body['properties'];
  return typeof properties === 'object' && properties !== null && !Array.isArray(properties)
    ? (properties as StoredResource['properties'])
    : {};
}

/** Keeps what was put, with properties as Azure has them. */
export function keep({store}: World, put: Put, properties: StoredResource['properties']): StoredResource {
  const {properties: _, ...rest} = put.body;
  return store.put({...rest, id: put.id, type: put.type, name: put.name, properties});
}
