import type {ClusterDefinition} from '../../definition/cluster-definition.generated.ts';
import type {Issue, Path} from '../../definition/issue.ts';
import {oneOf, suggest} from '../../definition/suggest.ts';
import type {Cluster} from '../cluster.ts';
import {error, type Rule} from './rule.ts';
import {subnetUsers} from './subnet-users.ts';

const PATH: Path = ['network', 'virtualNetwork'];

const ID_PLACE = {path: [...PATH, 'id'], message: 'the existing network'};

/** Longest list of names in a hint. */
const MOST_NAMES_SHOWN = 5;

/** Whose task it is what vnetk8s will not do to an existing network, by the key of `network.virtualNetwork`. */
const NETWORK_SETTINGS = [
  {
    key: 'dnsServers',
    hint: 'whoever owns the network sets them: az network vnet update --ids … --dns-servers …',
  },
  {
    key: 'peerings',
    hint: 'whoever owns the network peers it; list the address ranges of its peers in network.onPremisesCidrs',
  },
  {
    key: 'gateway',
    hint: 'whoever owns the network runs its gateway; list the ranges behind it in network.onPremisesCidrs',
  },
] as const;

/** The same by the key of an entry of `network.subnets`. */
const SUBNET_SETTINGS = [
  {
    key: 'serviceEndpoints',
    hint: 'whoever owns the subnet enables them: az network vnet subnet update --service-endpoints …',
  },
  {key: 'routes', hint: "whoever owns the subnet adds them to the subnet's route table"},
  {key: 'routeTableId', hint: 'whoever owns the subnet attaches it: az network vnet subnet update --route-table …'},
] as const;

/** Nothing is read from Azure before deployment, so the definition must say which ranges the network has. */
export function requireAddressSpace(_cluster: Cluster, definition: ClusterDefinition): Issue[] {
  const written = definition.network?.virtualNetwork;
  if (written?.id === undefined || written.addressSpace !== undefined) return [];
  const message = 'addressSpace is missing: pods must know which addresses are those of the existing network';
  const hint = `add what this shows: az network vnet show --ids ${written.id} --query addressSpace.addressPrefixes`;
  return [error('VK3201', [...PATH, 'addressSpace'], message, {hint, related: [ID_PLACE]})];
}

/** An existing network gets no subnets: those that are used are there already, and are listed. */
export const requireListedSubnets: Rule = (cluster, definition) => {
  if (cluster.network.virtualNetwork.kind === 'new') return [];
  const listed = cluster.network.subnets.filter((subnet) => subnet.declared).map((subnet) => subnet.name);
  return subnetUsers(cluster, definition).flatMap(({subnet, path, what, nodes, written}) => {
    // Internal load balancers are by default where the first pool is, which is reported already.
    if (listed.includes(subnet) || !(nodes || written)) return [];
    const message = `subnet "${subnet}" of ${what} is not listed in network.subnets`;
    const related = [{path: ['network', 'subnets'], message: 'the subnets of the existing network'}, ID_PLACE];
    return [error('VK3202', path, message, {hint: listHint(subnet, listed), related})];
  });
};

/** The plan needs the range of every subnet, and does not choose it where the subnet is there already. */
export function requireSubnetRanges({network}: Cluster): Issue[] {
  if (network.virtualNetwork.kind === 'new') return [];
  const unknown = network.subnets.filter((subnet) => subnet.declared && subnet.cidr === undefined);
  return unknown.map(({name, path}) => {
    const message = `subnet "${name}" has no cidr, and in an existing network the plan cannot choose one`;
    const hint = `add what this shows: az network vnet subnet show --name ${name} … --query addressPrefix`;
    return error('VK3203', [...path, 'cidr'], message, {hint, related: [ID_PLACE]});
  });
}

/** An existing network and its subnets are used and never written to. */
export function forbidChangesToNetwork(_cluster: Cluster, definition: ClusterDefinition): Issue[] {
  const written = definition.network?.virtualNetwork;
  if (written?.id === undefined) return [];
  const settings = NETWORK_SETTINGS.filter(({key}) => isSet(written[key]));
  return settings.map(({key, hint}) => unwritable([...PATH, key], key, 'network', hint));
}

/** The same for its subnets. */
export function forbidChangesToSubnets(_cluster: Cluster, definition: ClusterDefinition): Issue[] {
  if (definition.network?.virtualNetwork?.id === undefined) return [];
  return (definition.network.subnets ?? []).flatMap((subnet, index) =>
    SUBNET_SETTINGS.filter(({key}) => isSet(subnet[key])).map(({key, hint}) =>
      unwritable(['network', 'subnets', index, key], key, 'subnet', hint),
    ),
  );
}

/** A NAT gateway works by being written into every subnet that uses it. */
export function forbidNatGateway({network}: Cluster): Issue[] {
  if (network.virtualNetwork.kind === 'new' || network.egress !== 'natGateway') return [];
  const message = 'natGateway would have to be put on subnets of an existing network, which are never changed';
  const hint = 'use loadBalancer, or userDefinedRoutes if the subnets already have a way out';
  return [error('VK3205', ['network', 'egress'], message, {hint, related: [ID_PLACE]})];
}

function unwritable(path: Path, key: string, owner: string, hint: string): Issue {
  const message = `${key} would change an existing ${owner}, which vnetk8s never does`;
  return error('VK3204', path, message, {hint, related: [ID_PLACE], at: 'key'});
}

function isSet(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function listHint(name: string, listed: readonly string[]): string {
  const near = suggest(name, listed);
  if (near !== undefined) return `did you mean "${near}"?`;
  const some = listed.slice(0, MOST_NAMES_SHOWN).map((other) => `"${other}"`);
  const other = some.length === 0 ? '' : `, or use ${oneOf(some)}`;
  return `add {name: ${name}, cidr: …} to network.subnets${other}`;
}
