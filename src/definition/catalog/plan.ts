import type {CatalogEntry} from './catalog-entry.ts';

/** VK4xxx: rules of the address plan. */
export const planEntries: readonly CatalogEntry[] = [
  {
    code: 'VK4001',
    severity: 'error',
    title: 'A subnet that is too small for what is in it',
    explanation:
      'Every node takes one address for itself and one for each of its maxPods pods, whether these run or not, and an upgrade starts maxSurge nodes more. Azure keeps five addresses of every subnet (Azure: virtual-networks-faq). Nodes that find no address are not started, in the middle of an upgrade or on a busy day. Make the range larger, leave cidr out to have it sized, or plan for fewer nodes or pods.',
    wrong: `network:
  subnets:
    - name: gpu
      cidr: 10.240.8.0/24 # 251 addresses for use
nodePools:
  - name: gpu
    count: 6
    maxPods: 50 # (6 + 1 surge) x (50 + 1) = 357, and 8 for internal Services`,
    right: `network:
  subnets:
    - name: gpu
      cidr: 10.240.8.0/23 # 507 addresses for use
nodePools:
  - name: gpu
    count: 6
    maxPods: 50`,
  },
  {
    code: 'VK4002',
    severity: 'error',
    title: 'No room in the address space for a subnet',
    explanation:
      'A subnet without cidr gets the smallest range that holds what is in it, from what is free of the address space. Ranges are powers of two and begin at multiples of their size, so that the largest free one can be much smaller than all that is free. Enlarge the address space, give it a second range, or plan for fewer nodes or pods.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [10.90.0.0/24]
nodePools:
  - name: apps
    count: 10 # a /23: (10 + 1 surge) x (30 + 1) = 341, and 8 for internal Services`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.90.0.0/22]
nodePools:
  - name: apps
    count: 10`,
  },
  {
    code: 'VK4003',
    severity: 'error',
    title: 'A subnet outside the address space',
    explanation:
      'The range of a subnet is part of the address space of its virtual network; Azure refuses any other. In a new virtual network it must lie in one entry of addressSpace. Give the subnet a range from there, or list its range in addressSpace too.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16]
  subnets:
    - name: apps
      cidr: 10.250.0.0/24`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16]
  subnets:
    - name: apps
      cidr: 10.240.1.0/24`,
  },
  {
    code: 'VK4004',
    severity: 'error',
    title: 'Two subnets with addresses in common',
    explanation:
      'An address belongs to one subnet, so Azure refuses the second of two that overlap (NetcfgSubnetRangesOverlap). Two ranges overlap only if one contains the other: 10.240.8.0/22 ends at 10.240.11.255.',
    wrong: `network:
  subnets:
    - name: apps
      cidr: 10.240.8.0/22
    - name: batch
      cidr: 10.240.10.0/24
nodePools:
  - name: apps
  - name: batch`,
    right: `network:
  subnets:
    - name: apps
      cidr: 10.240.8.0/22
    - name: batch
      cidr: 10.240.12.0/24
nodePools:
  - name: apps
  - name: batch`,
  },
  {
    code: 'VK4005',
    severity: 'error',
    title: 'A subnet of a size that Azure does not have',
    explanation:
      'The smallest subnet is a /29, with 8 addresses of which 3 can be used, and the largest a /8 (Azure: virtual-networks-faq).',
    wrong: `network:
  subnets:
    - name: jump
      cidr: 10.240.7.0/30
      reservedAddresses: 2`,
    right: `network:
  subnets:
    - name: jump
      cidr: 10.240.7.0/29
      reservedAddresses: 2`,
  },
  {
    code: 'VK4006',
    severity: 'error',
    title: 'A GatewaySubnet smaller than /27',
    explanation:
      'Gateways are groups of machines in a subnet of their own. Azure recommends /27 or larger, which every kind of gateway and a later change of it can live with (Azure: vpn-gateway-about-vpn-gateway-settings, "Gateway subnet"). The subnet cannot be enlarged while a gateway is in it.',
    wrong: `network:
  virtualNetwork:
    gateway: { type: Vpn }
  subnets:
    - name: GatewaySubnet
      cidr: 10.255.255.224/28`,
    right: `network:
  virtualNetwork:
    gateway: { type: Vpn }
  subnets:
    - name: GatewaySubnet
      cidr: 10.255.255.224/27`,
  },
  {
    code: 'VK4007',
    severity: 'error',
    title: 'A first static address outside the subnet of the control plane',
    explanation:
      "The load balancer of the API server and the machines of the control plane have static addresses in a row, the first of which is controlPlane.firstAddress. They lie in the control plane's subnet. Without firstAddress, the row begins at the first address that Azure leaves for use.",
    wrong: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
controlPlane:
  firstAddress: 10.240.1.4`,
    right: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
controlPlane:
  firstAddress: 10.240.0.4`,
  },
  {
    code: 'VK4008',
    severity: 'error',
    title: 'A first static address that Azure keeps for itself',
    explanation:
      'Azure keeps five addresses of every subnet: the network address, the default gateway, two for its DNS, and the last one, for broadcasts (Azure: virtual-networks-faq). No machine can have one of them.',
    wrong: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
controlPlane:
  firstAddress: 10.240.0.1 # the default gateway`,
    right: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
controlPlane:
  firstAddress: 10.240.0.4`,
  },
  {
    code: 'VK4009',
    severity: 'error',
    title: 'Static addresses that run past the end of the subnet',
    explanation:
      'The load balancer of the API server has controlPlane.firstAddress and each machine the next one, so that a control plane of 3 takes 4 addresses in a row. The last address of a subnet is kept by Azure. Begin earlier.',
    wrong: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
controlPlane:
  firstAddress: 10.240.0.125 # then .126, and .127 is the last`,
    right: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
controlPlane:
  firstAddress: 10.240.0.120`,
  },
  {
    code: 'VK4010',
    severity: 'error',
    title: 'More addresses than a virtual network can have in use',
    explanation:
      'A virtual network has at most 65,536 private addresses in use, however large its address space is (Azure: azure-subscription-service-limits, "Networking limits"). Every node takes 1 + maxPods of them.',
    wrong: `nodePools:
  - name: apps
    count: 590
    maxPods: 110 # (590 + 1 surge) x (110 + 1) = 65,601, and others`,
    right: `nodePools:
  - name: apps
    count: 590
    maxPods: 25`,
  },
  {
    code: 'VK4011',
    severity: 'error',
    title: 'More than 4,000 nodes',
    explanation:
      'A cluster has at most 4,000 nodes, control plane included. Kubernetes is made for up to 5,000 (Kubernetes: setup/best-practices/cluster-large); vnetk8s stays below. The maximum of an autoscaled pool counts.',
    wrong: `nodePools:
  - name: apps
    count: 4000 # and 3 machines of the control plane
    maxPods: 3`,
    right: `nodePools:
  - name: apps
    count: 3997
    maxPods: 3`,
  },
  {
    code: 'VK4012',
    severity: 'error',
    title: 'More than 16,000 pods',
    explanation:
      'All nodes together can run at most 16,000 pods with an address of the virtual network (Azure: container-networking-overview, "Limits"). What counts is what nodes could run: the highest count of every pool times its maxPods, control plane included.',
    wrong: `nodePools:
  - name: apps
    count: 200
    maxPods: 110 # 22,000`,
    right: `nodePools:
  - name: apps
    count: 200
    maxPods: 75 # 15,000`,
  },
  {
    code: 'VK4013',
    severity: 'error',
    title: 'A subnet that is too small for an autoscaled pool',
    explanation:
      'The subnet holds the pool at its fewest nodes but not at its most: the autoscaler would start nodes that find no address, and try again for ever. The message shows what the subnet needs at the most nodes, and the hint the highest max that fits.',
    wrong: `network:
  subnets:
    - name: apps
      cidr: 10.240.4.0/22 # 1,019 addresses for use
nodePools:
  - name: apps
    count: { min: 3, max: 40 } # (40 + 1 surge) x (30 + 1) = 1,271, and 8 for internal Services`,
    right: `network:
  subnets:
    - name: apps
      cidr: 10.240.4.0/22
nodePools:
  - name: apps
    count: { min: 3, max: 31 }`,
  },
  {
    code: 'VK4014',
    severity: 'error',
    title: 'A route to an address of the control plane',
    explanation:
      'A route with nextHopType VirtualAppliance leads to a machine that forwards traffic, and its address is one that the control plane gets: its static addresses begin at the first one of its subnet that Azure leaves for use, and those of its pods end at the last one. The appliance needs another address, or the control plane another firstAddress.',
    wrong: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
    - name: apps
      cidr: 10.240.1.0/24
      routes:
        - { name: inspect, addressPrefix: 10.9.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.4 }`,
    right: `network:
  subnets:
    - name: control-plane
      cidr: 10.240.0.0/25
    - name: apps
      cidr: 10.240.1.0/24
      routes:
        - { name: inspect, addressPrefix: 10.9.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.4 }
controlPlane:
  firstAddress: 10.240.0.5`,
  },
  {
    code: 'VK4015',
    severity: 'warning',
    title: 'A subnet that nothing is in',
    explanation:
      'The subnet is listed, but no node pool, not the control plane and no internal load balancer is in it, and no addresses are kept free in it. Often a pool was meant to be there: a pool without subnet gets one with its own name. A subnet for other machines says how many addresses they take in reservedAddresses.',
    wrong: `network:
  subnets:
    - name: front
      serviceEndpoints: [Microsoft.Storage]
nodePools:
  - name: web`,
    right: `network:
  subnets:
    - name: front
      serviceEndpoints: [Microsoft.Storage]
nodePools:
  - name: web
    subnet: front`,
  },
];
