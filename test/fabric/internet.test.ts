import {expect, it} from 'vitest';
import {INTERNET_ADDRESS} from './fabric.ts';
import {describeOnFabric, withFabric} from './on-fabric.ts';
import {securityRule} from './security-rules.ts';

const PORT = 8080;
const PUBLIC_IP = '198.51.100.20';

describeOnFabric('the way to the Internet and back', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [
        {name: 'a', cidr: '10.240.0.0/24', outbound: {kind: 'loadBalancer', address: '198.51.100.10'}},
        {name: 'private', cidr: '10.240.1.0/24'},
      ],
    });
    const machine = await fabric.attachMachine('v', {
      name: 'machine',
      subnet: 'a',
      primary: '10.240.0.4',
      secondary: ['10.240.0.5', '10.240.0.6'],
    });
    const locked = await fabric.attachMachine('v', {name: 'locked', subnet: 'private', primary: '10.240.1.4'});
    for (const address of ['10.240.0.5', '10.240.0.6']) {
      await machine.succeed(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
    }
    await fabric.createPublicIp({address: PUBLIC_IP, privateAddress: '10.240.0.6'});
    await Promise.all([machine, fabric.internet].map((one) => one.serve(PORT)));
    return {machine, locked};
  });

  it('starts at a primary address and shows the subnet’s public one', async () => {
    const {machine} = world();

    expect(await machine.ask(INTERNET_ADDRESS, PORT)).toBe('198.51.100.10');
  });

  it('is closed to a secondary address', async () => {
    const {fabric, machine} = world();

    const answer = await machine.ask(INTERNET_ADDRESS, PORT, {from: '10.240.0.5'});

    expect(answer).toBe(undefined);
    expect((await fabric.drops()).no_outbound_address).toBeGreaterThan(0);
  });

  it('is closed to a subnet without an outbound method', async () => {
    const {locked} = world();

    expect(await locked.ask(INTERNET_ADDRESS, PORT)).toBe(undefined);
  });

  it('is open to a secondary address with a public IP, which the Internet sees', async () => {
    const {machine} = world();

    expect(await machine.ask(INTERNET_ADDRESS, PORT, {from: '10.240.0.6'})).toBe(PUBLIC_IP);
  });

  it('goes through a NAT gateway before a public IP', async () => {
    const {fabric, machine} = world();
    await fabric.updateSubnet('v', 'a', {outbound: {kind: 'natGateway', address: '198.51.100.30'}});

    const answers = [
      await machine.ask(INTERNET_ADDRESS, PORT),
      await machine.ask(INTERNET_ADDRESS, PORT, {from: '10.240.0.6'}),
    ];

    await fabric.updateSubnet('v', 'a', {outbound: {kind: 'loadBalancer', address: '198.51.100.10'}});
    expect(answers).toEqual(['198.51.100.30', '198.51.100.30']);
  });

  it('back is closed for a public IP until a security rule opens it; the machine sees the client', async () => {
    const {fabric} = world();

    const before = await fabric.internet.ask(PUBLIC_IP, PORT);
    await fabric.updateSubnet('v', 'a', {
      securityRules: [securityRule(100, {destination: '10.240.0.6', ports: [PORT]})],
    });
    const after = await fabric.internet.ask(PUBLIC_IP, PORT);

    expect([before, after]).toEqual([undefined, INTERNET_ADDRESS]);
  });

  it('leads back in for those who call a public IP from inside, with their own outbound address', async () => {
    const {fabric, machine} = world();
    const securityRules = [securityRule(100, {destination: '10.240.0.6', ports: [PORT]})];
    const caller = await fabric.attachMachine('v', {name: 'caller', subnet: 'a', primary: '10.240.0.40'});

    await fabric.updateSubnet('v', 'a', {securityRules});
    const capture = await machine.capture(`tcp dst port ${PORT}`, {direction: 'in'});
    const told = await caller.ask(PUBLIC_IP, PORT);

    const [first] = await capture.stop();
    expect([told, first?.source, first?.destination]).toEqual(['198.51.100.10', '198.51.100.10', '10.240.0.6']);
  });

  it('back is closed for private addresses, and for public ones that only go out', async () => {
    const {fabric} = world();

    expect([await fabric.internet.ask('10.240.0.4', PORT), await fabric.internet.ask('198.51.100.10', PORT)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describeOnFabric('network security groups', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [
        {name: 'a', cidr: '10.240.0.0/24', outbound: {kind: 'loadBalancer', address: '198.51.100.10'}},
        {name: 'b', cidr: '10.240.1.0/24'},
      ],
    });
    const client = await fabric.attachMachine('v', {name: 'client', subnet: 'a', primary: '10.240.0.4'});
    const server = await fabric.attachMachine('v', {
      name: 'server',
      subnet: 'b',
      primary: '10.240.1.4',
      securityRules: [securityRule(100, {ports: [8080]})],
    });
    await Promise.all([server.serve(8080), server.serve(9090), fabric.internet.serve(8080)]);
    return {client, server};
  });

  it('take the first rule by priority', async () => {
    const {fabric, client, server} = world();
    const deny = securityRule(200, {access: 'Deny', source: '10.240.0.4'});

    await fabric.updateSubnet('v', 'b', {securityRules: [deny]});
    const denied = await client.ask(server.address, 8080);
    await fabric.updateSubnet('v', 'b', {securityRules: [deny, securityRule(100, {ports: [8080]})]});
    const allowed = await client.ask(server.address, 8080);
    const other = await client.ask(server.address, 9090);

    expect([denied, allowed, other]).toEqual([undefined, '10.240.0.4', undefined]);
  });

  it('need the consent of both groups, of the subnet and of the interface', async () => {
    const {fabric, client, server} = world();
    await fabric.updateSubnet('v', 'b', {securityRules: [securityRule(100, {ports: [8080]})]});
    const both = await client.ask(server.address, 8080);
    await fabric.updateSubnet('v', 'b', {securityRules: [securityRule(100, {access: 'Deny', ports: [8080]})]});
    const one = await client.ask(server.address, 8080);

    expect([both, one]).toEqual(['10.240.0.4', undefined]);
  });

  it('let answers through that no rule allows', async () => {
    const {fabric, client, server} = world();
    const denyOut = securityRule(100, {direction: 'Outbound', access: 'Deny', protocol: '*'});
    await fabric.updateSubnet('v', 'b', {securityRules: [denyOut]});

    expect([await client.ask(server.address, 8080), await server.ping(client.address)]).toEqual(['10.240.0.4', false]);
  });

  it('end with rules that allow the virtual network and the way to the Internet', async () => {
    const {fabric, client, server} = world();
    await fabric.updateSubnet('v', 'b', {securityRules: []});
    await fabric.updateSubnet('v', 'a', {securityRules: []});

    expect([await client.ask(server.address, 8080), await client.ask(INTERNET_ADDRESS, 8080)]).toEqual([
      '10.240.0.4',
      '198.51.100.10',
    ]);
  });

  it('know the Internet as a service tag', async () => {
    const {fabric, client, server} = world();
    const deny = securityRule(100, {direction: 'Outbound', access: 'Deny', destination: 'Internet'});
    await fabric.updateSubnet('v', 'a', {securityRules: [deny]});

    expect([await client.ask(server.address, 8080), await client.ask(INTERNET_ADDRESS, 8080)]).toEqual([
      '10.240.0.4',
      undefined,
    ]);
  });
});
