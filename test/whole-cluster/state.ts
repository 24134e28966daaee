import {expect, it} from 'vitest';
import type {Fabric} from '../fabric/fabric.ts';
import {at, listAt, textAt} from '../machine-room/json.ts';
import {eventually} from '../machine-room/machine-room.ts';
import type {ProofCluster} from './proof-cluster.ts';
import {readiness} from './workloads.ts';

/** Milliseconds until add-ons run after the last bootstrap. */
const PATIENCE = 90_000;

/** All machines of the cluster. */
export const MACHINES = [
  'proof-apps-000000',
  'proof-control-plane-0',
  'proof-control-plane-1',
  'proof-control-plane-2',
  'proof-edge-0',
];

/** What a cluster is like that has just been deployed. */
export function describeState(world: () => ProofCluster & {readonly fabric: Fabric}): void {
  it('has machines that tell Azure that they are ready', () => {
    const {fabric} = world();

    expect(MACHINES.map((name) => fabric.healthOf(name))).toEqual(MACHINES.map(() => ['Ready']));
  });

  it('has machines on which cloud-init ended well, and no address for pods is on eth0', async () => {
    const {room} = world();

    expect(await Promise.all(MACHINES.map(async (name) => bootOf(world(), name)))).toEqual(
      MACHINES.map((name) => ({
        name,
        cloudInit: [],
        eth0: [room.machine(name).address],
        pool: room.machine(name).nic.secondary.toSorted(),
      })),
    );
  });

  it('has machines whose bootstrap ended with 0', () => {
    const {bootstraps} = world();

    expect(
      MACHINES.map((name) => [
        bootstraps.get(name)?.code,
        bootstraps.get(name)?.stdout.trim().split('\n').at(-1)?.slice(21),
      ]),
    ).toEqual(
      MACHINES.map((name) => [
        0,
        `bootstrap of ${name}, ${name.includes('control') ? 'control-plane' : 'pool'}, is done`,
      ]),
    );
  });

  it('has all nodes ready, with what Azure knows of them, for whoever has the kubeconfig', async () => {
    const {kubectl, room} = world();

    const nodes = await eventually(
      async () => listAt(await kubectl.get('nodes'), 'items').map(nodeOf),
      (list) => list.every(({ready, uninitialized}) => ready && !uninitialized),
      PATIENCE,
    );

    const group = `azure:///subscriptions/${room.simulator.settings.subscriptionId}/resourceGroups/proof/providers/Microsoft.Compute`;
    const id = (name: string): string =>
      name === 'proof-apps-000000'
        ? `${group}/virtualMachineScaleSets/proof-apps/virtualMachines/0`
        : `${group}/virtualMachines/${name}`;
    expect(nodes).toEqual(
      MACHINES.map((name) => ({
        name,
        ready: true,
        uninitialized: false,
        address: room.machine(name).address,
        providerId: id(name),
        size: name.includes('control') ? 'Standard_D2s_v5' : 'Standard_D4s_v5',
        region: 'westeurope',
        version: 'v1.36.3',
      })),
    );
  });

  it('runs DNS, proxies and Azure’s managers', async () => {
    const {kubectl} = world();
    const look = async (): Promise<Readonly<Record<string, string>>> => ({
      ...readiness(await kubectl.get('deployments', '--namespace', 'kube-system'), 'replicas', 'readyReplicas'),
      ...readiness(
        await kubectl.get('daemonsets', '--namespace', 'kube-system'),
        'desiredNumberScheduled',
        'numberReady',
      ),
    });
    const expected = {
      'cloud-controller-manager': '2/2',
      coredns: '2/2',
      'cloud-node-manager': '5/5',
      'kube-proxy': '5/5',
    };

    const found = await eventually(look, (state) => JSON.stringify(state) === JSON.stringify(expected), PATIENCE);

    expect(found).toEqual(expected);
  });
}

async function bootOf({room}: ProofCluster, name: string): Promise<unknown> {
  const machine = room.machine(name);
  const result = JSON.parse(await machine.succeedOnMachine('cat /run/cloud-init/result.json'));
  const links = JSON.parse(await machine.succeedOnMachine('ip -4 -json address show dev eth0'));
  const pool = await machine.succeedOnMachine('cut -d " " -f 1 /run/vnetk8s/pool');
  return {
    name,
    cloudInit: at(result, 'v1', 'errors'),
    eth0: listAt(links, 0, 'addr_info').map((address) => at(address, 'local')),
    pool: pool.trim().split('\n').toSorted(),
  };
}

interface NodeState {
  readonly name: string;
  readonly ready: boolean;
  /** Whether nobody has told it yet what it is. */
  readonly uninitialized: boolean;
  readonly address: string;
  readonly providerId: unknown;
  readonly size: unknown;
  readonly region: unknown;
  readonly version: string;
}

function nodeOf(node: unknown): NodeState {
  const conditions = listAt(node, 'status', 'conditions');
  const addresses = listAt(node, 'status', 'addresses');
  return {
    name: textAt(node, 'metadata', 'name'),
    ready: conditions.some((each) => at(each, 'type') === 'Ready' && at(each, 'status') === 'True'),
    uninitialized: listAt(node, 'spec', 'taints').some((taint) => textAt(taint, 'key').includes('uninitialized')),
    address: textAt(
      addresses.find((each) => at(each, 'type') === 'InternalIP'),
      'address',
    ),
    providerId: at(node, 'spec', 'providerID'),
    size: at(node, 'metadata', 'labels', 'node.kubernetes.io/instance-type'),
    region: at(node, 'metadata', 'labels', 'topology.kubernetes.io/region'),
    version: textAt(node, 'status', 'nodeInfo', 'kubeletVersion'),
  };
}
