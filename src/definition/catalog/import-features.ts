import type {CatalogEntry} from './catalog-entry.ts';

/** VK5006 to VK5015: what the old tools made and vnetk8s does not. */
export const importFeatureEntries: readonly CatalogEntry[] = [
  {
    code: 'VK5006',
    severity: 'error',
    title: 'The old definition is not of a Kubernetes cluster',
    explanation:
      'acs-engine also made clusters of DC/OS, Swarm, Swarm Mode and OpenShift. Nothing of these can be taken over: what runs there has to be moved to Kubernetes first.',
    wrong: `apiVersion: vlabs
properties:
  orchestratorProfile:
    orchestratorType: DCOS`,
    right: `apiVersion: vlabs
properties:
  orchestratorProfile:
    orchestratorType: Kubernetes`,
  },
  {
    code: 'VK5007',
    severity: 'error',
    title: 'Pods had no addresses of the virtual network',
    explanation:
      'With kubenet, Cilium, Antrea and Flannel, pods had addresses of a range of their own, and subnets only had to hold nodes. Here every pod has an address of its subnet, so that subnets must be larger, often by a factor of thirty. networkPolicy chose the plugin too: none and calico mean kubenet where networkPlugin is not written.',
    wrong: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      networkPlugin: kubenet
      clusterSubnet: 10.244.0.0/16`,
    right: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      networkPlugin: azure
      clusterSubnet: 10.240.0.0/16`,
  },
  {
    code: 'VK5008',
    severity: 'error',
    title: 'A pool has nodes with Windows',
    explanation:
      'vnetk8s makes nodes with Linux only: its plugin for pod networking is a Linux program. The pool is left out of the new definition, and the other pools keep their order.',
    wrong: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - {name: apps, count: 3, vmSize: Standard_D4s_v3}
    - {name: win, count: 2, vmSize: Standard_D4s_v3, osType: Windows}`,
    right: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - {name: apps, count: 3, vmSize: Standard_D4s_v3}`,
  },
  {
    code: 'VK5009',
    severity: 'error',
    title: 'The old cluster had IPv6 addresses',
    explanation:
      'Every pod has an ipConfiguration of the network interface of its node, and Azure allows one IPv6 ipConfiguration for each interface (Azure: ipv6-overview). So pods have IPv4 addresses only.',
    wrong: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      clusterSubnet: 10.240.0.0/16,fc00::/48
  featureFlags:
    enableIPv6DualStack: true`,
    right: `apiVersion: vlabs
properties:
  orchestratorProfile:
    kubernetesConfig:
      clusterSubnet: 10.240.0.0/16`,
  },
  {
    code: 'VK5010',
    severity: 'error',
    title: 'The old cluster was in another cloud',
    explanation:
      'Clusters are made in Azure, Azure US Government and Azure operated by 21Vianet in China. Azure Stack has other interfaces and older ones, and the German cloud (germanycentral, germanynortheast) was closed in 2021.',
    wrong: `apiVersion: vlabs
location: germanycentral`,
    right: `apiVersion: vlabs
location: germanywestcentral`,
  },
  {
    code: 'VK5011',
    severity: 'error',
    title: 'The static addresses of the control plane ran past .255',
    explanation:
      'acs-engine and aks-engine counted on in the last number of firstConsecutiveStaticIP: the machines follow each other, and the internal load balancer was ten behind the first. They did not carry over, so that 10.1.0.250 gave the load balancer 10.1.0.260, which Azure refuses. Here the load balancer has the address before the first machine, and additions carry over. As the old definition was never deployed, see that it says what you mean.',
    wrong: `apiVersion: vlabs
properties:
  masterProfile:
    count: 3
    vnetSubnetId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/k8s
    firstConsecutiveStaticIP: 10.1.0.250`,
    right: `apiVersion: vlabs
properties:
  masterProfile:
    count: 3
    vnetSubnetId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/k8s
    firstConsecutiveStaticIP: 10.1.0.240`,
  },
  {
    code: 'VK5012',
    severity: 'error',
    title: 'Ranges of the existing virtual network are not in the old definition',
    explanation:
      'A definition of acs-engine names the subnets of an existing virtual network, but not their ranges: vnetCidr is only what pods reach with their own addresses. Addresses cannot be planned without them, and nothing is read from Azure for that. The new definition has a comment that begins with FILL IN at each place, with the command that shows the range, and is not valid until it is there.',
    wrong: `apiVersion: vlabs
properties:
  masterProfile:
    vnetSubnetId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/k8s`,
    right: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - name: k8s
      cidr: 10.1.16.0/20`,
  },
  {
    code: 'VK5013',
    severity: 'error',
    title: 'Data would be less protected than it was',
    explanation:
      'The old definition asks for encryption that vnetk8s does not set up: with your own keys, at the host, or of Secrets in etcd. Azure encrypts all managed disks with keys of its own (Azure: disk-encryption-overview). If that is enough, remove the field; nothing that was asked for is left out without your knowing.',
    wrong: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - {name: apps, encryptionAtHost: true}`,
    right: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - {name: apps}`,
  },
  {
    code: 'VK5014',
    severity: 'error',
    title: 'The old cluster was made of something that cannot be made',
    explanation:
      'Machines start from Ubuntu 24.04 and etcd runs on the control plane; an image of your own and etcd on Cosmos DB cannot be taken over. What was installed in the image has to come to the nodes in another way, for instance by a DaemonSet.',
    wrong: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - name: apps
      imageReference: {name: hardened, resourceGroup: images}`,
    right: `apiVersion: vlabs
properties:
  agentPoolProfiles:
    - name: apps`,
  },
  {
    code: 'VK5015',
    severity: 'error',
    title: 'The Internet was blocked by a security group',
    explanation:
      'blockOutboundInternet denied nodes everything but the virtual network. vnetk8s makes no such rules: with egress: userDefinedRoutes nothing is made that leads to the Internet, and a route for 0.0.0.0/0 to a firewall of yours decides what passes. Nodes then need mirrors for packages and images, and the cloud provider needs the way to management.azure.com.',
    wrong: `apiVersion: vlabs
properties:
  featureFlags:
    blockOutboundInternet: true`,
    right: `network:
  egress: userDefinedRoutes
  subnets:
    - name: k8s-subnet
      routes:
        - {name: firewall, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.0.4}`,
  },
];
