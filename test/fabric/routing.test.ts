import {expect, it} from 'vitest';
import {INTERNET_ADDRESS} from './fabric.ts';
import {describeOnFabric, sourcesSeenBy, withFabric} from './on-fabric.ts';

const STORAGE = '20.60.0.4';
const PORT = 8080;

describeOnFabric('routes of a subnet', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [
        {name: 'a', cidr: '10.240.0.0/24', outbound: {kind: 'loadBalancer', address: '198.51.100.10'}},
        {name: 'b', cidr: '10.240.1.0/24'},
        {name: 'transit', cidr: '10.240.2.0/24', outbound: {kind: 'loadBalancer', address: '198.51.100.11'}},
      ],
    });
    const client = await fabric.attachMachine('v', {name: 'client', subnet: 'a', primary: '10.240.0.4'});
    const server = await fabric.attachMachine('v', {name: 'server', subnet: 'b', primary: '10.240.1.4'});
    const appliance = await fabric.attachMachine('v', {
      name: 'appliance',
      subnet: 'transit',
      primary: '10.240.2.4',
      ipForwarding: true,
    });
    const storage = await fabric.attachService('Microsoft.Storage', STORAGE);
    await Promise.all([server, storage, fabric.internet].map((machine) => machine.serve(PORT)));
    return {client, server, appliance, storage};
  });

  const through = (addressPrefix: string) =>
    ({addressPrefix, nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.240.2.4'}) as const;

  it('go straight to another subnet without a route table', async () => {
    const {fabric, client, server, appliance} = world();
    await fabric.updateSubnet('v', 'a', {routes: []});

    const passing = await sourcesSeenBy(appliance, PORT, () => client.ask(server.address, PORT));

    expect(passing).toEqual([]);
  });

  it('lead through an appliance, which sees and keeps the source address', async () => {
    const {fabric, client, server, appliance} = world();
    await fabric.updateSubnet('v', 'a', {routes: [through('10.240.1.0/24')]});

    let answer: string | undefined;
    const passing = await sourcesSeenBy(appliance, PORT, async () => {
      answer = await client.ask(server.address, PORT);
    });

    expect({passing, answer}).toEqual({passing: ['10.240.0.4'], answer: '10.240.0.4'});
  });

  it('follow the longest prefix, so that a default route leaves the virtual network alone', async () => {
    const {fabric, client, server, appliance} = world();
    await fabric.updateSubnet('v', 'a', {routes: [through('0.0.0.0/0')]});

    const passing = await sourcesSeenBy(appliance, PORT, () => client.ask(server.address, PORT));

    expect(passing).toEqual([]);
  });

  it('make a user-defined route for the whole address space win over the system’s', async () => {
    const {fabric, client, server, appliance} = world();
    await fabric.updateSubnet('v', 'a', {routes: [through('10.240.0.0/16')]});

    const passing = await sourcesSeenBy(appliance, PORT, () => client.ask(server.address, PORT));

    expect(passing).toEqual(['10.240.0.4']);
  });

  it('lead to the Internet through an appliance that translates', async () => {
    const {fabric, client, appliance} = world();
    await fabric.updateSubnet('v', 'a', {routes: [through('0.0.0.0/0')]});
    await appliance.succeed(['nft', '-f', '-'], {
      input: 'table ip nat { chain out { type nat hook postrouting priority 100; masquerade; }; }',
    });

    const answer = await client.ask(INTERNET_ADDRESS, PORT);

    await appliance.succeed(['nft', 'delete', 'table', 'ip', 'nat']);
    expect(answer).toBe('198.51.100.11');
  });

  it('let nothing out through an appliance that does not translate: the address is not its own', async () => {
    const {fabric, client} = world();
    await fabric.updateSubnet('v', 'a', {routes: [through('0.0.0.0/0')]});

    const seen = await sourcesSeenBy(fabric.internet, PORT, () => client.ask(INTERNET_ADDRESS, PORT));

    expect(seen).toEqual([]);
    expect((await fabric.drops()).no_outbound_address).toBeGreaterThan(0);
  });

  it.each([
    ['of kind None', {addressPrefix: '10.240.1.0/24', nextHopType: 'None'} as const],
    ['to an appliance that is not there', {...through('10.240.1.0/24'), nextHopIpAddress: '10.240.2.99'} as const],
  ])('end at a route %s', async (_name, route) => {
    const {fabric, client, server} = world();
    await fabric.updateSubnet('v', 'a', {routes: [route]});

    expect(await client.ask(server.address, PORT)).toBe(undefined);
  });

  it('never lead away from the platform’s own services', async () => {
    const {fabric, client} = world();
    await fabric.updateSubnet('v', 'a', {routes: [{addressPrefix: '0.0.0.0/0', nextHopType: 'None'}]});

    expect(await client.resolve('server')).toBe('10.240.1.4');
  });

  it('without a service endpoint: a service sees the public address', async () => {
    const {fabric, client} = world();
    await fabric.updateSubnet('v', 'a', {routes: [], serviceEndpoints: []});

    expect(await client.ask(STORAGE, PORT)).toBe('198.51.100.10');
  });

  it('with a service endpoint: the service sees the private address, whatever the default route', async () => {
    const {fabric, client} = world();
    await fabric.updateSubnet('v', 'a', {routes: [through('0.0.0.0/0')], serviceEndpoints: ['Microsoft.Storage']});

    expect(await client.ask(STORAGE, PORT)).toBe('10.240.0.4');
  });

  it('with an endpoint for another service: no difference', async () => {
    const {fabric, client} = world();
    await fabric.updateSubnet('v', 'a', {routes: [], serviceEndpoints: ['Microsoft.Sql']});

    expect(await client.ask(STORAGE, PORT)).toBe('198.51.100.10');
  });
});

describeOnFabric('peered virtual networks and sites', () => {
  const world = withFabric(async (fabric) => {
    const names = [
      ['spoke', '10.1.0.0/16', '10.1.0.0/24'],
      ['hub', '10.0.0.0/16', '10.0.0.0/24'],
      ['other', '10.2.0.0/16', '10.2.0.0/24'],
    ] as const;
    for (const [name, space, cidr] of names) {
      await fabric.createVirtualNetwork({name, addressSpace: [space], subnets: [{name: 'a', cidr}]});
    }
    const attach = (name: string, primary: string, ipForwarding = false) =>
      fabric.attachMachine(name, {name: `in-${name}`, subnet: 'a', primary, ipForwarding});
    const spoke = await attach('spoke', '10.1.0.4');
    const hub = await attach('hub', '10.0.0.4', true);
    const other = await attach('other', '10.2.0.4');
    await fabric.peer('other', 'hub');
    const site = await fabric.attachSite('hub', {name: 'office', cidrs: ['192.168.0.0/16'], address: '192.168.10.4'});
    await Promise.all([spoke, hub, other, site].map((machine) => machine.serve(PORT)));
    return {spoke, hub, other, site};
  });

  it('are strangers before they are peered', async () => {
    const {spoke, hub} = world();

    expect(await spoke.ask(hub.address, PORT)).toBe(undefined);
  });

  it('see each other’s addresses once peered, both ways', async () => {
    const {fabric, spoke, hub} = world();
    await fabric.peer('spoke', 'hub');

    expect([await spoke.ask(hub.address, PORT), await hub.ask(spoke.address, PORT)]).toEqual(['10.1.0.4', '10.0.0.4']);
  });

  it('are not connected through a third one', async () => {
    const {spoke, other} = world();

    expect(await spoke.ask(other.address, PORT)).toBe(undefined);
  });

  it('take no forwarded traffic from a peer unless they allow it', async () => {
    const {fabric, spoke, other} = world();
    const routes = (address: string) =>
      [{addressPrefix: address, nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4'}] as const;
    await fabric.updateSubnet('spoke', 'a', {routes: routes('10.2.0.0/16')});
    await fabric.updateSubnet('other', 'a', {routes: routes('10.1.0.0/16')});

    const refused = await spoke.ask(other.address, PORT);
    await fabric.peer('spoke', 'hub', {allowForwardedTraffic: true});
    await fabric.peer('other', 'hub', {allowForwardedTraffic: true});
    const allowed = await spoke.ask(other.address, PORT);

    expect([refused, allowed]).toEqual([undefined, '10.1.0.4']);
  });

  it('reach a site through their gateway with their own addresses, and are reached by it', async () => {
    const {hub, site} = world();

    expect([await hub.ask(site.address, PORT), await site.ask(hub.address, PORT)]).toEqual([
      '10.0.0.4',
      '192.168.10.4',
    ]);
  });

  it('reach the site behind a peer’s gateway only if they use it', async () => {
    const {fabric, spoke, site} = world();

    const without = await spoke.ask(site.address, PORT);
    await fabric.peer('spoke', 'hub', {useRemoteGateways: true, allowForwardedTraffic: true});
    const both = [await spoke.ask(site.address, PORT), await site.ask(spoke.address, PORT)];

    expect([without, ...both]).toEqual([undefined, '10.1.0.4', '192.168.10.4']);
  });

  it('take from a site only what is from that site', async () => {
    const {hub, site} = world();
    await site.succeed(['ip', 'address', 'add', '172.20.0.1/32', 'dev', 'lo']);

    const capture = await hub.capture('icmp[icmptype] == icmp-echo', {direction: 'in'});

    await site.ping(hub.address, '172.20.0.1');
    await site.ping(hub.address);

    expect((await capture.stop()).map(({source}) => source)).toEqual([site.address]);
  });
});
