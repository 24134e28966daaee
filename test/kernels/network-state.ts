/** What iproute2 prints about an interface, as far as the plugin decides it. */
interface Link {
  readonly ifname: string;
  readonly flags: readonly string[];
  readonly mtu: number;
  readonly address: string;
  readonly ifalias?: string;
  readonly num_tx_queues: number;
  readonly num_rx_queues: number;
}

interface Route {
  readonly dst: string;
  readonly dev: string;
  readonly gateway?: string;
  readonly protocol: string;
}

interface Neighbour {
  readonly dst: string;
  readonly dev: string;
  readonly lladdr: string;
}

interface InterfaceAddresses {
  readonly ifname: string;
  readonly addr_info: readonly {readonly local: string; readonly prefixlen: number}[];
}

interface State {
  /** An object without a key stands for each interface that a filter has left out. */
  readonly links: readonly (Link | Readonly<Record<string, never>>)[];
  readonly addresses?: readonly InterfaceAddresses[];
  readonly routes: readonly Route[];
  readonly neighbours: readonly Neighbour[];
}

/** What there is in a network namespace, as lines for people, in an order that does not depend on the kernel. */
export interface NetworkState {
  readonly links: readonly string[];
  readonly addresses: readonly string[];
  readonly routes: readonly string[];
  readonly neighbours: readonly string[];
}

/** Reads what `node_side` and `pod_side` of `init` print. */
export function readNetworkState(text: string): NetworkState {
  const {links, addresses = [], routes, neighbours} = JSON.parse(text) as State;
  return {
    links: links
      .filter((link): link is Link => 'ifname' in link)
      .map(describeLink)
      .sort(),
    addresses: addresses.flatMap(describeAddresses).sort(),
    routes: routes.map(describeRoute).sort(),
    neighbours: neighbours.map(({dst, dev, lladdr}) => `${dst} ${dev} ${lladdr}`).sort(),
  };
}

function describeLink(link: Link): string {
  const {ifname, flags, mtu, address, ifalias = '-', num_tx_queues, num_rx_queues} = link;
  const state = flags.includes('UP') ? 'up' : 'down';
  return `${ifname} ${state} ${address} mtu ${mtu} queues ${num_tx_queues}/${num_rx_queues} alias ${ifalias}`;
}

function describeAddresses({ifname, addr_info}: InterfaceAddresses): readonly string[] {
  return addr_info.map(({local, prefixlen}) => `${local}/${prefixlen} ${ifname}`);
}

function describeRoute({dst, dev, gateway, protocol}: Route): string {
  return `${dst} ${dev}${gateway === undefined ? '' : ` via ${gateway}`} proto ${protocol}`;
}
