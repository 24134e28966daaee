import {isList, isObject, type Json, type JsonObject} from '../../template/value.ts';
import {listAt, objectAt, textAt} from '../fields.ts';
import type {StoredResource} from '../store.ts';
import {type Instance, instanceIdOf, instancesOf} from './scale-set-instances.ts';
import {interfacesIn} from './scale-set-network.ts';

/** The interfaces of a machine of a scale set: those that it was given by itself, or those of the model. */
export function interfacesOf(set: StoredResource, {interfaces}: Instance): readonly Json[] {
  return interfaces ?? interfacesIn(set.properties['virtualMachineProfile']);
}

/** Backend pools and the ipConfigurations of machines that are in them. */
export function poolMembersOf(set: StoredResource): readonly (readonly [pool: string, id: string])[] {
  const model = membersIn(interfacesIn(set.properties['virtualMachineProfile']));
  return instancesOf(set).flatMap((instance) => {
    const members = instance.interfaces === undefined ? model : membersIn(instance.interfaces);
    const machine = instanceIdOf(set, instance.number);
    return members.map(([pool, path]) => [pool, `${machine}${path}`] as const);
  });
}

function membersIn(interfaces: readonly Json[]): readonly (readonly [pool: string, path: string])[] {
  return interfaces.flatMap((nic) =>
    listAt(nic, 'properties', 'ipConfigurations').flatMap((item) =>
      listAt(item, 'properties', 'loadBalancerBackendAddressPools').map((pool) => {
        const path = `/networkInterfaces/${textAt(nic, 'name') ?? ''}/ipConfigurations/${textAt(item, 'name') ?? ''}`;
        return [textAt(pool, 'id') ?? '', path] as const;
      }),
    ),
  );
}

/**
 * A machine whose interfaces are written by themselves, as the cloud controller takes a machine into a backend pool. One
 * that is as the model again has nothing of its own.
 */
export function withInterfaces(set: StoredResource, instance: Instance, body: JsonObject): Instance {
  const wanted = listAt(body, 'properties', 'networkProfileConfiguration', 'networkInterfaceConfigurations');
  if (wanted.length === 0) return instance;
  const {interfaces: _, ...rest} = instance;
  const model = interfacesIn(set.properties['virtualMachineProfile']);
  return textOf(wanted) === textOf(model) ? rest : {...rest, interfaces: wanted};
}

/** The same text for the same value: keys in order, and neither empty lists nor false, which some write and some leave out. */
function textOf(value: Json): string {
  if (isList(value)) return `[${value.map((item) => textOf(item)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(objectAt(value)).filter(
    ([, item]) => item !== false && item !== null && !(isList(item) && item.length === 0),
  );
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, item]) => `${name}:${textOf(item)}`).join()}}`;
}
