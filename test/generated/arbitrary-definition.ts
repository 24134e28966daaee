import fc from 'fast-check';
import type {
  ClusterDefinition,
  WrittenControlPlane,
  WrittenGateway,
  WrittenNetwork,
  WrittenNodePool,
  WrittenSubnet,
  WrittenVirtualNetwork,
} from '../../src/definition/cluster-definition.generated.ts';
import {CIRCUIT_ID, CORP_ID, HUB_ID, IDENTITY_ID, PUBLIC_KEY, ROUTE_TABLE_ID} from '../cluster/cluster-builder.ts';

/*
 * Definitions of every kind that make sense, so that most of them are valid: whoever uses them lets the rules decide. Each
 * part draws on what the others need: an existing network has no peerings, a pool with public IPs is one of machines.
 */

const anyLocation = fc.constantFrom('westeurope', 'eastus', 'westus2', 'northcentralus', 'germanynorth');
const anyTags = fc.dictionary(
  fc.constantFrom('team', 'cost-center', '[odd]', "it's", 'ünï'),
  fc.constantFrom('platform', '[resourceGroup().id]', "o'brien", '{{x}}', '[', ''),
  {maxKeys: 4},
);

const anySize = fc.constantFrom(
  'Standard_D2s_v5',
  'Standard_D4ads_v5',
  'Standard_D2ps_v5',
  'Standard_D4s_v6',
  'Standard_D2_v3',
  'Standard_F4s_v2',
  'Standard_Unknown_v99',
);

/** The parts of a pool that stand alone. */
const anyPool = fc.record({
  vmSize: anySize,
  maxPods: fc.constantFrom(1, 10, 30, 110, 250),
  machines: fc.boolean(),
  size: fc.oneof({weight: 5, arbitrary: fc.integer({min: 0, max: 6})}, fc.constantFrom(150, 1_001, 2_400)),
  autoscaled: fc.boolean(),
  zones: fc.constantFrom<('1' | '2' | '3')[]>([], ['1'], ['1', '2', '3']),
  surge: fc.constantFrom(0, 1, 3),
  spot: fc.boolean(),
  ephemeral: fc.boolean(),
  publicIPs: fc.constantFrom(0, 1, 3),
  labels: fc.constantFrom<Record<string, string>>({}, {'example.com/a_b': 'c', tier: ''}),
  taints: fc.constantFrom<string[]>([], ['gpu=yes:NoSchedule', 'x:NoExecute']),
  shared: fc.boolean(),
});

type PoolParts = typeof anyPool extends fc.Arbitrary<infer V> ? V : never;

function poolOf(parts: PoolParts, index: number): WrittenNodePool {
  const {machines, size, autoscaled, zones, surge, spot, ephemeral, publicIPs, shared, ...rest} = parts;
  const count = machines ? Math.min(size, 150) : size;
  const premium = parts.vmSize === 'Standard_D2_v3' ? {osDisk: {storage: 'StandardSSD_LRS' as const}} : {};
  return {
    name: `p${index}`,
    ...rest,
    // A large pool with many pods is over the limits of the network, whatever else the definition says.
    maxPods: count > 100 ? Math.min(parts.maxPods, 4) : parts.maxPods,
    type: machines ? 'virtualMachines' : 'scaleSet',
    count: autoscaled && !machines ? {min: Math.min(count, 2), max: Math.max(1, count)} : count,
    zones,
    maxSurge: surge,
    ...premium,
    ...(spot && !machines ? {spot: {}} : {}),
    ...(ephemeral && parts.vmSize === 'Standard_D4ads_v5'
      ? {osDisk: {sizeGiB: 64, storage: 'Ephemeral' as const}}
      : {}),
    ...(machines && publicIPs > 0 && publicIPs <= parts.maxPods
      ? {
          podPublicIPs: {
            perNode: publicIPs,
            dnsLabelPrefix: `edge-${index}`,
            allowedPorts: ['443/tcp', '3478-3481/udp'],
          },
        }
      : {}),
    subnet: shared ? 'shared' : `p${index}`,
  };
}

const anyControlPlane: fc.Arbitrary<WrittenControlPlane> = fc.record({
  count: fc.constantFrom<(1 | 3 | 5)[]>(1, 3, 5),
  vmSize: fc.constantFrom('Standard_D2s_v5', 'Standard_D4ps_v5', 'Standard_D2s_v6'),
  maxPods: fc.constantFrom(5, 30, 250),
  zones: fc.constantFrom<('1' | '2' | '3')[]>([], ['1', '2', '3']),
  endpoint: fc.constantFrom<NonNullable<WrittenControlPlane['endpoint']>[]>(
    {access: 'private'},
    {access: 'public', authorizedCidrs: ['198.51.100.0/24', '203.0.113.7/32']},
  ),
});

const anyGateway: fc.Arbitrary<WrittenGateway | undefined> = fc.constantFrom(
  undefined,
  undefined,
  {type: 'Vpn' as const, connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']}]},
  {type: 'ExpressRoute' as const, connections: [{name: 'metro', circuitId: CIRCUIT_ID, cidrs: ['192.168.0.0/16']}]},
);

const anyNetworkParts = fc.record({
  kind: fc.constantFrom('plain', 'hub', 'gateway', 'appliance', 'table', 'existing'),
  gateway: anyGateway,
  egress: fc.constantFrom<('natGateway' | 'loadBalancer' | undefined)[]>(undefined, 'natGateway', 'loadBalancer'),
  endpoints: fc.constantFrom<string[]>([], ['Microsoft.Storage', 'Microsoft.Sql']),
  dnsServers: fc.constantFrom<string[]>([], ['10.64.0.53']),
  internalServices: fc.record({addresses: fc.constantFrom(0, 8)}),
  podAccessToInstanceMetadata: fc.boolean(),
});

type NetworkParts = typeof anyNetworkParts extends fc.Arbitrary<infer V> ? V : never;

function networkOf(parts: NetworkParts, pools: readonly WrittenNodePool[]): WrittenNetwork {
  const {kind, gateway, egress, endpoints, dnsServers, ...rest} = parts;
  if (kind === 'existing') return {...rest, ...existingNetwork(pools)};
  const subnets: WrittenSubnet[] = [
    {name: 'shared', serviceEndpoints: endpoints, ...(kind === 'table' ? {routeTableId: ROUTE_TABLE_ID} : {})},
  ];
  const virtualNetwork: WrittenVirtualNetwork = {
    addressSpace: ['10.64.0.0/10'],
    dnsServers,
    ...(kind === 'hub'
      ? {peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}]}
      : {}),
    ...(kind === 'gateway' && gateway !== undefined ? {gateway} : {}),
  };
  if (kind !== 'appliance') return {...rest, virtualNetwork, subnets, ...(egress === undefined ? {} : {egress})};
  return {...rest, virtualNetwork: {...virtualNetwork, ...hub()}, subnets: routed(pools), egress: 'userDefinedRoutes'};
}

function hub(): WrittenVirtualNetwork {
  return {peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}]};
}

/** Every subnet with a way out through the appliance of the hub. */
function routed(pools: readonly WrittenNodePool[]): WrittenSubnet[] {
  const out = {
    name: 'out',
    addressPrefix: '0.0.0.0/0',
    nextHopType: 'VirtualAppliance' as const,
    nextHopIpAddress: '10.0.0.4',
  };
  return subnetNames(pools).map((name) => ({name, routes: [out]}));
}

function existingNetwork(pools: readonly WrittenNodePool[]): WrittenNetwork {
  return {
    virtualNetwork: {id: CORP_ID, addressSpace: ['10.64.0.0/10']},
    subnets: subnetNames(pools).map((name, index) => ({name, cidr: `10.${64 + index}.0.0/16`})),
  };
}

function subnetNames(pools: readonly WrittenNodePool[]): readonly string[] {
  return ['control-plane', ...new Set(pools.map((pool) => pool.subnet ?? pool.name))];
}

/** Definitions most of which are valid. */
export const anySensibleDefinition: fc.Arbitrary<ClusterDefinition> = fc
  .record({
    location: anyLocation,
    tags: anyTags,
    version: fc.constantFrom('1.35', '1.36', '1.37', '1.36.1'),
    preinstalled: fc.boolean(),
    pools: fc.array(anyPool, {minLength: 1, maxLength: 5}),
    controlPlane: anyControlPlane,
    network: anyNetworkParts,
    identity: fc.constantFrom({}, {id: IDENTITY_ID}),
  })
  .map(({location, tags, version, preinstalled, pools, controlPlane, network, identity}): ClusterDefinition => {
    const nodePools = pools.map(poolOf);
    return {
      apiVersion: 'vnetk8s/v1',
      name: 'prod',
      location,
      tags,
      kubernetes: {version, packages: {preinstalled}},
      network: networkOf(network, nodePools),
      controlPlane,
      nodePools,
      linux: {sshPublicKeys: [PUBLIC_KEY]},
      identity,
    };
  });
