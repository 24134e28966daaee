import {afterEach, describe, expect, it} from 'vitest';
import {
  addresses,
  createMachine,
  failure,
  links,
  log,
  type Machine,
  missingPrivilege,
  neighbours,
  podLinks,
  routes,
  run,
} from './machine.ts';

const reason = missingPrivilege();
const open: Machine[] = [];

function machineWith(...pool: readonly string[]): Machine {
  const machine = createMachine(...pool);
  open.push(machine);
  return machine;
}

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

const LINK_A = 'vn53108f717329';

function annotated(value: string): Record<string, unknown> {
  return {runtimeConfig: {'io.kubernetes.cri.pod-annotations': {'vnetk8s.io/public-ip': value}}};
}

function tryAgain(msg: string): unknown {
  return {status: 1, error: {cniVersion: '1.0.0', code: 11, msg, details: ''}};
}

describe.skipIf(reason)(`ADD${reason === undefined ? '' : ` (${reason})`}`, () => {
  it.each([
    ['0.3.0', {version: '4'}, {}],
    ['0.3.1', {version: '4'}, {}],
    ['0.4.0', {version: '4'}, {}],
    ['1.0.0', {}, {}],
    ['1.1.0', {}, {mtu: 1500}],
  ])('prints the result of version %s', (cniVersion, ofAddress, ofInterface) => {
    const machine = machineWith('10.240.0.5');
    const sandbox = machine.addPod('a');

    const {status, stdout} = machine.call('ADD', {}, {cniVersion});

    expect({status, result: JSON.parse(stdout)}).toEqual({
      status: 0,
      result: {
        cniVersion,
        interfaces: [
          {name: LINK_A, mac: 'aa:aa:aa:aa:aa:aa', ...ofInterface},
          {name: 'eth0', mac: '0a:58:0a:f0:00:05', ...ofInterface, sandbox},
        ],
        ips: [{...ofAddress, address: '10.240.0.5/32', gateway: '169.254.1.1', interface: 1}],
        routes: [{dst: '0.0.0.0/0', gw: '169.254.1.1'}],
        dns: {},
      },
    });
  });

  it('makes both ends, on a node that has an eth0 itself', () => {
    const machine = machineWith('10.240.0.5');
    machine.addPod('a');
    const pod = `${machine.name}-a`;

    machine.call('ADD', {}, {mtu: 1400, gateway: '169.254.7.7'});

    const common = {mtu: 1400, state: 'UP', queues: [1, 1]};
    expect({
      node: {links: podLinks(machine.name), routes: routes(machine.name), neighbours: neighbours(machine.name)},
      pod: {links: links(pod), addresses: addresses(pod), routes: routes(pod), neighbours: neighbours(pod)},
    }).toEqual({
      node: {
        links: [{name: LINK_A, mac: 'aa:aa:aa:aa:aa:aa', group: '86', alias: 'vnet/a/eth0', ...common}],
        routes: [`10.240.0.5 dev ${LINK_A} proto 86 scope link`],
        neighbours: [`10.240.0.5 dev ${LINK_A} lladdr 0a:58:0a:f0:00:05 PERMANENT`],
      },
      pod: {
        links: [{name: 'eth0', mac: '0a:58:0a:f0:00:05', group: 'default', alias: undefined, ...common}],
        addresses: ['10.240.0.5/32'],
        routes: ['default via 169.254.7.7 dev eth0', '169.254.7.7 dev eth0 scope link'],
        neighbours: ['169.254.7.7 dev eth0 lladdr aa:aa:aa:aa:aa:aa PERMANENT'],
      },
    });
  });

  it('lets two pods of a node reach each other at once', () => {
    const machine = machineWith('10.240.0.5', '10.240.0.6');
    machine.addPod('a');
    const CNI_NETNS = machine.addPod('b');
    run('ip', 'netns', 'exec', machine.name, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
    machine.call('ADD');
    machine.call('ADD', {CNI_CONTAINERID: 'b', CNI_NETNS});

    const answer = run('ip', 'netns', 'exec', `${machine.name}-a`, 'ping', '-c1', '-W1', '10.240.0.6');

    expect(answer).toMatch('1 packets transmitted, 1 received, 0% packet loss');
  });

  it('adds to the result of an earlier plugin of the chain', () => {
    const machine = machineWith('10.240.0.5');
    const sandbox = machine.addPod('a');
    const prevResult = {
      cniVersion: '1.0.0',
      interfaces: [{name: 'other0', sandbox}],
      ips: [{address: '192.168.0.2/24', interface: 0}],
      routes: [{dst: '192.168.0.0/16'}],
      dns: {nameservers: ['192.168.0.1']},
    };

    const {stdout} = machine.call('ADD', {}, {prevResult});

    expect(JSON.parse(stdout)).toEqual({
      cniVersion: '1.0.0',
      interfaces: [
        {name: 'other0', sandbox},
        {name: LINK_A, mac: 'aa:aa:aa:aa:aa:aa'},
        {name: 'eth0', mac: '0a:58:0a:f0:00:05', sandbox},
      ],
      ips: [
        {address: '192.168.0.2/24', interface: 0},
        {address: '10.240.0.5/32', gateway: '169.254.1.1', interface: 2},
      ],
      routes: [{dst: '192.168.0.0/16'}, {dst: '0.0.0.0/0', gw: '169.254.1.1'}],
      dns: {nameservers: ['192.168.0.1']},
    });
  });

  it('refuses a pod that is attached, and leaves it alone', () => {
    const machine = machineWith('10.240.0.5', '10.240.0.6');
    machine.addPod('a');
    machine.call('ADD');
    const before = [podLinks(machine.name), routes(machine.name), routes(`${machine.name}-a`)];

    const outcome = machine.call('ADD');

    expect(failure(outcome)).toEqual({
      status: 1,
      error: {cniVersion: '1.0.0', code: 4, msg: `CNI_CONTAINERID, CNI_IFNAME: vnet/a/eth0 has ${LINK_A}`, details: ''},
    });
    expect([podLinks(machine.name), routes(machine.name), routes(`${machine.name}-a`)]).toEqual(before);
  });

  it('refuses an interface name that the pod has, and leaves nothing on the node', () => {
    const machine = machineWith('10.240.0.5');
    const path = machine.addPod('a');
    run('ip', '-n', `${machine.name}-a`, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'other');

    const outcome = machine.call('ADD');

    expect(failure(outcome)).toEqual({
      status: 1,
      error: {
        cniVersion: '1.0.0',
        code: 4,
        msg: `CNI_IFNAME: eth0 is in ${path} already`,
        details: expect.stringMatching(/^EEXIST/),
      },
    });
    expect([podLinks(machine.name), routes(machine.name)]).toEqual([[], []]);
  });

  it('does not replace a default route that the pod has, and takes back what it did', () => {
    const machine = machineWith('10.240.0.5', '10.240.0.6');
    machine.addPod('a');
    machine.call('ADD');

    const outcome = machine.call('ADD', {CNI_IFNAME: 'net1'});

    expect(failure(outcome)).toEqual({
      status: 1,
      error: {cniVersion: '1.0.0', code: 5, msg: "cannot configure the pod's interface", details: 'EEXIST'},
    });
    expect(podLinks(machine.name).map((link) => link.alias)).toEqual(['vnet/a/eth0']);
  });

  it('takes the place of an interface that a killed ADD left without a lease', () => {
    const machine = machineWith('10.240.0.5');
    machine.addPod('a');
    run('ip', '-n', machine.name, 'link', 'add', LINK_A, 'group', '86', 'type', 'veth', 'peer', 'name', 'left');

    const {status} = machine.call('ADD');

    expect({status, routes: routes(machine.name)}).toEqual({
      status: 0,
      routes: [`10.240.0.5 dev ${LINK_A} proto 86 scope link`],
    });
  });

  it('does not touch an interface of its name that is of another owner', () => {
    const machine = machineWith('10.240.0.5');
    machine.addPod('a');
    run('ip', '-n', machine.name, 'link', 'add', LINK_A, 'type', 'veth', 'peer', 'name', 'left');

    const outcome = machine.call('ADD');

    expect(failure(outcome)).toEqual({
      status: 1,
      error: {cniVersion: '1.0.0', code: 5, msg: 'cannot look up the interface', details: 'EEXIST'},
    });
    expect(links(machine.name).map((link) => link.name)).toEqual(['eth0', 'left', LINK_A]);
  });

  it('passes over addresses that are in use by others, whoever they are', () => {
    const machine = machineWith('10.240.0.5', '10.240.0.6', '10.240.0.7', '10.240.0.8');
    machine.addPod('a');
    run('ip', '-n', machine.name, 'addr', 'add', '10.240.0.5/16', 'dev', 'eth0');
    run('ip', '-n', machine.name, 'link', 'set', 'eth0', 'up');
    run('ip', '-n', machine.name, 'route', 'add', '10.240.0.6', 'dev', 'eth0');
    const witness = ['lladdr', '0a:58:0a:f0:00:07', 'nud', 'permanent', 'dev', 'eth0'];
    run('ip', '-n', machine.name, 'neigh', 'add', '10.240.0.7', ...witness);

    machine.call('ADD');

    expect(routes(machine.name)).toContain(`10.240.0.8 dev ${LINK_A} proto 86 scope link`);
  });

  it('says so when all addresses are in use', () => {
    const machine = machineWith('10.240.0.5');
    machine.addPod('a');
    const CNI_NETNS = machine.addPod('b');
    machine.call('ADD');

    const outcome = machine.call('ADD', {CNI_CONTAINERID: 'b', CNI_NETNS});

    const pool = `${machine.directory}/pool`;
    expect(failure(outcome)).toEqual(tryAgain(`no free address (public IP: false): 1 of ${pool} are in use`));
  });

  it('gives addresses with a public IP to pods that ask for one, by any or by its label', () => {
    const machine = machineWith(
      '10.240.0.5',
      '10.240.0.6 public shop-1-1',
      '10.240.0.7 public shop-1-2',
      '10.240.0.8 public',
    );
    const got = ['SHOP-1-2', 'true', 'true', 'false', '', 'shop-1-1', 'true'].map((value, index) => {
      const CNI_NETNS = machine.addPod(`p${index}`);
      const outcome = machine.call('ADD', {CNI_CONTAINERID: `p${index}`, CNI_NETNS}, annotated(value));
      const result = JSON.parse(outcome.stdout) as {ips?: {address: string}[]; msg?: string};
      return result.ips?.[0]?.address ?? result.msg;
    });

    const full = (label: string, count: number): string =>
      `no free address (public IP: ${label}): ${count} of ${machine.directory}/pool are in use`;
    expect(got).toEqual([
      '10.240.0.7/32',
      '10.240.0.6/32',
      '10.240.0.8/32',
      '10.240.0.5/32',
      full('', 0),
      full('shop-1-1', 1),
      full('true', 3),
    ]);
  });

  it('lets an address rest, but hands out the one that rested longest rather than fail', () => {
    const machine = machineWith('10.240.0.5', '10.240.0.6', '10.240.0.7');
    machine.addPod('a');
    const got: string[] = [];

    for (let i = 0; i < 4; i++) {
      const {stdout} = machine.call('ADD');
      got.push((JSON.parse(stdout) as {ips: {address: string}[]}).ips[0]?.address ?? '');
      machine.call('DEL');
      if (i === 0) run('sleep', '1.1');
    }

    expect(got).toEqual(['10.240.0.5/32', '10.240.0.6/32', '10.240.0.7/32', '10.240.0.5/32']);
  });

  it('hands out the first free address when the cool-down is 0', () => {
    const machine = machineWith('10.240.0.5', '10.240.0.6');
    machine.addPod('a');
    const keys = {cooldownSeconds: 0};
    machine.call('ADD', {}, keys);
    machine.call('DEL', {}, keys);

    machine.call('ADD', {}, keys);

    expect(routes(machine.name)).toEqual([`10.240.0.5 dev ${LINK_A} proto 86 scope link`]);
  });

  it('reads a pool with comments, blanks, faults and doubles', () => {
    const machine = machineWith(
      '# pool',
      '',
      ' 10.240.0.5 private',
      '10.240.0.256',
      'x',
      '\t10.240.0.6  # first\r',
      '10.240.0.6',
    );
    machine.addPod('a');
    const CNI_NETNS = machine.addPod('b');
    machine.call('ADD');

    const outcome = machine.call('ADD', {CNI_CONTAINERID: 'b', CNI_NETNS});

    const pool = `${machine.directory}/pool`;
    expect(routes(machine.name)).toEqual([`10.240.0.6 dev ${LINK_A} proto 86 scope link`]);
    expect(failure(outcome)).toEqual(tryAgain(`no free address (public IP: false): 1 of ${pool} are in use`));
  });

  it('fails for now without a pool', () => {
    const machine = machineWith();
    machine.addPod('a');

    const outcomes = [machine.call('ADD'), machine.call('ADD', {}, {pool: '/nonexistent'})];

    expect(outcomes.map(failure)).toEqual([
      tryAgain(`no address in the pool ${machine.directory}/pool`),
      {
        status: 1,
        error: {cniVersion: '1.0.0', code: 11, msg: 'no address in the pool /nonexistent', details: 'ENOENT'},
      },
    ]);
  });

  it('logs what it did, and to whom', () => {
    const machine = machineWith('10.240.0.5');
    machine.addPod('a');

    machine.call('ADD');
    machine.call('ADD');
    machine.call('DEL');
    // Runtimes ask for the STATUS every few seconds, which would soon fill the log.
    machine.call('STATUS');

    expect(log(machine)).toEqual([
      'ADD vnet/a/eth0 10.240.0.5 ok',
      `ADD vnet/a/eth0 0.0.0.0 CNI_CONTAINERID, CNI_IFNAME: vnet/a/eth0 has ${LINK_A}`,
      'DEL vnet/a/eth0 0.0.0.0 ok',
    ]);
  });

  it('works without log and cool-down in a state directory that is read-only', () => {
    const machine = machineWith('10.240.0.5');
    machine.addPod('a');
    run('mkdir', `${machine.directory}/state`);
    run('mount', '--bind', '-o', 'ro', `${machine.directory}/state`, `${machine.directory}/state`);
    try {
      const outcomes = ['ADD', 'DEL'].map(
        (verb) => machine.call(verb, {}, {log: `${machine.directory}/state/log`}).status,
      );

      expect({outcomes, routes: routes(machine.name)}).toEqual({outcomes: [0, 0], routes: []});
    } finally {
      run('umount', '--lazy', `${machine.directory}/state`);
    }
  });
});
