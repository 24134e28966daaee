import {afterAll, expect, it} from 'vitest';
import {componentsOf} from '../../src/kubernetes/components.ts';
import type {Fabric} from '../fabric/fabric.ts';
import {at, listAt} from '../machine-room/json.ts';
import {eventually} from '../machine-room/machine-room.ts';
import {addressedPods, leasesOf} from './addresses.ts';
import type {ProofCluster} from './proof-cluster.ts';
import {MAX_PODS} from './proof-definition.ts';

/** Milliseconds until a node is full: the kubelet and the runtime start some pods a second. */
const FILLING_TIME = 300_000;

const NODE = 'proof-apps-000000';

/** A node that is full, and one that is emptied. */
export function describeCapacity(world: () => ProofCluster & {readonly fabric: Fabric}): void {
  afterAll(async () => {
    await world().kubectl.run(['delete', 'deployment', 'many', '--ignore-not-found', '--wait=false']);
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
    );

    const addresses = pods.map(({address}) => address).toSorted();
    expect(addresses).toEqual(room.machine(NODE).nic.secondary.toSorted());
    expect(await leasesOf(room.machine(NODE))).toEqual(addresses);
    const waiting = listAt(await kubectl.get('pods', '--field-selector', 'status.phase=Pending'), 'items');
    expect(waiting.map((pod) => at(pod, 'status', 'conditions', 0, 'reason'))).toEqual(['Unschedulable']);
    expect(String(at(waiting[0], 'status', 'conditions', 0, 'message'))).toContain('1 Too many pods');
  });

  it('gives addresses back when pods go', {timeout: FILLING_TIME}, async () => {
    const {kubectl, room} = world();

    await kubectl.run(['scale', 'deployment', 'many', '--replicas', '5']);
    const left = await eventually(
      async () => (await addressedPods(kubectl)).filter(({node}) => node === NODE),
      (list) => list.filter(({name}) => name.startsWith('many-')).length === 5,
      FILLING_TIME - 60_000,
    );
    const leases = await eventually(
      () => leasesOf(room.machine(NODE)),
      (list) => list.length === left.length,
      60_000,
    );

    expect(leases).toEqual(left.map(({address}) => address).toSorted());
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
    const web = (await addressedPods(kubectl)).filter(({name}) => name.startsWith('web-'));
    await kubectl.run(['uncordon', 'proof-edge-0']);

    expect(leases).toEqual([]);
    expect(web.map(({node}) => node)).toEqual([NODE, NODE]);
    expect(await leasesOf(room.machine(NODE))).toEqual(expect.arrayContaining(web.map(({address}) => address)));
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
          nodeSelector: {'vnetk8s.io/pool': 'apps'},
          terminationGracePeriodSeconds: 0,
          containers: [{name: 'pause', image}],
        },
      },
    },
  };
}
