import {describe, expect, it} from 'vitest';
import {formatPrefix} from '../../src/ipv4/prefix.ts';
import type {Place} from '../../src/preflight/security-rules.ts';
import {flowsOf} from '../../src/preflight/subnet-flows.ts';
import {site, WELL} from './known-facts.ts';

const GROUPS = '/subscriptions/sub/resourcegroups/minimal/providers/microsoft.network/applicationsecuritygroups';

function text(place: Place): string {
  if (typeof place === 'string') return place;
  const members = [...(place.members ?? [])].map(([id, share]) => ` ${share} in ${id.replace(`${GROUPS}/`, '')}`);
  return `${place.outside === true ? 'outside ' : ''}${place.ranges.map(formatPrefix).join(' ')}${members.join()}`;
}

/** Flows of a subnet, a line each. */
async function linesOf(example: string, subnet: string, dnsServers: readonly string[], ...set: string[]) {
  const planned = await site(example, ...set);
  const found = planned.plan.subnets.find(({name}) => name === subnet);
  if (found === undefined) throw new Error(`no subnet ${subnet}`);
  return flowsOf(found, dnsServers, WELL, planned).map(
    ({what, from, to}) => `${what.replace(/ \(.*\)/, '')}: ${text(from)} → ${text(to)}`,
  );
}

describe('what must pass the group of a subnet', () => {
  it('is what the control plane, its clients and Azure ask of it, and it of others', async () => {
    const set = ['controlPlane.endpoint={access: public, authorizedCidrs: [203.0.113.0/24]}'];

    expect(await linesOf('minimal', 'control-plane', [], ...set)).toEqual([
      'nodes to the API server: 10.240.0.0/25 10.240.1.0/24 → 10.240.0.0/25',
      'probes of the load balancer to the API server: AzureLoadBalancer → 10.240.0.0/25',
      'clients on the Internet to the API server: outside 203.0.113.0/24 → 10.240.0.0/25',
      'the control plane to kubelets: 10.240.0.0/25 → 10.240.0.0/25',
      'nodes and pods to each other, inbound: 10.240.0.0/25 10.240.1.0/24 → 10.240.0.0/25',
      'nodes to the API server: 10.240.0.0/25 → 10.240.0.0/25',
      'nodes and pods to each other, outbound: 10.240.0.0/25 → 10.240.0.0/25 10.240.1.0/24',
      'nodes to DNS servers: 10.240.0.0/25 → AzurePlatformDNS',
      "nodes to Azure's metadata service: 10.240.0.0/25 → AzurePlatformIMDS",
      'nodes to packages and Azure: 10.240.0.0/25 → Internet',
    ]);
  });

  it('is names from DNS servers wherever they are, and no packages where routes lead elsewhere', async () => {
    const lines = await linesOf(
      'existing-virtual-network',
      'k8s-nodes',
      ['10.1.0.4', '168.63.129.16', '8.8.8.8'],
      'network.egress=userDefinedRoutes',
    );

    expect(lines.slice(4)).toEqual([
      'probes of load balancers to nodes: AzureLoadBalancer → 10.20.4.0/22',
      'nodes to DNS servers: 10.20.4.0/22 → 10.1.0.4/32',
      'nodes to DNS servers: 10.20.4.0/22 → outside 8.8.8.8/32',
      "nodes to Azure's metadata service: 10.20.4.0/22 → AzurePlatformIMDS",
    ]);
  });

  it('is between machines of which all, or some, are in an application security group of the cluster', async () => {
    const {plan} = await site('pod-public-ips');
    const range = (name: string): string => {
      const cidr = plan.subnets.find((subnet) => subnet.name === name)?.cidr;
      return cidr === undefined ? '' : formatPrefix(cidr);
    };
    const names = plan.subnets.map(({name}) => name);
    const lines = await linesOf('pod-public-ips', 'edge', []);

    expect(lines[1]).toBe(
      `nodes and pods to each other, inbound: ${names.map(range).join(' ')} some in arena-edge-pods → ${range('edge')} all in arena-edge-pods`,
    );
  });
});
