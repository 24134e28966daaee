import {
  addressesOf,
  type FabricModel,
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
    ...chain('destination', 'nat hook prerouting priority -100', destinations(model)),
    ...chain('platform', 'filter hook input priority 0', platform(model)),
    ...securityChains(model),
    ...chain('passage', 'filter hook forward priority 0', passage(model)),
    ...chain('departure', 'nat hook postrouting priority 100', departure(model)),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function chain(name: string, hook: string, rules: readonly string[]): readonly string[] {
  return [`chain ${name} {`, `type ${hook}; policy accept;`, ...rules, '}'];
}

function set(name: string, type: string, elements: readonly string[]): string {
  const content = elements.length > 0 ? ` elements = { ${[...new Set(elements)].join(', ')} }` : '';
  return `set ${name} { type ${type};${content} }`;
}

function sets(model: FabricModel): readonly string[] {
  const {interfaces, services, loadBalancers, publicIps} = model;
  const outbound = interfaces.flatMap((nic) =>
    addressesOf(nic).flatMap((address) => {
      const translated = outboundAddress(model, nic, address);
      return translated === undefined ? [] : [`"${nic.port}" . ${address} : ${translated}`];
    }),
  );
  const publicFrontends = loadBalancers.filter(({kind}) => kind === 'public').map(({frontend}) => frontend);
  const internalFrontends = loadBalancers.filter(({kind}) => kind === 'internal').map(({frontend}) => frontend);
  return [
    set('ip_configurations', 'ifname . ipv4_addr', portAddresses(interfaces)),
    set(
      'hardware_addresses',
      'ifname . ether_addr',
      interfaces.map(({port, mac}) => `"${port}" . ${mac}`),
    ),
    set(
      'forwarding',
      'ifname',
      interfaces.filter(({ipForwarding}) => ipForwarding).map(({port}) => `"${port}"`),
    ),
    set(
      'primary',
      'ipv4_addr',
      interfaces.map(({primary}) => primary),
    ),
    set(
      'same_port',
      'ifname . ifname',
      interfaces.map(({port}) => `"${port}" . "${port}"`),
    ),
    set(
      'guarded',
      'ifname',
      interfaces.filter((nic) => isGuarded(model, nic)).map(({port}) => `"${port}"`),
    ),
    set('internal_frontends', 'ipv4_addr', internalFrontends),
    set('public_addresses', 'ipv4_addr', [...publicFrontends, ...publicIps.map(({address}) => address)]),
    set(
      'service_ports',
      'ifname',
      services.map(({port}) => `"${port}"`),
    ),
    set('service_endpoints', 'ifname . ifname', serviceEndpoints(model)),
    set('outbound', 'ifname . ipv4_addr : ipv4_addr', outbound).replace(/^set/, 'map'),
    set(
      'public_ips',
      'ipv4_addr : ipv4_addr',
      publicIps.map((ip) => `${ip.address} : ${ip.privateAddress}`),
    ).replace(/^set/, 'map'),
  ];
}

function portAddresses(interfaces: readonly NetworkInterfaceModel[]): readonly string[] {
  return interfaces.flatMap((nic) => addressesOf(nic).map((address) => `"${nic.port}" . ${address}`));
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

/** A packet must come from an ipConfiguration of its network interface, unless that one forwards (Azure: enableIPForwarding). */
function arrival(model: FabricModel): readonly string[] {
  const space = model.virtualNetworks.flatMap(({addressSpace}) => addressSpace);
  return [
    'iifname "p*" meta nfproto ipv6 drop',
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
  return ['dnat ip to ip daddr map @public_ips', ...model.loadBalancers.map(loadBalancerRule)];
}

function loadBalancerRule({frontend, port, backendPort, backends}: LoadBalancerModel): string {
  const table = backends.map((address, index) => `${index} : ${address}`).join(', ');
  const choice = `jhash ip saddr . tcp sport mod ${backends.length} map { ${table} }`;
  return `ip daddr ${frontend} tcp dport ${port} dnat ip to ${choice} : ${backendPort}`;
}

/** What the platform itself answers: metadata, the wireserver, name service. A gateway is no host and answers nothing. */
function platform(model: FabricModel): readonly string[] {
  return [
    'iifname "lo" accept',
    `iifname != { ${['"lo"', ...model.interfaces.map(({port}) => `"${port}"`)].join(', ')} } drop`,
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
  const jumps = (direction: string): string =>
    model.interfaces.map(({port}) => `"${port}" : jump ${direction}_${port}`).join(', ');
  return [
    `oifname "${VOID_PORT}" counter name unknown_destination drop`,
    'ct state established,related accept',
    `iifname "${INTERNET_PORT}" oifname "${INTERNET_PORT}" drop`,
    // A back end that reaches itself through an internal load balancer gets its own packet back, with its own source
    // address, and its connection never opens (Azure: load balancer components, Limitations).
    'iifname . oifname @same_port ct original ip daddr @internal_frontends counter name own_load_balancer drop',
    ...peeringRules(model),
    `iifname "p*" oifname "${INTERNET_PORT}" iifname . ip saddr != @outbound counter name no_outbound_address drop`,
    'iifname "p*" oifname @service_ports iifname . oifname != @service_endpoints iifname . ip saddr != @outbound counter name no_outbound_address drop',
    'iifname "p*" oifname "p*" ct original ip daddr @public_addresses iifname . ip saddr != @outbound counter name no_outbound_address drop',
    `iifname "${INTERNET_PORT}" oifname != @guarded counter name public_without_rule drop`,
    ...(model.interfaces.length > 0
      ? [`iifname vmap { ${jumps('outbound')} }`, `oifname vmap { ${jumps('inbound')} }`]
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
function departure(_model: FabricModel): readonly string[] {
  const translate = 'snat ip to iifname . ip saddr map @outbound';
  return [
    `iifname "p*" oifname "${INTERNET_PORT}" ${translate}`,
    'iifname . oifname @service_endpoints accept',
    `iifname "p*" oifname @service_ports ${translate}`,
    `iifname "p*" oifname "p*" ct original ip daddr @public_addresses ${translate}`,
  ];
}
