import type {Subnet} from '../../src/cluster/cluster.ts';
import {
  address,
  controlPlane,
  declaredSubnet,
  newVirtualNetwork,
  pool,
  prefix,
  type Sample,
  sample,
  subnet,
} from './sample-plans.ts';

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups';

/** The numbers of the acceptance example: one subnet is nearly full, one too small. */
export const tooSmall: Sample = sample({
  subnets: [
    subnet('control-plane', '10.240.0.0/24', controlPlane()),
    subnet('agents', '10.240.4.0/22', [pool('agents', 25, 30, {autoscaled: true})], 'given'),
    subnet('gpu', '10.240.8.0/24', [pool('gpu', 6, 50, {autoscaled: true})], 'given'),
  ],
});

/** What the smallest definition becomes. */
export const minimal: Sample = sample({
  name: 'minimal',
  subnets: [
    subnet('control-plane', '10.240.0.0/25', controlPlane()),
    subnet('apps', '10.240.1.0/24', [pool('apps', 3), {kind: 'internal-services', addresses: 8}]),
  ],
});

/** Twelve pools of very different sizes. */
export const twelvePools: Sample = sample({
  name: 'dozen',
  subnets: [
    subnet('control-plane', '10.240.0.0/25', controlPlane()),
    ...[
      ['apps', '10.240.4.0/22', 25, 30],
      ['edge', '10.240.1.0/24', 2, 30],
      ['gpu', '10.240.2.0/23', 6, 50],
      ['batch', '10.240.64.0/18', 60, 250],
      ['ingress', '10.240.8.0/25', 3, 20],
      ['queue', '10.240.8.128/26', 1, 20],
      ['cache', '10.240.16.0/21', 12, 110],
      ['web', '10.240.24.0/22', 20, 40],
      ['arm', '10.240.9.0/24', 4, 30],
      ['spot', '10.240.32.0/19', 60, 110],
      ['build', '10.240.10.0/24', 7, 25],
      ['tiny', '10.240.11.0/28', 1, 2],
    ].map(([name, cidr, nodes, maxPods]) =>
      subnet(String(name), String(cidr), [pool(String(name), Number(nodes), Number(maxPods))]),
    ),
  ],
});

/** A spoke with everything around it: peers, a gateway with two connections, two address spaces, a shared subnet. */
export const crossroads: Sample = sample({
  name: 'shop-west',
  endpoint: {access: 'public', authorizedCidrs: [prefix('198.51.100.0/24'), prefix('203.0.113.64/26')]},
  network: {
    virtualNetwork: newVirtualNetwork(['10.240.0.0/16', '10.10.0.0/20', '100.64.0.0/24'], {
      dnsServers: [address('10.0.0.10'), address('10.0.0.11')],
      peerings: [
        {
          path: ['network', 'virtualNetwork', 'peerings', 0],
          name: 'hub',
          remoteVirtualNetworkId: `${SUBSCRIPTION}/hub/providers/Microsoft.Network/virtualNetworks/hub-westeurope`,
          remoteAddressSpace: [prefix('10.0.0.0/16'), prefix('10.1.0.0/20')],
          useRemoteGateways: false,
          allowForwardedTraffic: true,
        },
        {
          path: ['network', 'virtualNetwork', 'peerings', 1],
          name: 'data',
          remoteVirtualNetworkId: `${SUBSCRIPTION}/data/providers/Microsoft.Network/virtualNetworks/data`,
          remoteAddressSpace: [prefix('10.2.0.0/16')],
          useRemoteGateways: false,
          allowForwardedTraffic: false,
        },
      ],
      gateway: {
        path: ['network', 'virtualNetwork', 'gateway'],
        type: 'Vpn',
        sku: 'VpnGw1AZ',
        connections: [
          {
            path: ['network', 'virtualNetwork', 'gateway', 'connections', 0],
            name: 'office',
            peerAddress: address('203.0.113.10'),
            cidrs: [prefix('192.168.0.0/16')],
          },
          {
            path: ['network', 'virtualNetwork', 'gateway', 'connections', 1],
            name: 'factory',
            peerAddress: address('203.0.113.20'),
            cidrs: [prefix('172.20.0.0/16'), prefix('172.21.0.0/16'), prefix('172.22.0.0/20')],
          },
        ],
      },
    }),
    onPremisesCidrs: [prefix('192.168.0.0/16')],
    subnets: crossroadsSubnets().map((plan): Subnet => {
      if (plan.name !== 'shared') return declaredSubnet(plan);
      return {
        ...declaredSubnet(plan),
        serviceEndpoints: ['Microsoft.Storage', 'Microsoft.Sql'],
        routes: [
          {
            path: [],
            name: 'inspect',
            addressPrefix: prefix('10.2.0.0/16'),
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: address('10.0.0.4'),
          },
        ],
      };
    }),
  },
  subnets: crossroadsSubnets(),
});

function crossroadsSubnets() {
  return [
    subnet('control-plane', '10.240.0.0/25', controlPlane()),
    subnet('shared', '10.240.4.0/22', [
      pool('apps', 12, 30, {autoscaled: true}),
      pool('gpu', 3, 50),
      {kind: 'internal-services', addresses: 16},
      {kind: 'reserved', addresses: 32},
    ]),
    subnet('edge', '10.10.0.0/24', [pool('edge', 2)], 'given'),
    subnet('spare', '10.10.8.0/22', [], 'given'),
    subnet('GatewaySubnet', '100.64.0.224/27', [{kind: 'gateway', addresses: 27}]),
  ];
}

/** An existing virtual network, whose other subnets are unknown, with the static addresses in the middle of a subnet. */
export const existing: Sample = sample({
  name: 'corp-apps',
  network: {
    virtualNetwork: {
      kind: 'existing',
      id: `${SUBSCRIPTION}/network/providers/Microsoft.Network/virtualNetworks/corp`,
      addressSpace: [prefix('10.1.0.0/16')],
    },
    onPremisesCidrs: [prefix('192.168.0.0/16'), prefix('10.200.0.0/14')],
    egress: 'userDefinedRoutes',
  },
  loadBalancer: '10.1.16.128',
  subnets: [
    subnet('kubernetes-control-plane', '10.1.16.0/24', controlPlane(), 'given'),
    subnet('kubernetes-nodes', '10.1.32.0/20', [pool('apps', 40, 60)], 'given'),
  ],
});

/** As large as it gets: 4,000 nodes, 16,000 pods. */
export const largest: Sample = sample({
  name: 'largest',
  machines: 5,
  subnets: [
    subnet('control-plane', '10.240.0.0/26', controlPlane(5, 4)),
    subnet('blue', '10.240.64.0/18', [pool('blue', 1995, 4, {surge: 100})]),
    subnet('green', '10.240.128.0/18', [pool('green', 2000, 4, {surge: 100})]),
  ],
});

/** Nothing is right: no range for a subnet, subnets that overlap and lie outside of the address space. */
export const broken: Sample = sample({
  name: 'broken',
  network: {virtualNetwork: newVirtualNetwork(['10.0.0.0/24'])},
  endpoint: {access: 'public', authorizedCidrs: []},
  subnets: [
    subnet('control-plane', undefined, controlPlane()),
    subnet('apps', '10.0.0.0/25', [pool('apps', 60, 250)], 'given'),
    subnet('overlapping', '10.0.0.64/26', [pool('overlapping', 1, 10)], 'given'),
    subnet('outside', '192.168.7.0/24', [pool('outside', 2, 20)], 'given'),
    subnet('a-subnet-with-a-name-of-eighty-characters-which-is-the-most-that-Azure-allows-for', undefined, [
      pool('huge', 4000, 250, {autoscaled: true}),
      pool('huger', 4000, 250),
    ]),
    subnet('too-small', '10.0.0.248/30', [], 'given'),
  ],
});

/** All samples by name, for tests that hold for each. */
export const samples = {minimal, tooSmall, twelvePools, crossroads, existing, largest, broken};
