import {expect, it} from 'vitest';
import {INTERNET_ADDRESS} from './fabric.ts';
import {describeOnFabric, sourcesSeenBy, withFabric} from './on-fabric.ts';
import {securityRule} from './security-rules.ts';

describeOnFabric('load balancers', () => {
  const world = withFabric(async (fabric) => {
    const open = [securityRule(100, {ports: [8080]})];
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'a', cidr: '10.240.0.0/24', securityRules: open}],
    });
    const attach = (name: string, primary: string) => fabric.attachMachine('v', {name, subnet: 'a', primary});
    const [client, one, two] = [
      await attach('client', '10.240.0.4'),
      await attach('one', '10.240.0.11'),
      await attach('two', '10.240.0.12'),
    ];
    const rules = {port: 80, backendPort: 8080};
    const both = [one.address, two.address];
    await fabric.createLoadBalancer({kind: 'internal', frontend: '10.240.0.100', backends: both, ...rules});
    await fabric.createLoadBalancer({kind: 'internal', frontend: '10.240.0.101', backends: [one.address], ...rules});
    await fabric.createLoadBalancer({kind: 'public', frontend: '198.51.100.40', backends: both, ...rules});
    for (const [kind, frontend] of [
      ['internal', '10.240.0.102'],
      ['public', '198.51.100.41'],
    ] as const) {
      await fabric.createLoadBalancer({
        kind,
        frontend,
        backends: [two.address],
        ...rules,
        port: 8080,
        floatingIp: true,
      });
      await two.succeed(['ip', 'address', 'add', `${frontend}/32`, 'dev', 'lo']);
    }
    await Promise.all([one, two].map((machine) => machine.serve(8080)));
    return {client, one, two};
  });

  it('spread connections over their back ends, which see the client’s address', async () => {
    const {client, one, two} = world();
    const [first, second] = [await one.capture('tcp dst port 8080'), await two.capture('tcp dst port 8080')];

    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(await client.ask('10.240.0.100', 80)).toBe('10.240.0.4');
    }

    const sources = [await first.stop(), await second.stop()].map(
      (packets) => new Set(packets.filter(({destinationPort}) => destinationPort === 8080).map(({source}) => source)),
    );
    expect(sources).toEqual([new Set(['10.240.0.4']), new Set(['10.240.0.4'])]);
  });

  it('never connect a back end with itself through an internal frontend', async () => {
    const {fabric, one, two} = world();

    const answers = [await one.ask('10.240.0.101', 80), await two.ask('10.240.0.101', 80)];

    expect(answers).toEqual([undefined, '10.240.0.12']);
    expect((await fabric.drops()).own_load_balancer).toBeGreaterThan(0);
  });

  it('take connections from the Internet, whose source address the back end sees', async () => {
    const {fabric} = world();

    expect(await fabric.internet.ask('198.51.100.40', 80)).toBe(INTERNET_ADDRESS);
  });

  it.each(['10.240.0.102', '198.51.100.41'])('leave the destination %s as it is with floating IP', async (frontend) => {
    const {fabric, client, two} = world();
    const caller = frontend.startsWith('10.') ? client : fabric.internet;
    const capture = await two.capture('tcp dst port 8080', {direction: 'in'});

    const told = await caller.ask(frontend, 8080);

    const [first] = await capture.stop();
    expect({told, source: first?.source, destination: first?.destination}).toEqual({
      told: caller.address,
      source: caller.address,
      destination: frontend,
    });
  });

  it('never connect a back end with itself with floating IP either', async () => {
    const {fabric, two} = world();
    const before = (await fabric.drops()).own_load_balancer ?? 0;
    // A machine that holds the frontend itself would not even send the packet.
    await two.succeed(['ip', 'address', 'delete', '10.240.0.102/32', 'dev', 'lo']);

    const answer = await two.ask('10.240.0.102', 8080);

    await two.succeed(['ip', 'address', 'add', '10.240.0.102/32', 'dev', 'lo']);
    expect(answer).toBe(undefined);
    expect((await fabric.drops()).own_load_balancer).toBeGreaterThan(before);
  });

  it('probe from the platform’s address, which the default rules let in and others may not', async () => {
    const {fabric, one} = world();
    await fabric.updateSubnet('v', 'a', {securityRules: []});

    let allowed = false;
    const seen = await sourcesSeenBy(one, 8080, async () => {
      allowed = await fabric.probe(one.address, 8080);
    });
    await fabric.updateSubnet('v', 'a', {
      securityRules: [securityRule(100, {access: 'Deny', source: 'AzureLoadBalancer'})],
    });
    const denied = await fabric.probe(one.address, 8080);

    expect({seen, allowed, denied}).toEqual({seen: ['168.63.129.16'], allowed: true, denied: false});
  });
});
