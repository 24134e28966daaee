import {afterAll, expect, it} from 'vitest';
import {componentsOf} from '../../src/kubernetes/components.ts';
import type {Fabric} from '../fabric/fabric.ts';
import {at, listAt} from '../machine-room/json.ts';
import {eventually} from '../machine-room/machine-room.ts';
import {addressedPods, leasesOf} from './addresses.ts';
import type {ProofCluster} from './proof-cluster.ts';
import {MAX_PODS} from './proof-definition.ts';

/** Milliseconds until a node is full: the kubelet and the runtime start some pods a second. */
const FILLING_TIME = 600_000;

/** Milliseconds between two looks at all pods. */
const LOOKING_TIME = 3000;

const NODE = 'proof-apps-000000';

/** Pods that are left of those that filled the node. */
const LEFT = 200;

/** A node that is full, and one that is emptied. */
export function describeCapacity(world: () => ProofCluster & {readonly fabric: Fabric}): void {
  afterAll(async () => {
    await world().kubectl.run(['delete', 'deployment', 'many', '--ignore-not-found', '--wait=false']);
  });

  it('is drained, and its pods run elsewhere with other addresses', async () => {
    const {kubectl, room} = world();

    await kubectl.run(['drain', 'proof-edge-0', '--ignore-daemonsets', '--force', '--timeout=90s']);
    await kubectl.run(['rollout', 'status', 'deployment/web', '--timeout=90s']);
    const leases = await eventually(
      () => leasesOf(room.machine('proof-edge-0')),
      (list) => list.length === 0,
      60_000,
    );
    const web = await eventually(
      async () => (await addressedPods(kubectl)).filter(({name}) => name.startsWith('web-')),
      (pods) => pods.length === 2 && pods.every(({node}) => node !== 'proof-edge-0'),
      60_000,
    );
    await kubectl.run(['uncordon', 'proof-edge-0']);

    expect(leases).toEqual([]);
    expect(web.map(({node}) => node.replace(/\d+$/, 'N'))).toEqual(['proof-apps-N', 'proof-apps-N']);
    for (const {node, address} of web) expect(await leasesOf(room.machine(node))).toContain(address);
  });

  it(`runs ${MAX_PODS} pods with addresses of their own; the next one waits`, {timeout: FILLING_TIME}, async () => {
    const {kubectl, mirror, room} = world();
    const used = (await addressedPods(kubectl)).filter(({node}) => node === NODE).length;
    const {pause} = componentsOf({minor: '1.36', patch: mirror.kubernetesVersion});

    await kubectl.apply([many(`${mirror.images}/pause:${pause}`, MAX_PODS - used + 1)]);
    const pods = await eventually(
      async () => (await addressedPods(kubectl)).filter(({node}) => node === NODE),
      (list) => list.length >= MAX_PODS,
      FILLING_TIME - 10_000,
      LOOKING_TIME,
    );

    const addresses = pods.map(({address}) => address).toSorted();
    expect(addresses).toEqual(room.machine(NODE).nic.secondary.toSorted());
    expect(await leasesOf(room.machine(NODE))).toEqual(addresses);
    const waiting = listAt(await kubectl.get('pods', '--field-selector', 'status.phase=Pending'), 'items');
    expect(waiting.map((pod) => at(pod, 'status', 'conditions', 0, 'reason'))).toEqual(['Unschedulable']);
    expect(String(at(waiting[0], 'status', 'conditions', 0, 'message'))).toContain('1 Too many pods');
    expect(listAt(await kubectl.get('pods', '--field-selector', 'status.phase=Failed'), 'items')).toEqual([]);
    expect(listAt(await kubectl.get('events', '--field-selector', 'reason=FailedCreatePodSandBox'), 'items')).toEqual(
      [],
    );
  });

  it('gives addresses back when pods go', {timeout: FILLING_TIME}, async () => {
    const {kubectl, room} = world();

    await kubectl.run(['scale', 'deployment', 'many', '--replicas', String(LEFT)]);
    const left = await eventually(
      async () => (await addressedPods(kubectl)).filter(({node}) => node === NODE),
      (list) => list.filter(({name}) => name.startsWith('many-')).length === LEFT,
      FILLING_TIME - 60_000,
      LOOKING_TIME,
    );
    const leases = await eventually(
      () => leasesOf(room.machine(NODE)),
      (list) => list.length === left.length,
      60_000,
    );

    expect(leases).toEqual(left.map(({address}) => address).toSorted());
  });
}

function many(image: string, replicas: number): unknown {
  const labels = {app: 'many'};
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name: 'many'},
    spec: {
      replicas,
      selector: {matchLabels: labels},
      template: {
        metadata: {labels},
        spec: {
          nodeSelector: {'kubernetes.io/hostname': NODE},
          terminationGracePeriodSeconds: 0,
          containers: [{name: 'pause', image}],
        },
      },
    },
  };
}
