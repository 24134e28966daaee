import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {overlaps, parsePrefix} from '../../src/ipv4/prefix.ts';
import {AppliedModel, withSubnet} from './applied-model.ts';
import {
  configure,
  connectContainer,
  connectEmulator,
  connectMachine,
  connectOutside,
  FABRIC_MAC,
  gatewayOf,
} from './cables.ts';
import {type Capture, startCapture} from './capture.ts';
import {Machine} from './machine.ts';
import {
  type FabricModel,
  type LoadBalancerModel,
  type MachineOptions,
  type NetworkInterfaceModel,
  networkInterface,
  type PeeringModel,
  type PeeringOptions,
  type PublicIpModel,
  type SecurityRule,
  type ServiceModel,
  type SubnetModel,
  subnetOf,
  type VirtualNetworkModel,
} from './model.ts';
import {createNamespace, deleteNamespace, folderOf, inNamespace, releasePrefix} from './namespaces.ts';
import {DROP_REASONS, type DropReason, METADATA_ADDRESS} from './packet-filter.ts';
import {type Background, run, startBackground, succeed} from './process.ts';
import {INTERNET_PORT, VOID_PORT} from './routes.ts';
import {PLATFORM_ADDRESS} from './security-rules.ts';

const METADATA_SERVER = fileURLToPath(new URL('./metadata-server.ts', import.meta.url));
const DHCP_SERVER = fileURLToPath(new URL('./dhcp-server.py', import.meta.url));

/** The host on the Internet (RFC 5737: for documentation). */
export const INTERNET_ADDRESS = '203.0.113.2';

/** A fabric forwards and answers for others; it is no host, and does not correct its guests. */
const FABRIC_SETTINGS = [
  'net.ipv4.ip_forward=1',
  'net.ipv4.conf.all.rp_filter=0',
  'net.ipv4.conf.default.rp_filter=0',
  'net.ipv4.conf.all.send_redirects=0',
  'net.ipv4.conf.default.send_redirects=0',
  'net.ipv6.conf.all.disable_ipv6=1',
  'net.ipv6.conf.default.disable_ipv6=1',
  // A packet that an appliance sends on passes here twice.
  'net.netfilter.nf_conntrack_tcp_be_liberal=1',
];

/** What of a fabric can be replaced as a whole. */
export interface FabricUpdate extends Partial<Pick<FabricModel, 'publicIps' | 'loadBalancers' | 'names'>> {
  readonly securityRules?: ReadonlyMap<string, readonly SecurityRule[]>;
}

/** A region of Azure in network namespaces: virtual networks, the platform's services, the Internet, sites. */
export class Fabric {
  /** A host on the Internet. */
  readonly internet: Machine;
  readonly #prefix: string;
  readonly #applied: AppliedModel;
  #metadata: Background | undefined;
  #cables = 0;

  /** Use `createFabric`. */
  constructor(prefix: string) {
    this.#prefix = prefix;
    this.internet = new Machine('internet', `${prefix}-internet`, INTERNET_ADDRESS);
    this.#applied = new AppliedModel(this.namespace, join(this.folder, 'model.json'));
  }

  /** The network namespace that is Azure itself. */
  get namespace(): string {
    return `${this.#prefix}-azure`;
  }

  /** A folder for the files of this fabric's machines, removed with it. */
  get folder(): string {
    return folderOf(this.#prefix);
  }

  /** What the fabric consists of at this moment. */
  get model(): FabricModel {
    return this.#applied.model;
  }

  /** Only for `createFabric`: sets up what every fabric has. */
  async start(): Promise<void> {
    await createNamespace(this.namespace);
    await succeed(inNamespace(this.namespace, ['sysctl', '-qw', ...FABRIC_SETTINGS]));
    await configure(this.namespace, [
      `address add ${PLATFORM_ADDRESS}/32 dev lo`,
      `address add ${METADATA_ADDRESS}/32 dev lo`,
      `link add ${VOID_PORT} type veth peer name void1`,
      `link set ${VOID_PORT} up`,
      'link set void1 up',
    ]);
    await connectOutside(this.namespace, INTERNET_PORT, this.internet.namespace, INTERNET_ADDRESS);
    await this.#applied.change({});
    this.#metadata = await this.#start([process.execPath, METADATA_SERVER, this.#applied.file], /are up/);
  }

  /** Creates a virtual network. Throws if its address space overlaps that of another: only separate fabrics may. */
  async createVirtualNetwork(network: VirtualNetworkModel): Promise<void> {
    const taken = this.#applied.model.virtualNetworks.flatMap(({addressSpace}) => addressSpace);
    for (const cidr of network.addressSpace) {
      const clash = taken.find((other) => overlap(cidr, other));
      if (clash !== undefined) throw new Error(`${cidr} of ${network.name} overlaps ${clash}`);
    }
    await configure(
      this.namespace,
      network.subnets.map((subnet) => `address add ${gatewayOf(subnet)}/32 dev lo`),
    );
    await this.#applied.change({virtualNetworks: [...this.#applied.model.virtualNetworks, network]});
  }

  /** Attaches a virtual machine to a subnet: a network interface with its ipConfigurations, and `eth0` behind it. */
  async attachMachine(virtualNetwork: string, options: MachineOptions): Promise<Machine> {
    const nic = networkInterface(this.#nextCable(), virtualNetwork, options);
    const machine = new Machine(options.name, `${this.#prefix}-${options.name}`, options.primary);
    await connectMachine(this.namespace, nic, subnetOf(this.#applied.model, nic), machine.namespace);
    await this.#applied.change({interfaces: [...this.#applied.model.interfaces, nic]});
    return machine;
  }

  /**
   * Attaches an emulated virtual machine: the port is a TAP device in the fabric's namespace, where the emulator has to
   * run, and Azure's DHCP answers on it.
   */
  async attachEmulator(virtualNetwork: string, options: MachineOptions): Promise<NetworkInterfaceModel> {
    const nic = networkInterface(this.#nextCable(), virtualNetwork, options);
    const {cidr} = subnetOf(this.#applied.model, nic);
    await connectEmulator(this.namespace, nic);
    await this.#applied.change({interfaces: [...this.#applied.model.interfaces, nic]});
    await this.#start(['python3', DHCP_SERVER, nic.port, nic.mac, FABRIC_MAC, nic.primary, cidr], /listening/);
    return nic;
  }

  /**
   * Attaches a machine that sets up its network by itself: `eth0` in a network namespace of its own has nothing but its
   * hardware address, and Azure's DHCP answers behind it.
   */
  async attachContainer(
    virtualNetwork: string,
    options: MachineOptions,
  ): Promise<Machine & {nic: NetworkInterfaceModel}> {
    const nic = networkInterface(this.#nextCable(), virtualNetwork, options);
    const {cidr} = subnetOf(this.#applied.model, nic);
    const machine = new Machine(options.name, `${this.#prefix}-${options.name}`, options.primary);
    await connectContainer(this.namespace, nic, machine.namespace);
    await this.#applied.change({interfaces: [...this.#applied.model.interfaces, nic]});
    await this.#start(['python3', DHCP_SERVER, nic.port, nic.mac, FABRIC_MAC, nic.primary, cidr], /listening/);
    return Object.assign(machine, {nic});
  }

  /** Takes over what somebody else keeps account of; security rules are those of machines' network interfaces. */
  async update({securityRules, ...change}: FabricUpdate): Promise<void> {
    const interfaces = this.#applied.model.interfaces.map((nic) => {
      const rules = securityRules?.get(nic.machine);
      return rules === undefined ? nic : {...nic, securityRules: rules};
    });
    await this.#applied.change({...change, interfaces});
  }

  /** Adds one direction of a peering. */
  async addPeering(peering: PeeringModel): Promise<void> {
    await this.#applied.change({peerings: [...this.#applied.model.peerings, peering]});
  }

  /** Peers two virtual networks with each other; peered again, they take the new options. */
  async peer(first: string, second: string, options: PeeringOptions = {}): Promise<void> {
    const {allowForwardedTraffic = false, useRemoteGateways = false} = options;
    const there: PeeringModel = {from: first, to: second, allowForwardedTraffic, useRemoteGateways};
    const back: PeeringModel = {from: second, to: first, allowForwardedTraffic, useRemoteGateways: false};
    const ours = new Set([first, second]);
    const others = this.#applied.model.peerings.filter(({from, to}) => !ours.has(from) || !ours.has(to));
    await this.#applied.change({peerings: [...others, there, back]});
  }

  /** Connects a site on premises through a gateway in a virtual network; the machine has the address given. */
  async attachSite(
    virtualNetwork: string,
    options: {readonly name: string; readonly cidrs: readonly string[]; readonly address: string},
  ): Promise<Machine> {
    const port = `gw${this.#nextCable()}`;
    const machine = new Machine(options.name, `${this.#prefix}-${options.name}`, options.address);
    await connectOutside(this.namespace, port, machine.namespace, machine.address);
    await this.#applied.change({sites: [...this.#applied.model.sites, {port, virtualNetwork, cidrs: options.cidrs}]});
    return machine;
  }

  /** Connects a platform service, such as `Microsoft.Storage`, with a public address. */
  async attachService(name: string, address: string): Promise<Machine> {
    const number = this.#nextCable();
    const service: ServiceModel = {port: `svc${number}`, name, address};
    const machine = new Machine(name, `${this.#prefix}-service${number}`, address);
    await connectOutside(this.namespace, service.port, machine.namespace, machine.address);
    await this.#applied.change({services: [...this.#applied.model.services, service]});
    return machine;
  }

  /** Gives one ipConfiguration a public address of its own. */
  async createPublicIp(publicIp: PublicIpModel): Promise<void> {
    await this.#applied.change({publicIps: [...this.#applied.model.publicIps, publicIp]});
  }

  /** Creates a load balancer with one rule. */
  async createLoadBalancer(loadBalancer: LoadBalancerModel): Promise<void> {
    await this.#applied.change({loadBalancers: [...this.#applied.model.loadBalancers, loadBalancer]});
  }

  /** Whether a load balancer's probe opens a connection: from the platform's address, through the security rules. */
  async probe(address: string, port: number): Promise<boolean> {
    const argv = ['nc', '-n', '-z', '-w', '1', '-s', PLATFORM_ADDRESS, address, String(port)];
    return (await run(inNamespace(this.namespace, argv))).code === 0;
  }

  /** Replaces what is attached to a subnet: its route table, its network security group, its service endpoints. */
  async updateSubnet(
    virtualNetwork: string,
    subnet: string,
    change: Partial<Omit<SubnetModel, 'name' | 'cidr'>>,
  ): Promise<void> {
    const virtualNetworks = withSubnet(this.#applied.model, virtualNetwork, subnet, change);
    await this.#applied.change({virtualNetworks});
  }

  /** A network namespace without any interface, in which a pod may start. */
  async createPodNamespace(name: string): Promise<string> {
    const namespace = `${this.#prefix}-${name}`;
    await createNamespace(namespace);
    return namespace;
  }

  /** Removes a pod's network namespace, with all that runs in it. */
  deletePodNamespace(namespace: string): Promise<void> {
    return deleteNamespace(namespace);
  }

  /** Records what arrives at a port of the fabric: what a machine has sent, as it was on its cable. */
  capture(filter: string, port: string): Promise<Capture> {
    return startCapture({namespace: this.namespace, device: port, direction: 'in'}, filter);
  }

  /** How many packets were dropped since the fabric was last changed, by reason; reasons without any are left out. */
  async drops(): Promise<Partial<Record<DropReason, number>>> {
    const argv = ['nft', '-j', 'list', 'counters', 'table', 'inet', 'fabric'];
    const {nftables} = JSON.parse(await succeed(inNamespace(this.namespace, argv)));
    const counts: Partial<Record<DropReason, number>> = {};
    for (const {counter} of nftables) {
      const reason = DROP_REASONS.find((name) => name === counter?.name);
      if (reason !== undefined && counter.packets > 0) counts[reason] = counter.packets;
    }
    return counts;
  }

  /** What a machine's agent has told the platform about it, in order: `Ready`, or `NotReady` with the reason. */
  healthOf(machine: string): readonly string[] {
    const lines = this.#metadata?.output().split('\n') ?? [];
    const prefix = `health of ${machine}: `;
    return lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  }

  /** Ends every program of the fabric and removes all its namespaces and files. */
  dispose(): Promise<void> {
    return releasePrefix(this.#prefix);
  }

  async #start(argv: readonly string[], isUp: RegExp): Promise<Background> {
    const program = startBackground(inNamespace(this.namespace, argv));
    await program.waitFor(isUp);
    return program;
  }

  #nextCable(): number {
    this.#cables += 1;
    return this.#cables;
  }
}

function overlap(first: string, second: string): boolean {
  const [a, b] = [parsePrefix(first), parsePrefix(second)];
  return a !== undefined && b !== undefined && overlaps(a, b);
}
