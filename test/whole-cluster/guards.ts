import {beforeAll, expect, it} from 'vitest';
import type {Fabric} from '../fabric/fabric.ts';
import type {SystemContainer} from '../machine-room/system-container.ts';
import type {ProofCluster} from './proof-cluster.ts';
import {TOOLS} from './proof-definition.ts';
import {startWorkloads, type Workload} from './workloads.ts';

/** Azure's own services for machines, and for nobody else on them. */
const PLATFORM_SERVICES = [
  'http://169.254.169.254/metadata/instance/compute/name?api-version=2021-02-01',
  'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/',
  'http://168.63.129.16/machine/?comp=goalstate',
  'http://168.63.129.16:32526/machine/?comp=goalstate',
];

/** What pods cannot do. */
export function describeGuards(world: () => ProofCluster & {readonly fabric: Fabric}): void {
  let guests: readonly Workload[] = [];

  beforeAll(async () => {
    const {kubectl, mirror} = world();
    guests = await startWorkloads(kubectl, mirror.workloadImage, [
      {name: 'guest', pool: 'apps'},
      {name: 'sibling', pool: 'apps'},
      {name: 'stranger', pool: 'edge'},
    ]);
  });

  it('reach no service of the platform’s, from which they could get the identity of their node', async () => {
    const {kubectl} = world();
    const script = PLATFORM_SERVICES.map(
      (url) => `curl -s -o /dev/null -m 3 -H 'Metadata: true' -w '%{http_code}\\n' '${url}'`,
    ).join('; ');

    const {stdout} = await kubectl.inPod('guest', ['sh', '-c', script]);

    expect(stdout).toBe('000\n'.repeat(PLATFORM_SERVICES.length));
  });

  it('do not stop the node itself from asking', async () => {
    const {room} = world();
    const ask = PLATFORM_SERVICES.map(
      (url) => `curl -s -o /dev/null -m 5 -H 'Metadata: true' -w '%{http_code}\\n' '${url}'`,
    ).join('\n');

    expect(await room.machine('proof-apps-000000').succeedOnMachine(ask)).toBe(
      // A node has no identity that it could ask a token for.
      '200\n404\n200\n200\n',
    );
  });

  it('send nothing under addresses of others', async () => {
    const {fabric, room} = world();
    const [guest, sibling, stranger] = guests;
    const machine = room.machine('proof-apps-000000');
    const unused = machine.nic.secondary.at(-1);
    const [before, outside] = [await dropsOf(machine), await fabric.drops()];

    const answers = await inNetworkOf(
      machine,
      'guest',
      `for source in ${sibling?.address} ${stranger?.address} ${unused}; do
         ip address add $source/32 dev lo
         ping -n -c 1 -W 1 -I $source ${TOOLS.address} >/dev/null && echo "$source got an answer"
         ip address delete $source/32 dev lo
       done`,
    );

    expect(guest?.node).toBe(machine.name);
    expect(answers).toBe('');
    expect(await dropsOf(machine)).toEqual({...before, spoofed: (before['spoofed'] ?? 0) + 3});
    expect((await fabric.drops()).spoofed_address).toEqual(outside.spoofed_address);
  });
}

/** Runs a script with the machine's programs in the network of a pod; it may use what the pod may not. */
function inNetworkOf(machine: SystemContainer, pod: string, script: string): Promise<string> {
  const find = `crictl inspect --output go-template --template '{{.info.pid}}' "$(crictl ps --quiet --label io.kubernetes.pod.name=${pod})"`;
  return machine.succeedOnMachine(
    `nsenter --target "$(${find})" --net bash -s <<'END'\nset -uo pipefail\n${script}\ntrue\nEND`,
  );
}

/** How many packets of pods the machine's rules have dropped, by the name of the counter. */
async function dropsOf(machine: SystemContainer): Promise<Readonly<Record<string, number>>> {
  const {nftables} = JSON.parse(await machine.succeedOnMachine('nft -j list counters table inet vnetk8s'));
  return Object.fromEntries(
    nftables.flatMap(({counter}: {counter?: {name: string; packets: number}}) =>
      counter === undefined ? [] : [[counter.name, counter.packets]],
    ),
  );
}
