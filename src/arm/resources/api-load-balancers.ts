import type {Cluster} from '../../cluster/cluster.ts';
import {
  apiLoadBalancerName,
  apiPublicIpName,
  apiServerDnsLabel,
  publicApiLoadBalancerName,
} from '../../cluster/names.ts';
import type {Address} from '../../ipv4/address.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {API_SERVER_PORT} from '../../node/kubeadm-cluster.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {resourceId, type Term} from '../expressions.ts';
import {LOCATION, type Site, zoneRedundant} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {dependsOn, hasPublicApiLoadBalancer, loadBalancerPart, subnetTarget, to} from '../targets.ts';
import type {Part} from '../wire.ts';
import {networkAtRestTarget} from './peerings.ts';
import {publicIpAddress} from './public-ip-address.ts';

const POOL = 'control-plane';
const PROBE = 'readyz';
const INTERNAL_FRONTEND = 'internal';
const PUBLIC_FRONTEND = 'public';

/** As long as Azure allows for rules of TCP: watches and `kubectl exec` are quiet for long (Azure: load-balancer-tcp-idle-timeout). */
const IDLE_MINUTES = 30;

/** Seconds between two questions of the probe, and how many must fail: a dead API server gets no traffic after ten. */
const PROBE_SECONDS = 5;
const PROBE_THRESHOLD = 2;

/**
 * Ports of each machine for connections to the Internet: five share the 64,000 of a public IP, in steps of eight
 * (Azure: load-balancer-outbound-connections, "Outbound rules").
 */
const OUTBOUND_PORTS = 12_800;

type LoadBalancer = Resource<'Microsoft.Network/loadBalancers'>;

/**
 * The load balancers of the control plane: the internal one, which nodes use; and a public one, if the endpoint is public
 * or the machines have no other way to the Internet. A machine may be behind one of each.
 */
export function apiLoadBalancerResources({cluster}: Site, address: Address): readonly ArmResource[] {
  return [internal(cluster, address), ...(hasPublicApiLoadBalancer(cluster) ? publicResources(cluster) : [])];
}

/** The backend pools that machines of the control plane are in. */
export function controlPlanePoolTargets(cluster: Cluster): readonly Term[] {
  return [
    loadBalancerPart(apiLoadBalancerName(cluster), 'backendAddressPools', POOL),
    ...(hasPublicApiLoadBalancer(cluster)
      ? [loadBalancerPart(publicApiLoadBalancerName(cluster), 'backendAddressPools', POOL)]
      : []),
  ];
}

function internal(cluster: Cluster, address: Address): LoadBalancer {
  const name = apiLoadBalancerName(cluster);
  const subnet = subnetTarget(cluster, cluster.controlPlane.subnet);
  return {
    ...common(name),
    ...dependsOn(subnet, networkAtRestTarget(cluster)),
    properties: {
      frontendIPConfigurations: [
        {
          name: INTERNAL_FRONTEND,
          ...zoneRedundant(cluster),
          properties: {
            subnet: to(subnet),
            privateIPAllocationMethod: 'Static',
            privateIPAddress: formatAddress(address),
          },
        },
      ],
      backendAddressPools: [{name: POOL}],
      probes: [PROBE_OF_API_SERVER],
      loadBalancingRules: [apiServerRule(name, INTERNAL_FRONTEND)],
    },
  };
}

function publicResources(cluster: Cluster): readonly ArmResource[] {
  const {endpoint} = cluster.controlPlane;
  const name = publicApiLoadBalancerName(cluster);
  const address = resourceId('Microsoft.Network/publicIPAddresses', apiPublicIpName(cluster));
  const serves = endpoint.access === 'public';
  const outbound = cluster.network.egress === 'loadBalancer';
  return [
    publicIpAddress({
      name: apiPublicIpName(cluster),
      ...zoneRedundant(cluster),
      ...(serves ? {dnsLabel: apiServerDnsLabel(cluster)} : {}),
    }),
    {
      ...common(name),
      ...dependsOn(address),
      properties: {
        frontendIPConfigurations: [{name: PUBLIC_FRONTEND, properties: {publicIPAddress: to(address)}}],
        backendAddressPools: [{name: POOL}],
        ...(serves ? {probes: [PROBE_OF_API_SERVER], loadBalancingRules: [apiServerRule(name, PUBLIC_FRONTEND)]} : {}),
        ...(outbound ? {outboundRules: [outboundRule(name)]} : {}),
      },
    } satisfies LoadBalancer,
  ];
}

function common(name: string) {
  return {
    type: 'Microsoft.Network/loadBalancers',
    apiVersion: API_VERSIONS['Microsoft.Network/loadBalancers'],
    name,
    location: LOCATION,
    tags: COMMON_TAGS,
    sku: {name: 'Standard', tier: 'Regional'},
  } as const;
}

/** Asks the API server itself: a machine that still starts, or shuts down, gets no traffic. */
const PROBE_OF_API_SERVER = {
  name: PROBE,
  properties: {
    protocol: 'Https',
    port: API_SERVER_PORT,
    requestPath: '/readyz',
    intervalInSeconds: PROBE_SECONDS,
    numberOfProbes: 1,
    probeThreshold: PROBE_THRESHOLD,
  },
} as const satisfies Part<'Probe'>;

function apiServerRule(loadBalancer: string, frontend: string) {
  return {
    name: 'api-server',
    properties: {
      protocol: 'Tcp',
      frontendPort: API_SERVER_PORT,
      backendPort: API_SERVER_PORT,
      frontendIPConfiguration: to(loadBalancerPart(loadBalancer, 'frontendIPConfigurations', frontend)),
      backendAddressPool: to(loadBalancerPart(loadBalancer, 'backendAddressPools', POOL)),
      probe: to(loadBalancerPart(loadBalancer, 'probes', PROBE)),
      disableOutboundSnat: true,
      enableFloatingIP: false,
      enableTcpReset: true,
      idleTimeoutInMinutes: IDLE_MINUTES,
      loadDistribution: 'Default',
    },
  } satisfies Part<'LoadBalancingRule'>;
}

function outboundRule(loadBalancer: string) {
  return {
    name: 'outbound',
    properties: {
      protocol: 'All',
      frontendIPConfigurations: [to(loadBalancerPart(loadBalancer, 'frontendIPConfigurations', PUBLIC_FRONTEND))],
      backendAddressPool: to(loadBalancerPart(loadBalancer, 'backendAddressPools', POOL)),
      allocatedOutboundPorts: OUTBOUND_PORTS,
      enableTcpReset: true,
      idleTimeoutInMinutes: IDLE_MINUTES,
    },
  } satisfies Part<'OutboundRule'>;
}
