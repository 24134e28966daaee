import type {CatalogEntry} from './catalog-entry.ts';

/** VK33xx: routes, the way to the Internet, service endpoints. */
export const routeEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3301',
    severity: 'error',
    title: 'A default route past the way to the Internet',
    explanation:
      'A user-defined route for 0.0.0.0/0 wins over a NAT gateway and over the outbound rules of a load balancer, which would be made and paid for and never used. If everything is to go through an appliance, say so with egress: userDefinedRoutes.',
    wrong: `network:
  subnets:
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}`,
    right: `network:
  subnets:
    - name: control-plane
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
  egress: userDefinedRoutes`,
  },
  {
    code: 'VK3302',
    severity: 'error',
    title: 'No way to the Internet',
    explanation:
      'With egress: userDefinedRoutes nothing is made that leads out, and subnets have no way to the Internet of their own. Every subnet with nodes in it, that of the control plane included, therefore needs a route for 0.0.0.0/0 to an appliance or a gateway, or a route table that has one. For a cluster that must not reach the Internet, write a route with nextHopType: None.',
    wrong: `network:
  subnets:
    - name: control-plane
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
  egress: userDefinedRoutes`,
    right: `network:
  subnets:
    - name: control-plane
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
  egress: userDefinedRoutes`,
  },
  {
    code: 'VK3303',
    severity: 'warning',
    title: 'A way to the Internet that depends on the gateway',
    explanation:
      'Without a route for 0.0.0.0/0, a subnet reaches the Internet only if the gateway hears of one from on premises by BGP, which is called forced tunnelling. Whether it does, the definition cannot tell. If it does not, no node ever comes up.',
    wrong: `network:
  virtualNetwork:
    gateway: {type: ExpressRoute}
  subnets:
    - name: control-plane
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
    - name: apps
  egress: userDefinedRoutes`,
    right: `network:
  virtualNetwork:
    gateway: {type: ExpressRoute}
  subnets:
    - name: control-plane
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 0.0.0.0/0, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
  egress: userDefinedRoutes`,
  },
  {
    code: 'VK3304',
    severity: 'error',
    title: 'A route to an appliance without its address',
    explanation:
      'With nextHopType: VirtualAppliance, Azure needs the private address that traffic is handed to: that of the appliance, or of the internal load balancer in front of several.',
    wrong: `network:
  subnets:
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance}`,
    right: `network:
  subnets:
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}`,
  },
  {
    code: 'VK3305',
    severity: 'error',
    title: 'A next hop address where there is none',
    explanation:
      'Only a route to an appliance has a nextHopIpAddress. With any other nextHopType, Azure decides where the traffic goes and refuses an address.',
    wrong: `network:
  subnets:
    - name: apps
      routes:
        - {name: blocked, addressPrefix: 192.168.0.0/16, nextHopType: None, nextHopIpAddress: 10.240.0.36}`,
    right: `network:
  subnets:
    - name: apps
      routes:
        - {name: blocked, addressPrefix: 192.168.0.0/16, nextHopType: None}`,
  },
  {
    code: 'VK3306',
    severity: 'error',
    title: 'A next hop that cannot be reached',
    explanation:
      'Azure hands traffic to a next hop only if it can reach it directly: in the virtual network itself, or in one that is peered with it. An address behind a gateway, on premises or on the Internet makes the route invalid (Azure: virtual-networks-udr-overview).',
    wrong: `network:
  subnets:
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.0.4}`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
  subnets:
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.0.0.4}`,
  },
  {
    code: 'VK3307',
    severity: 'warning',
    title: 'A next hop in the subnet whose traffic it takes',
    explanation:
      'Routes of a subnet apply to everything in it, an appliance included. What the appliance sends on matches the same route, is handed to the appliance again, and never leaves the subnet (Azure: virtual-networks-udr-overview). Put the appliance into a subnet without that route.',
    wrong: `network:
  subnets:
    - name: apps
      cidr: 10.240.8.0/21
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.8.4}`,
    right: `network:
  subnets:
    - name: apps
      cidr: 10.240.8.0/21
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}`,
  },
  {
    code: 'VK3308',
    severity: 'error',
    title: 'A route to a gateway that is not there',
    explanation:
      'With nextHopType: VirtualNetworkGateway, traffic goes to the gateway of the virtual network, or to that of a peer whose gateway it uses. This network has neither.',
    wrong: `network:
  subnets:
    - name: apps
      routes:
        - {name: office, addressPrefix: 192.168.0.0/16, nextHopType: VirtualNetworkGateway}`,
    right: `network:
  virtualNetwork:
    gateway: {type: Vpn}
  subnets:
    - name: apps
      routes:
        - {name: office, addressPrefix: 192.168.0.0/16, nextHopType: VirtualNetworkGateway}`,
  },
  {
    code: 'VK3309',
    severity: 'error',
    title: 'A user-defined route to an ExpressRoute gateway',
    explanation:
      'Routes to an ExpressRoute gateway come from the circuit by BGP. Azure does not allow user-defined routes to it, only to VPN gateways (Azure: virtual-networks-udr-overview).',
    wrong: `network:
  virtualNetwork:
    gateway: {type: ExpressRoute}
  subnets:
    - name: apps
      routes:
        - {name: office, addressPrefix: 192.168.0.0/16, nextHopType: VirtualNetworkGateway}`,
    right: `network:
  virtualNetwork:
    gateway: {type: ExpressRoute}`,
  },
  {
    code: 'VK3310',
    severity: 'error',
    title: 'Two routes with the same name',
    explanation:
      'A route is a resource of its route table and needs a name of its own there. Azure does not tell capitals from small letters in it.',
    wrong: `network:
  subnets:
    - name: apps
      routes:
        - {name: blocked, addressPrefix: 192.168.0.0/17, nextHopType: None}
        - {name: blocked, addressPrefix: 192.168.128.0/17, nextHopType: None}`,
    right: `network:
  subnets:
    - name: apps
      routes:
        - {name: blocked-low, addressPrefix: 192.168.0.0/17, nextHopType: None}
        - {name: blocked-high, addressPrefix: 192.168.128.0/17, nextHopType: None}`,
  },
  {
    code: 'VK3311',
    severity: 'error',
    title: 'Two routes for the same destination',
    explanation:
      'Azure picks the route with the longest prefix, so that within a route table each prefix has one route. It refuses the second.',
    wrong: `network:
  subnets:
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}
        - {name: blocked, addressPrefix: 192.168.0.0/16, nextHopType: None}`,
    right: `network:
  subnets:
    - name: apps
      routes:
        - {name: inspect, addressPrefix: 192.168.0.0/16, nextHopType: VirtualAppliance, nextHopIpAddress: 10.240.0.36}`,
  },
  {
    code: 'VK3312',
    severity: 'error',
    title: 'Routes beside an existing route table',
    explanation:
      'A subnet has one route table. With routes, one is made for it; with routeTableId, it gets an existing one, which is never written to.',
    wrong: `network:
  subnets:
    - name: apps
      routeTableId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/routeTables/inspect
      routes:
        - {name: blocked, addressPrefix: 192.168.0.0/16, nextHopType: None}`,
    right: `network:
  subnets:
    - name: apps
      routeTableId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/routeTables/inspect`,
  },
  {
    code: 'VK3313',
    severity: 'error',
    title: 'An unknown service endpoint',
    explanation:
      'Service endpoints are named after Azure services, such as Microsoft.Storage or Microsoft.KeyVault (Azure: virtual-network-service-endpoints-overview), and are written here as Azure spells them.',
    wrong: `network:
  subnets:
    - {name: apps, serviceEndpoints: [Microsoft.KeyVaults]}`,
    right: `network:
  subnets:
    - {name: apps, serviceEndpoints: [Microsoft.KeyVault]}`,
  },
  {
    code: 'VK3314',
    severity: 'error',
    title: 'Two service endpoints that exclude each other',
    explanation:
      'Microsoft.Storage reaches storage accounts of the same region and its pair, Microsoft.Storage.Global those of all regions. A subnet has one of the two (Azure: storage-network-security).',
    wrong: `network:
  subnets:
    - {name: apps, serviceEndpoints: [Microsoft.Storage, Microsoft.Storage.Global]}`,
    right: `network:
  subnets:
    - {name: apps, serviceEndpoints: [Microsoft.Storage.Global]}`,
  },
];
