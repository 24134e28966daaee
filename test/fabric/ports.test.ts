import {describe, expect, it} from 'vitest';
import {FABRIC_MAC} from './cables.ts';
import {parsePackets} from './capture.ts';
import {createFabric} from './create-fabric.ts';
import {describeOnFabric, withFabric} from './on-fabric.ts';

describe('parsePackets', () => {
  it('reads addresses and ports from what tcpdump prints, and skips everything else', () => {
    const output = [
      'tcpdump: listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
      'IP 10.240.0.5.40112 > 10.240.0.21.8080: tcp 0',
      'IP 10.240.0.4 > 10.240.0.20: ICMP echo request, id 7, seq 1, length 64',
      'vn51e55eb76477 In  IP 10.240.0.6.5353 > 168.63.129.16.53: UDP, length 30',
      'ARP, Request who-has 10.240.0.1 tell 10.240.0.4, length 28',
      '2 packets captured',
    ].join('\n');

    const packets = parsePackets(output);

    expect(packets).toEqual([
      {source: '10.240.0.5', destination: '10.240.0.21', sourcePort: 40112, destinationPort: 8080},
      {source: '10.240.0.4', destination: '10.240.0.20'},
      {source: '10.240.0.6', destination: '168.63.129.16', sourcePort: 5353, destinationPort: 53},
    ]);
  });
});

describeOnFabric('the ports of a virtual network', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [
        {name: 'a', cidr: '10.240.0.0/24'},
        {name: 'b', cidr: '10.240.1.0/24'},
      ],
    });
    const one = await fabric.attachMachine('v', {
      name: 'one',
      subnet: 'a',
      primary: '10.240.0.4',
      secondary: ['10.240.0.5'],
    });
    const two = await fabric.attachMachine('v', {name: 'two', subnet: 'a', primary: '10.240.0.20'});
    const far = await fabric.attachMachine('v', {name: 'far', subnet: 'b', primary: '10.240.1.4'});
    await two.serve(8080);
    return {one, two, far};
  });

  it('carry packets within a subnet and between subnets, with their source address', async () => {
    const {one, two, far} = world();

    const seen = [await one.ask(two.address, 8080), await far.ask(two.address, 8080)];

    expect(seen).toEqual(['10.240.0.4', '10.240.1.4']);
  });

  it('answer ARP for every address with the hardware address of the fabric', async () => {
    const {one} = world();

    for (const address of ['10.240.0.1', '10.240.0.20', '10.240.0.99']) await one.ping(address);
    const neighbours = await one.succeed(['ip', '-4', '-j', 'neigh', 'show', 'dev', 'eth0']);

    const known: {dst: string; lladdr: string}[] = JSON.parse(neighbours);
    expect(known.map(({dst, lladdr}) => [dst, lladdr]).toSorted()).toEqual([
      ['10.240.0.1', FABRIC_MAC],
      ['10.240.0.20', FABRIC_MAC],
      ['10.240.0.99', FABRIC_MAC],
    ]);
  });

  it('know a gateway that answers ARP but no ping', async () => {
    const {one} = world();

    expect(await one.ping('10.240.0.1')).toBe(false);
  });

  it('deliver every ipConfiguration to its network interface, configured there or not', async () => {
    const {one, two} = world();
    const capture = await one.capture('icmp[icmptype] == icmp-echo');

    await two.ping('10.240.0.5');

    expect(await capture.stop()).toEqual([{source: '10.240.0.20', destination: '10.240.0.5'}]);
  });

  it('lead nowhere for an address of the virtual network that nobody has', async () => {
    const {fabric, one} = world();
    const before = await fabric.drops();

    const answered = await one.ping('10.240.7.7');

    expect(answered).toBe(false);
    expect((await fabric.drops()).unknown_destination).toBe((before.unknown_destination ?? 0) + 1);
  });

  it.each([
    ['an address that nobody has', '10.240.0.99'],
    ['the address of another machine', '10.240.1.4'],
  ])('drop what comes from %s', async (_name, address) => {
    const {fabric, one, two} = world();
    const before = (await fabric.drops()).spoofed_address ?? 0;
    await one.succeed(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
    const capture = await two.capture('icmp');

    await one.ping(two.address, address);

    await one.succeed(['ip', 'address', 'delete', `${address}/32`, 'dev', 'lo']);
    expect(await capture.stop()).toEqual([]);
    expect((await fabric.drops()).spoofed_address).toBe(before + 1);
  });

  it('carry what comes from any of the interface’s own ipConfigurations', async () => {
    const {one, two} = world();
    await one.succeed(['ip', 'address', 'add', '10.240.0.5/32', 'dev', 'lo']);

    const seen = await one.ask(two.address, 8080, {from: '10.240.0.5'});

    await one.succeed(['ip', 'address', 'delete', '10.240.0.5/32', 'dev', 'lo']);
    expect(seen).toBe('10.240.0.5');
  });

  it('drop what comes from another hardware address', async () => {
    const {fabric, far, two} = world();
    const setAddress = (mac: string): Promise<string> => far.succeed(['ip', 'link', 'set', 'eth0', 'address', mac]);
    const own = JSON.parse(await far.succeed(['ip', '-j', 'link', 'show', 'eth0']))[0].address;
    await setAddress('00:0d:3a:ff:ff:ff');

    const answered = await far.ping(two.address);

    await setAddress(own);
    expect(answered).toBe(false);
    expect((await fabric.drops()).spoofed_hardware_address).toBe(1);
    expect(await far.ping(two.address)).toBe(true);
  });

  it('carry foreign addresses from an interface that may forward', async () => {
    const {fabric, two} = world();
    const router = await fabric.attachMachine('v', {
      name: 'router',
      subnet: 'b',
      primary: '10.240.1.10',
      ipForwarding: true,
    });
    await router.succeed(['ip', 'address', 'add', '172.20.0.1/32', 'dev', 'lo']);
    const capture = await two.capture('icmp[icmptype] == icmp-echo');

    await router.ping(two.address, '172.20.0.1');

    expect(await capture.stop()).toEqual([{source: '172.20.0.1', destination: '10.240.0.20'}]);
  });

  it('cannot be in two virtual networks with overlapping addresses', async () => {
    const {fabric} = world();

    const attempt = fabric.createVirtualNetwork({name: 'w', addressSpace: ['10.240.128.0/17'], subnets: []});

    await expect(attempt).rejects.toThrow('10.240.128.0/17 of w overlaps 10.240.0.0/16');
  });

  it('are separate from those of another fabric with the same addresses', async () => {
    const {two} = world();
    const other = await createFabric();
    await other.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'a', cidr: '10.240.0.0/24'}],
    });
    const stranger = await other.attachMachine('v', {name: 'one', subnet: 'a', primary: '10.240.0.4'});

    const reached = await stranger.ping(two.address);

    await other.dispose();
    expect(reached).toBe(false);
  });
});
