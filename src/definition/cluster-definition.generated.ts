// Generated from cluster.schema.json by scripts/definition-types.ts; "npm run docs" writes it anew.

/**
 * One self-managed Kubernetes cluster on Azure in which every pod has an address of the virtual network.
 */
export interface ClusterDefinition {
  /**
   * The version of the cluster definition's format. This release reads one.
   */
  apiVersion: 'vnetk8s/v1';
  /**
   * Names the cluster and begins the name of every Azure resource made for it, and of every node. Lower-case letters, digits and hyphens; a letter first, no hyphen last, at most 40 characters.
   */
  name: string;
  /**
   * The region of every resource, as Azure writes it in lower case without spaces (`az account list-locations`).
   */
  location: string;
  /**
   * Which Azure the region belongs to: the public cloud, Azure US Government, or Azure operated by 21Vianet in China. The names are those of `az cloud list`.
   */
  cloud?: 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud';
  /**
   * Tags put on every resource made for the cluster. Azure allows 50 tags a resource; a few are kept for vnetk8s itself.
   */
  tags?: {
    [k: string]: string;
  };
  kubernetes?: WrittenKubernetes;
  network?: WrittenNetwork;
  controlPlane?: WrittenControlPlane;
  /**
   * Groups of equal nodes. Append new pools at the end: the addresses of the others then stay where they are.
   *
   * @minItems 1
   * @maxItems 100
   */
  nodePools: WrittenNodePool[];
  linux: WrittenLinux;
  identity?: WrittenIdentity;
  /**
   * Manifests of your own that are applied once the cluster runs.
   *
   * @maxItems 50
   */
  addons?: WrittenAddon[];
}
/**
 * Which Kubernetes is installed, and from where.
 */
export interface WrittenKubernetes {
  /**
   * A minor version (its newest patch known to this release is installed) or an exact one. Always in quotes: YAML reads 1.30 as the number 1.3.
   */
  version?: string;
  packages?: WrittenKubernetesPackages;
  certificates?: WrittenCertificates;
  images?: WrittenKubernetesImages;
}
/**
 * Where nodes get kubelet, kubeadm and containerd: mirrors, for networks without Internet, or an image that already has them.
 */
export interface WrittenKubernetesPackages {
  /**
   * Base URL of a Debian repository laid out as pkgs.k8s.io's `core:/stable:`; the minor version and `/deb/` are added.
   */
  kubernetes?: string;
  /**
   * Base URL of a Debian repository laid out as download.docker.com's, from which containerd.io is installed.
   */
  containerd?: string;
  /**
   * Fingerprint of the key that signs `kubernetes`: nodes install nothing that another key has signed. Default: the key of pkgs.k8s.io. A mirror that signs anew has its own.
   */
  kubernetesKey?: string;
  /**
   * Fingerprint of the key that signs `containerd`. Default: the key of download.docker.com.
   */
  containerdKey?: string;
  /**
   * Nodes install nothing: their image already has containerd, kubelet and kubeadm of the right version.
   */
  preinstalled?: boolean;
}
/**
 * How long certificates are valid that are made with the cluster.
 */
export interface WrittenCertificates {
  /**
   * Days that the cluster's own certificate authorities are valid. Replacing one means replacing everything that it signed.
   */
  authorityValidityDays?: number;
  /**
   * Days that certificates of the API server, of etcd and of administrators are valid. kubeadm renews those of machines with every upgrade of Kubernetes.
   */
  validityDays?: number;
}
/**
 * Registries that container images of the cluster's own components come from.
 */
export interface WrittenKubernetesImages {
  /**
   * Registry (and path) of the control plane's images, kube-proxy, CoreDNS, etcd and pause.
   */
  kubernetes?: string;
  /**
   * Registry (and path) of Azure's cloud controller manager and cloud node manager.
   */
  cloudProvider?: string;
}
/**
 * The virtual network, its subnets, Services, and the way to the Internet.
 */
export interface WrittenNetwork {
  virtualNetwork?: WrittenVirtualNetwork;
  /**
   * Subnets of the virtual network. May be left out in a new one: the control plane and every node pool then get a subnet of their own, sized to fit. In an existing network: every subnet that is used, with name and cidr.
   *
   * @maxItems 3000
   */
  subnets?: WrittenSubnet[];
  /**
   * Addresses of Services of type ClusterIP. They exist only inside the cluster and must not overlap the virtual network or anything that pods talk to.
   */
  serviceCidr?: string;
  /**
   * The Service address of CoreDNS, inside `serviceCidr`. Default: the tenth address of that range, as kubeadm has it.
   */
  dnsServiceIP?: string;
  internalServices?: WrittenInternalServices;
  /**
   * Ranges outside the virtual network and its peerings that see pod addresses unchanged: on-premises networks, or the peers of an existing virtual network. Everything else outside is masqueraded to the node's primary address.
   *
   * @maxItems 400
   */
  onPremisesCidrs?: string[];
  /**
   * How nodes, and pods behind them, reach the Internet. `natGateway`: a NAT gateway on every subnet (default in a new virtual network). `loadBalancer`: outbound rules of a public load balancer (default in an existing one). `userDefinedRoutes`: nothing is made; routes to an appliance, or whatever the owner of an existing subnet has set up, lead out.
   */
  egress?: 'natGateway' | 'loadBalancer' | 'userDefinedRoutes';
  /**
   * Lets pods reach 169.254.169.254, and with it the tokens of the node's identity. Closed by default.
   */
  podAccessToInstanceMetadata?: boolean;
}
/**
 * A virtual network made for the cluster, or, with `id`, an existing one, which is used and never changed.
 */
export interface WrittenVirtualNetwork {
  /**
   * The address ranges of the virtual network, in the order in which subnets are placed. For an existing network: the ranges it has, which must be given, because pods talk to them with their own addresses.
   *
   * @minItems 1
   * @maxItems 100
   */
  addressSpace?: string[];
  /**
   * Resource id of a virtual network that is already there. It and its subnets are referenced, never written to; every subnet must then be listed in `network.subnets` with its name and cidr.
   */
  id?: string;
  /**
   * DNS servers of a new virtual network, handed to its nodes by DHCP. Empty: Azure's own (168.63.129.16).
   *
   * @maxItems 20
   */
  dnsServers?: string[];
  /**
   * Peerings of a new virtual network with others, made in both directions. Pods keep their addresses across them.
   *
   * @maxItems 500
   */
  peerings?: WrittenPeering[];
  gateway?: WrittenGateway;
}
/**
 * One peering with another virtual network.
 */
export interface WrittenPeering {
  /**
   * Names the peering on both sides.
   */
  name: string;
  /**
   * Resource id of the virtual network to peer with; it may be in another subscription.
   */
  remoteVirtualNetworkId: string;
  /**
   * Its address ranges: pods reach them with their own addresses, and no subnet is placed on them.
   *
   * @minItems 1
   * @maxItems 100
   */
  remoteAddressSpace: string[];
  /**
   * Reach on-premises networks through the VPN or ExpressRoute gateway of the other virtual network (hub and spoke). At most one peering may.
   */
  useRemoteGateways?: boolean;
  /**
   * Accept traffic that the other side forwards for third parties, such as a network virtual appliance in a hub.
   */
  allowForwardedTraffic?: boolean;
}
/**
 * A VPN or ExpressRoute gateway of a new virtual network, in a subnet of its own called GatewaySubnet.
 */
export interface WrittenGateway {
  /**
   * `Vpn` for site-to-site IPsec tunnels, `ExpressRoute` for a private circuit.
   */
  type: 'Vpn' | 'ExpressRoute';
  /**
   * Azure's SKU of the gateway. Default: VpnGw1AZ for Vpn, ErGw1AZ for ExpressRoute.
   */
  sku?:
    | 'VpnGw1'
    | 'VpnGw2'
    | 'VpnGw3'
    | 'VpnGw4'
    | 'VpnGw5'
    | 'VpnGw1AZ'
    | 'VpnGw2AZ'
    | 'VpnGw3AZ'
    | 'VpnGw4AZ'
    | 'VpnGw5AZ'
    | 'Standard'
    | 'HighPerformance'
    | 'UltraPerformance'
    | 'ErGw1AZ'
    | 'ErGw2AZ'
    | 'ErGw3AZ';
  /**
   * What the gateway connects to. Pods reach the ranges behind each connection with their own addresses.
   *
   * @maxItems 100
   */
  connections?: WrittenConnection[];
}
/**
 * One tunnel (Vpn) or circuit (ExpressRoute). A tunnel's pre-shared key is asked for at deployment, never written here.
 */
export interface WrittenConnection {
  /**
   * Names the connection; lower-case letters, digits and hyphens.
   */
  name: string;
  /**
   * Public address of the VPN device at the other end. Vpn gateways only.
   */
  peerAddress?: string;
  /**
   * Resource id of the circuit. ExpressRoute gateways only.
   */
  circuitId?: string;
  /**
   * Address ranges reached through this connection.
   *
   * @minItems 1
   * @maxItems 200
   */
  cidrs: string[];
}
/**
 * One subnet, for one or several node pools, the control plane, or the gateway.
 */
export interface WrittenSubnet {
  /**
   * Name of the subnet in Azure; node pools refer to it.
   */
  name: string;
  /**
   * The subnet's range. Left out in a new virtual network: the smallest one that holds what is planned in it, placed so that nothing overlaps.
   */
  cidr?: string;
  /**
   * Azure services that pods and nodes of this subnet reach over the Azure backbone with their own addresses. Only in a new virtual network.
   *
   * @maxItems 20
   */
  serviceEndpoints?: string[];
  /**
   * Routes of a route table made for this subnet, for instance to a network virtual appliance. Only in a new virtual network.
   *
   * @maxItems 400
   */
  routes?: WrittenRoute[];
  /**
   * Resource id of a route table to put on this subnet instead of `routes`. Only in a new virtual network.
   */
  routeTableId?: string;
  /**
   * Addresses of this subnet that the plan leaves alone, for other machines, private endpoints or internal load balancers.
   */
  reservedAddresses?: number;
}
/**
 * One user-defined route.
 */
export interface WrittenRoute {
  /**
   * Names the route in its table.
   */
  name: string;
  /**
   * Destinations the route is for.
   */
  addressPrefix: string;
  /**
   * Where the traffic goes, in Azure's words. `None` drops it.
   */
  nextHopType: 'VirtualAppliance' | 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'None';
  /**
   * Address of the appliance, in this virtual network or a peered one. Exactly with `nextHopType: VirtualAppliance`.
   */
  nextHopIpAddress?: string;
}
/**
 * Room for Services of type LoadBalancer with an address of the virtual network (annotation `service.beta.kubernetes.io/azure-load-balancer-internal`).
 */
export interface WrittenInternalServices {
  /**
   * The subnet that internal load balancers get their addresses from. Default: the subnet of the first node pool.
   */
  subnet?: string;
  /**
   * How many addresses the plan keeps for them.
   */
  addresses?: number;
}
/**
 * The machines that run the API server and etcd.
 */
export interface WrittenControlPlane {
  /**
   * How many: 1, or 3 or 5 for an etcd that survives the loss of one or two.
   */
  count?: 1 | 3 | 5;
  /**
   * Azure's name of the size. The processor follows from it: an arm64 size gets an arm64 node.
   */
  vmSize?: string;
  /**
   * Zones over which the machines are spread, in turn. Empty: an availability set.
   *
   * @maxItems 3
   */
  zones?: ('1' | '2' | '3')[];
  /**
   * Fault domains of the availability set (regions have 2 or 3). Not together with `zones`. Default: 2.
   */
  faultDomains?: number;
  /**
   * Name of the control plane's subnet. Default: `control-plane`, which a new virtual network gets by itself.
   */
  subnet?: string;
  /**
   * How many pods with an address of their own each machine can run.
   */
  maxPods?: number;
  /**
   * The API server's internal load balancer has this address, the machines the following ones. Default: the first address of the subnet that Azure does not keep for itself. In an existing subnet: a block that nothing else uses.
   */
  firstAddress?: string;
  endpoint?: WrittenEndpoint;
  osDisk?: WrittenControlPlaneOsDisk;
  etcdDisk?: WrittenEtcdDisk;
}
/**
 * From where the Kubernetes API can be reached.
 */
export interface WrittenEndpoint {
  /**
   * `public`: from the Internet too, through a public load balancer. `private`: only from the virtual network and what is connected to it.
   */
  access?: 'public' | 'private';
  /**
   * Public address ranges that may reach a public endpoint. Everybody, where it says so: 0.0.0.0/0.
   *
   * @maxItems 200
   */
  authorizedCidrs?: string[];
}
/**
 * The disk that the machine boots from.
 */
export interface WrittenControlPlaneOsDisk {
  /**
   * Size of the disk in GiB.
   */
  sizeGiB?: number;
  /**
   * Kind of managed disk, or `Ephemeral` for the machine's own local disk (nothing survives a reimage, which suits nodes).
   */
  storage?: 'Premium_LRS' | 'StandardSSD_LRS' | 'Standard_LRS' | 'Ephemeral';
}
/**
 * A data disk of its own for etcd, so that nothing else delays its writes.
 */
export interface WrittenEtcdDisk {
  /**
   * Size of the disk in GiB; a larger premium disk is a faster one.
   */
  sizeGiB?: number;
}
/**
 * A group of equal nodes.
 */
export interface WrittenNodePool {
  /**
   * Part of the nodes' names, and the label `vnetk8s.io/pool`. Lower-case letters and digits; a letter first, at most 12 characters.
   */
  name: string;
  /**
   * How many nodes, or, for an autoscaled pool, how many at least and at most: addresses are planned for the most.
   */
  count?:
    | number
    | {
        /**
         * Nodes that are always there.
         */
        min: number;
        /**
         * Nodes that there may be; addresses are planned for them.
         */
        max: number;
      };
  /**
   * Azure's name of the size. The processor follows from it: an arm64 size gets an arm64 node.
   */
  vmSize?: string;
  /**
   * How many pods with an address of the virtual network each node can run. Each node takes that many addresses and one more, whether pods run or not.
   */
  maxPods?: number;
  /**
   * Name of the subnet, from `network.subnets`. Default: the subnet with the pool's own name, which a new virtual network gets by itself.
   */
  subnet?: string;
  /**
   * `scaleSet`: virtual machine scale sets, split at 1,000 nodes each. `virtualMachines`: single machines, which pods with public IPs need.
   */
  type?: 'scaleSet' | 'virtualMachines';
  /**
   * Zones over which the nodes are spread. Empty: a regional scale set, or an availability set for `virtualMachines`.
   *
   * @maxItems 3
   */
  zones?: ('1' | '2' | '3')[];
  /**
   * Fault domains of the availability set of a `virtualMachines` pool (regions have 2 or 3). Not together with `zones`. Default: 2.
   */
  faultDomains?: number;
  /**
   * How many additional nodes an upgrade may start before it stops old ones. Their addresses are part of the plan.
   */
  maxSurge?: number;
  /**
   * Kubernetes labels of every node of the pool.
   */
  labels?: {
    [k: string]: string;
  };
  /**
   * Kubernetes taints of every node of the pool, each `key=value:Effect` or `key:Effect`.
   *
   * @maxItems 100
   */
  taints?: string[];
  spot?: WrittenSpot;
  osDisk?: WrittenNodePoolOsDisk;
  podPublicIPs?: WrittenPodPublicIPs;
}
/**
 * Use spare capacity, which Azure may take back at any time.
 */
export interface WrittenSpot {
  /**
   * Most that is paid, in US dollars an hour; -1: up to the regular price.
   */
  maxPrice?: number;
  /**
   * Whether an evicted machine is deleted or kept switched off.
   */
  evictionPolicy?: 'Delete' | 'Deallocate';
}
/**
 * The disk that the node boots from.
 */
export interface WrittenNodePoolOsDisk {
  /**
   * Size of the disk in GiB.
   */
  sizeGiB?: number;
  /**
   * Kind of managed disk, or `Ephemeral` for the machine's own local disk (nothing survives a reimage, which suits nodes).
   */
  storage?: 'Premium_LRS' | 'StandardSSD_LRS' | 'Standard_LRS' | 'Ephemeral';
}
/**
 * Public IP addresses for pods that ask for one by the annotation `vnetk8s.io/public-ip`. Only in pools of type `virtualMachines`: a scale set cannot have public IPs on secondary ipConfigurations.
 */
export interface WrittenPodPublicIPs {
  /**
   * How many of a node's pods can have a public IP.
   */
  perNode: number;
  /**
   * Gives each public IP a DNS name: this prefix, the node's number and the address's number, in the region's domain. Left out: no DNS names.
   */
  dnsLabelPrefix?: string;
  /**
   * Ports, each `port/tcp` or `port/udp`, on which the Internet may reach these pods. Empty: none, until a network security group says otherwise.
   *
   * @maxItems 50
   */
  allowedPorts?: string[];
}
/**
 * The operating system of all machines: Ubuntu 24.04.
 */
export interface WrittenLinux {
  /**
   * Name of the account that the SSH keys open.
   */
  adminUsername?: string;
  /**
   * Public keys that open the administrator's account, each one line as in ~/.ssh/id_ed25519.pub. Never a private key.
   *
   * @minItems 1
   * @maxItems 20
   */
  sshPublicKeys: string[];
}
/**
 * The managed identity with which the cluster calls Azure, to make load balancers for Services.
 */
export interface WrittenIdentity {
  /**
   * Resource id of a user-assigned identity that already has its roles. Left out: one is made and gets them, which whoever deploys must be allowed to do.
   */
  id?: string;
}
/**
 * One file of Kubernetes manifests.
 */
export interface WrittenAddon {
  /**
   * Lower-case letters, digits and hyphens.
   */
  name: string;
  /**
   * Path of the file, relative to the cluster definition.
   */
  manifest: string;
}
