import {containsPrefix, overlaps, type Prefix, parsePrefix} from '../../ipv4/prefix.ts';
import {Refusal} from '../fault.ts';
import {listAt, shown, textAt, textsAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {forgetSubnet, holderOf, rangeOf, usageOf} from './allocation.ts';
import {assertAtRest} from './network-at-rest.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {assertReferences} from './references.ts';
import {refusal} from './refusals.ts';

export const SUBNET_TYPE = 'Microsoft.Network/virtualNetworks/subnets';

const PUT_TIME = 5_000;

/** Azure's smallest subnet (Azure: virtual-networks-faq). */
const SMALLEST = 29;

/** Subnets. */
export const SUBNET_KIND: ResourceKind = {
  type: SUBNET_TYPE,
  tracked: false,
  put: (world, put) => {
    assertAtRest(world, parentOf(world, put));
    assertReferences(world, put);
    checkSubnet(world, put);
    keep(world, put, {...propertiesOf(put), provisioningState: 'Updating'});
    return PUT_TIME;
  },
  show: (_, subnet) => shown(subnet),
  remove: (world, subnet) => {
    assertUnused(world, subnet);
    forgetSubnet(world, subnet.id);
    return PUT_TIME;
  },
};

/** Refuses to remove a subnet that something is in. */
export function assertUnused(world: World, subnet: StoredResource): void {
  const holder = holderOf(world, subnet.id);
  if (holder === undefined && usageOf(world, subnet).used === 0) return;
  const by = holder === undefined ? '' : ` by ${holder}`;
  throw refusal(
    'InUseSubnetCannotBeDeleted',
    `Subnet ${subnet.name} is in use${by} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
}

/** Refuses a subnet that is not in its network, or lies over another one, or moves while something is in it. */
export function checkSubnet(world: World, put: Put): void {
  const network = parentOf(world, put);
  const text =
    textAt(put.body, 'properties', 'addressPrefix') ?? textsAt(put.body, 'properties', 'addressPrefixes')[0] ?? '';
  const range = parsePrefix(text);
  if (range === undefined || range.length > SMALLEST) {
    throw refusal(
      'InvalidAddressPrefixFormat',
      `Address prefix ${text} of resource ${put.id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
    );
  }
  assertInside(network, put.name, range);
  const others = world.store.list(SUBNET_TYPE, network.id).filter(({id}) => id.toLowerCase() !== put.id.toLowerCase());
  const other = others.find((each) => overlaps(rangeOf(each), range));
  if (other !== undefined) {
    throw refusal(
      'NetcfgSubnetRangesOverlap',
      `Subnet '${put.name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${network.name}'.`,
    );
  }
  const before = put.existing === undefined ? undefined : textAt(put.existing.properties, 'addressPrefix');
  if (put.existing !== undefined && before !== text && usageOf(world, put.existing).used > 0) {
    throw refusal('InUseSubnetCannotBeUpdated', `Subnet ${put.name} is in use and cannot be updated.`);
  }
}

/** Refuses a subnet's range that is not in the address space of its network. */
export function assertInside(network: StoredResource, name: string, range: Prefix): void {
  const space = listAt(network.properties, 'addressSpace', 'addressPrefixes').flatMap(
    (item) => parsePrefix(String(item)) ?? [],
  );
  if (space.some((outer) => containsPrefix(outer, range))) return;
  throw refusal(
    'NetcfgSubnetRangeOutsideVnet',
    `Subnet '${name}' is not valid because its IP address range is outside the IP address range of virtual network '${network.name}'.`,
  );
}

/** The network that a child belongs to. Throws Refusal if it is not there. */
export function parentOf({store}: World, {id}: Pick<Put, 'id'>): StoredResource {
  const parentId = id.split('/').slice(0, -2).join('/');
  const parent = store.get(parentId);
  if (parent !== undefined) return parent;
  throw new Refusal(404, {
    code: 'ParentResourceNotFound',
    message: `Can not perform requested operation on nested resource. Parent resource '${parentId.slice(parentId.lastIndexOf('/') + 1)}' not found.`,
  });
}
