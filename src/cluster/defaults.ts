import {DEFAULT_MINOR} from '../kubernetes/versions.ts';

/**
 * Every default of the definition, in its shape; a list's items are under its singular. The schema states the same in its
 * `default` keywords, for editors and documentation, and a test compares the two.
 *
 * Defaults that depend on other fields are not here but in `resolve`: the egress, the gateway's size, the DNS address and
 * the subnets of pools.
 */
export const defaults = {
  cloud: 'AzureCloud',
  tags: {},
  kubernetes: {
    version: DEFAULT_MINOR,
    packages: {
      kubernetes: 'https://pkgs.k8s.io/core:/stable:',
      containerd: 'https://download.docker.com/linux/ubuntu',
      kubernetesKey: 'DE15B14486CD377B9E876E1A234654DA9A296436',
      containerdKey: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
      preinstalled: false,
    },
    certificates: {authorityValidityDays: 3650, validityDays: 365},
    images: {kubernetes: 'registry.k8s.io', cloudProvider: 'mcr.microsoft.com/oss/v2/kubernetes'},
  },
  network: {
    virtualNetwork: {
      addressSpace: ['10.240.0.0/12'],
      dnsServers: [],
      peerings: [],
      peering: {useRemoteGateways: false, allowForwardedTraffic: true},
      gateway: {connections: []},
    },
    subnets: [],
    subnet: {serviceEndpoints: [], routes: [], reservedAddresses: 0},
    serviceCidr: '172.16.0.0/16',
    internalServices: {addresses: 8},
    onPremisesCidrs: [],
    podAccessToInstanceMetadata: false,
  },
  controlPlane: {
    count: 3,
    vmSize: 'Standard_D2s_v5',
    zones: [],
    subnet: 'control-plane',
    maxPods: 30,
    endpoint: {access: 'private', authorizedCidrs: []},
    osDisk: {sizeGiB: 64, storage: 'Premium_LRS'},
    etcdDisk: {sizeGiB: 64},
  },
  nodePool: {
    count: 3,
    vmSize: 'Standard_D4s_v5',
    maxPods: 30,
    type: 'scaleSet',
    zones: [],
    maxSurge: 1,
    labels: {},
    taints: [],
    spot: {maxPrice: -1, evictionPolicy: 'Delete'},
    osDisk: {sizeGiB: 128, storage: 'Premium_LRS'},
    podPublicIPs: {allowedPorts: []},
  },
  linux: {adminUsername: 'azureuser'},
  identity: {},
  addons: [],
} as const;

/**
 * Fault domains of an availability set where nothing else is said: two, since not every region has three
 * (Azure: "Availability sets overview", fault domains by region).
 */
export const DEFAULT_FAULT_DOMAINS = 2;

/** Sizes of gateways that are zone-redundant, the smallest of each type (Azure: "About zone-redundant gateways"). */
export const DEFAULT_GATEWAY_SKU = {Vpn: 'VpnGw1AZ', ExpressRoute: 'ErGw1AZ'} as const;

/** Subnet that Azure demands for a gateway, by this very name (Azure: "About VPN Gateway configuration settings"). */
export const GATEWAY_SUBNET = 'GatewaySubnet';

/** Offset of the cluster's DNS address in the Service range: the tenth, as kubeadm has it (`GetDNSIP`). */
export const DNS_SERVICE_OFFSET = 10;
