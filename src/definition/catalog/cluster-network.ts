import type {CatalogEntry} from './catalog-entry.ts';

/** VK320x to VK321x: the virtual network, its peerings and its subnets. */
export const networkEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3201',
    severity: 'error',
    title: 'The address space of an existing network is missing',
    explanation:
      'Pods reach the addresses of the virtual network with their own, and everything else with that of their node. Nodes must therefore know which addresses those are. Nothing is read from Azure while a definition is checked, so addressSpace has to list them.',
    wrong: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}`,
    right: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}`,
  },
  {
    code: 'VK3202',
    severity: 'error',
    title: 'A subnet of an existing network is not listed',
    explanation:
      'In a virtual network that is made for the cluster, subnets come about by being used. An existing network gets none: every subnet that the control plane, a node pool or internal load balancers use is there already, and is listed in network.subnets with its name and range.',
    wrong: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: apps, cidr: 10.1.1.0/24}`,
    right: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}`,
  },
  {
    code: 'VK3203',
    severity: 'error',
    title: 'A subnet of an existing network has no range',
    explanation:
      'The address plan chooses the ranges of subnets that are made for the cluster. Those of an existing network are what they are, and the plan needs to know them to see whether all nodes and pods fit.',
    wrong: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps}`,
    right: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}`,
  },
  {
    code: 'VK3204',
    severity: 'error',
    title: 'A setting that would change an existing network',
    explanation:
      'An existing virtual network and its subnets belong to somebody else and are never written to. Peerings, gateways, DNS servers, service endpoints and route tables are therefore for its owner to set up. What vnetk8s needs to know of them are the ranges that lie behind: list those in network.onPremisesCidrs.',
    wrong: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}`,
    right: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}
  onPremisesCidrs: [10.0.0.0/16]`,
  },
  {
    code: 'VK3205',
    severity: 'error',
    title: 'A NAT gateway for an existing network',
    explanation:
      'A NAT gateway works by being attached to each subnet, and subnets of an existing network are never changed. If its owner has attached one, or routes that lead out, write egress: userDefinedRoutes, which makes nothing. Otherwise use loadBalancer.',
    wrong: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}
  egress: natGateway`,
    right: `network:
  virtualNetwork:
    id: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp
    addressSpace: [10.1.0.0/16]
  subnets:
    - {name: control-plane, cidr: 10.1.0.0/24}
    - {name: apps, cidr: 10.1.1.0/24}
  egress: loadBalancer`,
  },
  {
    code: 'VK3210',
    severity: 'warning',
    title: 'Nothing leads to an on-premises range',
    explanation:
      'onPremisesCidrs says which ranges see pod addresses unchanged; it does not make a way there. In a new virtual network that is a gateway of its own, a peering that uses the gateway of the other side, or a route to an appliance. Without any, Azure drops what is sent to private addresses outside the network.',
    wrong: `network:
  onPremisesCidrs: [192.168.0.0/16]`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
        useRemoteGateways: true
  onPremisesCidrs: [192.168.0.0/16]`,
  },
  {
    code: 'VK3211',
    severity: 'warning',
    title: 'A DNS server that is not reached',
    explanation:
      'Nodes ask the DNS servers of the virtual network before they can do anything else, so a server that they cannot reach keeps the whole cluster from coming up. This one has a private address in no range that the definition knows: not the virtual network, not a peer, nothing on premises.',
    wrong: `network:
  virtualNetwork:
    dnsServers: [10.0.0.10]`,
    right: `network:
  virtualNetwork:
    dnsServers: [10.0.0.10]
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]`,
  },
  {
    code: 'VK3212',
    severity: 'error',
    title: 'A default route on the subnet of the gateway',
    explanation:
      'A gateway must reach the controllers that manage it. With a user-defined route for 0.0.0.0/0 on GatewaySubnet, Azure refuses to make one (Azure: vpn-gateway-about-vpn-gateway-settings). Routes for other ranges, for instance to inspect what comes from on premises, are allowed.',
    wrong: `network:
  virtualNetwork:
    gateway: {type: Vpn}
  subnets:
    - name: GatewaySubnet
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}`,
    right: `network:
  virtualNetwork:
    gateway: {type: Vpn}
  subnets:
    - name: GatewaySubnet
      routes:
        - {name: inspect, addressPrefix: 10.240.8.0/21, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}`,
  },
  {
    code: 'VK3213',
    severity: 'error',
    title: "Nodes in a subnet of one of Azure's services",
    explanation:
      'Azure puts gateways, firewalls, bastion hosts and route servers into subnets with fixed names, and allows nothing else there: GatewaySubnet, AzureFirewallSubnet, AzureFirewallManagementSubnet, AzureBastionSubnet and RouteServerSubnet.',
    wrong: `nodePools:
  - name: apps
    subnet: AzureFirewallSubnet`,
    right: `nodePools:
  - name: apps`,
  },
  {
    code: 'VK3214',
    severity: 'error',
    title: 'An unknown subnet',
    explanation:
      'A node pool, the control plane or internal load balancers refer to a subnet by a name that network.subnets does not list. In a new virtual network each pool gets a subnet with its own name, and the control plane one called control-plane; other names have to be listed, if only with their name.',
    wrong: `network:
  subnets:
    - {name: frontend}
nodePools:
  - name: web
    subnet: frontend
  - name: shop
    subnet: fronted`,
    right: `network:
  subnets:
    - {name: frontend}
nodePools:
  - name: web
    subnet: frontend
  - name: shop
    subnet: frontend`,
  },
  {
    code: 'VK3215',
    severity: 'error',
    title: 'Two subnets with the same name',
    explanation:
      'Names of subnets are unique in a virtual network, and Azure does not tell capitals from small letters in them. That includes the subnets that pools get by default, which have the name of the pool.',
    wrong: `network:
  subnets:
    - {name: apps, cidr: 10.240.8.0/21}
    - {name: apps, cidr: 10.240.16.0/21}`,
    right: `network:
  subnets:
    - {name: apps, cidr: 10.240.8.0/21}
    - {name: batch, cidr: 10.240.16.0/21}`,
  },
];
