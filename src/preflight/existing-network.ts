import type {LiveVirtualNetwork} from '../azure/azure.ts';
import {formatCount} from '../definition/count-words.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import {shellWord} from '../shell-word.ts';
import {peerFindings, siteFindings} from './beyond.ts';
import {dnsFindings} from './dns.ts';
import {subnetFindings} from './existing-subnet.ts';
import type {ExistingFacts, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {spaceOf} from './live-network.ts';
import {isSame} from './resource-ids.ts';
import {totalFindings} from './subnet-room.ts';

const NETWORK_PATH = ['network', 'virtualNetwork'] as const;

/** A virtual network that is there already: whether it is as the definition says, and has room. */
export function existingNetworkFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const {virtualNetwork} = site.cluster.network;
  const existing = facts.network;
  if (virtualNetwork.kind !== 'existing' || existing === undefined) return [];
  const {network} = existing;
  if (!network.known) return [unread('VK6010', 'the virtual network', network, NETWORK_PATH)];
  if (network.value === undefined) {
    return [
      {
        code: 'VK6010',
        state: 'failed',
        title: 'the virtual network is not there',
        detail: virtualNetwork.id,
        path: [...NETWORK_PATH, 'id'],
        remedy: ['correct its id, or the subscription in it'],
        command: `az network vnet show --ids ${shellWord(virtualNetwork.id)}`,
      },
    ];
  }
  const live = network.value;
  return [
    ...placeFindings(live, facts, site),
    ...(existing.usages.known ? [] : [unread('VK6014', 'how full subnets are', existing.usages, NETWORK_PATH)]),
    ...(facts.own.addresses.known
      ? []
      : [unread('VK6014', 'which addresses the cluster has already', facts.own.addresses, NETWORK_PATH)]),
    ...site.plan.subnets.flatMap((subnet) => subnetFindings(subnet, live, existing, facts, site)),
    ...addressFindings(existing),
    ...totalFindings(existing, facts, site),
    ...peerFindings(live.peerings, live.id, site.cluster),
    ...siteFindings(existing.sites, site.cluster),
    ...dnsFindings(live, existing, site.cluster),
  ];
}

function placeFindings(live: LiveVirtualNetwork, facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const {location} = site.cluster;
  const inPlace: Finding = isSame(live.location, location)
    ? {
        code: 'VK6010',
        state: 'ok',
        title: `virtual network ${live.name} is there, in ${live.location}`,
        path: NETWORK_PATH,
      }
    : {
        code: 'VK6010',
        state: 'failed',
        title: `virtual network ${live.name} is in ${live.location}, and the cluster in ${location}`,
        path: ['location'],
        remedy: [`use location: ${live.location}`, 'or another virtual network'],
      };
  return [inPlace, ...subscriptionFindings(live, facts), ...spaceFindings(live, site)];
}

/** Azure documents one subscription for both (Azure: virtual-network-network-interface, "Prerequisites"); some have it otherwise. */
function subscriptionFindings({id, name}: LiveVirtualNetwork, {account}: PreflightFacts): readonly Finding[] {
  const [, , subscription = ''] = id.split('/');
  if (isSame(subscription, account.subscriptionId)) return [];
  return [
    {
      code: 'VK6010',
      state: 'warning',
      title: `virtual network ${name} is in another subscription than the cluster`,
      detail: 'Azure may refuse its machines, and the cloud controller makes no internal load balancers there',
      path: [...NETWORK_PATH, 'id'],
      remedy: [`use the same one for the cluster: --subscription ${subscription}`],
    },
  ];
}

function spaceFindings(live: LiveVirtualNetwork, {cluster}: PlannedSite): readonly Finding[] {
  const written = cluster.network.virtualNetwork.addressSpace.map(formatPrefix);
  const space = spaceOf(live);
  if (written.toSorted().join() === space.join()) return [];
  return [
    {
      code: 'VK6011',
      state: 'failed',
      title: `its address space is ${space.join(', ')}, and the definition says ${written.join(', ')}`,
      detail: 'nodes masquerade what is not in it',
      path: [...NETWORK_PATH, 'addressSpace'],
      remedy: [`write addressSpace: [${space.join(', ')}]`],
    },
  ];
}

/** So many addresses are written out. */
const MOST_ADDRESSES = 5;

/** Static addresses of the control plane that it has not got yet. */
function addressFindings({addresses}: ExistingFacts): readonly Finding[] {
  const path = ['controlPlane', 'firstAddress'] as const;
  const answers = [...addresses];
  const taken = answers.flatMap(([address, free]) => (free.known && !free.value ? [address] : []));
  const missing = answers.flatMap(([address, free]) => (free.known ? [] : [{address, free}]));
  const [first] = missing;
  const listed = (all: readonly string[]): string => {
    const rest = all.length - MOST_ADDRESSES;
    return `${all.slice(0, MOST_ADDRESSES).join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}`;
  };
  return [
    ...(first === undefined
      ? []
      : [unread('VK6017', `whether ${listed(missing.map(({address}) => address))} are free`, first.free, path)]),
    ...(taken.length === 0
      ? []
      : [
          {
            code: 'VK6017',
            state: 'failed',
            title: `somebody else has ${listed(taken)}`,
            path,
            remedy: ['choose others: controlPlane.firstAddress', 'or have them freed, or use another subnet'],
          } as const,
        ]),
    ...(taken.length === 0 && missing.length === 0
      ? [
          {
            code: 'VK6017',
            state: 'ok',
            title: 'static addresses of the control plane are free, or its own',
            path,
          } as const,
        ]
      : []),
  ];
}
