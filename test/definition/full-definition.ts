import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';

const NETWORK = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network';

/** A definition in which every key is written. */
export const FULL_DEFINITION: ClusterDefinition = {
  apiVersion: 'vnetk8s/v1',
  name: 'prod',
  location: 'westeurope',
  cloud: 'AzureCloud',
  tags: {team: 'platform'},
  kubernetes: {
    version: '1.35.4',
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
      addressSpace: ['10.1.0.0/16', '10.2.0.0/16'],
      dnsServers: ['10.0.0.10'],
      peerings: [
        {
          name: 'hub',
          remoteVirtualNetworkId: `${NETWORK}/virtualNetworks/hub`,
          remoteAddressSpace: ['10.0.0.0/16'],
          useRemoteGateways: true,
          allowForwardedTraffic: false,
        },
      ],
      gateway: {
        type: 'Vpn',
        sku: 'VpnGw2AZ',
        connections: [
          {name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/16']},
          {name: 'metro', circuitId: `${NETWORK}/expressRouteCircuits/metro`, cidrs: ['192.0.2.0/24']},
        ],
      },
    },
    subnets: [
      {name: 'spare', cidr: '10.1.240.0/20', reservedAddresses: 16},
      {
        name: 'web',
        serviceEndpoints: ['Microsoft.Storage'],
        routes: [
          {name: 'out', addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4'},
          {name: 'drop', addressPrefix: '198.18.0.0/15', nextHopType: 'None'},
        ],
      },
      {name: 'GatewaySubnet', cidr: '10.1.0.0/27'},
      {name: 'unused', routeTableId: `${NETWORK}/routeTables/inspect`},
    ],
    serviceCidr: '172.20.0.0/16',
    dnsServiceIP: '172.20.0.53',
    internalServices: {subnet: 'web', addresses: 16},
    onPremisesCidrs: ['192.168.0.0/16'],
    egress: 'userDefinedRoutes',
    podAccessToInstanceMetadata: true,
  },
  controlPlane: {
    count: 5,
    vmSize: 'Standard_D4s_v5',
    zones: ['1', '2', '3'],
    faultDomains: 3,
    subnet: 'control',
    maxPods: 10,
    firstAddress: '10.1.1.16',
    endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']},
    osDisk: {sizeGiB: 128, storage: 'StandardSSD_LRS'},
    etcdDisk: {sizeGiB: 256},
  },
  nodePools: [
    {
      name: 'web',
      count: {min: 3, max: 20},
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
    {name: 'edge', count: 0, subnet: 'web', type: 'virtualMachines', spot: {}, podPublicIPs: {perNode: 1}},
    {name: 'batch'},
  ],
  linux: {
    adminUsername: 'admin1',
    sshPublicKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com'],
  },
  identity: {
    id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod',
  },
  addons: [{name: 'extra', manifest: './extra.yaml'}],
};
