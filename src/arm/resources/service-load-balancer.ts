import type {Cluster} from '../../cluster/cluster.ts';
import {outboundIpName, serviceLoadBalancerName} from '../../cluster/names.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {resourceId, type Term, unlessExisting} from '../expressions.ts';
import {LOCATION, mostNodes, type Site, zoneRedundant} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {dependsOn, loadBalancerPart, to} from '../targets.ts';
import type {Part} from '../wire.ts';
import {publicIpAddress} from './public-ip-address.ts';

/**
 * Nodes that share a public IP: so many get 32 ports or more from Azure's own allocation, which goes no further
 * (Azure: load-balancer-outbound-connections, "Default port allocation").
 */
const NODES_PER_IP = 1_000;

/** Ports of one public IP, and what an outbound rule gives them out in (the same page, "Outbound rules"). */
const PORTS_PER_IP = 64_000;
const PORT_STEP = 8;

const IDLE_MINUTES = 30;

/**
 * The load balancer of Services, if nodes reach the Internet by it: with an outbound rule and nothing else. Whatever
 * Services need, the cloud controller adds, so that a template may make it once and must never write to it again: it is
 * left out if the parameter `existing` names it.
 */
export function serviceLoadBalancerResources({cluster}: Site): readonly ArmResource[] {
  if (cluster.network.egress !== 'loadBalancer') return [];
  const name = serviceLoadBalancerName(cluster);
  const addresses = outboundIpTargets(cluster);
  return [
    ...addresses.map((_, index) => publicIpAddress({name: outboundIpName(cluster, index), ...zoneRedundant(cluster)})),
    {
      type: 'Microsoft.Network/loadBalancers',
      apiVersion: API_VERSIONS['Microsoft.Network/loadBalancers'],
      name,
      condition: unlessExisting(name),
      location: LOCATION,
      tags: COMMON_TAGS,
      ...dependsOn(...addresses),
      sku: {name: 'Standard', tier: 'Regional'},
      properties: {
        frontendIPConfigurations: addresses.map((address, index) => ({
          name: frontendName(index),
          properties: {publicIPAddress: to(address)},
        })),
        backendAddressPools: [{name}],
        outboundRules: [outboundRule(cluster, addresses.length)],
      },
    } satisfies Resource<'Microsoft.Network/loadBalancers'>,
  ];
}

function outboundRule(cluster: Cluster, addresses: number) {
  const name = serviceLoadBalancerName(cluster);
  return {
    name: 'outbound',
    properties: {
      protocol: 'All',
      frontendIPConfigurations: Array.from({length: addresses}, (_, index) =>
        to(loadBalancerPart(name, 'frontendIPConfigurations', frontendName(index))),
      ),
      backendAddressPool: to(outboundPoolTarget(cluster)),
      allocatedOutboundPorts: outboundPorts(cluster, addresses),
      enableTcpReset: true,
      idleTimeoutInMinutes: IDLE_MINUTES,
    },
  } satisfies Part<'OutboundRule'>;
}

function frontendName(index: number): string {
  return `outbound-${index}`;
}

/** The backend pool that nodes are in; the cloud controller looks for it by this name. */
export function outboundPoolTarget(cluster: Cluster): Term {
  const name = serviceLoadBalancerName(cluster);
  return loadBalancerPart(name, 'backendAddressPools', name);
}

/** The public IPs that nodes are seen with; none if they have another way to the Internet. */
export function outboundIpTargets(cluster: Cluster): readonly Term[] {
  if (cluster.network.egress !== 'loadBalancer') return [];
  return Array.from({length: Math.max(1, Math.ceil(mostNodes(cluster) / NODES_PER_IP))}, (_, index) =>
    resourceId('Microsoft.Network/publicIPAddresses', outboundIpName(cluster, index)),
  );
}

/** 0: Azure gives out ports by the number of nodes, and more nodes than were planned still get some. */
function outboundPorts(cluster: Cluster, addresses: number): number {
  const nodes = mostNodes(cluster);
  if (nodes <= NODES_PER_IP) return 0;
  return Math.floor((addresses * PORTS_PER_IP) / nodes / PORT_STEP) * PORT_STEP;
}
