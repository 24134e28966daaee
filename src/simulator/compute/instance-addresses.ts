import {objectAt} from '../fields.ts';
import {allocateAddresses, releaseAddresses} from '../network/allocation.ts';
import {assertRoom} from '../network/network-interfaces.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import type {Instance} from './scale-set-instances.ts';
import {ipConfigurationsIn, subnetOf} from './scale-set-network.ts';

/*
 * Addresses of machines of a scale set: each takes those of all its ipConfigurations when it is made.
 */

/** Takes the addresses of so many new machines, all or none: of each, in the order of its ipConfigurations. */
export function takeInstanceAddresses(
  world: World,
  set: StoredResource,
  count: number,
): readonly (readonly string[])[] {
  const subnets = subnetsOf(set);
  const free = takeOfSubnets(world, subnets, count);
  const next = new Map<string, number>();
  return Array.from({length: count}, () =>
    subnets.flatMap((subnet) => {
      const index = next.get(subnet) ?? 0;
      next.set(subnet, index + 1);
      return free.get(subnet)?.[index] ?? [];
    }),
  );
}

/** In one call for each subnet: there may be tens of thousands. */
function takeOfSubnets(world: World, subnets: readonly string[], count: number): Map<string, readonly string[]> {
  const taken = new Map<string, readonly string[]>();
  try {
    for (const subnet of new Set(subnets)) {
      const each = subnets.filter((other) => other === subnet).length;
      assertRoom(world, subnet, each * count);
      taken.set(subnet, allocateAddresses(world, subnet, each * count));
    }
  } catch (error) {
    for (const [subnet, addresses] of taken) releaseAddresses(world, subnet, addresses);
    throw error;
  }
  return taken;
}

/** Gives the addresses of machines back that are gone. */
export function freeInstanceAddresses(world: World, set: StoredResource, gone: readonly Instance[]): void {
  const subnets = subnetsOf(set);
  for (const subnet of new Set(subnets)) {
    const addresses = gone.flatMap((instance) => instance.addresses.filter((_, index) => subnets[index] === subnet));
    if (addresses.length > 0) releaseAddresses(world, subnet, addresses);
  }
}

/** The subnet of each ipConfiguration of a machine. */
function subnetsOf(set: StoredResource): readonly string[] {
  return ipConfigurationsIn(objectAt(set.properties, 'virtualMachineProfile')).map(subnetOf);
}
