import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, objectAt, textAt, withProperties} from '../fields.ts';
import {releaseAddresses} from '../network/allocation.ts';
import {referenceRefused} from '../network/refusals.ts';
import type {Put, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {invalidParameter} from './machine-checks.ts';
import {sameLocation} from './resource-ids.ts';
import {findSize} from './sizes.ts';

/*
 * Network interfaces of single machines: resources of the network provider, of which a machine takes hold.
 */

/** Ids of the network interfaces that a machine asks for or has. */
export function interfacesOf(body: JsonObject): readonly string[] {
  return listAt(body, 'properties', 'networkProfile', 'networkInterfaces').flatMap((item) => textAt(item, 'id') ?? []);
}

/** Refuses interfaces that are not there, are elsewhere, are another machine's, or are too many. */
export function checkInterfaces(world: World, put: Put): void {
  const ids = interfacesOf(put.body);
  if (ids.length === 0) {
    throw invalidParameter('Virtual machine must have at least one network interface.', 'networkProfile');
  }
  for (const id of ids) checkInterface(world, put, id);
  const vmSize = textAt(put.body, 'properties', 'hardwareProfile', 'vmSize') ?? '';
  const most = findSize(vmSize)?.maxNics ?? ids.length;
  if (ids.length > most) {
    throw new Refusal(400, {
      code: 'NetworkInterfaceCountExceeded',
      message:
        `The number of network interfaces for virtual machine ${put.name} exceeds the maximum allowed for the virtual ` +
        `machine size ${vmSize}. The number of network interfaces is ${ids.length} and the maximum allowed is ${most}.`,
      details: [],
    });
  }
}

function checkInterface({store}: World, put: Put, id: string): void {
  const found = store.get(id);
  const location = textAt(put.body, 'location') ?? '';
  if (found === undefined || !sameLocation(textAt(found, 'location') ?? '', location)) {
    throw referenceRefused(id, put.id);
  }
  const owner = textAt(found.properties, 'virtualMachine', 'id');
  if (owner === undefined || owner.toLowerCase() === put.id.toLowerCase()) return;
  throw new Refusal(400, {
    code: 'NicInUse',
    message: `Network Interface ${id} is used by existing VM ${owner}.`,
    details: [],
  });
}

/** Takes hold of a machine's interfaces, and lets those go that it had before. */
export function attachInterfaces(world: World, put: Put): void {
  const wanted = interfacesOf(put.body);
  for (const id of put.existing === undefined ? [] : interfacesOf(put.existing)) {
    if (!wanted.some((other) => other.toLowerCase() === id.toLowerCase())) letGo(world, id);
  }
  const profile = listAt(put.body, 'properties', 'networkProfile', 'networkInterfaces');
  for (const item of profile) {
    const found = world.store.get(textAt(item, 'id') ?? '');
    const primary = profile.length === 1 || objectAt(item, 'properties')['primary'] === true;
    if (found !== undefined) world.store.put(withProperties(found, {primary, virtualMachine: {id: put.id}}));
  }
}

/** What becomes of the interfaces of a machine that is deleted: each has its `deleteOption`. */
export function releaseInterfaces(world: World, machine: StoredResource): void {
  for (const item of listAt(machine.properties, 'networkProfile', 'networkInterfaces')) {
    const id = textAt(item, 'id') ?? '';
    if (textAt(item, 'properties', 'deleteOption') === 'Delete') remove(world, id);
    else letGo(world, id);
  }
}

function letGo({store}: World, id: string): void {
  const found = store.get(id);
  if (found === undefined) return;
  const {virtualMachine: _, ...properties} = found.properties;
  store.put({...found, properties});
}

function remove(world: World, id: string): void {
  for (const item of listAt(world.store.get(id)?.properties, 'ipConfigurations')) {
    const address = textAt(item, 'properties', 'privateIPAddress');
    const subnet = textAt(item, 'properties', 'subnet', 'id');
    if (address !== undefined && subnet !== undefined) releaseAddresses(world, subnet, [address]);
  }
  world.store.remove(id);
}
