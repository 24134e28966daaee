import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import type {Settings} from '../../src/simulator/settings.ts';
import type {Mirror} from '../mirror/mirror.ts';

/** Programs that the machine room starts, beside those of a fabric. */
export const PROGRAMS = ['python3', 'losetup', 'debugfs', 'openssl', 'ssh-keygen'];

/** The virtual network that the cluster is peered with; it has a gateway to a site on premises. */
export const HUB = {
  group: 'hub',
  name: 'hub',
  addressSpace: '10.100.0.0/16',
  appliance: '10.100.1.4',
  /** Behind the appliance, as the route of the cluster's subnet has it. */
  inspected: {cidr: '10.100.2.0/24', address: '10.100.2.4'},
} as const;

export const SITE = {cidr: '192.168.0.0/16', address: '192.168.0.10'} as const;

/** The port on which workloads answer; public IPs of pods are open on it. */
export const PORT = 8080;

/** The subnet in which there is no node, but machines of others. */
export const TOOLS = {name: 'tools', cidr: '10.240.200.0/24', address: '10.240.200.4'} as const;

/** How many pods with an address of their own the node of pool `apps` has room for: Azure's limit. */
export const MAX_PODS = 250;

const {subscriptionId} = defaultSettings({});
const HUB_ID = `/subscriptions/${subscriptionId}/resourceGroups/${HUB.group}/providers/Microsoft.Network/virtualNetworks/${HUB.name}`;

/** A cluster in which every line of the networking contract can be seen. */
export function proofDefinition(mirror: Mirror, sshPublicKey: string, apps = 1): ClusterDefinition {
  return {
    apiVersion: 'vnetk8s/v1',
    name: 'proof',
    location: 'westeurope',
    kubernetes: fromMirror(mirror),
    network: {
      virtualNetwork: {
        addressSpace: ['10.240.0.0/16'],
        peerings: [
          {
            name: 'hub',
            remoteVirtualNetworkId: HUB_ID,
            remoteAddressSpace: [HUB.addressSpace],
            useRemoteGateways: true,
          },
        ],
      },
      onPremisesCidrs: [SITE.cidr],
      // Behind a NAT gateway a pod with a public IP would not go out with it (Azure: nat-gateway-resource).
      egress: 'loadBalancer',
      subnets: [
        {
          name: 'apps',
          serviceEndpoints: ['Microsoft.Storage'],
          routes: [
            {
              name: 'inspect',
              addressPrefix: HUB.inspected.cidr,
              nextHopType: 'VirtualAppliance',
              nextHopIpAddress: HUB.appliance,
            },
          ],
        },
        {name: TOOLS.name, cidr: TOOLS.cidr},
      ],
    },
    controlPlane: {count: 3},
    nodePools: [
      {name: 'apps', count: apps, maxPods: MAX_PODS},
      {
        name: 'edge',
        type: 'virtualMachines',
        count: 1,
        maxPods: 20,
        podPublicIPs: {perNode: 1, dnsLabelPrefix: 'proof-edge', allowedPorts: [`${PORT}/tcp`]},
      },
    ],
    linux: {sshPublicKeys: [sshPublicKey]},
  };
}

/** Packages and images of a mirror: machines need nothing else of the Internet. */
export function fromMirror(mirror: Mirror): NonNullable<ClusterDefinition['kubernetes']> {
  return {
    version: mirror.kubernetesVersion,
    packages: {
      kubernetes: mirror.kubernetesPackages,
      kubernetesKey: mirror.kubernetesKey,
      containerd: mirror.containerdPackages,
      containerdKey: mirror.containerdKey,
    },
    images: {kubernetes: mirror.images, cloudProvider: mirror.cloudProviderImages},
  };
}

/** What is there before the cluster: the hub. */
export const PROOF_SETTINGS: Partial<Settings> = {
  resources: [
    {
      id: HUB_ID,
      type: 'Microsoft.Network/virtualNetworks',
      name: HUB.name,
      properties: {
        addressSpace: {addressPrefixes: [HUB.addressSpace]},
        subnets: [
          {name: 'GatewaySubnet', properties: {addressPrefix: '10.100.0.0/27'}},
          {name: 'appliances', properties: {addressPrefix: '10.100.1.0/24'}},
          {name: 'inspected', properties: {addressPrefix: HUB.inspected.cidr}},
        ],
      },
    },
  ],
};
