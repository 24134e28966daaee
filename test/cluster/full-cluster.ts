import type {Cluster, Subnet} from '../../src/cluster/cluster.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {parseAddress} from '../../src/ipv4/address.ts';
import {type Prefix, parsePrefix} from '../../src/ipv4/prefix.ts';
import {FULL_DEFINITION} from '../definition/full-definition.ts';
import {MINIMAL_VALUE} from '../definition/samples.ts';

/** Reads a range. */
export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`${text} is no range`);
  return parsed;
}

/** Reads an address. */
export function address(text: string): number {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(`${text} is no address`);
  return parsed;
}

/** The smallest definition with more in it. */
export function define(more: Partial<ClusterDefinition>): ClusterDefinition {
  return {...structuredClone(MINIMAL_VALUE), ...more} as ClusterDefinition;
}

/** A subnet as it is if nothing is said about it. */
export function implied(name: string, path: Subnet['path']): Subnet {
  return {path, name, serviceEndpoints: [], routes: [], reservedAddresses: 0, declared: false};
}

const {linux, identity, tags} = FULL_DEFINITION;
const hub = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network';
const gateway = ['network', 'virtualNetwork', 'gateway'];

/** What the fullest definition means. */
export const FULL_CLUSTER: Cluster = {
  name: 'prod',
  location: 'westeurope',
  cloud: 'AzureCloud',
  tags: {...tags},
  kubernetes: {
    version: {minor: '1.35', patch: '1.35.4'},
    packages: {
      kubernetes: 'https://mirror.example/k8s',
      kubernetesKey: '0123456789ABCDEF0123456789ABCDEF01234567',
      containerd: 'https://mirror.example/cd',
      containerdKey: '89ABCDEF0123456789ABCDEF0123456789ABCDEF',
      preinstalled: true,
    },
    certificates: {authorityValidityDays: 7300, validityDays: 90},
    images: {kubernetes: 'mirror.example/k8s', cloudProvider: 'mirror.example/azure'},
  },
  network: {
    virtualNetwork: {
      kind: 'new',
      addressSpace: [prefix('10.1.0.0/16'), prefix('10.2.0.0/16')],
      dnsServers: [address('10.0.0.10')],
      peerings: [
        {
          path: ['network', 'virtualNetwork', 'peerings', 0],
          name: 'hub',
          remoteVirtualNetworkId: `${hub}/virtualNetworks/hub`,
          remoteAddressSpace: [prefix('10.0.0.0/16')],
          useRemoteGateways: true,
          allowForwardedTraffic: false,
        },
      ],
      gateway: {
        path: gateway,
        type: 'Vpn',
        sku: 'VpnGw2AZ',
        connections: [
          {
            path: [...gateway, 'connections', 0],
            name: 'office',
            peerAddress: address('203.0.113.10'),
            cidrs: [prefix('192.168.0.0/16')],
          },
          {
            path: [...gateway, 'connections', 1],
            name: 'metro',
            circuitId: `${hub}/expressRouteCircuits/metro`,
            cidrs: [prefix('192.0.2.0/24')],
          },
        ],
      },
    },
    subnets: [
      implied('control', ['controlPlane']),
      {
        path: ['network', 'subnets', 1],
        name: 'web',
        serviceEndpoints: ['Microsoft.Storage'],
        routes: [
          {
            path: ['network', 'subnets', 1, 'routes', 0],
            name: 'out',
            addressPrefix: prefix('0.0.0.0/0'),
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: address('10.0.0.4'),
          },
          {
            path: ['network', 'subnets', 1, 'routes', 1],
            name: 'drop',
            addressPrefix: prefix('198.18.0.0/15'),
            nextHopType: 'None',
          },
        ],
        reservedAddresses: 0,
        declared: true,
      },
      implied('batch', ['nodePools', 2]),
      {
        path: ['network', 'subnets', 0],
        name: 'spare',
        cidr: prefix('10.1.240.0/20'),
        serviceEndpoints: [],
        routes: [],
        reservedAddresses: 16,
        declared: true,
      },
      {
        path: ['network', 'subnets', 3],
        name: 'unused',
        serviceEndpoints: [],
        routes: [],
        routeTableId: `${hub}/routeTables/inspect`,
        reservedAddresses: 0,
        declared: true,
      },
      {
        path: ['network', 'subnets', 2],
        name: 'GatewaySubnet',
        cidr: prefix('10.1.0.0/27'),
        serviceEndpoints: [],
        routes: [],
        reservedAddresses: 0,
        declared: true,
      },
    ],
    serviceCidr: prefix('172.20.0.0/16'),
    dnsServiceIP: address('172.20.0.53'),
    internalServices: {subnet: 'web', addresses: 16},
    onPremisesCidrs: [prefix('192.168.0.0/16')],
    egress: 'userDefinedRoutes',
    podAccessToInstanceMetadata: true,
  },
  controlPlane: {
    path: ['controlPlane'],
    count: 5,
    vmSize: 'Standard_D4s_v5',
    zones: ['1', '2', '3'],
    faultDomains: 3,
    subnet: 'control',
    maxPods: 10,
    firstAddress: address('10.1.1.16'),
    endpoint: {access: 'public', authorizedCidrs: [prefix('198.51.100.0/24')]},
    osDisk: {sizeGiB: 128, storage: 'StandardSSD_LRS'},
    etcdDisk: {sizeGiB: 256},
  },
  nodePools: [
    {
      path: ['nodePools', 0],
      name: 'web',
      count: {min: 3, max: 20, autoscaled: true},
      vmSize: 'Standard_D8s_v5',
      maxPods: 110,
      subnet: 'web',
      type: 'scaleSet',
      zones: ['1', '2'],
      faultDomains: 1,
      maxSurge: 3,
      labels: {tier: 'web'},
      taints: ['dedicated=web:NoSchedule'],
      spot: {maxPrice: 0.25, evictionPolicy: 'Deallocate'},
      osDisk: {sizeGiB: 64, storage: 'Ephemeral'},
      podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop', allowedPorts: ['443/tcp']},
    },
    {
      path: ['nodePools', 1],
      name: 'edge',
      count: {min: 0, max: 0, autoscaled: false},
      vmSize: 'Standard_D4s_v5',
      maxPods: 30,
      subnet: 'web',
      type: 'virtualMachines',
      zones: [],
      faultDomains: 2,
      maxSurge: 1,
      labels: {},
      taints: [],
      spot: {maxPrice: -1, evictionPolicy: 'Delete'},
      osDisk: {sizeGiB: 128, storage: 'Premium_LRS'},
      podPublicIPs: {perNode: 1, allowedPorts: []},
    },
    {
      path: ['nodePools', 2],
      name: 'batch',
      count: {min: 3, max: 3, autoscaled: false},
      vmSize: 'Standard_D4s_v5',
      maxPods: 30,
      subnet: 'batch',
      type: 'scaleSet',
      zones: [],
      faultDomains: 2,
      maxSurge: 1,
      labels: {},
      taints: [],
      osDisk: {sizeGiB: 128, storage: 'Premium_LRS'},
    },
  ],
  linux: {adminUsername: 'admin1', sshPublicKeys: linux.sshPublicKeys},
  identity: {...identity},
  addons: [{path: ['addons', 0], name: 'extra', manifest: './extra.yaml'}],
};
