import {describe, expect, it} from 'vitest';
import type {Issue, Path} from '../../src/definition/issue.ts';
import {type ForeignFormat, readDefinition} from '../../src/definition/read-definition.ts';
import {faults, MINIMAL, read, tell} from './samples.ts';

/** Fifteen faults of fifteen kinds. */
const FAULTY = `apiVersion: vnetk8s/v2
name: Prod
locaton: westeurope
kubernetes:
  version: 1.30
network:
  virtualNetwork:
    addressSpace: [10.240.0.1/12, 10.240.0.1/12]
  serviceCidr: fd00::/108
  dnsServiceIP: 172.16.0.10/16
  subnets:
    - cidr: 10.240.0.0
nodePools:
  - name: apps
    count: 4001
    vmSize:
    zones: "1"
    podPublicIPs: {perNode: 1}
    podPublicIPs: {perNode: 0}
linux:
  sshPublicKeys: []
`;

describe('a definition with many faults', () => {
  it('has all of them told in one run, from top to bottom', () => {
    const told = faults(FAULTY, ['controlPlane.count=2']);

    expect(told).toEqual([
      '1:13 «vnetk8s/v2» VK2004 apiVersion: "vnetk8s/v2" is not allowed here -> did you mean vnetk8s/v1? Allowed: vnetk8s/v1',
      '2:7 «Prod» VK2006 name: "Prod" has the wrong form -> write lower-case letters, digits and hyphens, a letter first, no hyphen last, at most 40 characters',
      '3:1 «locaton» VK2003 locaton: unknown key "locaton" -> did you mean location?',
      '5:12 «1.30» VK2013 kubernetes.version: 1.30 without quotes is a number, which YAML reads as 1.3 -> put it in quotes: "1.30"',
      '8:20 «10.240.0.1/12» VK2008 network.virtualNetwork.addressSpace[0]: "10.240.0.1/12" has host bits set: a range begins with its network address -> use 10.240.0.0/12',
      '8:35 «10.240.0.1/12» VK2008 network.virtualNetwork.addressSpace[1]: "10.240.0.1/12" has host bits set: a range begins with its network address -> use 10.240.0.0/12',
      '8:35 «10.240.0.1/12» VK2012 network.virtualNetwork.addressSpace[1]: "10.240.0.1/12" is in the list twice -> remove one',
      '  8:20 «10.240.0.1/12» network.virtualNetwork.addressSpace[0]: the first',
      '9:16 «fd00::/108» VK2009 network.serviceCidr: "fd00::/108" is IPv6, which is not supported -> use IPv4: an Azure network interface cannot have an IPv6 address for every pod',
      '10:17 «172.16.0.10/16» VK2010 network.dnsServiceIP: "172.16.0.10/16" is not an IPv4 address -> write 172.16.0.10',
      '12:7 «cidr: 10.240.0.0» VK2001 network.subnets[0].name: name is missing -> add it, for example name: apps',
      '12:13 «10.240.0.0» VK2007 network.subnets[0].cidr: "10.240.0.0" is an address without a prefix length -> use 10.240.0.0/32 for this one address',
      '15:12 «4001» VK2005 nodePools[0].count: 4001 is too large -> use 0 to 4000',
      '16:12 «» VK2014 nodePools[0].vmSize: vmSize is empty -> give it a value, such as Standard_D4s_v5, or remove the key (the default is Standard_D4s_v5)',
      '17:12 «"1"» VK2002 nodePools[0].zones: "1" is text -> write a list: ["1"]',
      '19:5 «podPublicIPs» VK1003 (text): the key "podPublicIPs" is here twice -> keep one; the last would win without a word',
      '  18:5 «podPublicIPs» (text): the first',
      '19:29 «0» VK2005 nodePools[0].podPublicIPs.perNode: 0 is too small -> use 1 to 250',
      '21:18 «[]» VK2011 linux.sshPublicKeys: it has no entries -> write at least 1 entry',
      '--set controlPlane.count=2 at 1:26 «2» VK2004 controlPlane.count: 2 is not allowed here -> use 1, 3 or 5',
    ]);
  });

  it('is mended, so that its rules can be checked in the same run', () => {
    const {definition, intact} = read(FAULTY);

    expect({definition, intact}).toEqual({
      definition: {
        apiVersion: 'vnetk8s/v1',
        name: 'prod',
        location: 'westeurope',
        kubernetes: {version: '1.3'},
        network: {
          virtualNetwork: {addressSpace: ['10.240.0.0/12']},
          subnets: [{name: 'apps'}],
        },
        nodePools: [{name: 'apps', count: 4000, zones: ['1'], podPublicIPs: {perNode: 1}}],
        linux: {
          sshPublicKeys: [
            'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com',
          ],
        },
      },
      intact: false,
    });
  });
});

function ruleIssue(path: Path, more: Partial<Issue> = {}): Issue {
  return {code: 'VK3999', severity: 'error', path, message: 'said by a rule', ...more};
}

describe('an issue of a later stage', () => {
  const text = `${MINIMAL.replace('- name: apps', '- {name: apps, count: -1, subnet: a}\n  - {name: web, subnet: b}')}cloud: x\n`;
  const own = read(text).issues;

  /** What is told of issues of rules besides what the schema has said. */
  function toldOf(...later: Issue[]): string[] {
    return tell(
      read(text)
        .withIssues(later)
        .filter(({code}) => code === 'VK3999'),
    );
  }

  it('is located and told among those of the schema, by position', () => {
    const issues = read(text).withIssues([
      ruleIssue(['linux']),
      ruleIssue(['nodePools', 1, 'name']),
      ruleIssue(['name']),
    ]);

    expect(issues.map(({code, location}) => `${code} ${location.line}:${location.column}`)).toEqual([
      'VK3999 2:7',
      'VK2005 5:25',
      'VK3999 6:12',
      'VK3999 8:3',
      'VK2004 12:8',
    ]);
  });

  it('comes on top of those of the schema, which stay', () => {
    const issues = read(text).withIssues([]);

    expect(issues).toEqual(own);
  });

  it('about a value that is a guess is dropped', () => {
    const told = toldOf(ruleIssue(['nodePools', 0, 'count']), ruleIssue(['cloud']));

    expect(told).toEqual([]);
  });

  it('that compares with a guess is dropped', () => {
    const related = [{path: ['nodePools', 0, 'count'], message: 'more than that'}];

    const told = toldOf(ruleIssue(['nodePools', 1, 'name'], {related}));

    expect(told).toEqual([]);
  });

  it('about a thing that holds a guess is dropped', () => {
    const told = toldOf(ruleIssue(['nodePools', 0]));

    expect(told).toEqual([]);
  });

  it('about the whole of a section that holds a guess somewhere is kept', () => {
    const told = toldOf(ruleIssue(['nodePools']));

    expect(told).toEqual(['5:3 «- {name: apps, count: -1, subnet: a}» VK3999 nodePools: said by a rule']);
  });

  it('about anything else is kept, with its related places', () => {
    const related = [{path: ['nodePools', 0, 'subnet'], message: 'used here'}];

    const told = toldOf(
      ruleIssue(['nodePools', 1, 'subnet'], {related, severity: 'warning', hint: 'do not'}),
      ruleIssue(['nodePools', 1, 'subnet'], {at: 'key'}),
      ruleIssue(['network', 'serviceCidr']),
    );

    expect(told).toEqual([
      '1:1 «a» VK3999 network.serviceCidr: said by a rule',
      '6:17 «subnet» VK3999 nodePools[1].subnet: said by a rule',
      '6:25 «b» warning VK3999 nodePools[1].subnet: said by a rule -> do not',
      '  5:37 «a» nodePools[0].subnet: used here',
    ]);
  });

  it('that is an error comes before a warning of the same place', () => {
    const told = toldOf(ruleIssue(['name'], {severity: 'warning', message: 'a'}), ruleIssue(['name'], {message: 'b'}));

    expect(told).toEqual(['2:7 «prod» VK3999 name: b', '2:7 «prod» warning VK3999 name: a']);
  });

  it('about a text that could not be read is not there', () => {
    const issues = read('a: "').withIssues([ruleIssue(['name'])]);

    expect(tell(issues)).toEqual(['1:4 «"» VK1001 (text): this " is never closed -> add a "']);
  });
});

describe('intact', () => {
  it.each<[string, string, string[], boolean]>([
    ['nothing is wrong', MINIMAL, [], true],
    ['a flag was applied', MINIMAL, ['name=other'], true],
    ['something was mended', `${MINIMAL}cloud: azurecloud\n`, [], false],
    ['a key was repeated', `${MINIMAL}name: prod\n`, [], false],
    ['a flag could not be applied', MINIMAL, ['name'], false],
  ])('if %s', (_what, text, set, expected) => {
    const {intact} = read(text, set);

    expect(intact).toBe(expected);
  });
});

describe('locate', () => {
  it.each<[Path, string]>([
    [['name'], '2:7'],
    [['nodePools', 0, 'name'], '5:11'],
    [['nodePools', 0, 'maxPods'], '5:5'],
    [['network', 'serviceCidr'], '1:1'],
    [['linux', 'sshPublicKeys', 0], '8:7'],
    [['linux', 'sshPublicKeys', 1], '7:3'],
    [['linux', 'adminUsername'], '6:1'],
    [[], '1:1'],
  ])('%j is at %s', (path, expected) => {
    const {line, column} = read(MINIMAL).locate(path);

    expect(`${line}:${column}`).toBe(expected);
  });
});

describe('another format', () => {
  const format: ForeignFormat = {
    recognizes: (value) => JSON.stringify(value).includes('"kind":"foreign"'),
    convert: (value) => ({
      definition: {
        apiVersion: 'vnetk8s/v1',
        name: (value as {title: unknown}).title,
        location: 'westeurope',
        nodePools: [{name: 'apps'}],
        linux: {sshPublicKeys: ['x']},
      },
      issues: [{code: 'VK5001', severity: 'warning', path: ['kind'], message: 'converted'}],
      translate: (path) => (path[0] === 'name' ? ['title'] : []),
    }),
  };

  function foreign(text: string, set: readonly string[] = []) {
    return readDefinition({name: 'c.yaml', bytes: new TextEncoder().encode(text), set}, [format]);
  }

  it('is converted, and its own issues are told', () => {
    const reading = foreign('kind: foreign\ntitle: prod\n');

    expect({intact: reading.intact, name: reading.definition?.name, told: tell(reading.issues)}).toEqual({
      intact: true,
      name: 'prod',
      told: ['1:7 «foreign» warning VK5001 kind: converted'],
    });
  });

  it('has faults shown where they stem from', () => {
    const told = tell(foreign('kind: foreign\ntitle: 1.0\n').issues);

    expect(told).toEqual([
      '1:7 «foreign» warning VK5001 kind: converted',
      '2:8 «1.0» VK2013 name: 1 without quotes is a number -> put it in quotes, and write lower-case letters, digits and hyphens, a letter first, no hyphen last, at most 40 characters',
    ]);
  });

  it('takes flags for what it is converted to', () => {
    const {definition, issues} = foreign('kind: foreign\ntitle: prod\n', ['name=other', 'nodePools[0].count=-1']);

    expect({name: definition?.name, told: tell(issues)}).toEqual({
      name: 'other',
      told: [
        '1:7 «foreign» warning VK5001 kind: converted',
        '--set nodePools[0].count=-1 at 1:26 «-1» VK2005 nodePools[0].count: -1 is too small -> use 0 to 4000',
      ],
    });
  });

  it('is not asked of a definition of vnetk8s', () => {
    const told = tell(foreign(MINIMAL).issues);

    expect(told).toEqual([]);
  });
});

describe('a list with something in it twice', () => {
  const TAINT: Issue = {
    code: 'VK3533',
    severity: 'error',
    path: ['nodePools', 0, 'taints', 0],
    message: 'the first is wrong too',
  };
  const TWICE = `${MINIMAL}network:\n  virtualNetwork: {addressSpace: [10.0.0.0/16, 10.0.0.0/16, 10.2.0.0/16]}\n`;

  it('has the faults of its other items told in the same run', () => {
    const text = MINIMAL.replace(
      '- name: apps',
      '- name: apps\n    taints: ["a:Wrong", "b:NoSchedule", "b:NoSchedule"]',
    );

    expect(tell(read(text).withIssues([TAINT])).map((line) => line.replace(/.*VK/, 'VK'))).toEqual([
      'VK3533 nodePools[0].taints[0]: the first is wrong too',
      'VK2012 nodePools[0].taints[2]: "b:NoSchedule" is in the list twice -> remove one',
      '  6:25 «"b:NoSchedule"» nodePools[0].taints[1]: the first',
    ]);
  });

  it('is not taken for whole: nothing is missing from it before it is mended', () => {
    const outside: Issue = {
      code: 'VK4003',
      severity: 'error',
      path: ['network', 'serviceCidr'],
      message: 'it is not in the address space',
      related: [{path: ['network', 'virtualNetwork', 'addressSpace'], message: 'the address space'}],
    };

    expect(
      read(TWICE)
        .withIssues([outside])
        .map(({code}) => code),
    ).toEqual(['VK2012']);
  });
});
