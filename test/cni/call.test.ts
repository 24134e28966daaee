import {afterEach, describe, expect, it} from 'vitest';
import {createMachine, failure, type Machine, missingPrivilege, podLinks, run} from './machine.ts';

const reason = missingPrivilege();
const open: Machine[] = [];

function machineWith(...pool: readonly string[]): Machine {
  const machine = createMachine(...pool);
  open.push(machine);
  machine.addPod('a');
  return machine;
}

function refused(code: number, msg: string, cniVersion = '1.0.0', details = ''): unknown {
  return {status: 1, error: {cniVersion, code, msg, details}};
}

afterEach(() => {
  for (const machine of open.splice(0)) machine.dispose();
});

const VERSIONS = '"0.3.0","0.3.1","0.4.0","1.0.0","1.1.0"';
const SUPPORTED = ['0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];

describe.skipIf(reason)(`a call${reason === undefined ? '' : ` (${reason})`}`, () => {
  describe('VERSION', () => {
    it.each([['1.0.0'], ['0.1.0'], ['2.0.0']])('is answered to %s', (cniVersion) => {
      const {status, stdout} = machineWith().call('VERSION', {}, {cniVersion});

      expect({status, answer: JSON.parse(stdout)}).toEqual({
        status: 0,
        answer: {cniVersion, supportedVersions: SUPPORTED},
      });
    });

    it('is answered without a configuration', () => {
      const {status, stdout} = machineWith().callRaw({CNI_COMMAND: 'VERSION'}, '');

      expect({status, answer: JSON.parse(stdout)}).toEqual({
        status: 0,
        answer: {cniVersion: '1.1.0', supportedVersions: SUPPORTED},
      });
    });
  });

  describe('STATUS', () => {
    it('is well while the pool has addresses, be they all in use', () => {
      const machine = machineWith('10.240.0.5');
      machine.call('ADD');

      const outcome = machine.callRaw(
        {CNI_COMMAND: 'STATUS'},
        JSON.stringify({...machine.configuration, cniVersion: '1.1.0'}),
      );

      expect(outcome).toEqual({status: 0, stdout: ''});
    });

    it('tells of a pool that is missing or empty, and of a configuration that would fail ADD', () => {
      const machine = machineWith('# none yet');

      const outcomes = [{}, {pool: '/nonexistent'}, {mtu: 'large'}].map((keys) =>
        failure(machine.call('STATUS', {}, {cniVersion: '1.1.0', ...keys})),
      );

      expect(outcomes).toEqual([
        refused(50, `no address in the pool ${machine.directory}/pool`, '1.1.0'),
        refused(50, 'no address in the pool /nonexistent', '1.1.0', 'ENOENT'),
        refused(50, 'mtu: is missing or not valid', '1.1.0'),
      ]);
    });
  });

  describe('version', () => {
    it.each([
      ['ADD', '0.2.0', `cniVersion: "0.2.0" is none of ${VERSIONS}`],
      ['ADD', '1.2.0', `cniVersion: "1.2.0" is none of ${VERSIONS}`],
      ['ADD', '1.0', `cniVersion: "1.0" is none of ${VERSIONS}`],
      ['CHECK', '0.3.1', 'cniVersion 0.3.1 has no CHECK'],
      ['GC', '1.0.0', 'cniVersion 1.0.0 has no GC'],
      ['STATUS', '1.0.0', 'cniVersion 1.0.0 has no STATUS'],
    ])('of %s cannot be %s', (command, cniVersion, msg) => {
      const outcome = machineWith('10.240.0.5').call(command, {}, {cniVersion});

      expect(failure(outcome)).toEqual(refused(1, msg, cniVersion));
    });

    it('cannot be missing', () => {
      const outcome = machineWith('10.240.0.5').call('ADD', {}, {cniVersion: undefined});

      expect(failure(outcome)).toEqual(refused(1, `cniVersion: "" is none of ${VERSIONS}`, ''));
    });
  });

  describe('environment', () => {
    it.each([
      ['CNI_COMMAND', ''],
      ['CNI_COMMAND', 'add'],
      ['CNI_CONTAINERID', ''],
      ['CNI_CONTAINERID', '-a'],
      ['CNI_CONTAINERID', '../a'],
      ['CNI_CONTAINERID', 'a\nb'],
      ['CNI_CONTAINERID', 'ä'],
      ['CNI_IFNAME', ''],
      ['CNI_IFNAME', '.'],
      ['CNI_IFNAME', '..'],
      ['CNI_IFNAME', 'a/b'],
      ['CNI_IFNAME', 'a:b'],
      ['CNI_IFNAME', 'eth 0'],
      ['CNI_IFNAME', 'eth%d'],
      ['CNI_IFNAME', '0123456789abcdef'],
      ['CNI_NETNS', ''],
      ['CNI_ARGS', 'A'],
      ['CNI_ARGS', 'A=1;B'],
      ['CNI_ARGS', '=1'],
      ['CNI_ARGS', ';;'],
    ])('%s cannot be "%s"', (name, value) => {
      const machine = machineWith('10.240.0.5');

      const outcome = machine.call('ADD', {[name]: value});

      const shown = value === 'ä' ? '\u00c3\u00a4' : value;
      expect(failure(outcome)).toEqual(refused(4, `${name}: "${shown}" is not valid`));
      expect(podLinks(machine.name)).toEqual([]);
    });

    it.each([['IgnoreUnknown=1;K8S_POD_NAME=x;K8S_POD_NAMESPACE=y'], ['A='], ['A=1;'], ['A=B=C'], ['']])(
      'CNI_ARGS can be "%s"',
      (CNI_ARGS) => {
        expect(machineWith('10.240.0.5').call('ADD', {CNI_ARGS}).status).toBe(0);
      },
    );

    it('names a namespace that is none, is missing, or is the node’s', () => {
      const machine = machineWith('10.240.0.5');
      const node = `/run/netns/${machine.name}`;

      const outcomes = ['/run/netns/nonexistent', '/etc/passwd', node].map((CNI_NETNS) =>
        failure(machine.call('ADD', {CNI_NETNS})),
      );

      expect(outcomes).toEqual([
        refused(4, 'CNI_NETNS: cannot enter /run/netns/nonexistent', '1.0.0', 'ENOENT'),
        refused(4, 'CNI_NETNS: cannot enter /etc/passwd', '1.0.0', 'EINVAL'),
        refused(4, `CNI_NETNS: ${node} is the node's`),
      ]);
    });

    it('may be as long as the kernel lets it be', () => {
      const machine = machineWith('10.240.0.5');
      const long = 'a'.repeat(900);

      const outcomes = [long, 'a'.repeat(100_000)].map((CNI_CONTAINERID) => machine.call('ADD', {CNI_CONTAINERID}));
      const owners = podLinks(machine.name).map((link) => link.alias);
      const deleted = machine.call('DEL', {CNI_CONTAINERID: long});

      expect(outcomes.map(({status}) => status)).toEqual([0, 1]);
      expect(failure(outcomes[1] ?? deleted)).toEqual(refused(4, `CNI_CONTAINERID: "${'a'.repeat(621)}`));
      expect(owners).toEqual([`vnet/${'a'.repeat(250)}`]);
      expect({deleted, left: podLinks(machine.name)}).toEqual({deleted: {status: 0, stdout: ''}, left: []});
    });
  });

  describe('configuration', () => {
    it.each([
      ['name', undefined],
      ['name', ''],
      ['name', 'a/b'],
      ['name', 'a'.repeat(64)],
      ['mtu', '1500'],
      ['mtu', 575],
      ['mtu', 65_536],
      ['mtu', 1500.5],
      ['mtu', -1500],
      ['mtu', 4_294_968_796],
      ['cooldownSeconds', -1],
      ['cooldownSeconds', 86_401],
      ['gateway', '169.254.1'],
      ['gateway', '169.254.1.256'],
      ['gateway', '169.254.1.1.'],
      ['gateway', 1],
      ['pool', 'pool'],
      ['pool', 1],
      ['pool', `/${'p'.repeat(256)}`],
      ['stateDir', ''],
      ['log', 'log'],
      ['prevResult', 'none'],
    ])('is refused for its %s if that is %j', (key, value) => {
      const machine = machineWith('10.240.0.5');

      const outcome = machine.call('ADD', {}, {[key]: value});

      expect(failure(outcome)).toEqual(refused(7, `${key}: is missing or not valid`));
      expect(podLinks(machine.name)).toEqual([]);
    });

    it('is refused for the annotation that is no text', () => {
      const runtimeConfig = {'io.kubernetes.cri.pod-annotations': {'vnetk8s.io/public-ip': true}};

      const outcome = machineWith('10.240.0.5').call('ADD', {}, {runtimeConfig});

      expect(failure(outcome)).toEqual(refused(7, 'vnetk8s.io/public-ip: is missing or not valid'));
    });

    it('may have keys that are unknown, null, or in other letters', () => {
      const machine = machineWith('10.240.0.5');
      const keys = {
        capabilities: {portMappings: true},
        ipam: {},
        mtu: null,
        MTU: 1300,
        runtimeConfig: {IngressRate: 1},
      };

      const {status} = machine.call('ADD', {}, keys);

      expect({status, mtu: podLinks(machine.name)[0]?.mtu}).toEqual({status: 0, mtu: 1300});
    });

    it.each([
      [''],
      ['nonsense'],
      ['[]'],
      ['"text"'],
      ['{}{}'],
      ['{"a":}'],
      ['{"a":1,}'],
      ['{"a" 1}'],
      ['{"a":"\\x"}'],
      ['{"a":"\n"}'],
      ['{"a":"'],
      ['{"a":tru}'],
      ['{"a":[1 2]}'],
      ['{"a":[1}'],
      [`{"a":${'['.repeat(40)}${']'.repeat(40)}}`],
      ['{'.repeat(100_000)],
      ['\0'],
    ])('is refused if it is %j', (input) => {
      const outcome = machineWith().callRaw({CNI_COMMAND: 'ADD'}, input);

      expect(failure(outcome)).toEqual(refused(6, 'the configuration is no JSON object', '1.1.0'));
    });

    it('is refused if it is too large', () => {
      const outcome = machineWith().callRaw({CNI_COMMAND: 'ADD'}, ' '.repeat(400_000));

      expect(failure(outcome)).toEqual(refused(5, 'cannot read the configuration', '1.1.0', 'errno 27'));
    });

    it('has defaults for everything but its name', () => {
      const machine = machineWith();
      const variables = {
        CNI_COMMAND: 'ADD',
        CNI_CONTAINERID: 'a',
        CNI_IFNAME: 'eth0',
        CNI_NETNS: `/run/netns/${machine.name}-a`,
      };
      const prepare = 'mkdir -p /run/vnetk8s; mount -t tmpfs none /run/vnetk8s; echo 10.240.0.5 > /run/vnetk8s/pool';
      const script = `${prepare}; "$0" && cd /run/vnetk8s && ls && cut -d " " -f 2- log`;

      const {status, stdout} = machine.callRaw(variables, '{"cniVersion":"1.1.0","name":"vnet"}', [
        'unshare',
        '-m',
        'sh',
        '-c',
        script,
      ]);

      const [result = '', ...rest] = stdout.trimEnd().split('\n');
      expect({status, result: JSON.parse(result) as unknown, rest}).toEqual({
        status: 0,
        result: expect.objectContaining({routes: [{dst: '0.0.0.0/0', gw: '169.254.1.1'}]}),
        rest: ['log', 'pool', 'released', 'ADD vnet/a/eth0 10.240.0.5 ok'],
      });
      expect(podLinks(machine.name)[0]?.mtu).toBe(1500);
    });
  });

  it('waits for the lock, and tries no more after ten seconds', {timeout: 20_000}, () => {
    const machine = machineWith('10.240.0.5');
    run('mkdir', `${machine.directory}/state`);
    const script = `exec 9< ${machine.directory}/state; flock 9; "$0" 9<&-`;

    const variables = {
      CNI_COMMAND: 'ADD',
      CNI_CONTAINERID: 'a',
      CNI_IFNAME: 'eth0',
      CNI_NETNS: `/run/netns/${machine.name}-a`,
    };
    const outcome = machine.callRaw(variables, JSON.stringify(machine.configuration), ['sh', '-c', script]);

    expect(failure(outcome)).toEqual(refused(11, 'cannot lock the state', '1.0.0', 'EAGAIN'));
  });
});
