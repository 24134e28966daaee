import {afterAll} from 'vitest';
import type {Fabric} from '../fabric/fabric.ts';
import type {Machine} from '../fabric/machine.ts';
import type {IpAddress} from '../fabric/model.ts';
import {attachNode} from '../fabric/node.ts';
import {describeOnFabric, withFabric} from '../fabric/on-fabric.ts';
import {PORTMAP, type RuntimeHost, startRuntimeHost} from './runtime-host.ts';

const VALUES = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};

/** The port on which machines and pods answer in these tests. */
export const PORT = 8080;

/** The node's own address. */
export const NODE = '10.240.0.4';

/** Addresses of the node's subnet, from 10.240.0.5 on. */
export function podAddresses(count: number): readonly IpAddress[] {
  return Array.from({length: count}, (_, index) => `10.240.0.${index + 5}`);
}

/** A group of tests with a container runtime: skipped, with the reason, where a program of it is missing. */
export function describeWithRuntime(name: string, programs: readonly string[], tests: () => void): void {
  describeOnFabric(name, tests, [PORTMAP, 'iptables-save', ...programs]);
}

/** A virtual network with a machine in it that is no part of the cluster, and a node with addresses for pods. */
export interface RuntimeWorld {
  readonly machine: Machine;
  readonly host: RuntimeHost;
}

/** What a node of these tests has. */
export interface RuntimeWorldOptions {
  readonly addresses: readonly IpAddress[];
  /** A public IP for one of the addresses, and its DNS label. */
  readonly publicIp?: {readonly privateAddress: IpAddress; readonly label: string};
}

/**
 * Builds a virtual network and a node, and what the group of tests that this is called in needs on it, and removes it
 * all after them. Returns how to get at it.
 */
export function withRuntime<Runtime>(
  options: RuntimeWorldOptions,
  build: (host: RuntimeHost) => Promise<Runtime>,
): () => RuntimeWorld & {readonly runtime: Runtime} {
  let host: RuntimeHost | undefined;
  const world = withFabric(async (fabric) => {
    const machines = await buildMachines(fabric, options);
    host = await startRuntimeHost(fabric, machines.node);
    return {machine: machines.machine, host, runtime: await build(host)};
  });
  afterAll(async () => host?.cutPower());
  return world;
}

async function buildMachines(fabric: Fabric, {addresses, publicIp}: RuntimeWorldOptions) {
  await fabric.createVirtualNetwork({
    name: 'v',
    addressSpace: ['10.240.0.0/16'],
    subnets: [
      {name: 'nodes', cidr: '10.240.0.0/24'},
      {name: 'machines', cidr: '10.240.9.0/24'},
    ],
  });
  const machine = await fabric.attachMachine('v', {name: 'machine', subnet: 'machines', primary: '10.240.9.4'});
  await machine.serve(PORT);
  const options = {name: 'node', subnet: 'nodes', primary: NODE, secondary: addresses};
  const node = await attachNode(fabric, 'v', options, VALUES);
  if (publicIp !== undefined) {
    await fabric.createPublicIp({address: '198.51.100.20', privateAddress: publicIp.privateAddress});
    await node.writePool([publicIp.label]);
  }
  return {machine, node};
}
