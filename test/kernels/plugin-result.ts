import type {NetworkState} from './network-state.ts';

interface Interface {
  readonly name: string;
  readonly mac: string;
  readonly mtu: number;
}

/** What ADD prints (CNI SPEC 1.1.0, section 5): the node's end of a pod, then the pod's. */
export interface AddResult {
  readonly cniVersion: string;
  readonly interfaces: readonly [Interface, Interface & {readonly sandbox: string}];
  readonly ips: readonly [{readonly address: string; readonly gateway: string; readonly interface: number}];
  readonly routes: readonly {readonly dst: string; readonly gw: string}[];
  readonly dns: Readonly<Record<string, never>>;
}

/** The route that the kernel made for the node's own address. */
export const NODE_ROUTE = '10.240.0.0/16 eth0 proto kernel';

/** What ADD should print for a pod. */
export function addResult(container: string, host: string, address: string): AddResult {
  return {
    cniVersion: '1.1.0',
    interfaces: [
      {name: host, mac: 'aa:aa:aa:aa:aa:aa', mtu: 1500},
      {name: 'eth0', mac: podMac(address), mtu: 1500, sandbox: `/run/netns/${container}`},
    ],
    ips: [{address: `${address}/32`, gateway: '169.254.1.1', interface: 1}],
    routes: [{dst: '0.0.0.0/0', gw: '169.254.1.1'}],
    dns: {},
  };
}

/** What there should be on the node when these pods, and no others, have their addresses from the plugin. */
export function nodeSide(pods: readonly AddResult[]): NetworkState {
  const facts = pods.map(({interfaces: [host, pod], ips: [{address}]}) => ({
    host: host.name,
    container: pod.sandbox.replace('/run/netns/', ''),
    address: address.replace('/32', ''),
  }));
  return {
    links: facts
      .map(({host, container}) => `${host} up aa:aa:aa:aa:aa:aa mtu 1500 queues 1/1 alias vnet/${container}/eth0`)
      .sort(),
    addresses: [],
    routes: [NODE_ROUTE, ...facts.map(({host, address}) => `${address} ${host} proto 86`)].sort(),
    neighbours: facts.map(({host, address}) => `${address} ${host} ${podMac(address)}`).sort(),
  };
}

function podMac(address: string): string {
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
  return ['0a', '58', ...bytes].join(':');
}
