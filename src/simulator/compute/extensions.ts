import {Refusal} from '../fault.ts';
import {hiddenOf, objectAt, present, textAt, withHidden, without, withState} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {exitCodeOf, extensionError, outputOf, runsScript} from './bootstrap.ts';
import {VIRTUAL_MACHINES} from './demand.ts';
import {exitCodeIn, runOf} from './extension-run.ts';
import {showExtension} from './extension-view.ts';

const EXTENSIONS = `${VIRTUAL_MACHINES}/extensions`;

/** Simulated ms of a script that sets a machine up, and of an extension that has nothing new to do. */
const RUN_MS = 240_000;
const UNCHANGED_MS = 10_000;
const DELETE_MS = 20_000;

/** Microsoft.Compute/virtualMachines/extensions. */
export const EXTENSION_KIND: ResourceKind = {
  type: EXTENSIONS,
  tracked: true,
  put: putExtension,
  finish: finishExtension,
  show: showExtension,
  remove: () => DELETE_MS,
};

function putExtension(world: World, put: Put): number {
  const {id, type, name, body, existing} = put;
  const machine = machineOf(world, id);
  if (machine !== undefined) checkMachine(world, put, machine);
  const wanted = objectAt(body, 'properties');
  const extension: StoredResource = {
    id,
    type,
    name,
    ...present(without(body, 'properties')),
    properties: {
      ...existing?.properties,
      ...without(wanted, 'protectedSettings'),
      provisioningState: existing === undefined ? 'Creating' : 'Updating',
    },
  };
  const run = runOf(wanted);
  const again = textAt(hiddenOf(existing), 'run') === run && existing !== undefined;
  world.store.put(withHidden(extension, again ? hiddenOf(existing) : {run}));
  return again && exitCodeIn(existing) !== undefined ? UNCHANGED_MS : RUN_MS;
}

function machineOf({store}: World, extension: string): StoredResource | undefined {
  return store.get(extension.split('/').slice(0, -2).join('/'));
}

function checkMachine(world: World, put: Put, machine: StoredResource): void {
  if ((textAt(hiddenOf(machine), 'power') ?? 'running') !== 'running') {
    throw new Refusal(409, {
      code: 'OperationNotAllowed',
      message: 'Cannot modify extensions in the VM when the VM is not running.',
    });
  }
  const handler = handlerOf(put.body);
  const other = world.store
    .list(EXTENSIONS, machine.id)
    .find((extension) => extension.name.toLowerCase() !== put.name.toLowerCase() && handlerOf(extension) === handler);
  if (other === undefined) return;
  throw new Refusal(400, {
    code: 'BadRequest',
    message:
      `Multiple VMExtensions per handler not supported for OS type 'Linux'. VMExtension '${put.name}' with handler ` +
      `'${handler}' already added or specified in input.`,
  });
}

function handlerOf(extension: Put['body']): string {
  const {publisher = '', type = ''} = objectAt(extension, 'properties');
  return `${publisher}.${type}`;
}

/** The script ends: what it was told before, it did before. */
function finishExtension(world: World, extension: StoredResource): void {
  const machine = machineOf(world, extension.id);
  const names = [machine?.name, textAt(machine?.properties, 'osProfile', 'computerName')].filter(
    (name) => name !== undefined,
  );
  const runs = runsScript(extension.properties);
  const exitCode = exitCodeIn(extension) ?? (runs ? exitCodeOf(world.settings, names) : 0);
  const finished = withState(extension, exitCode === 0 ? 'Succeeded' : 'Failed');
  world.store.put(withHidden(finished, {...hiddenOf(extension), exitCode}));
  if (exitCode === 0) return;
  const output = outputOf(world.settings, names);
  throw new Refusal(409, extensionError(extension, {name: names.at(-1) ?? extension.name, output}, exitCode));
}
