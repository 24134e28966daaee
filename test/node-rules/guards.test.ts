import {expect, it} from 'vitest';
import {INTERNET_ADDRESS} from '../fabric/fabric.ts';
import {attachNode} from '../fabric/node.ts';
import {describeOnFabric, withFabric} from '../fabric/on-fabric.ts';
import type {Outcome} from '../fabric/process.ts';

const VALUES = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};
const METADATA = 'http://169.254.169.254/metadata/instance/compute/name?api-version=2021-02-01';
const HEADER = ['Metadata: true'];
const WIRESERVER = '168.63.129.16';

describeOnFabric('the node’s guard', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'nodes', cidr: '10.240.0.0/24', outbound: {kind: 'loadBalancer', address: '198.51.100.10'}}],
    });
    await fabric.createPublicIp({address: '198.51.100.20', privateAddress: '10.240.0.7'});
    const far = await fabric.attachMachine('v', {name: 'far', subnet: 'nodes', primary: '10.240.0.20'});
    const node = await attachNode(
      fabric,
      'v',
      {name: 'node', subnet: 'nodes', primary: '10.240.0.4', secondary: ['10.240.0.5', '10.240.0.6', '10.240.0.7']},
      VALUES,
    );
    const [pod, sibling] = [await node.startPod('pod'), await node.startPod('sibling')];
    const open = await node.startPod('open', {'vnetk8s.io/public-ip': 'true'});
    await Promise.all([far.serve(8080), fabric.internet.serve(8080)]);
    return {far, node, pod, sibling, open};
  });

  it.each([
    ['an address that nobody has', '10.240.0.99'],
    ['an address of another machine', '10.240.0.20'],
    ['the address of the next pod, which Azure cannot tell', '10.240.0.6'],
    ['an address of no virtual network', '192.0.2.77'],
  ])('stops what a pod sends from %s before it leaves the node', async (_what, address) => {
    const {fabric, far, node, pod} = world();
    const before = (await node.drops())['spoofed'] ?? 0;
    await pod.succeed(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
    const capture = await node.capture('icmp[icmptype] == icmp-echo');

    // To oneself a packet does not leave the pod, so the machine that is imitated cannot be the target.
    const target = address === far.address ? INTERNET_ADDRESS : far.address;
    await pod.ping(target, address);
    await pod.ping(target, pod.address);

    await pod.succeed(['ip', 'address', 'delete', `${address}/32`, 'dev', 'lo']);
    const left = (await capture.stop()).map(({source}) => source);
    expect(left).toEqual([target === far.address ? pod.address : node.address]);
    expect((await node.drops())['spoofed']).toBe(before + 1);
    expect(await fabric.drops()).toEqual({});
  });

  it('stops IPv6 from pods, which have none', async () => {
    const {node, pod} = world();
    const links = JSON.parse(await node.succeed(['ip', '-6', '-j', 'address', 'show', 'scope', 'link']));
    const host = links.find(({ifname}: {ifname?: string}) => ifname?.startsWith('vn'));
    const ping = (seconds: number): Promise<Outcome> =>
      pod.exec(['ping', '-6', '-n', '-c', '1', '-W', String(seconds), `${host.addr_info[0].local}%eth0`]);
    // Both ends first look for a second owner of their link-local addresses.
    for (const machine of [node, pod]) {
      await expect
        .poll(() => machine.succeed(['ip', '-6', 'address', 'show', 'tentative']), {timeout: 10_000})
        .toBe('');
    }

    const guarded = await ping(1);
    await node.succeed(['nft', 'delete', 'table', 'inet', 'vnetk8s']);
    // The pod asks for its neighbour once a second, three times; the first answer comes to the second or third.
    const unguarded = await ping(3);

    await node.loadRules(VALUES);
    expect([guarded.code, unguarded.code]).toEqual([1, 0]);
  });

  it('leaves alone what the node says to itself, such as a question to its own name service', async () => {
    const {node} = world();
    await node.serve(8081);

    expect(await node.ask('127.0.0.53', 8081)).toBe('127.0.0.1');
  });

  it.each([80, 32526])('refuses pods the wireserver’s port %i at once; nothing leaves the node', async (port) => {
    const {node, pod} = world();
    const url = `http://${WIRESERVER}:${port}/machine/?comp=goalstate`;
    const capture = await node.capture(`dst host ${WIRESERVER}`);

    const {code} = await pod.exec(['curl', '-s', '--max-time', '5', url]);

    const left = await capture.stop();
    const own = await node.fetch(url);
    // 7: connection refused.
    expect({code, left, own: own?.status}).toEqual({code: 7, left: [], own: 200});
  });

  it('lets no Service lead around the guard of the wireserver', async () => {
    const {node, pod} = world();
    await node.succeed(['nft', '-f', '-'], {
      input: `table ip service { chain pre { type nat hook prerouting priority -100; ip daddr 172.16.0.10 dnat to ${WIRESERVER}; }; }`,
    });
    const capture = await node.capture(`dst host ${WIRESERVER}`);

    const answer = await pod.fetch('http://172.16.0.10/machine/?comp=goalstate');

    await node.succeed(['nft', 'delete', 'table', 'ip', 'service']);
    expect({answer, left: await capture.stop()}).toEqual({answer: undefined, left: []});
  });

  it('lets nobody come to the wireserver by way of a Service’s port of this node', async () => {
    const {far, node} = world();
    await node.succeed(['nft', '-f', '-'], {
      input: `table ip service {
        chain pre { type nat hook prerouting priority -100; tcp dport { 30080, 32526 } dnat to ${WIRESERVER}:tcp dport map { 30080 : 80, 32526 : 32526 }; };
        chain post { type nat hook postrouting priority 100; ip daddr ${WIRESERVER} masquerade; };
      }`,
    });
    const capture = await node.capture(`dst host ${WIRESERVER}`);

    const answers = [
      await far.fetch(`http://${node.address}:30080/machine/?comp=goalstate`),
      await far.fetch(`http://${node.address}:32526/vmSettings`),
    ];

    await node.succeed(['nft', 'delete', 'table', 'ip', 'service']);
    expect({answers, left: await capture.stop()}).toEqual({answers: [undefined, undefined], left: []});
  });

  it('keeps what listens on the node’s loopback from pods with a port of the node, for which portmap opens 127.0.0.0/8', async () => {
    const {node, pod} = world();
    await node.serve(8082);
    const {dev} = JSON.parse(await node.succeed(['ip', '-j', 'route', 'get', pod.address]))[0];
    await node.succeed(['sysctl', '-qw', `net.ipv4.conf.${dev}.route_localnet=1`]);
    await pod.succeed(['sysctl', '-qw', 'net.ipv4.conf.eth0.route_localnet=1']);
    await pod.succeed(['ip', 'route', 'delete', 'local', '127.0.0.0/8', 'dev', 'lo', 'table', 'local']);
    await pod.succeed(['ip', 'route', 'delete', 'local', '127.0.0.1', 'dev', 'lo', 'table', 'local']);
    await pod.succeed(['ip', 'route', 'add', '127.0.0.1', 'via', '169.254.1.1', 'dev', 'eth0', 'src', pod.address]);
    const answers = async (): Promise<number> => {
      const capture = await node.capture('src host 127.0.0.1 and tcp src port 8082', {device: dev});
      await pod.ask('127.0.0.1', 8082);
      return (await capture.stop()).length;
    };

    const guarded = await answers();
    await node.succeed(['nft', 'delete', 'table', 'inet', 'vnetk8s']);
    const unguarded = await answers();

    await node.loadRules(VALUES);
    await pod.succeed(['ip', 'route', 'delete', '127.0.0.1', 'via', '169.254.1.1', 'dev', 'eth0']);
    await pod.succeed(['ip', 'route', 'add', 'local', '127.0.0.0/8', 'dev', 'lo', 'table', 'local']);
    await node.succeed(['sysctl', '-qw', `net.ipv4.conf.${dev}.route_localnet=0`]);
    expect(guarded).toBe(0);
    expect(unguarded).toBeGreaterThan(0);
  });

  it('leaves Azure’s name service open to pods, with their own addresses', async () => {
    const {node, pod} = world();
    const capture = await node.capture(`udp dst port 53 and dst host ${WIRESERVER}`);

    const address = await pod.resolve('far');

    expect(address).toBe('10.240.0.20');
    expect((await capture.stop()).map(({source}) => source)).toEqual([pod.address]);
  });

  it('closes instance metadata to all pods', async () => {
    const {node, pod, open} = world();
    const capture = await node.capture('dst host 169.254.169.254');

    const answers = [await pod.fetch(METADATA, HEADER), await open.fetch(METADATA, HEADER)];

    expect({answers, left: await capture.stop()}).toEqual({answers: [undefined, undefined], left: []});
    expect(await node.fetch(METADATA, HEADER)).toEqual({status: 200, body: '"node"'});
  });

  it('opens instance metadata where that is wanted: Azure answers, since the node asks for the pod', async () => {
    const {node, pod, open} = world();
    await node.loadRules({...VALUES, podAccessToInstanceMetadata: true});

    const answers = [await pod.fetch(METADATA, HEADER), await open.fetch(METADATA, HEADER)];
    const wireserver = await pod.fetch(`http://${WIRESERVER}/machine/?comp=goalstate`);

    await node.loadRules(VALUES);
    expect({answers, wireserver}).toEqual({
      answers: [
        {status: 200, body: '"node"'},
        {status: 200, body: '"node"'},
      ],
      wireserver: undefined,
    });
  });

  it('can be loaded again under open connections, and still knows who has a public IP', async () => {
    const {fabric, node, open} = world();
    const rules = async (): Promise<string> => node.succeed(['nft', '-s', 'list', 'table', 'inet', 'vnetk8s']);
    const before = await rules();

    await node.loadRules(VALUES);

    expect(await rules()).toBe(before);
    expect(await open.ask(INTERNET_ADDRESS, 8080)).toBe('198.51.100.20');
    expect(await fabric.internet.ping('198.51.100.20')).toBe(false);
  });
});
