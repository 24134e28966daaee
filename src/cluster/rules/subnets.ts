import {oneOf, suggest} from '../../definition/suggest.ts';
import type {Cluster} from '../cluster.ts';
import {GATEWAY_SUBNET} from '../defaults.ts';
import {describeSameName, error, findRepeats, type Rule} from './rule.ts';
import {subnetUsers} from './subnet-users.ts';

/** Subnets that Azure keeps for one of its services each, which tolerates no other machine there. */
const RESERVED_SUBNETS = new Map([
  ['gatewaysubnet', 'virtual network gateways'],
  ['azurefirewallsubnet', 'Azure Firewall'],
  ['azurefirewallmanagementsubnet', 'Azure Firewall'],
  ['azurebastionsubnet', 'Azure Bastion'],
  ['routeserversubnet', 'Azure Route Server'],
]);

/** Longest list of names in a hint. */
const MOST_NAMES_SHOWN = 5;

/** Nothing of a cluster may be in a subnet of Azure's own services (Azure: virtual-network-for-azure-services). */
export const forbidReservedSubnets: Rule = (cluster, definition) =>
  subnetUsers(cluster, definition).flatMap(({subnet, path, what, nodes, written}) => {
    const service = RESERVED_SUBNETS.get(subnet.toLowerCase());
    if (service === undefined || !(nodes || written)) return [];
    const message = `Azure keeps "${subnet}" for ${service}: ${what} cannot be there`;
    return [error('VK3213', path, message, {hint: 'use a subnet of its own, or leave subnet out'})];
  });

/** In a new network, a subnet is listed, or it is one that the control plane or a pool gets by default. */
export const requireKnownSubnets: Rule = (cluster, definition) => {
  if (cluster.network.virtualNetwork.kind === 'existing') return [];
  const users = subnetUsers(cluster, definition);
  const known = knownSubnets(cluster);
  return users.flatMap(({subnet, path, what, written}) => {
    if (!written || known.includes(subnet) || RESERVED_SUBNETS.has(subnet.toLowerCase())) return [];
    const near = suggest(subnet, known);
    const list = oneOf(known.slice(0, MOST_NAMES_SHOWN).map((name) => `"${name}"`));
    const hint = near === undefined ? `list it in network.subnets, or use ${list}` : `did you mean "${near}"?`;
    const message = `subnet "${subnet}" of ${what} does not exist`;
    const related = [{path: ['network', 'subnets'], message: 'the subnets that are listed'}];
    return [error('VK3214', path, message, {hint, related})];
  });
};

/** Azure compares names of subnets without regard to capitals. */
export const forbidRepeatedSubnets: Rule = (cluster) => {
  // A name that only a reference has is unknown, which is reported already.
  const known = new Set(knownSubnets(cluster));
  const subnets = cluster.network.subnets.filter(
    ({name, declared}) => declared || known.has(name) || name === GATEWAY_SUBNET,
  );
  return findRepeats(subnets, ({name}) => name.toLowerCase()).map(({first, again}) => {
    const {message, hint} = describeSameName(first.name, again.name, 'subnets');
    const related = [{path: nameOf(first), message: 'the first'}];
    return error('VK3215', nameOf(again), message, {hint, related});
  });
};

function nameOf({path, declared}: Cluster['network']['subnets'][number]): (string | number)[] {
  return declared ? [...path, 'name'] : [...path, 'subnet'];
}

/** Names that may be referred to: those listed, and those that exist because a pool or the control plane has no other. */
function knownSubnets({network, controlPlane, nodePools}: Cluster): string[] {
  const listed = network.subnets.filter((subnet) => subnet.declared).map((subnet) => subnet.name);
  // An existing network gets no subnets.
  if (network.virtualNetwork.kind === 'existing') return listed;
  const own = nodePools.filter((pool) => pool.subnet === pool.name).map((pool) => pool.name);
  const control = controlPlane.subnet === 'control-plane' ? ['control-plane'] : [];
  return [...new Set([...listed, ...control, ...own])];
}
