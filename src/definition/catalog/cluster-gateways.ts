import type {CatalogEntry} from './catalog-entry.ts';

/** VK3206 to VK3209 and VK322x: peerings and gateways. */
export const gatewayEntries: readonly CatalogEntry[] = [
  {
    code: 'VK3206',
    severity: 'error',
    title: 'Two peerings with the same name',
    explanation:
      'A peering is a resource of the virtual network and needs a name of its own there. Azure does not tell capitals from small letters in it.',
    wrong: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Network/virtualNetworks/data
        remoteAddressSpace: [10.1.0.0/16]`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
      - name: data
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Network/virtualNetworks/data
        remoteAddressSpace: [10.1.0.0/16]`,
  },
  {
    code: 'VK3207',
    severity: 'error',
    title: 'Two peerings with the same virtual network',
    explanation:
      'Between two virtual networks there is one peering, which covers their whole address spaces. If the other network has several ranges, list them all under its remoteAddressSpace.',
    wrong: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
      - name: hub-dmz
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.1.0.0/16]`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16, 10.1.0.0/16]`,
  },
  {
    code: 'VK3208',
    severity: 'error',
    title: 'Two peerings use a remote gateway',
    explanation:
      'With useRemoteGateways, a virtual network uses the VPN or ExpressRoute gateway of a peer as if it were its own. It can do so with one peer only (Azure: vpn-gateway-peering-gateway-transit).',
    wrong: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
        useRemoteGateways: true
      - name: data
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Network/virtualNetworks/data
        remoteAddressSpace: [10.1.0.0/16]
        useRemoteGateways: true`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
        useRemoteGateways: true
      - name: data
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/data/providers/Microsoft.Network/virtualNetworks/data
        remoteAddressSpace: [10.1.0.0/16]`,
  },
  {
    code: 'VK3209',
    severity: 'error',
    title: 'A remote gateway beside one of its own',
    explanation:
      'A virtual network that has a gateway cannot use that of a peer as well: Azure refuses useRemoteGateways on its peerings (Azure: vpn-gateway-peering-gateway-transit).',
    wrong: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
        useRemoteGateways: true
    gateway: {type: Vpn}`,
    right: `network:
  virtualNetwork:
    peerings:
      - name: hub
        remoteVirtualNetworkId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub
        remoteAddressSpace: [10.0.0.0/16]
        useRemoteGateways: true`,
  },
  {
    code: 'VK3220',
    severity: 'error',
    title: 'The size of the gateway does not fit its type',
    explanation:
      'VPN and ExpressRoute gateways come in different sizes: VpnGw1AZ to VpnGw5AZ for one, ErGw1AZ to ErGw3AZ, Standard, HighPerformance and UltraPerformance for the other. Left out, the size is the smallest that is redundant across zones.',
    wrong: `network:
  virtualNetwork:
    gateway: {type: ExpressRoute, sku: VpnGw1AZ}`,
    right: `network:
  virtualNetwork:
    gateway: {type: ExpressRoute, sku: ErGw1AZ}`,
  },
  {
    code: 'VK3221',
    severity: 'error',
    title: 'A size of gateway that is retired',
    explanation:
      'Azure makes no new VPN gateways of the sizes VpnGw1 to VpnGw5 and moves existing ones to VpnGw1AZ to VpnGw5AZ, which can be made in regions without zones too (Azure: vpn-gateway/gateway-sku-consolidation).',
    wrong: `network:
  virtualNetwork:
    gateway: {type: Vpn, sku: VpnGw1}`,
    right: `network:
  virtualNetwork:
    gateway: {type: Vpn, sku: VpnGw1AZ}`,
  },
  {
    code: 'VK3222',
    severity: 'error',
    title: 'A VPN connection without the address of its peer',
    explanation:
      'A tunnel leads to a VPN device at the other end, and the gateway must know the public address of that device.',
    wrong: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - {name: office, cidrs: [192.168.0.0/16]}`,
    right: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - {name: office, peerAddress: 203.0.113.10, cidrs: [192.168.0.0/16]}`,
  },
  {
    code: 'VK3223',
    severity: 'error',
    title: 'An ExpressRoute connection without its circuit',
    explanation: 'A connection of an ExpressRoute gateway joins it to a circuit, which is named by its resource id.',
    wrong: `network:
  virtualNetwork:
    gateway:
      type: ExpressRoute
      connections:
        - {name: metro, cidrs: [192.168.0.0/16]}`,
    right: `network:
  virtualNetwork:
    gateway:
      type: ExpressRoute
      connections:
        - name: metro
          circuitId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/expressRouteCircuits/metro
          cidrs: [192.168.0.0/16]`,
  },
  {
    code: 'VK3224',
    severity: 'error',
    title: 'A key of the other type of connection',
    explanation:
      'A connection of a Vpn gateway has a peerAddress, one of an ExpressRoute gateway a circuitId. The other key would be ignored, and so is refused.',
    wrong: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - name: office
          peerAddress: 203.0.113.10
          circuitId: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/expressRouteCircuits/metro
          cidrs: [192.168.0.0/16]`,
    right: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - {name: office, peerAddress: 203.0.113.10, cidrs: [192.168.0.0/16]}`,
  },
  {
    code: 'VK3225',
    severity: 'error',
    title: 'The VPN device has no public address',
    explanation:
      'A tunnel goes over the Internet to the address that the VPN device has there. The private addresses behind the device are what cidrs lists.',
    wrong: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - {name: office, peerAddress: 192.168.0.1, cidrs: [192.168.0.0/16]}`,
    right: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - {name: office, peerAddress: 203.0.113.10, cidrs: [192.168.0.0/16]}`,
  },
  {
    code: 'VK3226',
    severity: 'error',
    title: 'Two connections with the same name',
    explanation: "A connection's resources in Azure are named after it, so every connection has a name of its own.",
    wrong: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - {name: office, peerAddress: 203.0.113.10, cidrs: [192.168.0.0/17]}
        - {name: office, peerAddress: 203.0.113.20, cidrs: [192.168.128.0/17]}`,
    right: `network:
  virtualNetwork:
    gateway:
      type: Vpn
      connections:
        - {name: berlin, peerAddress: 203.0.113.10, cidrs: [192.168.0.0/17]}
        - {name: paris, peerAddress: 203.0.113.20, cidrs: [192.168.128.0/17]}`,
  },
];
