import {copyFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createFabric} from '../test/fabric/create-fabric.ts';
import type {Fabric} from '../test/fabric/fabric.ts';
import {attachNode} from '../test/fabric/node.ts';
import {type Containerd, startContainerd} from '../test/runtimes/containerd.ts';
import {type RuntimeHost, startRuntimeHost} from '../test/runtimes/runtime-host.ts';

/** Enough for a steady median; containerd takes about a tenth of a second for each. */
const SANDBOXES = 40;

/** Not measured: the first sandboxes find nothing in any cache. */
const WARM_UP = 2;

/** Debian's package containernetworking-plugins has its plugins here. */
const PEERS = '/usr/lib/cni';

/** What most nodes have that route to their pods: the same chain as ours, with portmap behind the interface. */
const PTP_CONFLIST = {
  cniVersion: '1.0.0',
  name: 'ptp',
  plugins: [
    {
      type: 'ptp',
      mtu: 1500,
      ipam: {type: 'host-local', ranges: [[{subnet: '10.241.0.0/22'}]], routes: [{dst: '0.0.0.0/0'}]},
    },
    {type: 'portmap', capabilities: {portMappings: true}, snat: true},
  ],
};

/** Milliseconds that a kubelet waited for the runtime, sandbox by sandbox. */
export interface SandboxTimes {
  readonly run: readonly number[];
  readonly stop: readonly number[];
}

/**
 * Measures RunPodSandbox and StopPodSandbox of containerd's CRI, with our conflist and with one of ptp and host-local:
 * on two nodes of one virtual network, in turns, one sandbox after the other. Rejects if a sandbox fails.
 */
export async function measureSandboxes(): Promise<{readonly ours: SandboxTimes; readonly ptp: SandboxTimes}> {
  const fabric = await createFabric();
  const hosts: RuntimeHost[] = [];
  try {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'nodes', cidr: '10.240.0.0/24'}],
    });
    hosts.push(await startHost(fabric, 'ours', 4), await startHost(fabric, 'peers', 54, usePtp));
    const runtimes: Containerd[] = [];
    for (const host of hosts) runtimes.push(await startContainerd(host));
    const [ours, ptp] = await inTurns(runtimes);
    for (const runtime of runtimes) runtime.client.close();
    if (ours === undefined || ptp === undefined) throw new Error('two runtimes were to be measured');
    return {ours, ptp};
  } finally {
    for (const host of hosts) await host.cutPower();
    await fabric.dispose();
  }
}

async function startHost(
  fabric: Fabric,
  name: string,
  last: number,
  change?: (host: RuntimeHost, plugins: string) => Promise<void>,
): Promise<RuntimeHost> {
  const secondary = Array.from({length: 8}, (_, index) => `10.240.0.${last + 1 + index}`);
  const options = {name, subnet: 'nodes', primary: `10.240.0.${last}`, secondary};
  const values = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};
  const node = await attachNode(fabric, 'v', options, values);
  const host = await startRuntimeHost(fabric, node);
  await change?.(host, node.path('/opt/cni/bin'));
  return host;
}

/** Puts ptp, host-local and the usual loopback plugin in the place of ours. */
async function usePtp(host: RuntimeHost, plugins: string): Promise<void> {
  await rm(join(plugins, 'loopback'));
  for (const name of ['ptp', 'host-local', 'loopback']) await copyFile(join(PEERS, name), join(plugins, name));
  await rm(join(host.folder, 'net.d/10-vnetk8s.conflist'));
  await writeFile(join(host.folder, 'net.d/10-ptp.conflist'), JSON.stringify(PTP_CONFLIST));
}

async function inTurns(runtimes: readonly Containerd[]): Promise<readonly SandboxTimes[]> {
  const times = runtimes.map(() => ({run: [] as number[], stop: [] as number[]}));
  for (let round = -WARM_UP; round < SANDBOXES; round++) {
    for (const [index, runtime] of runtimes.entries()) {
      const {run, stop} = await measureSandbox(runtime, `pod-${round + WARM_UP}`);
      if (round < 0) continue;
      times[index]?.run.push(run);
      times[index]?.stop.push(stop);
    }
  }
  return times;
}

async function measureSandbox({client, host}: Containerd, name: string): Promise<{run: number; stop: number}> {
  const start = performance.now();
  const id = await client.runPodSandbox({
    metadata: {name, uid: `uid-of-${name}`, namespace: 'default', attempt: 0},
    hostname: name,
    logDirectory: '/run/pod-logs',
    portMappings: [],
    annotations: {},
    linux: {cgroupParent: host.cgroup},
  });
  const run = performance.now() - start;
  const stopping = performance.now();
  await client.stopPodSandbox(id);
  const stop = performance.now() - stopping;
  await client.removePodSandbox(id);
  return {run, stop};
}
