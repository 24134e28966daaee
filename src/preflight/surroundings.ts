import type {Cluster} from '../cluster/cluster.ts';
import {formatPrefix} from '../ipv4/prefix.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import type {Finding} from './finding.ts';

/** Networks that the cluster's own is peered with, the identity that it is given, and names that it wants. */
export function surroundingFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  return [
    ...peeringFindings(facts, site),
    ...identityFindings(facts),
    ...labelFindings(facts),
    ...publicIpFindings(facts, site),
  ];
}

function peeringFindings({remotes}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  const {virtualNetwork} = cluster.network;
  if (virtualNetwork.kind !== 'new') return [];
  return virtualNetwork.peerings.flatMap(({path, name, remoteVirtualNetworkId, remoteAddressSpace}): Finding[] => {
    const remote = remotes.get(remoteVirtualNetworkId);
    if (remote === undefined || !remote.known) {
      return [{code: 'VK6020', state: 'warning', title: `the network of peering ${name} cannot be read`, path}];
    }
    if (remote.value === undefined) {
      return [
        {
          code: 'VK6020',
          state: 'failed',
          title: `the network of peering ${name} is not there`,
          detail: remoteVirtualNetworkId,
          path: [...path, 'remoteVirtualNetworkId'],
          remedy: ['correct its id'],
        },
      ];
    }
    const live = remote.value.addressPrefixes.toSorted().join(', ');
    const written = remoteAddressSpace.map(formatPrefix).toSorted().join(', ');
    if (live === written)
      return [{code: 'VK6020', state: 'ok', title: `the network of peering ${name} is as defined`, path}];
    return [
      {
        code: 'VK6020',
        state: 'warning',
        title: `the network of peering ${name} has ${live}, and the definition says ${written}`,
        detail: 'pods keep their addresses to what the definition says only',
        path: [...path, 'remoteAddressSpace'],
      },
    ];
  });
}

function identityFindings({identity}: PreflightFacts): readonly Finding[] {
  const path = ['identity', 'id'] as const;
  if (identity === undefined) return [];
  if (!identity.known) return [{code: 'VK6021', state: 'warning', title: 'the identity cannot be read', path}];
  if (identity.value) return [{code: 'VK6021', state: 'ok', title: 'the identity is there', path}];
  return [
    {
      code: 'VK6021',
      state: 'failed',
      title: 'the identity is not there',
      path,
      remedy: ['correct identity.id', 'or leave it out: one is made then'],
    },
  ];
}

function labelFindings({labels, deployed}: PreflightFacts): readonly Finding[] {
  if (!labels.known)
    return [{code: 'VK6022', state: 'warning', title: 'whether DNS names are free cannot be read', path: ['name']}];
  if (deployed || labels.value.size === 0) return [];
  const taken = [...labels.value].flatMap(([label, free]) => (free ? [] : [label]));
  if (taken.length === 0)
    return [{code: 'VK6022', state: 'ok', title: 'DNS names of public IPs are free', path: ['name']}];
  return [
    {
      code: 'VK6022',
      state: 'failed',
      title: `taken in this region: ${taken.join(', ')}`,
      path: ['name'],
      remedy: ['use another name of the cluster, or another dnsLabelPrefix of the pool'],
    },
  ];
}

/** Public IPs of the API server and of ways to the Internet; a public load balancer of the control plane is both. */
function waysOut({network, controlPlane}: Cluster): number {
  const isPublic = controlPlane.endpoint.access === 'public' ? 1 : 0;
  return {natGateway: 1 + isPublic, loadBalancer: 2, userDefinedRoutes: isPublic}[network.egress];
}

/** What Azure calls public IPs of the kind that templates make. */
const PUBLIC_IPS = /^(IPv4StandardSkuPublicIpAddresses|PublicIPAddresses)$/i;

function publicIpFindings({networkUsages, deployed}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  if (deployed) return [];
  if (!networkUsages.known) {
    return [{code: 'VK6008', state: 'warning', title: 'the quota of public IPs cannot be read', path: ['nodePools']}];
  }
  const ofPods = cluster.nodePools.reduce(
    (sum, {count, podPublicIPs}) => sum + count.min * (podPublicIPs?.perNode ?? 0),
    0,
  );
  const needed = ofPods + waysOut(cluster);
  const short = networkUsages.value.find(({name, used, limit}) => PUBLIC_IPS.test(name) && used + needed > limit);
  const path = ['nodePools'] as const;
  if (short === undefined) return [{code: 'VK6008', state: 'ok', title: 'the quota of public IPs is enough', path}];
  const {used, limit} = short;
  return [
    {
      code: 'VK6008',
      state: 'failed',
      title: `the quota of public IPs is not enough: ${needed} needed, ${used} of ${limit} are in use`,
      path,
      remedy: ['raise it: https://portal.azure.com, "Quotas"'],
    },
  ];
}
