import {
  addressesOf,
  type FabricModel,
  type FloatingBackend,
  floatingBackends,
  type NetworkInterfaceModel,
  networksOfSite,
  peersOf,
  type SubnetModel,
  sitesOf,
  subnetOf,
  type UserDefinedRoute,
  type VirtualNetworkModel,
} from './model.ts';

/** The port that leads to the Internet, and the address of the host there. */
export const INTERNET_PORT = 'ext0';

/** The port that packets for addresses without an owner are sent to: a cable whose packets the filter drops. */
export const VOID_PORT = 'void0';

/** Table numbers: for each virtual network, for each network interface, for what is outside, for each back end. */
const NETWORK_TABLES = 1000;
const INTERFACE_TABLES = 2000;
const OUTSIDE_TABLE = 900;
const FLOATING_TABLES = 3000;

/** What the kernel is to know, as two batches for `ip -batch`. */
export interface RoutingCommands {
  /** Commands that may fail, because what they remove need not exist. */
  readonly clear: string;
  readonly add: string;
}

/**
 * The routing of a fabric. A packet from a machine is looked up in the table of its network interface (user-defined
 * routes, service endpoints, sites), then in the table of the peer whose address space it is for, then in the table of
 * its own virtual network, then outside. `throw` routes of the first table make the longest prefix win, as in Azure.
 */
export function routingCommands(model: FabricModel): RoutingCommands {
  const networks = new Map(model.virtualNetworks.map((network, index) => [network.name, NETWORK_TABLES + index]));
  const floating = floatingBackends(model);
  const tables = [
    OUTSIDE_TABLE,
    ...networks.values(),
    ...model.interfaces.map((_, index) => INTERFACE_TABLES + index),
    ...floating.map(({mark}) => FLOATING_TABLES + mark),
  ];
  const clear = ['rule flush', ...tables.map((table) => `route flush table ${table}`)];
  const add = [
    ...model.virtualNetworks.flatMap((network) => networkTable(model, network, tableOf(networks, network.name))),
    ...model.interfaces.flatMap((nic, index) => interfaceTable(model, nic, INTERFACE_TABLES + index)),
    ...outsideTable(model),
    ...floating.flatMap(floatingRoute),
    ...model.interfaces.flatMap((nic, index) => interfaceRules(model, nic, INTERFACE_TABLES + index, networks)),
    ...arrivalRules(model, networks),
  ];
  return {clear: `${clear.join('\n')}\n`, add: `${add.join('\n')}\n`};
}

function tableOf(networks: ReadonlyMap<string, number>, name: string): number {
  const table = networks.get(name);
  if (table === undefined) throw new Error(`the fabric has no virtual network ${name}`);
  return table;
}

/** Every ipConfiguration is a /32 at its port; the rest of the address space leads nowhere. */
function networkTable(model: FabricModel, network: VirtualNetworkModel, table: number): readonly string[] {
  return [
    ...network.addressSpace.map((cidr) => `route add ${cidr} dev ${VOID_PORT} table ${table}`),
    ...model.interfaces
      .filter((nic) => nic.virtualNetwork === network.name)
      .flatMap((nic) => addressesOf(nic).map((address) => `route add ${address}/32 dev ${nic.port} table ${table}`)),
  ];
}

/** The effective routes of a network interface but the last two, in Azure's order: user-defined, gateway, system. */
function interfaceTable(model: FabricModel, nic: NetworkInterfaceModel, table: number): readonly string[] {
  const subnet = subnetOf(model, nic);
  const routes = new Map<string, string>();
  const own = model.virtualNetworks.filter(({name}) => name === nic.virtualNetwork);
  for (const network of [...own, ...peersOf(model, nic.virtualNetwork)]) {
    for (const cidr of network.addressSpace) routes.set(cidr, `throw ${cidr}`);
  }
  for (const site of sitesOf(model, nic.virtualNetwork)) {
    for (const cidr of site.cidrs) routes.set(cidr, `${cidr} dev ${site.port}`);
  }
  for (const route of subnet.routes ?? []) routes.set(route.addressPrefix, userDefinedRoute(model, route));
  // A service endpoint's route wins over any other (Azure: virtual-networks-udr-overview).
  for (const service of endpointsOf(model, subnet)) {
    routes.set(`${service.address}/32`, `${service.address}/32 dev ${service.port}`);
  }
  return [...routes.values()].map((route) => `route add ${route} table ${table}`);
}

function endpointsOf(model: FabricModel, subnet: SubnetModel): FabricModel['services'] {
  return model.services.filter(({name}) => subnet.serviceEndpoints?.includes(name) === true);
}

function userDefinedRoute(model: FabricModel, route: UserDefinedRoute): string {
  const {addressPrefix, nextHopType, nextHopIpAddress} = route;
  if (nextHopType === 'VnetLocal') return `throw ${addressPrefix}`;
  if (nextHopType === 'Internet') return `${addressPrefix} dev ${INTERNET_PORT}`;
  const appliance = model.interfaces.find((nic) => addressesOf(nic).includes(nextHopIpAddress ?? ''));
  if (nextHopType === 'None' || appliance === undefined) return `${addressPrefix} dev ${VOID_PORT}`;
  return `${addressPrefix} via ${nextHopIpAddress} dev ${appliance.port} onlink`;
}

function outsideTable(model: FabricModel): readonly string[] {
  return [
    `route add default dev ${INTERNET_PORT} table ${OUTSIDE_TABLE}`,
    ...model.services.map(({address, port}) => `route add ${address}/32 dev ${port} table ${OUTSIDE_TABLE}`),
  ];
}

/** A packet that a floating load balancer has marked goes to its back end, whatever its destination. */
function floatingRoute({address, port, mark}: FloatingBackend): readonly string[] {
  const table = FLOATING_TABLES + mark;
  return [
    `route add default via ${address} dev ${port} onlink table ${table}`,
    `rule add priority 50 fwmark ${mark} lookup ${table}`,
  ];
}

/** Rules of one priority are tried in the order in which they were added. */
function interfaceRules(
  model: FabricModel,
  nic: NetworkInterfaceModel,
  table: number,
  networks: ReadonlyMap<string, number>,
): readonly string[] {
  return [
    `rule add priority 100 iif ${nic.port} lookup ${table}`,
    ...peersOf(model, nic.virtualNetwork).flatMap((peer) =>
      peer.addressSpace.map(
        (cidr) => `rule add priority 200 iif ${nic.port} to ${cidr} lookup ${tableOf(networks, peer.name)}`,
      ),
    ),
    `rule add priority 300 iif ${nic.port} lookup ${tableOf(networks, nic.virtualNetwork)}`,
    `rule add priority 400 iif ${nic.port} lookup ${OUTSIDE_TABLE}`,
  ];
}

/** What arrives from outside, and what the platform's own services answer. */
function arrivalRules(model: FabricModel, networks: ReadonlyMap<string, number>): readonly string[] {
  const all = [...networks.values()];
  const lookups = (port: string, tables: readonly number[]): readonly string[] =>
    tables.map((table) => `rule add priority 300 iif ${port} lookup ${table}`);
  return [
    ...['lo', INTERNET_PORT, ...model.services.map(({port}) => port)].flatMap((port) => lookups(port, all)),
    ...model.sites.flatMap((site) =>
      networksOfSite(model, site).flatMap(({name, addressSpace}) =>
        addressSpace.map(
          (cidr) => `rule add priority 300 iif ${site.port} to ${cidr} lookup ${tableOf(networks, name)}`,
        ),
      ),
    ),
  ];
}
