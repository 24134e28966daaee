import {SCALE_SETS} from '../compute/demand.ts';
import {poolMembersOf} from '../compute/scale-set-pools.ts';
import type {World} from '../resource-kind.ts';
import {lastPart} from '../resource-path.ts';
import type {StoredResource} from '../store.ts';
import {referencesIn} from './references.ts';
import {refusal} from './refusals.ts';

const SUBNETS = 'Microsoft.Network/virtualNetworks/subnets';
const INTERFACES = 'Microsoft.Network/networkInterfaces';

/** Refuses to remove a security group that subnets, interfaces or scale sets have. */
export function assertGroupUnused(world: World, group: StoredResource): void {
  const [set] = usersOf(world, group.id, SCALE_SETS);
  if (set !== undefined) {
    throw refusal(
      'NetworkSecurityGroupInUseByVirtualMachineScaleSet',
      `Cannot delete network security group ${group.id} since it is in use by virtual machine scale set ${set}.`,
    );
  }
  const users = [...usersOf(world, group.id, SUBNETS), ...usersOf(world, group.id, INTERFACES)];
  if (users.length === 0) return;
  throw refusal(
    'InUseNetworkSecurityGroupCannotBeDeleted',
    `Network security group ${group.id} cannot be deleted because it is in use by the following resources: ${users.join(', ')}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
  );
}

/** Refuses to remove a route table that subnets have. */
export function assertTableUnused(world: World, table: StoredResource): void {
  if (usersOf(world, table.id, SUBNETS).length === 0) return;
  throw refusal('InUseRouteTableCannotBeDeleted', `Route table ${table.name} is in use and cannot be deleted.`);
}

/** Refuses to remove a NAT gateway that subnets have. */
export function assertNatGatewayUnused(world: World, gateway: StoredResource): void {
  const users = usersOf(world, gateway.id, SUBNETS);
  if (users.length === 0) return;
  throw refusal(
    'InUseNatGatewayCannotBeDeleted',
    `Nat gateway ${gateway.id} cannot be deleted because it is in use by the following resources: ${users.join(', ')}.`,
  );
}

/** Refuses to remove a load balancer while machines of a scale set are in its pools: its text ends as the cloud provider reads it. */
export function assertBalancerUnused({store}: World, balancer: StoredResource): void {
  const within = `${balancer.id.toLowerCase()}/`;
  for (const set of store.list(SCALE_SETS)) {
    const [pool] = poolMembersOf(set).find(([id]) => id.toLowerCase().startsWith(within)) ?? [];
    if (pool === undefined) continue;
    throw refusal(
      'LoadBalancerInUseByVirtualMachineScaleSet',
      `Cannot delete load balancer ${balancer.id} since its child resources ${lastPart(pool)} are in use by virtual machine scale set ${set.id}.`,
    );
  }
}

/** Resources of a type that refer to another one. */
function usersOf({store}: World, id: string, type: string): readonly string[] {
  const wanted = id.toLowerCase();
  return store
    .list(type)
    .filter(({properties}) => referencesIn(properties).some((reference) => reference.toLowerCase() === wanted))
    .map((user) => user.id);
}
