import {beforeAll, describe, expect, it} from 'vitest';
import type {Fabric} from '../fabric/fabric.ts';
import {INTERNET_ADDRESS} from '../fabric/fabric.ts';
import {outboundAddress} from '../fabric/model.ts';
import {sourcesSeenBy} from '../fabric/on-fabric.ts';
import type {ProofCluster} from './proof-cluster.ts';
import {HUB, PORT, SITE, TOOLS} from './proof-definition.ts';
import {askFrom, startWorkloads, talkFrom, type Workload} from './workloads.ts';

/** Milliseconds until pods run; seconds are enough on an idle machine. */
const POD_TIME = 120_000;

const STORAGE_ADDRESS = '203.0.113.30';

/** The networking contract, with pods that Kubernetes has scheduled; what is told of sources was captured. */
export function describePackets(world: () => ProofCluster & {readonly fabric: Fabric}): void {
  let pods: readonly Workload[] = [];

  beforeAll(async () => {
    const {kubectl, mirror} = world();
    pods = await startWorkloads(kubectl, mirror.workloadImage, [
      {name: 'first', pool: 'apps'},
      {name: 'second', pool: 'apps'},
      {name: 'third', pool: 'edge'},
      {name: 'public', pool: 'edge', annotations: {'vnetk8s.io/public-ip': 'true'}},
    ]);
  }, POD_TIME);

  it('gives pods addresses of the virtual network that belong to their nodes', () => {
    const {room} = world();

    expect(
      pods.map(({name, node, address}) => [name, node, room.machine(node).nic.secondary.includes(address)]),
    ).toEqual([
      ['first', 'proof-apps-000000', true],
      ['second', 'proof-apps-000000', true],
      ['third', 'proof-edge-0', true],
      ['public', 'proof-edge-0', true],
    ]);
  });

  describe('pods', () => {
    it('reach pods of the same node, and of other nodes, pools and subnets, as themselves', async () => {
      const {kubectl} = world();

      const seen = await Promise.all(
        pods.map((pod) => Promise.all(pods.map(({address}) => askFrom(kubectl, pod, address)))),
      );

      expect(seen).toEqual(pods.map(({address}) => pods.map(() => address)));
    });

    it('arrive at another node with their own address', async () => {
      const {kubectl, room} = world();
      const third = podCalled('third');

      const sources = await sourcesSeenBy(room.machine(third.node), PORT, () =>
        askFrom(kubectl, podCalled('first'), third.address),
      );

      expect(sources).toEqual([podCalled('first').address]);
    });

    it('reach machines of the virtual network and are reached by them, as themselves', async () => {
      const {kubectl, around} = world();
      const first = podCalled('first');

      const sources = await sourcesSeenBy(around.neighbour, PORT, () => talkFrom(kubectl, first, TOOLS.address));
      const answer = await around.neighbour.fetch(`http://${first.address}:${PORT}/cgi-bin/peer`);

      expect(sources).toEqual([first.address]);
      expect(answer?.body.trim()).toContain(TOOLS.address);
    });

    it('reach a peered virtual network through the appliance that a route names, as themselves', async () => {
      const {kubectl, around} = world();
      const first = podCalled('first');

      const atAppliance = await sourcesSeenBy(around.appliance, PORT, async () => {
        const atTarget = await sourcesSeenBy(around.inspected, PORT, () =>
          talkFrom(kubectl, first, HUB.inspected.address),
        );
        expect(atTarget).toEqual([first.address]);
      });

      expect(atAppliance).toEqual([first.address]);
    });

    it('reach the peered virtual network directly where no route says otherwise, and are reached from there, as themselves', async () => {
      const {kubectl, around} = world();
      const third = podCalled('third');

      const atAppliance = await sourcesSeenBy(around.appliance, PORT, async () => {
        const atTarget = await sourcesSeenBy(around.inspected, PORT, () =>
          talkFrom(kubectl, third, HUB.inspected.address),
        );
        expect(atTarget).toEqual([third.address]);
      });
      const answer = await around.inspected.fetch(`http://${third.address}:${PORT}/cgi-bin/peer`);

      expect(atAppliance).toEqual([]);
      expect(answer?.body.trim()).toContain(HUB.inspected.address);
    });

    it('reach a site on premises and are reached from there, as themselves', async () => {
      const {kubectl, around} = world();
      const third = podCalled('third');

      const sources = await sourcesSeenBy(around.site, PORT, () => talkFrom(kubectl, third, SITE.address));
      const answer = await around.site.fetch(`http://${third.address}:${PORT}/cgi-bin/peer`);

      expect(sources).toEqual([third.address]);
      expect(answer?.body.trim()).toContain(SITE.address);
    });

    it('reach a service through its endpoint, which sees the private address of the node', async () => {
      const {kubectl, around, room} = world();

      const sources = await sourcesSeenBy(around.storage, PORT, () =>
        talkFrom(kubectl, podCalled('first'), STORAGE_ADDRESS),
      );

      expect(sources).toEqual([room.machine('proof-apps-000000').address]);
    });

    it('reach the Internet, which sees the public address of the node’s subnet', async () => {
      const {fabric, kubectl, around, room} = world();
      const machine = room.machine('proof-apps-000000');

      const sources = await sourcesSeenBy(around.internet, PORT, () =>
        talkFrom(kubectl, podCalled('first'), INTERNET_ADDRESS),
      );

      expect(sources).toEqual([outboundAddress(fabric.model, machine.nic, machine.address)]);
    });

    it('leave their node for the Internet with its primary address', async () => {
      const {fabric, kubectl, room} = world();
      const {nic, address} = room.machine('proof-apps-000000');
      const capture = await fabric.capture(`tcp dst port ${PORT} and dst host ${INTERNET_ADDRESS}`, nic.port);

      await talkFrom(kubectl, podCalled('first'), INTERNET_ADDRESS);

      expect([...new Set((await capture.stop()).map(({source}) => source))]).toEqual([address]);
    });

    it('get nothing out to the Internet with their own address: Azure has outbound for primary ones only', async () => {
      const {fabric, kubectl, around, room} = world();
      const machine = room.machine('proof-apps-000000');
      const exception = `element inet vnetk8s unmasqueraded { ${INTERNET_ADDRESS} }`;
      await machine.succeedOnMachine(`nft add ${exception}`);

      const sources = await sourcesSeenBy(around.internet, PORT, () =>
        talkFrom(kubectl, podCalled('second'), INTERNET_ADDRESS),
      );

      await machine.succeedOnMachine(`nft delete ${exception}`);
      expect(sources).toEqual([]);
      expect((await fabric.drops()).no_outbound_address).toBeGreaterThan(0);
    });
  });

  describe('a pod with a public IP', () => {
    it('is reached from the Internet, under its name', async () => {
      const {fabric, around} = world();
      const publicIp = fabric.model.publicIps.find(
        ({privateAddress}) => privateAddress === podCalled('public').address,
      );

      const named = await around.neighbour.resolve('proof-edge-0-1.westeurope.cloudapp.azure.com');
      const answer = await around.internet.fetch(`http://${named}:${PORT}/cgi-bin/peer`);

      expect(publicIp).toBeDefined();
      expect(named).toEqual(publicIp?.address);
      expect(answer?.body.trim()).toContain(INTERNET_ADDRESS);
    });

    it('goes out with it', async () => {
      const {fabric, kubectl, around} = world();
      const pod = podCalled('public');
      const publicIp = fabric.model.publicIps.find(({privateAddress}) => privateAddress === pod.address);

      const sources = await sourcesSeenBy(around.internet, PORT, () => talkFrom(kubectl, pod, INTERNET_ADDRESS));

      expect(sources).toEqual([publicIp?.address]);
    });
  });

  function podCalled(name: string): Workload {
    const pod = pods.find((each) => each.name === name);
    if (pod === undefined) throw new Error(`there is no pod ${name}`);
    return pod;
  }
}
