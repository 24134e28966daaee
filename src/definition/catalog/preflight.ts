import type {CatalogEntry} from './catalog-entry.ts';

/** VK60xx: what Azure has against a cluster before anything is created. Found by `check` and `deploy`, and never by `validate`. */
export const preflightEntries: readonly CatalogEntry[] = [
  {
    code: 'VK6001',
    severity: 'error',
    title: 'a subscription in which nothing can be made',
    explanation:
      'The subscription is disabled, past due or read-only. Azure refuses everything that would be created in it, whatever it is.',
    wrong: 'name: prod\n',
    right: 'name: prod\n',
  },
  {
    code: 'VK6002',
    severity: 'warning',
    title: 'a resource provider that is not registered',
    explanation:
      'A subscription knows a kind of resource only once its provider is registered. A deployment registers those that it needs, which takes some minutes. If whoever deploys may not do that in the subscription, it fails, and this is an error.',
    wrong: 'name: prod\n',
    right: 'name: prod\n',
  },
  {
    code: 'VK6003',
    severity: 'error',
    title: 'a right that is missing',
    explanation:
      'Whoever deploys needs the right to write what is in the template, to assign roles to the identity of the cluster unless one is named, and to join the subnets of an existing network. For a peering it needs the same in the other network; to use a route table, an ExpressRoute circuit or an identity that is there already, the right to join or assign that. The command that grants the least of it is printed. Where rights cannot be read, this is a warning, and the deployment will tell.',
    wrong: 'identity: {}\n',
    right:
      'identity:\n  id: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/cluster\n',
  },
  {
    code: 'VK6004',
    severity: 'error',
    title: 'a resource group of another cluster',
    explanation:
      'A resource group holds one cluster: what is in it is recognised by its name, and deleted with it. A group in another region than the cluster is a warning.',
    wrong: 'name: second # deployed to the resource group of another one\n',
    right: 'name: second # with --resource-group second\n',
  },
  {
    code: 'VK6005',
    severity: 'error',
    title: 'a lock that forbids what is needed',
    explanation:
      'A ReadOnly lock on the resource group or the subscription forbids every write. A CanNotDelete lock is a warning: the cloud controller could not remove what Services no longer need, nor the autoscaler nodes. Of the network of a peering the same holds for the other side of the peering.',
    wrong: 'name: prod\n',
    right: 'name: prod\n',
  },
  {
    code: 'VK6006',
    severity: 'error',
    title: 'a VM size that this subscription cannot have here',
    explanation:
      'Azure offers each size in some regions and zones, and not to every subscription. Nothing but asking tells. A size must also have what the definition wants of it: the processor of the image, trusted launch, premium disks, room for an ephemeral disk, spot machines. An availability set has at most as many fault domains as the region.',
    wrong: 'location: westeurope\nnodePools:\n  - name: apps\n    vmSize: Standard_M128s\n',
    right: 'location: westeurope\nnodePools:\n  - name: apps\n    vmSize: Standard_D4s_v5\n',
  },
  {
    code: 'VK6007',
    severity: 'error',
    title: 'a quota of processors that is not enough',
    explanation:
      'A subscription may use so many processors in a region, in all and of each family of sizes. What the definition asks for, beside the machines that the cluster has already, is more than is left. If only the maximum of an autoscaled pool is more, that is a warning; so is a family of which Azure lists no quota.',
    wrong: 'nodePools:\n  - name: apps\n    count: 200\n',
    right: 'nodePools:\n  - name: apps\n    count: 20\n',
  },
  {
    code: 'VK6008',
    severity: 'error',
    title: 'a quota of the network that is not enough',
    explanation:
      "Every NAT gateway, public API server and pod with a public IP takes one of the subscription's public IPs in the region. Load balancers, NAT gateways, network interfaces, security groups and route tables have quotas too. A gateway takes as many tunnels or circuits as its size allows, and four circuits of one place.",
    wrong: 'nodePools:\n  - name: edge\n    type: virtualMachines\n    count: 50\n    podPublicIPs: {perNode: 25}\n',
    right: 'nodePools:\n  - name: edge\n    type: virtualMachines\n    count: 4\n    podPublicIPs: {perNode: 2}\n',
  },
  {
    code: 'VK6010',
    severity: 'error',
    title: 'a virtual network that is not there, or elsewhere',
    explanation:
      'Machines can only be in a virtual network of their own region, and only in one that is there. That it cannot be read is a warning; so is one of another subscription, for which Azure may make no machines, and the cloud controller no internal load balancers.',
    wrong: 'location: westeurope # and the virtual network is in northeurope\n',
    right: 'location: northeurope\n',
  },
  {
    code: 'VK6011',
    severity: 'error',
    title: 'an address space that is another one in Azure',
    explanation:
      'Nodes masquerade what leaves the address space of the virtual network, so what the definition says of it must be true: otherwise pods lose their addresses to a part of it.',
    wrong: 'network:\n  virtualNetwork:\n    addressSpace: [10.20.0.0/16] # Azure says 10.20.0.0/15\n',
    right: 'network:\n  virtualNetwork:\n    addressSpace: [10.20.0.0/15]\n',
  },
  {
    code: 'VK6012',
    severity: 'error',
    title: 'a subnet that is not there, or has another range',
    explanation:
      'Subnets of an existing virtual network are used as they are, and the address plan counts with their ranges.',
    wrong: 'network:\n  subnets:\n    - name: nodes\n      cidr: 10.20.4.0/23 # Azure says /22\n',
    right: 'network:\n  subnets:\n    - name: nodes\n      cidr: 10.20.4.0/22\n',
  },
  {
    code: 'VK6013',
    severity: 'error',
    title: 'a subnet that a service keeps for itself',
    explanation:
      "Azure lets nothing but that service's own machines into a delegated subnet, and nothing beside an application gateway into its subnet. Links that a service has put into one are a warning.",
    wrong: 'network:\n  subnets:\n    - name: sql\n',
    right: 'network:\n  subnets:\n    - name: nodes\n',
  },
  {
    code: 'VK6014',
    severity: 'error',
    title: 'a subnet without room',
    explanation:
      "Others have so many addresses of the subnet that the cluster's do not fit beside them; what the cluster has itself does not count. If only the nodes that the autoscaler may add do not fit, that is a warning. In all its subnets together, a virtual network has at most 65,536 addresses. The plan counts what it knows; what else is there belongs into reservedAddresses.",
    wrong: 'nodePools:\n  - name: apps\n    count: 30\n    maxPods: 110\n',
    right: 'nodePools:\n  - name: apps\n    count: 30\n    maxPods: 30\n',
  },
  {
    code: 'VK6015',
    severity: 'warning',
    title: 'a subnet with a network security group of its own',
    explanation:
      "Its rules apply beside those of the cluster's groups, and a packet must pass both. Nodes must reach each other on all ports, the API server on 6443, and the API server the kubelets on 10250; probes of the load balancer must reach 6443, and nodes the Internet on 443, their DNS servers on 53 and Azure's metadata service. A group that denies one of these is an error; rules about a part of them, or that keep probes of Services from nodes, are a warning. Of application security groups, those count that the template puts machines in: the ones of pools with podPublicIPs.",
    wrong: 'network:\n  subnets:\n    - name: nodes\n',
    right: 'network:\n  subnets:\n    - name: nodes\n',
  },
  {
    code: 'VK6016',
    severity: 'error',
    title: 'no way to the Internet',
    explanation:
      'With egress: userDefinedRoutes the subnets must lead out by themselves: by a route for 0.0.0.0/0 or a NAT gateway. Where a gateway may be told such a route by BGP, that nothing else leads out is a warning. Without one, machines cannot install packages, and never become nodes. With another egress, a route for 0.0.0.0/0 or a NAT gateway goes before it, which is a warning. A public API server must answer by the way on which it was asked: where everything is led to an appliance, its answers are lost.',
    wrong: 'network:\n  egress: userDefinedRoutes\n',
    right: 'network:\n  egress: loadBalancer\n',
  },
  {
    code: 'VK6017',
    severity: 'error',
    title: 'a static address that somebody has',
    explanation:
      'The load balancer of the API server and the machines of the control plane have static addresses, one after the other from controlPlane.firstAddress on.',
    wrong: 'controlPlane:\n  firstAddress: 10.20.0.4\n',
    right: 'controlPlane:\n  firstAddress: 10.20.0.64\n',
  },
  {
    code: 'VK6018',
    severity: 'warning',
    title: 'a peering or a site that the definition does not know of',
    explanation:
      "Pods keep their addresses to the virtual network and to onPremisesCidrs; to all else they have the node's. So what peerings of an existing network lead to, and the sites behind its VPN gateway or that of a peer, belong there. A peering that is not connected leads nowhere. And what lies in the range of Services cannot be reached from pods at all.",
    wrong: 'network:\n  onPremisesCidrs: []\n',
    right: 'network:\n  onPremisesCidrs: [172.20.0.0/14]\n',
  },
  {
    code: 'VK6019',
    severity: 'warning',
    title: 'routes of a subnet that concern the cluster itself',
    explanation:
      'A route table of an existing subnet may take what nodes and pods send to each other to an appliance, which must then forward all of it, both ways; routes that drop it are an error.',
    wrong: 'network:\n  subnets:\n    - name: nodes # has a route 10.20.0.0/16 to an appliance\n',
    right: 'network:\n  subnets:\n    - name: nodes # has a route 0.0.0.0/0 to an appliance\n',
  },
  {
    code: 'VK6020',
    severity: 'error',
    title: 'a network that cannot be peered with',
    explanation:
      'Both sides of a peering are made, so the other network must be there, have no addresses in common with that of the cluster, nor with networks that it is peered with already, and have a gateway if the cluster is to use that. Between two networks there is one peering on each side: one that somebody made by another name is in the way, and so is one whose other side was deleted. If its address space is not what the definition says, that is a warning.',
    wrong:
      'network:\n  virtualNetwork:\n    peerings:\n      - name: hub\n        remoteVirtualNetworkId: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hubb\n',
    right:
      'network:\n  virtualNetwork:\n    peerings:\n      - name: hub\n        remoteVirtualNetworkId: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub\n',
  },
  {
    code: 'VK6021',
    severity: 'error',
    title: 'an identity that is not there, or may not enough',
    explanation:
      'The user-assigned identity that the definition names must be there, and have its roles: Contributor in the resource group of the cluster, and Network Contributor on the subnets of an existing network. A deployment gives it none. Without identity.id, one is made and has them.',
    wrong:
      'identity:\n  id: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/clustr\n',
    right:
      'identity:\n  id: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/cluster\n',
  },
  {
    code: 'VK6022',
    severity: 'error',
    title: 'a DNS name that is taken',
    explanation:
      "DNS names of public IPs are unique in a region, over all subscriptions: that of a public API server, which is the cluster's name, and those of pods.",
    wrong: 'name: test\n',
    right: 'name: contoso-test\n',
  },
  {
    code: 'VK6023',
    severity: 'error',
    title: 'a gateway beside one that is there',
    explanation:
      'A virtual network has one gateway of each type. A VPN and an ExpressRoute gateway may be in one GatewaySubnet if that is a /27 or larger, the VPN gateway is route-based, and neither is of size Basic; the VPN gateway must then have the ASN 65515. Azure changes the type of no gateway.',
    wrong: 'network:\n  virtualNetwork:\n    gateway: {type: Vpn} # and somebody has made one there\n',
    right: 'network:\n  virtualNetwork: {}\n',
  },
  {
    code: 'VK6024',
    severity: 'error',
    title: 'something that is referred to, and cannot be used',
    explanation:
      'A route table that the definition names must be there, in the region and the subscription of the cluster. An ExpressRoute circuit must be provisioned by its provider, and have its private peering: until then no gateway can be connected to it.',
    wrong:
      'network:\n  subnets:\n    - name: nodes\n      routeTableId: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/Microsoft.Network/routeTables/frewall\n',
    right:
      'network:\n  subnets:\n    - name: nodes\n      routeTableId: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/Microsoft.Network/routeTables/firewall\n',
  },
  {
    code: 'VK6025',
    severity: 'error',
    title: 'a network of the cluster that others have changed',
    explanation:
      'The virtual network that the cluster is to make is there already, from an earlier deployment or by chance, and has subnets that the definition does not know of. They stay as they are, so their ranges must lie in the address space, and have nothing in common with the subnets of the cluster. A network stays in its region, too.',
    wrong:
      'network:\n  subnets:\n    - name: apps\n      cidr: 10.240.1.0/24 # and somebody has made jump, 10.240.1.128/25\n',
    right:
      'network:\n  subnets:\n    - name: apps\n      cidr: 10.240.2.0/24\n    - name: jump\n      cidr: 10.240.1.128/25\n',
  },
  {
    code: 'VK6026',
    severity: 'error',
    title: 'a name that something else has already',
    explanation:
      "In the resource group is something with a name that the cluster is to give, and without its tag. A deployment would write over it, and a later delete would leave it. If it is the cluster's after all, the command that is printed tags it.",
    wrong: 'name: shop # in a group with a virtual network "shop" of somebody else\n',
    right: 'name: shop-2\n',
  },
  {
    code: 'VK6027',
    severity: 'warning',
    title: 'a DNS server of an existing network that nodes may not reach',
    explanation:
      'Machines ask the DNS servers of their virtual network. One that is neither in it, nor in a network that it is connected with, nor in onPremisesCidrs or behind a gateway, answers nobody, as far as the definition and Azure tell; one in the range of Services may be taken for a Service. A node that cannot ask for names never joins the cluster.',
    wrong: 'network:\n  onPremisesCidrs: [] # and the network has the DNS server 10.9.0.4\n',
    right: 'network:\n  onPremisesCidrs: [10.9.0.0/16]\n',
  },
  {
    code: 'VK6028',
    severity: 'error',
    title: 'an image that is not offered in the region',
    explanation:
      'Machines start from an image of Ubuntu, by the processor and the generation of their size. Some clouds and regions do not have all of them: those for arm64 come last.',
    wrong: 'location: chinanorth3\ncloud: AzureChinaCloud\nnodePools:\n  - name: apps\n    vmSize: Standard_D4ps_v5\n',
    right: 'location: chinanorth3\ncloud: AzureChinaCloud\nnodePools:\n  - name: apps\n    vmSize: Standard_D4s_v5\n',
  },
  {
    code: 'VK6029',
    severity: 'error',
    title: 'a change that cannot be made of a cluster that is there',
    explanation:
      'Some fields are decided once, when a cluster or a pool is made: Azure or Kubernetes lets nobody change them afterwards, and a deployment that began with them would stop half-way. "vnetk8s diff" shows what is deployed beside what is written. For another size of nodes make another pool beside the old one; for another control plane, another cluster.',
    wrong: 'nodePools:\n  - name: apps\n    maxPods: 50 # and it was deployed with 30\n',
    right: 'nodePools:\n  - name: apps\n    maxPods: 30\n  - name: apps2\n    maxPods: 50\n',
  },
];
