import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, objectAt, textAt, textsAt} from '../fields.ts';
import type {Action, ActionRequest, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {freeInstanceAddresses} from './instance-addresses.ts';
import {type Instance, instancesOf, modelOf, withInstances} from './scale-set-instances.ts';
import {withInterfaces} from './scale-set-pools.ts';
import {instanceView, scaleSetView, showInstance, showInterfaces} from './scale-set-view.ts';

/** Simulated ms until machines are gone, or upgraded. */
const DELETE_MS = 60_000;
const UPGRADE_MS = 120_000;
const UPDATE_MS = 10_000;

/** What is asked of a scale set beside itself, by path in lower case. */
export const scaleSetActions: Readonly<Record<string, Action>> = {
  instanceview: (_world, set) => ({result: scaleSetView(set)}),
  networkinterfaces: (_world, set) => ({
    result: {value: instancesOf(set).flatMap((instance) => showInterfaces(set, instance))},
  }),
  virtualmachines: askInstances,
  delete: (world, set, {body}) => {
    deleteInstances(world, set, namedIn(set, body));
    return {result: {}, after: DELETE_MS};
  },
  manualupgrade: (world, set, {body}) => {
    upgradeInstances(world, set, namedIn(set, body));
    return {result: {}, after: UPGRADE_MS};
  },
};

/** The machines that `instanceIds` names: `*` is all of them. */
function namedIn(set: StoredResource, body: JsonObject): readonly Instance[] {
  const ids = textsAt(body, 'instanceIds');
  return ids.includes('*') ? instancesOf(set) : ids.map((id) => instanceOf(set, id));
}

function instanceOf(set: StoredResource, id: string): Instance {
  const found = instancesOf(set).find(({number}) => String(number) === id);
  if (found !== undefined) return found;
  throw new Refusal(404, {
    code: 'InvalidInstanceId',
    message: `The instanceId ${id} is not an active Virtual Machine Scale Set VM instanceId.`,
    target: id,
  });
}

function askInstances(world: World, set: StoredResource, request: ActionRequest): ReturnType<Action> {
  const [id, what = ''] = request.rest;
  if (id === undefined) {
    const expanded = (request.query.get('$expand') ?? '').toLowerCase() === 'instanceview';
    const value = instancesOf(set).map((instance) => showWith(world, set, instance, expanded));
    return {result: {value}};
  }
  const instance = instanceOf(set, id);
  if (request.method === 'DELETE') {
    deleteInstances(world, set, [instance]);
    return {result: {}, after: DELETE_MS};
  }
  if (request.method === 'PUT') {
    const changed = withInterfaces(set, instance, request.body);
    replaceInstance(world, set, changed);
    return {result: showInstance(world, set, changed), after: UPDATE_MS};
  }
  switch (what.toLowerCase()) {
    case '':
      return {result: showWith(world, set, instance, request.query.get('$expand')?.toLowerCase() === 'instanceview')};
    case 'instanceview':
      return {result: instanceView(set, instance)};
    case 'networkinterfaces':
      return {result: interfacesAt(showInterfaces(set, instance), request.rest.slice(2))};
    default:
      throw new Refusal(404, {code: 'NotFound', message: `Nothing is known of ${what} of a scale set's machine.`});
  }
}

/** The list, one of them by its name, or what is below one: its ipConfigurations, or one of these. */
function interfacesAt(items: readonly JsonObject[], [name, list, ...rest]: readonly string[]): JsonObject {
  if (name === undefined) return {value: items};
  const found = items.find((item) => textAt(item, 'name')?.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new Refusal(404, {code: 'NotFound', message: `There is nothing called ${name}.`});
  if (list === undefined) return found;
  const below = list.toLowerCase() === 'ipconfigurations' ? listAt(found, 'properties', 'ipConfigurations') : [];
  return interfacesAt(
    below.map((item) => objectAt(item)),
    rest,
  );
}

function replaceInstance(world: World, set: StoredResource, changed: Instance): void {
  const others = instancesOf(set).map((instance) => (instance.number === changed.number ? changed : instance));
  world.store.put(withInstances(set, others));
}

/** With its instance view, if that was asked for. */
function showWith(world: World, set: StoredResource, instance: Instance, expanded: boolean): JsonObject {
  const machine = showInstance(world, set, instance);
  if (!expanded) return machine;
  const properties = {...objectAt(machine['properties']), instanceView: instanceView(set, instance)};
  return {...machine, properties};
}

/** Capacity follows the machines that are left. */
function deleteInstances(world: World, set: StoredResource, gone: readonly Instance[]): void {
  freeInstanceAddresses(world, set, gone);
  const numbers = new Set(gone.map(({number}) => number));
  const left = instancesOf(set).filter(({number}) => !numbers.has(number));
  const sku = {...objectAt(set['sku']), capacity: left.length};
  world.store.put(withInstances({...set, sku}, left));
}

function upgradeInstances(world: World, set: StoredResource, chosen: readonly Instance[]): void {
  const numbers = new Set(chosen.map(({number}) => number));
  const vmSize = textAt(set, 'sku', 'name') ?? '';
  const instances = instancesOf(set).map((instance) => {
    if (!numbers.has(instance.number)) return instance;
    const {interfaces: _, ...rest} = instance;
    return {...rest, model: modelOf(set), vmSize};
  });
  world.store.put(withInstances(set, instances));
}
