import {spawnSync} from 'node:child_process';
import {afterEach, describe, expect, it} from 'vitest';
import {createMachine, links, type Machine, missingPrivilege, PLUGIN, podLinks, routes, run} from './machine.ts';

const reason = missingPrivilege();
const open: Machine[] = [];

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

function attached(): Machine {
  const machine = createMachine('10.240.0.5', '10.240.0.6 public shop-1-1');
  open.push(machine);
  machine.addPod('a');
  machine.call('ADD');
  return machine;
}

/** Runs a command for people on a machine whose /run/vnetk8s has the machine's pool, then prints what lies there. */
function command(machine: Machine, line: string, input = ''): unknown {
  const prepare = `mkdir -p /run/vnetk8s; mount -t tmpfs none /run/vnetk8s; cp ${machine.directory}/pool /run/vnetk8s`;
  const script = `${prepare}; "$0" ${line}; code=$?; echo --; ls /run/vnetk8s; cat /run/vnetk8s/pool; exit $code`;
  const args = [`--net=/run/netns/${machine.name}`, 'unshare', '-m', 'sh', '-c', script, PLUGIN];
  const {status, stdout, stderr} = spawnSync('nsenter', args, {input, encoding: 'utf8'});
  return {status, stdout, stderr};
}

const NETWORK = JSON.stringify({
  interface: [
    {
      ipv4: {
        ipAddress: [
          {privateIpAddress: '10.240.0.4', publicIpAddress: ''},
          {privateIpAddress: '10.240.0.5', publicIpAddress: ''},
          {privateIpAddress: '10.240.0.6', publicIpAddress: ''},
          {privateIpAddress: '10.240.0.7', publicIpAddress: ''},
        ],
        subnet: [{address: '10.240.0.0', prefix: '16'}],
      },
      ipv6: {ipAddress: []},
      macAddress: '000D3A00000A',
    },
    {ipv4: {ipAddress: [{privateIpAddress: '10.241.0.4'}, {privateIpAddress: '10.241.0.5'}]}},
  ],
});
const BALANCER = JSON.stringify({
  loadbalancer: {
    publicIpAddresses: [
      {frontendIpAddress: '52.0.0.4', privateIpAddress: '10.240.0.4'},
      {frontendIpAddress: '52.0.0.7', privateIpAddress: '10.240.0.7'},
      {frontendIpAddress: '52.0.0.6', privateIpAddress: '10.240.0.6'},
    ],
    inboundRules: [],
  },
});

describe.skipIf(reason)(`commands for people${reason === undefined ? '' : ` (${reason})`}`, () => {
  it.each([
    ['the network alone', NETWORK, '', '10.240.0.5\n10.240.0.6\n10.240.0.7\n'],
    ['the whole instance', `{"compute":{},"network":${NETWORK}}`, '', '10.240.0.5\n10.240.0.6\n10.240.0.7\n'],
    [
      'network and load balancer',
      `${NETWORK}\n${BALANCER}\n`,
      '',
      '10.240.0.5\n10.240.0.6 public 52.0.0.6\n10.240.0.7 public 52.0.0.7\n',
    ],
    [
      'labels',
      NETWORK + BALANCER,
      'shop-1-1 shop-1-2',
      '10.240.0.5\n10.240.0.6 public shop-1-1\n10.240.0.7 public shop-1-2\n',
    ],
    [
      'fewer labels',
      NETWORK + BALANCER,
      'shop-1-1',
      '10.240.0.5\n10.240.0.6 public shop-1-1\n10.240.0.7 public 52.0.0.7\n',
    ],
    [
      'a load balancer’s error',
      `${NETWORK}{"error":"No load balancer metadata"}`,
      '',
      '10.240.0.5\n10.240.0.6\n10.240.0.7\n',
    ],
  ])('"pool" writes the pool from %s', (_title, input, labels, pool) => {
    const machine = attached();

    const outcome = command(machine, `pool ${labels}`, input);

    expect(outcome).toEqual({status: 0, stdout: `${pool}--\npool\n${pool}`, stderr: ''});
  });

  it.each([[''], ['{}'], ['nonsense'], [NETWORK.slice(0, 100)], ['{"interface":[{"ipv4":{"ipAddress":[{}]}}]}']])(
    '"pool" keeps the pool that there is if the metadata is %j',
    (input) => {
      const machine = attached();

      const outcome = command(machine, 'pool', input);

      expect(outcome).toEqual({
        status: 1,
        stdout: '--\npool\n10.240.0.5\n10.240.0.6 public shop-1-1\n',
        stderr: 'vnetk8s: failed: EINVAL',
      });
    },
  );

  it('"status" prints who has which address', () => {
    const machine = attached();

    expect(command(machine, 'status')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^10\.240\.0\.5\tvn53108f717329\tvnet\/a\/eth0\n1 interfaces, 2 addresses\n--\n/),
    });
  });

  it('"status" shows a route that someone flushed, and "repair" restores it', () => {
    const machine = attached();
    run('ip', '-n', machine.name, 'route', 'flush', 'proto', '86');

    const status = command(machine, 'status');
    const repair = command(machine, 'repair');

    const line = '10.240.0.5\tvn53108f717329\tvnet/a/eth0\tno route\n1 interfaces, 2 addresses\n--\npool\n';
    const stdout = `${line}10.240.0.5\n10.240.0.6 public shop-1-1\n`;
    expect([status, repair]).toEqual([
      {status: 0, stdout, stderr: ''},
      {status: 0, stdout, stderr: ''},
    ]);
    expect(routes(machine.name)).toEqual(['10.240.0.5 dev vn53108f717329 proto 86 scope link']);
  });

  it('an address whose route was flushed is given to nobody', () => {
    const machine = attached();
    run('ip', '-n', machine.name, 'route', 'flush', 'proto', '86');

    const {status} = machine.call('ADD', {CNI_CONTAINERID: 'b', CNI_NETNS: machine.addPod('b')});

    expect({status, owners: podLinks(machine.name).map((link) => link.alias)}).toEqual({
      status: 1,
      owners: ['vnet/a/eth0'],
    });
  });
});

describe.skipIf(reason)(`called as loopback${reason === undefined ? '' : ` (${reason})`}`, () => {
  it('brings up lo, and has nothing else to do', () => {
    const machine = createMachine();
    open.push(machine);
    const CNI_NETNS = machine.addPod('a');
    run('ln', '-s', PLUGIN, `${machine.directory}/loopback`);
    const loopback = (CNI_COMMAND: string, cniVersion: string): unknown => {
      const {status, stdout} = spawnSync(`${machine.directory}/loopback`, {
        input: JSON.stringify({cniVersion, name: 'cni-loopback', type: 'loopback', log: `${machine.directory}/log`}),
        encoding: 'utf8',
        env: {CNI_COMMAND, CNI_NETNS, CNI_CONTAINERID: 'a', CNI_IFNAME: 'lo'},
      });
      return {status, stdout};
    };

    const outcomes = [
      loopback('ADD', '0.3.1'),
      loopback('CHECK', '0.4.0'),
      loopback('DEL', '1.0.0'),
      loopback('STATUS', '1.1.0'),
    ];

    const lo = run('ip', '-n', `${machine.name}-a`, '-br', '-4', 'addr', 'show', 'lo').trim().split(/\s+/);
    expect({outcomes, lo, links: links(`${machine.name}-a`)}).toEqual({
      outcomes: [
        {status: 0, stdout: '{"cniVersion":"0.3.1"}\n'},
        {status: 0, stdout: ''},
        {status: 0, stdout: ''},
        {status: 0, stdout: ''},
      ],
      lo: ['lo', 'UNKNOWN', '127.0.0.1/8'],
      links: [],
    });
  });
});
