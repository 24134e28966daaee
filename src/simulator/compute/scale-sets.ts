import {createHash} from 'node:crypto';
import {isObject, type Json, type JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {hiddenOf, listAt, objectAt, present, shown, textAt, withHidden, without, withState} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {exitCodeOf, extensionError, outputOf, runsScript} from './bootstrap.ts';
import {SCALE_SETS} from './demand.ts';
import {freeInstanceAddresses} from './instance-addresses.ts';
import {identityOf} from './machine-checks.ts';
import {checkQuota} from './quota.ts';
import {scaleSetActions} from './scale-set-actions.ts';
import {checkModel, checkScaleSet} from './scale-set-checks.ts';
import {computerNameOf, type Instance, instanceNameOf, instancesOf, withInstances} from './scale-set-instances.ts';
import {scaleTo} from './scale-set-scaling.ts';

/** Simulated ms: of a change of the model, of making machines, of what each machine adds, and of a script on them. */
const UPDATE_MS = 15_000;
const CREATE_MS = 90_000;
const INSTANCE_MS = 300;
const SCRIPT_MS = 180_000;
const DELETE_MS = 60_000;

/** Errors of machines that an answer has. */
const MOST_ERRORS = 10;

/** Microsoft.Compute/virtualMachineScaleSets, of orchestration mode Uniform. */
export const SCALE_SET_KIND: ResourceKind = {
  type: SCALE_SETS,
  tracked: true,
  preflight: (world, put, _planned, puts) => {
    checkModel(world, put);
    checkQuota(world, put, 'QuotaExceeded', puts);
  },
  put: putScaleSet,
  finish: finishScaleSet,
  show: (_world, set) => shown(set),
  remove: (world, set) => {
    freeInstanceAddresses(world, set, instancesOf(set));
    return DELETE_MS + instancesOf(set).length * INSTANCE_MS;
  },
  patch: (world, set, body) => putScaleSet(world, patchAsPut(set, body)),
  actions: scaleSetActions,
};

/** A PATCH is a PUT of what is there, with what is changed. */
function patchAsPut(set: StoredResource, body: JsonObject): Put {
  const {id, type, name} = set;
  return {id, type, name, apiVersion: '', body: merge(without(shown(set), 'id', 'type', 'name'), body), existing: set};
}

function merge(a: JsonObject, b: JsonObject): JsonObject {
  const merged = Object.entries(b).map(([name, value]): [string, Json] => {
    const mine = a[name];
    return [name, mine !== undefined && isObject(mine) && isObject(value) ? merge(mine, value) : value];
  });
  return {...a, ...Object.fromEntries(merged)};
}

function putScaleSet(world: World, put: Put): number {
  checkScaleSet(world, put);
  checkQuota(world, put, 'OperationNotAllowed');
  const set = scaleSetOf(world, put);
  const before = put.existing === undefined ? [] : instancesOf(put.existing);
  const instances = scaleTo(world, set, upgraded(set, before));
  world.store.put(withInstances(set, instances));
  const waiting = instances.filter(({exitCode}) => exitCode === undefined).length;
  if (waiting === 0) return UPDATE_MS;
  return CREATE_MS + waiting * INSTANCE_MS + (scriptsOf(set).length === 0 ? 0 : SCRIPT_MS);
}

function scaleSetOf(world: World, put: Put): StoredResource {
  const {id, type, name, body, existing} = put;
  const wanted = objectAt(body, 'properties');
  const profile = objectAt(wanted, 'virtualMachineProfile');
  const shownProfile = withSystem({
    ...objectAt(existing?.properties, 'virtualMachineProfile'),
    ...withoutSecrets(profile),
  });
  const sku = {tier: 'Standard', ...objectAt(existing, 'sku'), ...objectAt(body, 'sku')};
  const secrets = {...objectAt(hiddenOf(existing), 'secrets'), ...secretsOf(profile)};
  const set: StoredResource = {
    id,
    type,
    name,
    ...present({
      // Azure's cloud provider writes scale sets without their tags and zones, and they keep them.
      tags: existing?.['tags'],
      zones: existing?.['zones'],
      ...without(body, 'properties', 'identity'),
      sku,
      identity: identityOf(world, body),
    }),
    properties: {
      ...existing?.properties,
      ...present(wanted),
      virtualMachineProfile: shownProfile,
      uniqueId: textAt(existing?.properties, 'uniqueId') ?? world.guid(`scale set ${id.toLowerCase()} ${world.now}`),
      provisioningState: existing === undefined ? 'Creating' : 'Updating',
    },
  };
  return withHidden(set, {
    ...hiddenOf(existing),
    secrets,
    model: hashOf([shownProfile, textAt(sku, 'name') ?? '', secrets]),
  });
}

/** With the system of its image, which Azure tells; the cloud provider takes it for granted. */
function withSystem(profile: JsonObject): JsonObject {
  const storageProfile = objectAt(profile, 'storageProfile');
  if (storageProfile['osDisk'] === undefined) return profile;
  const osDisk = {osType: 'Linux', ...objectAt(storageProfile, 'osDisk')};
  return {...profile, storageProfile: {...storageProfile, osDisk}};
}

/** What nobody is shown of a profile again. */
function withoutSecrets(profile: JsonObject): JsonObject {
  const extensions = listAt(profile, 'extensionProfile', 'extensions').map(
    (extension): Json => ({
      ...objectAt(extension),
      properties: without(objectAt(extension, 'properties'), 'protectedSettings'),
    }),
  );
  return {
    ...profile,
    ...(profile['osProfile'] === undefined
      ? {}
      : {osProfile: without(objectAt(profile, 'osProfile'), 'customData', 'adminPassword')}),
    ...(profile['extensionProfile'] === undefined
      ? {}
      : {extensionProfile: {...objectAt(profile, 'extensionProfile'), extensions}}),
  };
}

/** Tells whether what is not kept is the same as before; what is left out of a PUT stays. */
function secretsOf(profile: JsonObject): JsonObject {
  const customData = textAt(profile, 'osProfile', 'customData');
  const settings = listAt(profile, 'extensionProfile', 'extensions').map(
    (extension) => objectAt(extension, 'properties')['protectedSettings'] ?? null,
  );
  return {
    ...(customData === undefined ? {} : {customData: hashOf(customData)}),
    ...(settings.every((setting) => setting === null) ? {} : {extensions: hashOf(settings)}),
  };
}

function hashOf(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/**
 * The machines that a scale set has already, with a new model: Azure replaces those of its own accord only if the policy
 * is not `Manual`. A machine whose script failed runs it again.
 */
function upgraded(set: StoredResource, instances: readonly Instance[]): readonly Instance[] {
  const manual = (textAt(set.properties, 'upgradePolicy', 'mode') ?? 'Manual') === 'Manual';
  const model = textAt(hiddenOf(set), 'model') ?? '';
  const vmSize = textAt(set, 'sku', 'name') ?? '';
  return instances.map(({exitCode, ...instance}) => {
    if (!manual && instance.model !== model) {
      const {interfaces: _, ...rest} = instance;
      return {...rest, model, vmSize};
    }
    return exitCode === 0 ? {...instance, exitCode} : instance;
  });
}

function scriptsOf(set: StoredResource): readonly {readonly name: string; readonly properties: JsonObject}[] {
  return listAt(set.properties, 'virtualMachineProfile', 'extensionProfile', 'extensions')
    .map((extension) => ({name: textAt(extension, 'name') ?? '', properties: objectAt(extension, 'properties')}))
    .filter(({properties}) => runsScript(properties));
}

function namesOf(set: StoredResource, number: number): readonly string[] {
  return [computerNameOf(set, number), instanceNameOf(set, number)];
}

/** The scripts end, on each machine that has not run them. */
function finishScaleSet(world: World, set: StoredResource): void {
  const scripts = scriptsOf(set);
  const failed: Instance[] = [];
  const instances = instancesOf(set).map((instance) => {
    if (instance.exitCode !== undefined) return instance;
    const names = namesOf(set, instance.number);
    const ended = {...instance, exitCode: scripts.length === 0 ? 0 : exitCodeOf(world.settings, names)};
    if (ended.exitCode !== 0) failed.push(ended);
    return ended;
  });
  const [script] = scripts;
  world.store.put(withState(withInstances(set, instances), failed.length === 0 ? 'Succeeded' : 'Failed'));
  if (failed.length === 0 || script === undefined) return;
  const errors = failed.slice(0, MOST_ERRORS).map(({number, exitCode = 0}) => {
    const output = outputOf(world.settings, namesOf(set, number));
    return extensionError(script, {name: computerNameOf(set, number), instance: String(number), output}, exitCode);
  });
  const [first] = errors;
  if (errors.length === 1 && first !== undefined) throw new Refusal(409, first);
  throw new Refusal(409, {
    code: 'ResourceDeploymentFailure',
    message: "The resource operation completed with terminal provisioning state 'Failed'.",
    details: errors,
  });
}
