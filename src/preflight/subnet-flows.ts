import {publicPodsGroupName} from '../cluster/names.ts';
import {isPrivate} from '../cluster/rules/private-ranges.ts';
import {type Prefix, parsePrefix} from '../ipv4/prefix.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import {API_SERVER_PORT} from '../node/kubeadm-cluster.ts';
import {AZURE_DNS} from './dns.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {hostsNodes} from './node-subnets.ts';
import {isSame, ownNetworkId} from './resource-ids.ts';
import type {Flow, Place, PlaceOfRanges} from './security-rules.ts';

/** The kubelet's port (Kubernetes: reference/networking/ports-and-protocols). */
const KUBELET_PORT = 10_250;
const HTTPS = 443;
const DNS = 53;

/** Ports of Services on nodes (Kubernetes: kube-apiserver, "--service-node-port-range"). */
const FIRST_NODE_PORT = 30_000;
const LAST_NODE_PORT = 32_767;

/** A flow through a subnet's group; `lesser`: without it machines become nodes all the same, but something else fails. */
export interface SubnetFlow extends Flow {
  readonly lesser?: string;
}

/** What machines in a subnet resolve names by: addresses; none: Azure's own. */
type DnsServers = readonly string[];

/** What must pass the network security group of a subnet with machines, in both directions. */
export function flowsOf(
  planned: SubnetPlan,
  dnsServers: DnsServers,
  facts: PreflightFacts,
  site: PlannedSite,
): readonly SubnetFlow[] {
  const {name} = planned;
  const {cluster, plan} = site;
  const placeOf = (subnets: readonly SubnetPlan[]) => placeOfSubnets(subnets, facts, site);
  const own = placeOf([planned]);
  const all = placeOf(plan.subnets.filter(hostsNodes));
  const control = placeOf(plan.subnets.filter((subnet) => isSame(subnet.name, cluster.controlPlane.subnet)));
  return [
    ...(isSame(name, cluster.controlPlane.subnet) ? apiServerFlows(own, all, site) : []),
    ...nodeFlows(own, control, all),
    ...(cluster.nodePools.some(({subnet}) => isSame(subnet, name)) ? [probesOfServices(own)] : []),
    ...platformFlows(own, dnsServers),
    // With routes of one's own, mirrors and private endpoints may do without.
    ...(cluster.network.egress === 'userDefinedRoutes' ? [] : [packagesFlow(own)]),
  ];
}

/** The ranges of subnets, and who of their machines is in an application security group of the cluster's own. */
function placeOfSubnets(subnets: readonly SubnetPlan[], facts: PreflightFacts, {cluster}: PlannedSite): PlaceOfRanges {
  const {controlPlane, nodePools} = cluster;
  const holds = (subnet: string): boolean => subnets.some(({name}) => isSame(name, subnet));
  const pools = nodePools.filter(({subnet}) => holds(subnet));
  const isMixed = pools.length > 1 || holds(controlPlane.subnet);
  const grouped = pools.filter(({podPublicIPs}) => podPublicIPs !== undefined);
  const idOf = (name: string): string => ownNetworkId(facts, 'applicationSecurityGroups', name).toLowerCase();
  return {
    ranges: subnets.flatMap(({cidr}) => cidr ?? []),
    members: new Map(grouped.map((pool) => [idOf(publicPodsGroupName(cluster, pool)), isMixed ? 'some' : 'all'])),
  };
}

function nodeFlows(own: Place, control: Place, all: Place): readonly SubnetFlow[] {
  return [
    {
      what: `the control plane to kubelets (${KUBELET_PORT})`,
      direction: 'Inbound',
      port: KUBELET_PORT,
      from: control,
      to: own,
    },
    {what: 'nodes and pods to each other, inbound', direction: 'Inbound', from: all, to: own},
    {
      what: `nodes to the API server (${API_SERVER_PORT})`,
      direction: 'Outbound',
      port: API_SERVER_PORT,
      from: own,
      to: control,
    },
    {what: 'nodes and pods to each other, outbound', direction: 'Outbound', from: own, to: all},
  ];
}

function apiServerFlows(own: Place, nodes: Place, {cluster}: PlannedSite): readonly SubnetFlow[] {
  const {access, authorizedCidrs} = cluster.controlPlane.endpoint;
  const clients: Place = authorizedCidrs.length === 0 ? 'Internet' : {ranges: authorizedCidrs, outside: true};
  const inbound = (what: string, from: Place): SubnetFlow => ({
    what: `${what} to the API server (${API_SERVER_PORT})`,
    direction: 'Inbound',
    port: API_SERVER_PORT,
    from,
    to: own,
  });
  return [
    inbound('nodes', nodes),
    inbound('probes of the load balancer', 'AzureLoadBalancer'),
    ...(access === 'public' ? [inbound('clients on the Internet', clients)] : []),
  ];
}

/** Azure asks the ports of a Service on nodes whether it is there. */
function probesOfServices(own: Place): SubnetFlow {
  return {
    what: 'probes of load balancers to nodes',
    direction: 'Inbound',
    port: FIRST_NODE_PORT,
    lastPort: LAST_NODE_PORT,
    from: 'AzureLoadBalancer',
    to: own,
    lesser: 'Services of type LoadBalancer would answer nobody',
  };
}

/** Azure's own resolver and metadata service pass every group, unless a rule is about them by their tag. */
function platformFlows(own: Place, dnsServers: DnsServers): readonly SubnetFlow[] {
  const servers = dnsServers.filter((text) => text !== AZURE_DNS).flatMap((text) => parsePrefix(`${text}/32`) ?? []);
  const resolvers: readonly Place[] = servers.length === 0 ? ['AzurePlatformDNS'] : placesOfServers(servers);
  return [
    ...resolvers.map(
      (to): SubnetFlow => ({
        what: `nodes to DNS servers (${DNS})`,
        direction: 'Outbound',
        port: DNS,
        protocol: 'Udp',
        from: own,
        to,
      }),
    ),
    {what: "nodes to Azure's metadata service", direction: 'Outbound', port: 80, from: own, to: 'AzurePlatformIMDS'},
  ];
}

/** Private addresses are in the network, or in one that it is connected with. */
function placesOfServers(servers: readonly Prefix[]): readonly Place[] {
  const inside = servers.filter(isPrivate);
  const outside = servers.filter((server) => !isPrivate(server));
  return [
    ...(inside.length === 0 ? [] : [{ranges: inside}]),
    ...(outside.length === 0 ? [] : [{ranges: outside, outside: true} as const]),
  ];
}

function packagesFlow(own: Place): SubnetFlow {
  return {
    what: `nodes to packages and Azure (${HTTPS})`,
    direction: 'Outbound',
    port: HTTPS,
    from: own,
    to: 'Internet',
  };
}
