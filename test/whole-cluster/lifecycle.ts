import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import type {Fabric} from '../fabric/fabric.ts';
import {at, listAt, textAt} from '../machine-room/json.ts';
import {eventually} from '../machine-room/machine-room.ts';
import {type AddressedPod, addressedPods, leasesOf} from './addresses.ts';
import type {ProofCluster} from './proof-cluster.ts';

/** Milliseconds until nodes are ready again, or found not to be: Kubernetes waits 50 s for a sign of life. */
const RECOVERY_TIME = 240_000;

const VICTIM = 'proof-control-plane-1';

/** What happens to a cluster that lives. */
export function describeLifecycle(world: () => ProofCluster & {readonly fabric: Fabric}): void {
  it('goes on when a machine of the control plane loses its power', {timeout: RECOVERY_TIME}, async () => {
    const {kubectl, room} = world();

    await room.machine(VICTIM).cutPower();
    // Connections that the load balancer has spread to it break; new ones do not.
    const answer = await eventually(
      () => kubectl.try(['create', 'configmap', 'while-it-was-off', '--request-timeout=5s']),
      ({code}) => code === 0,
      60_000,
    );

    expect(answer).toEqual({code: 0, stdout: 'configmap/while-it-was-off created\n', stderr: ''});
    expect(await readyNodes(world(), (ready) => !ready.includes(VICTIM))).not.toContain(VICTIM);
  });

  it('takes the machine back', {timeout: RECOVERY_TIME}, async () => {
    const {kubectl, room} = world();

    await room.machine(VICTIM).powerOn();
    const ready = await readyNodes(world(), (names) => names.includes(VICTIM));
    const own = await eventually(
      () => room.machine(VICTIM).onMachine('kubectl --kubeconfig /etc/kubernetes/admin.conf get --raw /readyz/etcd'),
      ({code}) => code === 0,
      60_000,
    );

    expect(ready).toContain(VICTIM);
    expect(own.stdout).toBe('ok');
    expect(await kubectl.run(['get', 'configmap', 'while-it-was-off', '--output', 'name'])).toBe(
      'configmap/while-it-was-off\n',
    );
  });

  it('grows by a node that joins by itself, with a token that is new, and keeps what the cloud controller has made', {
    timeout: RECOVERY_TIME,
  }, async () => {
    const {around, kubectl, resize} = world();
    await replaceJoinToken(world());
    const before = at(await kubectl.get('service', 'web'), 'status', 'loadBalancer', 'ingress', 0, 'ip');

    const bootstraps = await resize(2);
    const ready = await readyNodes(world(), (names) => names.includes('proof-apps-000001'));
    const answer = await eventually(
      () => around.internet.fetch(`http://${before}/`),
      (found) => found !== undefined,
      60_000,
    );

    expect([...bootstraps].map(([name, {code}]) => [name, code])).toEqual([['proof-apps-000001', 0]]);
    expect(ready).toContain('proof-apps-000001');
    expect(answer?.body).toBe('workload\n');
    expect(at(await kubectl.get('service', 'web'), 'status', 'loadBalancer', 'ingress', 0, 'ip')).toBe(before);
  });

  it('comes back when all machines are restarted: every pod with one address, no address twice', {
    timeout: RECOVERY_TIME,
  }, async () => {
    const {kubectl, room} = world();
    const machines = [...room.machines.values()];
    const wanted = (await addressedPods(kubectl)).map(({name}) => name).toSorted();

    await Promise.all(machines.map((machine) => machine.reboot()));
    await readyNodes(world(), (names) => names.length === machines.length);
    // What Kubernetes tells of pods is old until their nodes have looked after them.
    const look = async (): Promise<{pods: readonly AddressedPod[]; leases: readonly string[]}> => ({
      pods: (await readyPods(world())).filter(({name}) => wanted.includes(name)),
      leases: (await Promise.all(machines.map(leasesOf))).flat().toSorted(),
    });
    const addressesOf = (pods: readonly AddressedPod[]): readonly string[] =>
      pods.map(({address}) => address).toSorted();
    const {pods, leases} = await eventually(
      look,
      (found) => found.pods.length === wanted.length && isEqual(found.leases, addressesOf(found.pods)),
      120_000,
    );

    expect(pods.map(({name}) => name).toSorted()).toEqual(wanted);
    expect(new Set(leases).size).toBe(leases.length);
    expect(leases).toEqual(addressesOf(pods));
    const onEth0 = await Promise.all(
      machines.map((machine) => machine.succeedOnMachine("ip -4 -o address show dev eth0 | awk '{print $4}'")),
    );
    expect(onEth0.map((text) => text.trim().split('/')[0])).toEqual(machines.map(({address}) => address));
  });
}

/** As docs/decisions/secrets.md has it; the old token is gone before anybody could join with it again. */
async function replaceJoinToken({kubectl, pki, room}: ProofCluster): Promise<void> {
  const file = join(pki, 'join-token');
  const [old] = (await readFile(file, 'utf8')).split('.');
  const token = await room.machine('proof-control-plane-0').succeedOnMachine('kubeadm token create --ttl 0');
  await writeFile(file, token);
  await kubectl.run(['delete', 'secret', '--namespace', 'kube-system', `bootstrap-token-${old}`]);
}

function isEqual(first: readonly string[], second: readonly string[]): boolean {
  return first.length === second.length && first.every((each, index) => each === second[index]);
}

/** The names of nodes that are ready, once they are as they should be. */
function readyNodes({kubectl}: ProofCluster, isSo: (names: readonly string[]) => boolean): Promise<readonly string[]> {
  const look = async (): Promise<readonly string[]> => {
    const {code, stdout} = await kubectl.try(['get', 'nodes', '--output', 'json', '--request-timeout=5s']);
    if (code !== 0) return [];
    return listAt(JSON.parse(stdout), 'items')
      .filter((node) =>
        listAt(node, 'status', 'conditions').some(
          (each) => at(each, 'type') === 'Ready' && at(each, 'status') === 'True',
        ),
      )
      .map((node) => textAt(node, 'metadata', 'name'));
  };
  return eventually(look, (names) => names.length > 0 && isSo(names), RECOVERY_TIME - 60_000);
}

/** Pods with addresses of their own whose containers are ready. */
async function readyPods({kubectl}: ProofCluster): ReturnType<typeof addressedPods> {
  const {code, stdout} = await kubectl.try(['get', 'pods', '--all-namespaces', '--output', 'json']);
  if (code !== 0) return [];
  const ready = listAt(JSON.parse(stdout), 'items')
    .filter((pod) =>
      listAt(pod, 'status', 'conditions').some((each) => at(each, 'type') === 'Ready' && at(each, 'status') === 'True'),
    )
    .map((pod) => textAt(pod, 'metadata', 'name'));
  return (await addressedPods(kubectl)).filter(({name}) => ready.includes(name));
}
