import {isObject, type JsonObject} from '../template/value.ts';
import {Refusal} from './fault.ts';
import {present, without} from './fields.ts';
import {finishPut} from './put-resource.ts';
import {putGroup} from './resource-groups.ts';
import {groupIdOf, lastPart, readPath, typeOf} from './resource-path.ts';
import type {Settings} from './settings.ts';
import {type Simulation, worldOf} from './simulation.ts';

/** Where groups are that nobody said anything about. */
const LOCATION = 'westeurope';

/**
 * Puts in what a simulated Azure has from the start, as if somebody had made it: its providers compute what they compute.
 * What they would refuse, or do not know, is kept as it is given.
 */
export function putInitialResources(simulation: Simulation): void {
  for (const given of simulation.settings.resources) {
    const {id = ''} = given;
    const group = groupIdOf(id);
    if (group === undefined) continue;
    const location = typeof given['location'] === 'string' ? given['location'] : LOCATION;
    if (simulation.store.get(group) === undefined) putGroup(simulation, group, {location});
    if (group.toLowerCase() === id.toLowerCase()) simulation.store.put({...groupOf(simulation, id), ...present(given)});
    else putInitial(simulation, id, given);
  }
}

function groupOf({store}: Simulation, id: string) {
  const group = store.get(id);
  if (group === undefined) throw new Error(`${id} was put in just now`);
  return group;
}

function putInitial(simulation: Simulation, id: string, given: Settings['resources'][number]): void {
  const path = readPath(id);
  const type = given.type ?? (path === undefined ? '' : typeOf(path));
  const body = without(given as JsonObject, 'id', 'type', 'name', 'etag');
  const kind = simulation.kinds.find(type);
  const name = lastPart(id);
  const existing = simulation.store.get(id);
  try {
    kind?.put(worldOf(simulation), {id, type, name, apiVersion: '', body, existing});
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const made = simulation.store.get(id);
  if (made === undefined) {
    const properties = isObject(body['properties']) ? body['properties'] : {};
    simulation.store.put({...body, id, type, name, properties: {provisioningState: 'Succeeded', ...properties}});
  } else {
    finishPut(simulation, made);
  }
}
