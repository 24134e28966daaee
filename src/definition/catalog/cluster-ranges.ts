import type {CatalogEntry} from './catalog-entry.ts';

/** VK31xx: address ranges, and the addresses of Services. */
export const rangeEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3101',
    severity: 'error',
    title: 'Two entries of the address space overlap',
    explanation:
      'The address space is a list of ranges that have no address in common. Azure refuses a virtual network in which two of them overlap. Of two ranges that overlap, one always contains the other, so the smaller one can go.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16, 10.240.128.0/20]`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16]`,
  },
  {
    code: 'VK3102',
    severity: 'error',
    title: 'The service range overlaps the virtual network',
    explanation:
      'Addresses of Services exist only inside the cluster: every node rewrites what is sent to them. Whatever else has one of these addresses can no longer be reached from the cluster. A node or pod with such an address would be cut off, so the service range must lie outside the virtual network.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/12]
  serviceCidr: 10.250.0.0/16`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/12]
  serviceCidr: 172.16.0.0/16`,
  },
  {
    code: 'VK3103',
    severity: 'error',
    title: 'The service range overlaps a peered network',
    explanation:
      'Pods talk to peered networks with their own addresses. Every node rewrites what is sent to an address of the service range, so machines of the peer with such an address could not be reached.',
    wrong: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [172.16.0.0/20]
  serviceCidr: 172.16.0.0/16`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [172.16.0.0/20]
  serviceCidr: 172.17.0.0/16`,
  },
  {
    code: 'VK3104',
    severity: 'error',
    title: 'The service range overlaps an on-premises range',
    explanation:
      "Every node rewrites what is sent to an address of the service range, so on-premises machines with such an address could not be reached from the cluster. Ranges behind the gateway's connections count as on-premises too.",
    wrong: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [172.16.8.0/24]
  serviceCidr: 172.16.0.0/16`,
    right: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [172.16.8.0/24]
  serviceCidr: 172.17.0.0/16`,
  },
  {
    code: 'VK3105',
    severity: 'warning',
    title: 'The service range lies inside a larger on-premises range',
    explanation:
      'Ranges such as 172.16.0.0/12 are often a summary of many routes, with parts that nobody uses. If the service range is such a part, all is well. If it is not, on-premises machines with an address of the service range cannot be reached from the cluster.',
    wrong: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [172.16.0.0/12]
  serviceCidr: 172.16.0.0/16`,
    right: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [172.16.0.0/12]
  serviceCidr: 192.168.0.0/16`,
  },
  {
    code: 'VK3106',
    severity: 'error',
    title: 'The virtual network overlaps a peered one',
    explanation:
      'Azure peers two virtual networks only if no address is in both (Azure: virtual-network-peering-overview). Choose the ranges of all networks that will ever be peered from one plan: machines would have to be made anew for another.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [10.0.0.0/8]
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.1.0.0/16]`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16]
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.1.0.0/16]`,
  },
  {
    code: 'VK3107',
    severity: 'error',
    title: 'Two peered networks overlap each other',
    explanation:
      'A virtual network that is peered with two others must know which of them an address belongs to. Azure refuses the second peering if its address space overlaps that of the first (Azure: virtual-network-peering-overview).',
    wrong: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
      - name: data
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Network/virtualNetworks/data
        remoteAddressSpace: [10.0.8.0/24]`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
      - name: data
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Network/virtualNetworks/data
        remoteAddressSpace: [10.1.8.0/24]`,
  },
  {
    code: 'VK3108',
    severity: 'error',
    title: 'An on-premises range lies inside the virtual network',
    explanation:
      'Addresses of the virtual network are delivered inside it, so on-premises machines that have one of them are never reached. The reverse is allowed: a range that contains the virtual network, such as 10.0.0.0/8, is taken for a summary of routes, and Azure prefers the more specific route to the virtual network.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16]
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [10.240.64.0/20]`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16]
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [10.0.0.0/8]`,
  },
  {
    code: 'VK3109',
    severity: 'error',
    title: 'A range that cannot be used',
    explanation:
      'Azure routes no multicast, broadcast, loopback or link-local addresses, and keeps 168.63.129.16 for its DNS, DHCP and health probes (Azure: virtual-networks-faq). 0.0.0.0/8 is no destination anywhere. No range of the virtual network, of its peers or of Services may touch one of these; an on-premises range may contain one, as a summary.',
    wrong: `network:
  serviceCidr: 169.254.0.0/20`,
    right: `network:
  serviceCidr: 172.16.0.0/20`,
  },
  {
    code: 'VK3110',
    severity: 'warning',
    title: 'A range of public addresses',
    explanation:
      'Addresses outside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918) and 100.64.0.0/10 (RFC 6598) belong to somebody on the Internet. Azure allows them in a virtual network, but their owners can then not be reached from the cluster. Keep the range if it is yours.',
    wrong: `network:
  virtualNetwork:
    addressSpace: [11.0.0.0/16]`,
    right: `network:
  virtualNetwork:
    addressSpace: [10.0.0.0/16]`,
  },
  {
    code: 'VK3111',
    severity: 'error',
    title: 'The service range is too large or too small',
    explanation:
      'Kubernetes takes service ranges from /12 to /28: kube-apiserver and kubeadm refuse more than 20 bits of addresses, and kubeadm fewer than ten addresses, since that of DNS is by custom the tenth. A /16 is usual.',
    wrong: `network:
  serviceCidr: 100.64.0.0/10`,
    right: `network:
  serviceCidr: 100.64.0.0/16`,
  },
  {
    code: 'VK3112',
    severity: 'warning',
    title: 'The service range is small',
    explanation:
      'Every Service takes one address of the range, those of Kubernetes itself included, and the range cannot be changed once the cluster runs. The addresses cost nothing and exist only inside the cluster, so that there is rarely a reason for less than a /24.',
    wrong: `network:
  serviceCidr: 172.16.0.0/26`,
    right: `network:
  serviceCidr: 172.16.0.0/16`,
  },
  {
    code: 'VK3113',
    severity: 'error',
    title: 'The DNS address is not in the service range',
    explanation:
      'CoreDNS is a Service, so its address must be one of the service range. Left out, it is the tenth address of that range.',
    wrong: `network:
  serviceCidr: 172.16.0.0/16
  dnsServiceIP: 10.0.0.10`,
    right: `network:
  serviceCidr: 172.16.0.0/16
  dnsServiceIP: 172.16.0.10`,
  },
  {
    code: 'VK3114',
    severity: 'error',
    title: 'The DNS address is taken',
    explanation:
      'The first address after the network address of the service range is that of the API server inside the cluster. The network address and the last one are given to no Service.',
    wrong: `network:
  serviceCidr: 172.16.0.0/16
  dnsServiceIP: 172.16.0.1`,
    right: `network:
  serviceCidr: 172.16.0.0/16
  dnsServiceIP: 172.16.0.10`,
  },
  {
    code: 'VK3115',
    severity: 'error',
    title: 'The whole Internet is listed as on-premises',
    explanation:
      'Pods reach on-premises ranges with their own addresses. A load balancer or NAT gateway does not translate those for the Internet: pods have secondary ipConfigurations (Azure: load-balancer-outbound-connections). Only an appliance of your own can, with egress: userDefinedRoutes.',
    wrong: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [192.168.0.0/16]
  onPremisesCidrs: [0.0.0.0/0]`,
    right: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          cidrs: [192.168.0.0/16]`,
  },
];
