import type {LiveSubnet, LiveVirtualNetwork} from '../azure/azure.ts';
import {formatCount} from '../definition/count-words.ts';
import {formatPrefix, overlaps, parsePrefix} from '../ipv4/prefix.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import type {ExistingFacts, PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {allows, assignCommand, JOIN} from './permissions.ts';

const NETWORK_PATH = ['network', 'virtualNetwork'] as const;

/** A virtual network that is there already: whether it is as the definition says, and has room. */
export function existingNetworkFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const {virtualNetwork} = site.cluster.network;
  const existing = facts.network;
  if (virtualNetwork.kind !== 'existing' || existing === undefined) return [];
  const {network} = existing;
  if (!network.known) {
    return [
      {
        code: 'VK6010',
        state: 'warning',
        title: 'the virtual network cannot be read: nothing of it was checked',
        path: NETWORK_PATH,
      },
    ];
  }
  if (network.value === undefined) {
    return [
      {
        code: 'VK6010',
        state: 'failed',
        title: 'the virtual network is not there',
        detail: virtualNetwork.id,
        path: [...NETWORK_PATH, 'id'],
        remedy: ['correct its id, or the subscription in it'],
        command: `az network vnet show --ids '${virtualNetwork.id}'`,
      },
    ];
  }
  const live = network.value;
  return [
    ...placeFindings(live, site),
    ...site.plan.subnets.flatMap((subnet) => subnetFindings(subnet, live, existing, facts, site)),
    ...addressFindings(existing, facts),
    ...peerFindings(live, site),
  ];
}

function placeFindings(live: LiveVirtualNetwork, {cluster}: PlannedSite): readonly Finding[] {
  const {virtualNetwork} = cluster.network;
  const written = virtualNetwork.addressSpace.map(formatPrefix);
  const isSame = written.toSorted().join() === live.addressPrefixes.toSorted().join();
  const inPlace = live.location.toLowerCase() === cluster.location.toLowerCase();
  return [
    inPlace
      ? {
          code: 'VK6010',
          state: 'ok',
          title: `virtual network ${live.name} is there, in ${live.location}`,
          path: NETWORK_PATH,
        }
      : {
          code: 'VK6010',
          state: 'failed',
          title: `virtual network ${live.name} is in ${live.location}, and the cluster in ${cluster.location}`,
          path: ['location'],
          remedy: [`use location: ${live.location}`, 'or another virtual network'],
        },
    ...(isSame
      ? []
      : [
          {
            code: 'VK6011',
            state: 'failed',
            title: `its address space is ${live.addressPrefixes.join(', ')}, and the definition says ${written.join(', ')}`,
            detail: 'nodes masquerade what is not in it',
            path: [...NETWORK_PATH, 'addressSpace'],
            remedy: [`write addressSpace: [${live.addressPrefixes.join(', ')}]`],
          } as const,
        ]),
  ];
}

function subnetFindings(
  planned: SubnetPlan,
  network: LiveVirtualNetwork,
  existing: ExistingFacts,
  facts: PreflightFacts,
  site: PlannedSite,
): readonly Finding[] {
  const {name, path, cidr} = planned;
  const live = network.subnets.find((subnet) => subnet.name.toLowerCase() === name.toLowerCase());
  if (live === undefined) {
    const names = network.subnets.map((subnet) => subnet.name).join(', ');
    return [
      {
        code: 'VK6012',
        state: 'failed',
        title: `subnet ${name} is not there`,
        path,
        remedy: [`use one of ${names}`, 'or have it made'],
      },
    ];
  }
  const [prefix = ''] = live.addressPrefixes;
  if (cidr !== undefined && prefix !== formatPrefix(cidr)) {
    return [
      {
        code: 'VK6012',
        state: 'failed',
        title: `subnet ${name} is ${prefix}, and the definition says ${formatPrefix(cidr)}`,
        path: [...path, 'cidr'],
        remedy: [`write cidr: ${prefix}`],
      },
    ];
  }
  if (live.delegations.length > 0) {
    return [
      {
        code: 'VK6013',
        state: 'failed',
        title: `subnet ${name} is delegated to ${live.delegations.join(', ')}: no machines go there`,
        path,
        remedy: ['use another subnet'],
      },
    ];
  }
  return [
    roomFinding(planned, live, existing, facts),
    ...joinFindings(planned, live, existing, facts),
    ...surroundingsFindings(planned, live, existing, site),
  ];
}

function roomFinding(
  {name, path, needed}: SubnetPlan,
  live: LiveSubnet,
  {usages}: ExistingFacts,
  {deployed}: PreflightFacts,
): Finding {
  const usage = usages.known
    ? usages.value.find(({subnetId}) => subnetId.toLowerCase() === live.id.toLowerCase())
    : undefined;
  if (usage === undefined)
    return {code: 'VK6014', state: 'warning', title: `how full subnet ${name} is cannot be read`, path};
  const {used, limit} = usage;
  const free = limit - used;
  const numbers = `${formatCount(used)} of ${formatCount(limit)} are taken`;
  // What a cluster that is there has is among those that are taken.
  if (deployed || needed <= free)
    return {code: 'VK6014', state: 'ok', title: `subnet ${name} has room: ${numbers}`, path};
  return {
    code: 'VK6014',
    state: 'failed',
    title: `subnet ${name} has no room for ${formatCount(needed)} addresses: ${numbers}`,
    path,
    remedy: ['use a larger subnet, fewer nodes, or a smaller maxPods', 'see what fits: vnetk8s plan --fit CIDR'],
  };
}

function joinFindings(
  {name, path}: SubnetPlan,
  live: LiveSubnet,
  {joins}: ExistingFacts,
  {account}: PreflightFacts,
): readonly Finding[] {
  const permissions = joins.get(name);
  if (permissions === undefined || !permissions.known) return [];
  if (allows(permissions.value, JOIN)) return [];
  return [
    {
      code: 'VK6003',
      state: 'failed',
      title: `you may not join subnet ${name}`,
      path,
      remedy: ['have a role assigned that allows it'],
      command: assignCommand('Network Contributor', live.id, account.objectId ?? account.identity),
    },
  ];
}

/** What others have put around a subnet: told, and judged as far as a cluster could not live with it. */
function surroundingsFindings(
  {name, path}: SubnetPlan,
  live: LiveSubnet,
  {routes}: ExistingFacts,
  {cluster}: PlannedSite,
): readonly Finding[] {
  const {routeTableId, networkSecurityGroupId, natGatewayId} = live;
  const table = routeTableId === undefined ? undefined : routes.get(routeTableId.toLowerCase());
  const leadsOut =
    table?.some(({addressPrefix}) => addressPrefix === '0.0.0.0/0') === true || natGatewayId !== undefined;
  const found: Finding[] = [];
  if (networkSecurityGroupId !== undefined) {
    const group = networkSecurityGroupId.slice(networkSecurityGroupId.lastIndexOf('/') + 1);
    found.push({
      code: 'VK6015',
      state: 'warning',
      title: `subnet ${name} has the network security group ${group}`,
      detail: 'its rules apply beside those of the cluster: nodes must reach each other, and 6443 and 10250',
      path,
    });
  }
  if (
    cluster.network.egress === 'userDefinedRoutes' &&
    !leadsOut &&
    (routeTableId === undefined || table !== undefined)
  ) {
    found.push({
      code: 'VK6016',
      state: 'failed',
      title: `nothing leads from subnet ${name} to the Internet: no route for 0.0.0.0/0, no NAT gateway`,
      path: ['network', 'egress'],
      remedy: ['have a route or a NAT gateway made', 'or use egress: loadBalancer'],
    });
  }
  return found;
}

function addressFindings({addresses}: ExistingFacts, {deployed}: PreflightFacts): readonly Finding[] {
  if (!addresses.known || deployed) return [];
  const taken = [...addresses.value].flatMap(([address, free]) => (free ? [] : [address]));
  const path = ['controlPlane', 'firstAddress'] as const;
  if (taken.length === 0)
    return [{code: 'VK6017', state: 'ok', title: 'static addresses of the control plane are free', path}];
  return [
    {
      code: 'VK6017',
      state: 'failed',
      title: `somebody else has ${taken.join(', ')}`,
      path,
      remedy: ['choose others: controlPlane.firstAddress'],
    },
  ];
}

function peerFindings({peerings}: LiveVirtualNetwork, {cluster}: PlannedSite): readonly Finding[] {
  const {serviceCidr, onPremisesCidrs} = cluster.network;
  return peerings.flatMap(({name, remoteAddressPrefixes}): Finding[] => {
    const ranges = remoteAddressPrefixes.flatMap((text) => parsePrefix(text) ?? []);
    const shadowed = ranges.filter((range) => overlaps(range, serviceCidr)).map(formatPrefix);
    const unknown = ranges
      .filter((range) => !onPremisesCidrs.some((known) => overlaps(known, range)))
      .map(formatPrefix);
    return [
      ...(shadowed.length === 0
        ? []
        : [
            {
              code: 'VK6018',
              state: 'warning',
              title: `pods cannot reach ${shadowed.join(', ')} of peering ${name}: Services have that range`,
              path: ['network', 'serviceCidr'],
            } as const,
          ]),
      ...(unknown.length === 0
        ? []
        : [
            {
              code: 'VK6018',
              state: 'warning',
              title: `peering ${name} leads to ${unknown.join(', ')}, which see the nodes' addresses, not the pods'`,
              detail: 'list them in onPremisesCidrs if pods are to keep theirs',
              path: ['network', 'onPremisesCidrs'],
            } as const,
          ]),
    ];
  });
}
