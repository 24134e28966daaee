import {expect, it} from 'vitest';
import type {Machine} from './machine.ts';
import {attachNode} from './node.ts';
import {describeOnFabric, sourcesSeenBy, withFabric} from './on-fabric.ts';

const PORT = 8080;

const VALUES = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};

/** What the far end's network card sees when one machine asks another, and what the program there is told. */
async function connect(from: Machine, to: Machine): Promise<{seen: readonly string[]; told: string | undefined}> {
  let told: string | undefined;
  const seen = await sourcesSeenBy(to, PORT, async () => {
    told = await from.ask(to.address, PORT);
  });
  return {seen, told};
}

describeOnFabric('pods in a virtual network', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [
        {name: 'nodes', cidr: '10.240.0.0/24'},
        {name: 'more-nodes', cidr: '10.240.1.0/24'},
        {name: 'older', cidr: '10.240.9.0/24'},
      ],
    });
    // This machine was there before the cluster, and nobody touches it again.
    const vm = await fabric.attachMachine('v', {name: 'vm', subnet: 'older', primary: '10.240.9.4'});
    const [nodeA, nodeB] = await Promise.all([
      attachNode(
        fabric,
        'v',
        {name: 'a', subnet: 'nodes', primary: '10.240.0.4', secondary: ['10.240.0.5', '10.240.0.6']},
        VALUES,
      ),
      attachNode(
        fabric,
        'v',
        {name: 'b', subnet: 'more-nodes', primary: '10.240.1.4', secondary: ['10.240.1.5']},
        VALUES,
      ),
    ]);
    const podA1 = await nodeA.startPod('a1');
    const podA2 = await nodeA.startPod('a2');
    const podB1 = await nodeB.startPod('b1');
    const machines = {vm, nodeA, nodeB, podA1, podA2, podB1};
    await Promise.all(Object.values(machines).map((machine: Machine) => machine.serve(PORT)));
    return {machines};
  });

  it('each have one of the addresses of their node’s network interface', () => {
    const {podA1, podA2, podB1} = world().machines;

    expect([podA1, podA2, podB1].map(({address}) => address)).toEqual(['10.240.0.5', '10.240.0.6', '10.240.1.5']);
  });

  it.each([
    ['podA1', 'podA2', 'a pod on the same node'],
    ['podA1', 'podB1', 'a pod on a node in another subnet'],
    ['podB1', 'podA1', 'a pod on a node in another subnet, the other way'],
    ['podA1', 'nodeA', 'their own node'],
    ['podA1', 'nodeB', 'another node'],
    ['nodeA', 'podA1', 'a pod from its own node'],
    ['nodeA', 'podB1', 'a pod from another node'],
    ['podA1', 'vm', 'a machine that was there before'],
    ['vm', 'podA1', 'a pod from a machine that was there before'],
    ['vm', 'podB1', 'a pod in another subnet from a machine that was there before'],
  ] as const)('connect %s to %s (%s) with the sender’s own address', async (from, to, _what) => {
    const {machines} = world();

    const connection = await connect(machines[from], machines[to]);

    const {address} = machines[from];
    expect(connection).toEqual({seen: [address], told: address});
  });

  it('send datagrams with their own address too', async () => {
    const {podA1, podB1, vm} = world().machines;

    expect([
      await podA1.ask(podB1.address, PORT, {protocol: 'udp'}),
      await podA1.ask(vm.address, PORT, {protocol: 'udp'}),
    ]).toEqual([podA1.address, podA1.address]);
  });

  it('see each other for what they are in every answer: no address is translated on either card', async () => {
    const {podA1, podB1} = world().machines;
    const [near, far] = [await podA1.capture('tcp port 8080'), await podB1.capture('tcp port 8080')];

    await podA1.ask(podB1.address, PORT);

    const pairs = [await near.stop(), await far.stop()].map((packets) =>
      [...new Set(packets.map(({source, destination}) => `${source} > ${destination}`))].toSorted(),
    );
    const expected = ['10.240.0.5 > 10.240.1.5', '10.240.1.5 > 10.240.0.5'];
    expect(pairs).toEqual([expected, expected]);
  });
});

describeOnFabric('pods and what is beyond their virtual network', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'cluster',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'nodes', cidr: '10.240.0.0/24'}],
    });
    await fabric.createVirtualNetwork({
      name: 'hub',
      addressSpace: ['10.0.0.0/16'],
      subnets: [{name: 'machines', cidr: '10.0.0.0/24'}],
    });
    await fabric.peer('cluster', 'hub', {useRemoteGateways: true});
    const peer = await fabric.attachMachine('hub', {name: 'peer', subnet: 'machines', primary: '10.0.0.4'});
    const office = await fabric.attachSite('hub', {
      name: 'office',
      cidrs: ['192.168.0.0/16'],
      address: '192.168.10.4',
    });
    const node = await attachNode(
      fabric,
      'cluster',
      {name: 'node', subnet: 'nodes', primary: '10.240.0.4', secondary: ['10.240.0.5']},
      {...VALUES, unmasqueradedCidrs: ['10.240.0.0/16', '10.0.0.0/16', '192.168.0.0/16']},
    );
    const pod = await node.startPod('pod');
    const machines = {peer, office, pod};
    await Promise.all(Object.values(machines).map((machine: Machine) => machine.serve(PORT)));
    return {machines, node};
  });

  it.each([
    ['pod', 'peer', 'a peered virtual network'],
    ['peer', 'pod', 'a pod from a peered virtual network'],
    ['pod', 'office', 'a site on premises'],
    ['office', 'pod', 'a pod from a site on premises'],
  ] as const)('connect %s to %s (%s) with the sender’s own address', async (from, to, _what) => {
    const {machines} = world();

    const connection = await connect(machines[from], machines[to]);

    const {address} = machines[from];
    expect(connection).toEqual({seen: [address], told: address});
  });

  it('hide behind their node where a network is not listed', async () => {
    const {machines, node} = world();
    await node.loadRules(VALUES);

    const connection = await connect(machines.pod, machines.peer);

    expect(connection).toEqual({seen: [node.address], told: node.address});
  });
});
