import type {Machine} from '../fabric/machine.ts';

/** What the kernel knows of one pod on its node. */
export interface HostSide {
  readonly address: string;
  /** Network, container and interface, then namespace and name of the pod. */
  readonly alias: string;
  readonly mac: string;
  readonly mtu: number;
  readonly up: boolean;
  /** The hardware address that packets to the pod get, which nothing but the plugin changes. */
  readonly neighbour: string | undefined;
}

interface Link {
  readonly ifname: string;
  readonly ifalias?: string;
  readonly address: string;
  readonly mtu: number;
  readonly flags: readonly string[];
}

interface Route {
  readonly dst: string;
  readonly dev: string;
  readonly gateway?: string;
  readonly scope?: string;
}

interface Neighbour {
  readonly dst: string;
  readonly dev: string;
  readonly lladdr: string;
  readonly state: readonly string[];
}

/** The pods of a node by its kernel: links, routes and neighbours, joined. In the order of addresses. */
export async function hostSides(host: Machine): Promise<readonly HostSide[]> {
  const links = await list<Link>(host, ['link', 'show', 'group', '86']);
  const routes = await list<Route>(host, ['-4', 'route', 'show', 'proto', '86']);
  const neighbours = await list<Neighbour>(host, ['-4', 'neigh', 'show', 'nud', 'permanent']);
  const sides = links.map((link) => ({
    address: routes.find(({dev}) => dev === link.ifname)?.dst ?? 'none',
    alias: link.ifalias ?? '',
    mac: link.address,
    mtu: link.mtu,
    up: link.flags.includes('UP') && link.flags.includes('LOWER_UP'),
    neighbour: neighbours.find(({dev}) => dev === link.ifname)?.lladdr,
  }));
  if (routes.length !== links.length) throw new Error(`${routes.length} leases, but ${links.length} interfaces`);
  return sides.toSorted((a, b) => compareAddresses(a.address, b.address));
}

/** The addresses that a node's kernel counts as leased, in order. */
export async function leasedAddresses(host: Machine): Promise<readonly string[]> {
  return (await hostSides(host)).map(({address}) => address);
}

/** The names of the node's ends of pods' cables, in the order in which they were made. */
export async function hostInterfaces(host: Machine): Promise<readonly string[]> {
  return (await list<Link>(host, ['link', 'show', 'group', '86'])).map(({ifname}) => ifname);
}

/** What a pod sees of the network. */
export interface PodSide {
  readonly interfaces: readonly {
    readonly name: string;
    readonly mac: string;
    readonly mtu: number;
    readonly up: boolean;
    readonly addresses: readonly string[];
  }[];
  /** As `destination via gateway dev device`, with what applies. */
  readonly routes: readonly string[];
  readonly neighbours: readonly string[];
}

/** Everything about IPv4 inside a pod. */
export async function podSide(pod: Machine): Promise<PodSide> {
  const links = await list<Link & {readonly addr_info: readonly {local: string; prefixlen: number}[]}>(pod, [
    '-4',
    'address',
    'show',
  ]);
  const routes = await list<Route>(pod, ['-4', 'route', 'show']);
  const neighbours = await list<Neighbour>(pod, ['-4', 'neigh', 'show']);
  return {
    interfaces: (await list<Link>(pod, ['link', 'show'])).map((link) => ({
      name: link.ifname,
      mac: link.address,
      mtu: link.mtu,
      up: link.flags.includes('UP'),
      addresses: links
        .filter(({ifname}) => ifname === link.ifname)
        .flatMap(({addr_info}) => addr_info.map(({local, prefixlen}) => `${local}/${prefixlen}`)),
    })),
    routes: routes.map(({dst, gateway, dev, scope}) =>
      [
        dst,
        ...(gateway === undefined ? [] : ['via', gateway]),
        'dev',
        dev,
        ...(scope === undefined ? [] : [scope]),
      ].join(' '),
    ),
    neighbours: neighbours.map(({dst, dev, lladdr, state}) => `${dst} dev ${dev} ${lladdr} ${state.join(' ')}`),
  };
}

/** What a pod must see that has an address: nothing more, nothing less. */
export function expectedPodSide(address: string): PodSide {
  return {
    interfaces: [
      {name: 'lo', mac: '00:00:00:00:00:00', mtu: 65536, up: true, addresses: ['127.0.0.1/8']},
      {name: 'eth0', mac: podMac(address), mtu: 1500, up: true, addresses: [`${address}/32`]},
    ],
    routes: ['default via 169.254.1.1 dev eth0', '169.254.1.1 dev eth0 link'],
    neighbours: [`169.254.1.1 dev eth0 ${HOST_MAC} PERMANENT`],
  };
}

/** What the node's kernel must know of a pod. */
export function expectedHostSide(address: string, alias: string): HostSide {
  return {address, alias, mac: HOST_MAC, mtu: 1500, up: true, neighbour: podMac(address)};
}

/** The hardware address of the node's end of every pod's cable. */
export const HOST_MAC = 'aa:aa:aa:aa:aa:aa';

/** The hardware address of a pod: 0a:58 and its IPv4 address. */
export function podMac(address: string): string {
  return ['0a', '58', ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':');
}

function compareAddresses(first: string, second: string): number {
  return first.localeCompare(second, 'en', {numeric: true});
}

async function list<Item>(machine: Machine, args: readonly string[]): Promise<readonly Item[]> {
  const text = await machine.succeed(['ip', '-json', ...args]);
  // `ip` prints an empty object for each item that its filter leaves out.
  const items: readonly (Item | Record<string, never>)[] = text.trim() === '' ? [] : JSON.parse(text);
  return items.filter((item): item is Item => Object.keys(item as object).length > 0);
}
