import {describeValue} from '../describe-value.ts';
import {formatPath, type Path} from '../issue.ts';
import {type Facts, type Pool, poolAt} from './facts.ts';
import {type Assignment, dropped, type Finding, type Place, unusable, wrong} from './findings.ts';
import {
  CONTROL_PLANE,
  type ExistingNetwork,
  isWritten,
  type NamedSubnet,
  ownSubnetOf,
  parseSubnetId,
  poolSubnetOf,
} from './network-facts.ts';
import {sameKey} from './source.ts';

const FORM = '/subscriptions/GUID/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NAME/subnets/NAME';

/** `masterProfile.vnetSubnetId`. */
export function translateControlPlaneSubnet(place: Place, facts: Facts): readonly Finding[] {
  return translateSubnet(place, facts, [['controlPlane', 'subnet']]);
}

/** `agentPoolProfiles[].vnetSubnetId`. */
export function translatePoolSubnet(place: Place, facts: Facts): readonly Finding[] {
  const pool = poolAt(facts, place.path);
  return translateSubnet(place, facts, pool === undefined ? [] : [subnetOf(pool)]);
}

/** `masterProfile.agentVnetSubnetId`: the subnet of all pools beside a control plane in a scale set. */
export function translateSubnetOfPools(place: Place, facts: Facts): readonly Finding[] {
  const pools = facts.pools.filter(({path}) => ownSubnetOf(facts.root, path) === undefined);
  if (pools.length === 0) return [dropped('every pool names its own subnet')];
  return translateSubnet(place, facts, pools.map(subnetOf));
}

/** In an existing network all machines are in existing subnets: the old tools wanted all or none. */
export function describeMissingSubnets(facts: Facts): readonly Finding[] {
  const {network, root} = facts;
  if (network.kind === 'new') return [];
  const controlPlane: Path = [...CONTROL_PLANE, 'vnetSubnetId'];
  const pools = facts.pools.filter(
    ({path}) => !isWritten(root, [...path, 'vnetSubnetId']) && poolSubnetOf(root, path) === undefined,
  );
  const paths = [
    ...(isWritten(root, controlPlane) ? [] : [controlPlane]),
    ...pools.map(({path}): Path => [...path, 'vnetSubnetId']),
  ];
  const message = 'the subnet is not given, while others are in an existing virtual network';
  return paths.map((from) => wrong('VK5005', message, 'name a subnet of the same network', {from}));
}

function subnetOf({at}: Pool): Path {
  return ['nodePools', at, 'subnet'];
}

function translateSubnet({path, value}: Place, {network}: Facts, targets: readonly Path[]): readonly Finding[] {
  const text = String(value);
  const subnet = parseSubnetId(text);
  if (subnet === undefined || network.kind === 'new') {
    return [unusable(`${describeValue(text)} is no id of a subnet`, `write ${FORM}`)];
  }
  if (!sameKey(subnet.networkId, network.id)) {
    const message = 'is in another virtual network than the others, and a cluster is in one';
    return [
      unusable(message, `use a subnet of ${network.id}`, {assign: targets.map((to) => ({to, value: subnet.name}))}),
    ];
  }
  return useSubnet({...subnet, path}, network, targets);
}

/** Refers to the subnet by its name, and lists it without its range, which no vlabs file has. */
function useSubnet(subnet: NamedSubnet, network: ExistingNetwork, targets: readonly Path[]): readonly Finding[] {
  const index = network.subnets.findIndex(({name}) => sameKey(name, subnet.name));
  const {name, path} = network.subnets[index] ?? subnet;
  const listed: Path = ['network', 'subnets', index];
  const assign: readonly Assignment[] = [
    {to: ['network', 'virtualNetwork', 'id'], value: network.id},
    {to: [...listed, 'name'], value: name},
    ...targets.map((to) => ({to, value: name})),
  ];
  const shows = `az network vnet subnet show --ids ${subnet.id} --query addressPrefix`;
  const message = `subnet ${describeValue(name)} of the existing network, which network.virtualNetwork.id names, is listed in network.subnets`;
  const changedTo: Finding = {
    outcome: 'changed',
    message,
    assign,
    ...(targets[0] === undefined ? {} : {to: targets[0]}),
  };
  // Said once, by whatever names the subnet first.
  if (formatPath(path) !== formatPath(subnet.path)) return [changedTo];
  const missing = wrong(
    'VK5012',
    `the range of subnet ${describeValue(name)} is not in this file`,
    `fill in what this shows: ${shows}`,
  );
  const comments = [{path: [...listed, 'cidr'], text: `FILL IN cidr: what this shows: ${shows}`}];
  return [changedTo, {...missing, to: [...listed, 'cidr'], incomplete: true, comments}];
}
