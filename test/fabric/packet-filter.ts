import {
  addressesOf,
  type FabricModel,
  floatingBackends,
  type LoadBalancerModel,
  type NetworkInterfaceModel,
  outboundAddress,
  type SecurityRule,
  subnetOf,
} from './model.ts';
import {INTERNET_PORT, VOID_PORT} from './routes.ts';
import {PLATFORM_ADDRESS, securityChain, virtualNetworkSets} from './security-rules.ts';

/** Where the instance metadata service answers. */
export const METADATA_ADDRESS = '169.254.169.254';

/** What the fabric counts when it drops a packet, by the name of the nft counter. */
export const DROP_REASONS = [
  'spoofed_address',
  'spoofed_hardware_address',
  'unknown_destination',
  'no_outbound_address',
  'metadata_from_secondary',
  'security_rule',
  'not_through_peering',
  'own_load_balancer',
  'public_without_rule',
] as const;

/** A reason for which the fabric drops packets. */
export type DropReason = (typeof DROP_REASONS)[number];

/** The fabric's nft ruleset: it replaces an earlier one in one transaction, and open connections survive. */
export function packetFilter(model: FabricModel): string {
  const lines = [
    'table inet fabric',
    'delete table inet fabric',
    'table inet fabric {',
    ...DROP_REASONS.map((reason) => `counter ${reason} {}`),
    ...sets(model),
    ...virtualNetworkSets(model),
    ...chain('arrival', 'filter hook prerouting priority -300', arrival(model)),
    ...chain('floating', 'filter hook prerouting priority -150', floating(model)),
    ...chain('destination', 'nat hook prerouting priority -100', destinations(model)),
    ...chain('platform', 'filter hook input priority 0', platform()),
    ...securityChains(model),
    ...chain('probes', 'filter hook output priority 0', probes(model)),
    ...chain('passage', 'filter hook forward priority 0', passage(model)),
    ...chain('departure', 'nat hook postrouting priority 100', departure()),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function chain(name: string, hook: string, rules: readonly string[]): readonly string[] {
  return [`chain ${name} {`, `type ${hook}; policy accept;`, ...rules, '}'];
}

/** A named set or map of nft. An empty one has no list of elements: nft takes none that is empty. */
function named(kind: 'set' | 'map', name: string, type: string, elements: readonly string[]): string {
  const content = elements.length > 0 ? ` elements = { ${[...new Set(elements)].join(', ')} }` : '';
  return `${kind} ${name} { type ${type};${content} }`;
}

function sets(model: FabricModel): readonly string[] {
  return [...interfaceSets(model), ...publicSets(model)];
}

function interfaceSets(model: FabricModel): readonly string[] {
  const {interfaces} = model;
  const forwarding = interfaces.filter(({ipForwarding}) => ipForwarding);
  const guarded = interfaces.filter((nic) => isGuarded(model, nic));
  const portAndMac = interfaces.map(({port, mac}) => `"${port}" . ${mac}`);
  return [
    named('set', 'ip_configurations', 'ifname . ipv4_addr', portAddresses(model)),
    named('set', 'hardware_addresses', 'ifname . ether_addr', portAndMac),
    named('set', 'forwarding', 'ifname', portNames(forwarding)),
    named('set', 'guarded', 'ifname', portNames(guarded)),
    named(
      'set',
      'primary',
      'ipv4_addr',
      interfaces.map(({primary}) => primary),
    ),
    named(
      'set',
      'same_port',
      'ifname . ifname',
      portNames(interfaces).map((port) => `${port} . ${port}`),
    ),
  ];
}

function publicSets(model: FabricModel): readonly string[] {
  const {services, loadBalancers, publicIps} = model;
  const frontends = (kind: LoadBalancerModel['kind']): readonly string[] =>
    loadBalancers.filter((balancer) => balancer.kind === kind).map(({frontend}) => frontend);
  const publicAddresses = [...frontends('public'), ...publicIps.map(({address}) => address)];
  const translations = publicIps.map(({address, privateAddress}) => `${address} : ${privateAddress}`);
  return [
    named('set', 'internal_frontends', 'ipv4_addr', frontends('internal')),
    named('set', 'public_addresses', 'ipv4_addr', publicAddresses),
    named('set', 'service_ports', 'ifname', portNames(services)),
    named('set', 'service_endpoints', 'ifname . ifname', serviceEndpoints(model)),
    named('map', 'outbound', 'ifname . ipv4_addr : ipv4_addr', outboundTranslations(model)),
    named('map', 'public_ips', 'ipv4_addr : ipv4_addr', translations),
  ];
}

function outboundTranslations(model: FabricModel): readonly string[] {
  return model.interfaces.flatMap((nic) =>
    addressesOf(nic).flatMap((address) => {
      const translated = outboundAddress(model, nic, address);
      return translated === undefined ? [] : [`"${nic.port}" . ${address} : ${translated}`];
    }),
  );
}

function portNames(ends: readonly {readonly port: string}[]): readonly string[] {
  return ends.map(({port}) => `"${port}"`);
}

/** Which source addresses a port may send from; a back end answers from the frontend of a floating load balancer. */
function portAddresses(model: FabricModel): readonly string[] {
  return [
    ...model.interfaces.flatMap((nic) => addressesOf(nic).map((address) => `"${nic.port}" . ${address}`)),
    ...floatingBackends(model).map(({port, balancer}) => `"${port}" . ${balancer.frontend}`),
  ];
}

/** Pairs of a machine's port and a service's port between which packets pass untranslated. */
function serviceEndpoints(model: FabricModel): readonly string[] {
  return model.interfaces.flatMap((nic) =>
    model.services
      .filter(({name}) => subnetOf(model, nic).serviceEndpoints?.includes(name) === true)
      .map((service) => `"${nic.port}" . "${service.port}"`),
  );
}

function isGuarded(model: FabricModel, nic: NetworkInterfaceModel): boolean {
  return nic.securityRules !== undefined || subnetOf(model, nic).securityRules !== undefined;
}

/** A packet comes from an ipConfiguration of its network interface, unless that forwards (Azure: enableIPForwarding). */
function arrival(model: FabricModel): readonly string[] {
  const space = model.virtualNetworks.flatMap(({addressSpace}) => addressSpace);
  return [
    'iifname "p*" meta nfproto ipv6 drop',
    // Questions of DHCP clients have been answered already, before they came here.
    'iifname "p*" ip saddr 0.0.0.0 udp dport 67 drop',
    'iifname "p*" iifname . ether saddr != @hardware_addresses counter name spoofed_hardware_address drop',
    'iifname "p*" iifname != @forwarding iifname . ip saddr != @ip_configurations counter name spoofed_address drop',
    ...model.sites.map(
      ({port, cidrs}) => `iifname "${port}" ip saddr != { ${cidrs.join(', ')} } counter name spoofed_address drop`,
    ),
    ...(space.length > 0 ? [`iifname "${INTERNET_PORT}" ip daddr { ${space.join(', ')} } drop`] : []),
  ];
}

/** Public addresses and load balancers: the destination becomes a private address before anything else is decided. */
function destinations(model: FabricModel): readonly string[] {
  return [
    'dnat ip to ip daddr map @public_ips',
    ...model.loadBalancers
      .filter(({floatingIp, backends}) => floatingIp !== true && backends.length > 0)
      .map(loadBalancerRule),
  ];
}

function loadBalancerRule(balancer: LoadBalancerModel): string {
  const table = balancer.backends.map((address, index) => `${index} : ${address}`).join(', ');
  return `${frontendMatch(balancer)} dnat ip to ${spread(balancer)} map { ${table} } : ${balancer.backendPort}`;
}

/** With floating IP the packet stays as it is; a mark says which back end it goes to. */
function floating(model: FabricModel): readonly string[] {
  const backends = floatingBackends(model);
  return [...new Set(backends.map(({balancer}) => balancer))].map((balancer) => {
    const own = backends.filter((backend) => backend.balancer === balancer);
    const table = own.map(({mark}, index) => `${index} : ${mark}`).join(', ');
    return `${frontendMatch(balancer)} meta mark set ${spread(balancer)} map { ${table} }`;
  });
}

function frontendMatch({frontend, port, protocol = 'tcp'}: LoadBalancerModel): string {
  return `ip daddr ${frontend} ${protocol} dport ${port}`;
}

/** One back end for all packets of a connection: Azure's default is a hash of addresses and ports. */
function spread({backends, protocol = 'tcp'}: LoadBalancerModel): string {
  return `jhash ip saddr . ${protocol} sport mod ${backends.length}`;
}

/** A load balancer's probes pass the rules of the network interface that they are for. */
function probes(model: FabricModel): readonly string[] {
  if (model.interfaces.length === 0) return [];
  return ['ct state established,related accept', `oifname vmap { ${jumps(model, 'inbound')} }`];
}

function jumps(model: FabricModel, direction: 'inbound' | 'outbound'): string {
  return model.interfaces.map(({port}) => `"${port}" : jump ${direction}_${port}`).join(', ');
}

/** What the platform itself answers: metadata, wireserver, name service. A gateway is no host and answers nothing. */
function platform(): readonly string[] {
  return [
    'iifname "lo" accept',
    'iifname != "p*" drop',
    'ct state established accept',
    `ip daddr ${METADATA_ADDRESS} ip saddr != @primary counter name metadata_from_secondary drop`,
    `ip daddr ${METADATA_ADDRESS} tcp dport 80 accept`,
    `ip daddr ${PLATFORM_ADDRESS} tcp dport { 53, 80, 32526 } accept`,
    `ip daddr ${PLATFORM_ADDRESS} udp dport 53 accept`,
    'drop',
  ];
}

/** Going out, the group of the network interface comes first and that of the subnet second; coming in, the reverse. */
function securityChains(model: FabricModel): readonly string[] {
  return model.interfaces.flatMap((nic) => {
    const groups = [nic.securityRules, subnetOf(model, nic).securityRules];
    const build = (direction: SecurityRule['direction']): readonly string[] => {
      const ordered = direction === 'Outbound' ? groups : groups.toReversed();
      const names = ordered.map((_, place) => `${direction.toLowerCase()}_${nic.port}_${place}`);
      const chains = ordered.flatMap((rules, place) =>
        rules === undefined
          ? []
          : [`chain ${names[place]} {`, ...securityChain(model, nic.virtualNetwork, rules, direction), '}'],
      );
      const jumps = ordered.flatMap((rules, place) => (rules === undefined ? [] : [`jump ${names[place]}`]));
      return [...chains, `chain ${direction.toLowerCase()}_${nic.port} {`, ...jumps, '}'];
    };
    return [...build('Outbound'), ...build('Inbound')];
  });
}

function passage(model: FabricModel): readonly string[] {
  const needsOutbound = 'iifname . ip saddr != @outbound counter name no_outbound_address drop';
  // From inside the fabric to one of its public addresses. A security rule sees the private source address there.
  const hairpin = 'iifname "p*" oifname "p*" ct original ip daddr @public_addresses';
  return [
    `oifname "${VOID_PORT}" counter name unknown_destination drop`,
    'ct state established,related accept',
    `iifname "${INTERNET_PORT}" oifname "${INTERNET_PORT}" drop`,
    // A back end that reaches itself through an internal load balancer gets its own packet back, with its own source
    // address, and its connection never opens (Azure: load balancer components, Limitations).
    'iifname . oifname @same_port ct original ip daddr @internal_frontends counter name own_load_balancer drop',
    ...peeringRules(model),
    `iifname "p*" oifname "${INTERNET_PORT}" ${needsOutbound}`,
    `iifname "p*" oifname @service_ports iifname . oifname != @service_endpoints ${needsOutbound}`,
    `${hairpin} ${needsOutbound}`,
    `${hairpin} oifname != @guarded counter name public_without_rule drop`,
    `iifname "${INTERNET_PORT}" oifname != @guarded counter name public_without_rule drop`,
    ...(model.interfaces.length > 0
      ? [`iifname vmap { ${jumps(model, 'outbound')} }`, `oifname vmap { ${jumps(model, 'inbound')} }`]
      : []),
  ];
}

/** A peering carries what originated in the virtual network at its other end, and forwarded traffic only if allowed. */
function peeringRules(model: FabricModel): readonly string[] {
  const portsOf = (name: string): string =>
    model.interfaces
      .filter((nic) => nic.virtualNetwork === name)
      .map(({port}) => `"${port}"`)
      .join(', ');
  return model.peerings.flatMap(({from, to, allowForwardedTraffic}) => {
    const [sources, targets] = [portsOf(from), portsOf(to)];
    const space = model.virtualNetworks.find(({name}) => name === from)?.addressSpace.join(', ');
    if (allowForwardedTraffic || sources === '' || targets === '') return [];
    return [
      `iifname { ${sources} } oifname { ${targets} } ip saddr != { ${space} } counter name not_through_peering drop`,
    ];
  });
}

/** Translation on the way out, to the address that belongs to the packet's network interface and source. */
function departure(): readonly string[] {
  const translate = 'snat ip to iifname . ip saddr map @outbound';
  return [
    `iifname "p*" oifname "${INTERNET_PORT}" ${translate}`,
    'iifname . oifname @service_endpoints accept',
    `iifname "p*" oifname @service_ports ${translate}`,
    `iifname "p*" oifname "p*" ct original ip daddr @public_addresses ${translate}`,
  ];
}
