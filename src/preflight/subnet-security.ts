import type {LiveSubnet} from '../azure/azure.ts';
import type {SubnetPlan} from '../network/address-plan.ts';
import {API_SERVER_PORT} from '../node/kubeadm-cluster.ts';
import {shellWord} from '../shell-word.ts';
import type {ExistingFacts, PlannedSite} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {type Flow, judgeFlow, type Place} from './security-rules.ts';

/** The kubelet's port (Kubernetes: reference/networking/ports-and-protocols). */
const KUBELET_PORT = 10_250;
const HTTPS = 443;

/** What the network security group of an existing subnet lets through; a packet must pass that, and the cluster's own. */
export function securityFindings(
  planned: SubnetPlan,
  {networkSecurityGroupId: id}: LiveSubnet,
  {rules}: ExistingFacts,
  site: PlannedSite,
): readonly Finding[] {
  if (id === undefined) return [];
  const {name, path} = planned;
  const group = id.slice(id.lastIndexOf('/') + 1);
  const subject = `network security group ${group} of subnet ${name}`;
  const answer = rules.get(id.toLowerCase()) ?? {known: false, reason: 'Azure does not tell'};
  if (!answer.known) return [unread('VK6015', subject, answer, path)];
  const {value} = answer;
  if (value === undefined) return [unread('VK6015', subject, {known: false, reason: 'it is not there'}, path)];
  const flows = flowsOf(planned, site);
  const verdicts = flows.map((flow) => ({flow, verdict: judgeFlow(value, flow)}));
  const denied = verdicts.flatMap(({flow, verdict}) =>
    verdict.kind === 'denied' ? [`${flow.what} (rule ${verdict.by})`] : [],
  );
  const unclear = verdicts.flatMap(({flow, verdict}) =>
    verdict.kind === 'unclear' ? [`${flow.what} (${verdict.by.join(', ')})`] : [],
  );
  const command = `az network nsg show --ids ${shellWord(id)} --query securityRules --output table`;
  if (denied.length === 0 && unclear.length === 0) {
    return [{code: 'VK6015', state: 'ok', title: `${subject} lets through what the cluster needs`, path}];
  }
  return [
    ...(denied.length === 0
      ? []
      : [
          {
            code: 'VK6015',
            state: 'failed',
            title: `${subject} denies ${denied.join(', ')}`,
            path,
            remedy: ['have rules with a smaller priority number made that allow it', 'or use another subnet'],
            command,
          } as const,
        ]),
    ...(unclear.length === 0
      ? []
      : [
          {
            code: 'VK6015',
            state: 'warning',
            title: `${subject} may deny some of ${unclear.join(', ')}`,
            path,
            remedy: ['see whether these rules concern the cluster'],
            command,
          } as const,
        ]),
  ];
}

/** What must pass a subnet's group, in both directions. */
function flowsOf({name, cidr, demands}: SubnetPlan, {cluster, plan}: PlannedSite): readonly Flow[] {
  if (cidr === undefined || demands.length === 0) return [];
  const own: Place = {ranges: [cidr]};
  const isUsed = (subnet: SubnetPlan): boolean => subnet.demands.some(({kind}) => kind === 'nodes');
  const all: Place = {ranges: plan.subnets.filter(isUsed).flatMap((subnet) => subnet.cidr ?? [])};
  const control = plan.subnets.find((subnet) => same(subnet.name, cluster.controlPlane.subnet))?.cidr ?? cidr;
  const {egress} = cluster.network;
  const apiServer = `the API server (${API_SERVER_PORT})`;
  return [
    ...(same(name, cluster.controlPlane.subnet) ? apiServerFlows(own, all, endpointOf(cluster)) : []),
    {
      what: `the control plane to kubelets (${KUBELET_PORT})`,
      direction: 'Inbound',
      port: KUBELET_PORT,
      from: {ranges: [control]},
      to: own,
    },
    {what: 'nodes and pods to each other, inbound', direction: 'Inbound', from: all, to: own},
    {what: `nodes to ${apiServer}`, direction: 'Outbound', port: API_SERVER_PORT, from: own, to: {ranges: [control]}},
    {what: 'nodes and pods to each other, outbound', direction: 'Outbound', from: own, to: all},
    // With routes of one's own, mirrors and private endpoints may do without.
    ...(egress === 'userDefinedRoutes'
      ? []
      : [
          {
            what: `nodes to packages and Azure (${HTTPS})`,
            direction: 'Outbound',
            port: HTTPS,
            from: own,
            to: 'Internet',
          } as const,
        ]),
  ];
}

interface Endpoint {
  readonly isPublic: boolean;
  readonly clients: Place;
}

function endpointOf({controlPlane}: PlannedSite['cluster']): Endpoint {
  const {access, authorizedCidrs} = controlPlane.endpoint;
  return {
    isPublic: access === 'public',
    clients: authorizedCidrs.length === 0 ? 'Internet' : {ranges: authorizedCidrs, outside: true},
  };
}

function apiServerFlows(own: Place, nodes: Place, {isPublic, clients}: Endpoint): readonly Flow[] {
  const inbound = (what: string, from: Place): Flow => ({
    what: `${what} to the API server (${API_SERVER_PORT})`,
    direction: 'Inbound',
    port: API_SERVER_PORT,
    from,
    to: own,
  });
  return [
    inbound('nodes', nodes),
    inbound('probes of the load balancer', 'AzureLoadBalancer'),
    ...(isPublic ? [inbound('clients on the Internet', clients)] : []),
  ];
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
