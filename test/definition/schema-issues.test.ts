import {describe, expect, it} from 'vitest';
import {faults, MINIMAL, read} from './samples.ts';

/** Of the smallest definition and lines behind it. */
function faultsWith(lines: string): string[] {
  return faults(MINIMAL + lines);
}

/** Of the smallest definition with more in its node pool. */
function faultsInPool(text: string): string[] {
  return faults(MINIMAL.replace('name: apps', `{name: apps, ${text}}`));
}

describe('an issue of the schema', () => {
  it('has a code, a path, what is wrong, what would be right, and its place', () => {
    const {issues} = read(`${MINIMAL}controlPlane:\n  count: 2\n`);

    expect(issues).toEqual([
      {
        code: 'VK2004',
        severity: 'error',
        path: 'controlPlane.count',
        message: '2 is not allowed here',
        hint: 'use 1, 3 or 5',
        location: {
          source: 'c.yaml',
          line: 12,
          column: 10,
          length: 1,
          excerpt: {firstLine: 11, lines: ['controlPlane:', '  count: 2']},
        },
        related: [],
      },
    ]);
  });
});

describe('a missing key', () => {
  it.each([
    ['a text', 'name: prod\n', 'name is missing -> add it, for example name: prod'],
    [
      'a list of mappings',
      'nodePools:\n  - name: apps\n',
      'nodePools is missing -> add it, a list of items with name: groups of equal nodes',
    ],
    [
      'a mapping',
      MINIMAL.slice(MINIMAL.indexOf('linux:')),
      'linux is missing -> add it, with sshPublicKeys: the operating system of all machines: Ubuntu 24.04',
    ],
  ])('at the top is shown where the definition begins: %s', (_what, removed, message) => {
    const told = faults(MINIMAL.replace(removed, ''));

    expect(told).toEqual([`1:1 «a» VK2001 ${message.split(' ')[0]}: ${message}`]);
  });

  it.each([
    [
      'nodePools:\n  - name: apps\n  - count: 2\n',
      '6:5 «count: 2» VK2001 nodePools[1].name: name is missing -> add it, for example name: apps',
    ],
    [
      'nodePools:\n  - name: apps\n    count:\n      min: 2\n',
      '6:5 «count» VK2001 nodePools[0].count.max: max is missing -> add it, for example max: 20',
    ],
  ])('further down is shown where it would belong: %j', (pools, message) => {
    const told = faults(MINIMAL.replace('nodePools:\n  - name: apps\n', pools));

    expect(told).toEqual([message]);
  });

  it('that is a list of texts is described', () => {
    const told = faultsWith('').concat(faults(MINIMAL.replace(/ {2}sshPublicKeys:\n.*\n/, '  adminUsername: a\n')));

    expect(told).toEqual([
      "6:1 «linux» VK2001 linux.sshPublicKeys: sshPublicKeys is missing -> add it: public keys that open the administrator's account, each one line as in ~/.ssh/id_ed25519.pub",
    ]);
  });

  it('that was only misspelt is told as that', () => {
    const told = faults(MINIMAL.replace('nodePools:', 'nodepools:').replace('location:', 'locaton:'));

    expect(told).toEqual([
      '3:1 «locaton» VK2003 locaton: unknown key "locaton" -> did you mean location?',
      '4:1 «nodepools» VK2003 nodepools: unknown key "nodepools" -> did you mean nodePools?',
    ]);
  });
});

describe('an unknown key', () => {
  it('is shown with the nearest one', () => {
    const told = faultsInPool('maxPod: 30, vmsize: Standard_D4s_v5');

    expect(told).toEqual([
      '5:18 «maxPod» VK2003 nodePools[0].maxPod: unknown key "maxPod" -> did you mean maxPods?',
      '5:30 «vmsize» VK2003 nodePools[0].vmsize: unknown key "vmsize" -> did you mean vmSize?',
    ]);
  });

  it('is shown with all others if none is near', () => {
    const told = faultsWith('identity: {principal: x}\n');

    expect(told).toEqual(['11:12 «principal» VK2003 identity.principal: unknown key "principal" -> known here: id']);
  });

  it('is not taken for one that is there already', () => {
    const told = faultsWith('identity: {id: x, ids: y}\n');

    expect(told).toEqual(['11:19 «ids» VK2003 identity.ids: unknown key "ids" -> known here: id']);
  });

  it('has what is in it checked as if it were spelt right', () => {
    const told = faults(
      MINIMAL.replace('nodePools:\n  - name: apps\n', 'nodepools:\n  - name: Apps\n    count: -1\n    maxpods: 300\n'),
    );

    expect(told).toEqual([
      '4:1 «nodepools» VK2003 nodepools: unknown key "nodepools" -> did you mean nodePools?',
      '5:11 «Apps» VK2006 nodepools[0].name: "Apps" has the wrong form -> write lower-case letters and digits, a letter first, at most 12 characters',
      '6:12 «-1» VK2005 nodepools[0].count: -1 is too small -> use 0 to 4000',
      '7:5 «maxpods» VK2003 nodepools[0].maxpods: unknown key "maxpods" -> did you mean maxPods?',
      '7:14 «300» VK2005 nodepools[0].maxpods: 300 is too large -> use 1 to 250',
    ]);
  });

  it('with something strange in its name is shown in quotes', () => {
    const told = faultsWith('"my key.\\u202e": 1\n');

    expect(told).toEqual([
      '11:1 «"my key.\\u202e"» VK2003 ["my key.\\u202e"]: unknown key "my key.\\u202e" -> known here: apiVersion, name, location, cloud, tags, kubernetes, network, controlPlane, nodePools, linux, identity, addons',
    ]);
  });
});

describe('a number or boolean where text belongs', () => {
  it.each([
    ['1.30', '1.30 without quotes is a number, which YAML reads as 1.3 -> put it in quotes: "1.30"'],
    ['1.4', '1.4 without quotes is a number -> put it in quotes: "1.4"'],
    [
      'true',
      'true without quotes is a boolean -> put it in quotes, and write a minor version such as "1.36" or an exact one such as "1.36.6"',
    ],
    [
      'True',
      'True without quotes is a boolean, which YAML reads as true -> put it in quotes, and write a minor version such as "1.36" or an exact one such as "1.36.6"',
    ],
    [
      '0x1F',
      '0x1F without quotes is a number, which YAML reads as 31 -> put it in quotes, and write a minor version such as "1.36" or an exact one such as "1.36.6"',
    ],
    [
      '1e3',
      '1e3 without quotes is a number, which YAML reads as 1000 -> put it in quotes, and write a minor version such as "1.36" or an exact one such as "1.36.6"',
    ],
    [
      '.inf',
      '.inf without quotes is a number, which YAML reads as Infinity -> put it in quotes, and write a minor version such as "1.36" or an exact one such as "1.36.6"',
    ],
  ])('%s is shown as it was written', (written, message) => {
    const told = faultsWith(`kubernetes: {version: ${written}}\n`);

    expect(told).toEqual([`11:23 «${written}» VK2013 kubernetes.version: ${message}`]);
  });

  it('is shown in a list, each of them', () => {
    const told = faultsInPool('zones: [1, "2", 3]');

    expect(told).toEqual([
      '5:26 «1» VK2013 nodePools[0].zones[0]: 1 without quotes is a number -> put it in quotes: "1"',
      '5:34 «3» VK2013 nodePools[0].zones[2]: 3 without quotes is a number -> put it in quotes: "3"',
    ]);
  });

  it('is no fault if there are quotes', () => {
    const told = faultsWith('kubernetes: {version: "1.36"}\n');

    expect(told).toEqual([]);
  });
});

describe('a value of the wrong type', () => {
  it.each([
    ['name', '{a: b}', 'a mapping does not fit here -> write text, such as prod'],
    ['name', '[a]', 'a list does not fit here -> write text, such as prod'],
    ['tags', 'x', '"x" is text -> write a mapping of keys to texts, such as {key: value}'],
    ['tags', '[]', 'an empty list does not fit here -> write a mapping of keys to texts, such as {key: value}'],
    ['identity', '5', '5 is a whole number -> write a mapping of id'],
    ['nodePools', 'apps', '"apps" is text -> write a list, each item on its own line after "- "'],
    ['nodePools', '{name: apps}', 'a mapping does not fit here -> write a list, each item on its own line after "- "'],
    ['nodePools', '3', '3 is a whole number -> write a list, each item on its own line after "- "'],
  ])('%s: %s is described in the words of YAML', (key, value, message) => {
    const told = faults(`${MINIMAL.replace(/^name:.*\n/m, '').replace(/^nodePools:\n.*\n/m, '')}${key}: ${value}\n`);

    expect(told.find((line) => line.startsWith('8:'))).toBe(`8:${key.length + 3} «${value}» VK2002 ${key}: ${message}`);
  });

  it.each([
    ['maxPods: 3.5', '5:27 «3.5» VK2002 nodePools[0].maxPods: 3.5 is a number -> write a whole number, such as 30'],
    ['maxPods: "30"', '5:27 «"30"» VK2002 nodePools[0].maxPods: "30" is text -> write it without quotes: 30'],
    ['maxPods: many', '5:27 «many» VK2002 nodePools[0].maxPods: "many" is text -> write a whole number, such as 30'],
    ['maxPods: true', '5:27 «true» VK2002 nodePools[0].maxPods: true is a boolean -> write a whole number, such as 30'],
    ['count: [3]', '5:25 «[3]» VK2002 nodePools[0].count: a list does not fit here -> write a whole number, such as 3'],
    ['spot: {maxPrice: a}', '5:35 «a» VK2002 nodePools[0].spot.maxPrice: "a" is text -> write a number, such as 0.25'],
    ['zones: "1"', '5:25 «"1"» VK2002 nodePools[0].zones: "1" is text -> write a list: ["1"]'],
    [
      'labels: {a: [x]}',
      '5:30 «[x]» VK2002 nodePools[0].labels.a: a list does not fit here -> write text, such as value',
    ],
  ])('in a node pool: %s', (text, message) => {
    const told = faultsInPool(text);

    expect(told).toEqual([message]);
  });

  it('where true or false belongs', () => {
    const told = faultsWith('network: {podAccessToInstanceMetadata: yes}\n');

    expect(told).toEqual([
      '11:40 «yes» VK2002 network.podAccessToInstanceMetadata: "yes" is text -> write true or false, without quotes',
    ]);
  });

  it('has nothing else said of it', () => {
    const told = faultsInPool('maxPods: "many", vmSize: [1, 1]');

    expect(told).toEqual([
      '5:27 «"many"» VK2002 nodePools[0].maxPods: "many" is text -> write a whole number, such as 30',
      '5:43 «[1, 1]» VK2002 nodePools[0].vmSize: a list does not fit here -> write text, such as Standard_D4s_v5',
    ]);
  });
});

describe('a key without a value', () => {
  it('that has a default may be removed', () => {
    const told = faultsInPool('vmSize: , zones: ~, osDisk: null, faultDomains: ""');

    expect(told).toEqual([
      '5:26 «,» VK2014 nodePools[0].vmSize: vmSize is empty -> give it a value, such as Standard_D4s_v5, or remove the key (the default is Standard_D4s_v5)',
      '5:35 «~» VK2014 nodePools[0].zones: zones is empty -> give it a value, or remove the key',
      '5:46 «null» VK2014 nodePools[0].osDisk: osDisk is empty -> give it a value, or remove the key',
      '5:66 «""» VK2002 nodePools[0].faultDomains: "" is text -> write a whole number, such as 3',
    ]);
  });

  it('that must be there needs one', () => {
    const told = faults(MINIMAL.replace('location: westeurope', 'location:'));

    expect(told).toEqual(['3:10 «» VK2014 location: location is empty -> give it a value, such as westeurope']);
  });

  it('in a list is an entry', () => {
    const told = faults(MINIMAL.replace('  - name: apps\n', '  - name: apps\n  -\n'));

    expect(told).toEqual(['6:4 «» VK2014 nodePools[1]: this entry is empty -> give it a value, or remove the entry']);
  });
});

describe('a value that is not one of those allowed', () => {
  it.each([
    ['azureCloud', 'did you mean AzureCloud? Allowed: AzureCloud, AzureUSGovernment or AzureChinaCloud'],
    ['AzurCloud', 'did you mean AzureCloud? Allowed: AzureCloud, AzureUSGovernment or AzureChinaCloud'],
    ['Google', 'use AzureCloud, AzureUSGovernment or AzureChinaCloud'],
  ])('%s', (cloud, hint) => {
    const told = faultsWith(`cloud: ${cloud}\n`);

    expect(told).toEqual([`11:8 «${cloud}» VK2004 cloud: "${cloud}" is not allowed here -> ${hint}`]);
  });

  it('is not taken for another digit', () => {
    const told = faultsInPool('zones: ["4"]');

    expect(told).toEqual(['5:26 «"4"» VK2004 nodePools[0].zones[0]: "4" is not allowed here -> use 1, 2 or 3']);
  });
});

describe('a number outside of its range', () => {
  it.each([
    ['maxPods: 0', '5:27 «0» VK2005 nodePools[0].maxPods: 0 is too small -> use 1 to 250'],
    ['maxPods: 251', '5:27 «251» VK2005 nodePools[0].maxPods: 251 is too large -> use 1 to 250'],
    ['count: 1e9', '5:25 «1e9» VK2005 nodePools[0].count: 1000000000 is too large -> use 0 to 4000'],
    ['spot: {maxPrice: -2}', '5:35 «-2» VK2005 nodePools[0].spot.maxPrice: -2 is too small -> use -1 or more'],
  ])('%s', (text, message) => {
    const told = faultsInPool(text);

    expect(told).toEqual([message]);
  });

  it.each(['maxPods: 1', 'maxPods: 250', 'spot: {maxPrice: -1}', 'count: 0', 'count: 4000'])('%s is inside', (text) => {
    const told = faultsInPool(text);

    expect(told).toEqual([]);
  });
});

describe('a text of the wrong form', () => {
  it('is shown with the form in words', () => {
    const told = faultsInPool('vmSize: Standard D4s v5');

    expect(told).toEqual([
      '5:26 «Standard D4s v5» VK2006 nodePools[0].vmSize: "Standard D4s v5" has the wrong form -> write the name of an Azure VM size, such as Standard_D4s_v5',
    ]);
  });

  it('is cut if it is long', () => {
    const told = faults(MINIMAL.replace('prod', 'x'.repeat(100)));

    expect(told).toEqual([
      `2:7 «${'x'.repeat(100)}» VK2006 name: "${'x'.repeat(60)}…" has the wrong form -> write lower-case letters, digits and hyphens, a letter first, no hyphen last, at most 40 characters`,
    ]);
  });
});

describe('too many or too few', () => {
  it.each([
    ['linux: {sshPublicKeys: []}', '6:24 «[]» VK2011 linux.sshPublicKeys: it has no entries -> write at least 1 entry'],
    [
      `linux: {sshPublicKeys: [a]}\naddons: [${'{name: a, manifest: b}, '.repeat(51)}]`,
      `7:9 «[${'{name: a, manifest: b}, '.repeat(51)}]» VK2011 addons: it has 51 entries -> write at most 50 entries`,
    ],
    [
      `linux: {sshPublicKeys: [a]}\ntags: {a: ${'x'.repeat(257)}}`,
      `7:11 «${'x'.repeat(257)}» VK2011 tags.a: "${'x'.repeat(60)}…" has 257 characters -> write at most 256 characters`,
    ],
    [
      'linux: {sshPublicKeys: [a]}\nidentity: {id: ""}',
      '7:16 «""» VK2011 identity.id: "" has no characters -> write at least 1 character',
    ],
  ])('number %# is told with the limit', (lines, message) => {
    const told = faults(`${MINIMAL.slice(0, MINIMAL.indexOf('linux:'))}${lines}\n`);

    expect(told).toEqual([message]);
  });

  it('counts characters of two code units as one', () => {
    const told = faultsWith(`tags: {a: ${'😀'.repeat(256)}}\n`);

    expect(told).toEqual([]);
  });

  it('says how many tags there may be', () => {
    const tags = Array.from({length: 46}, (_, index) => `t${index}: x`).join(', ');

    const [told] = faultsWith(`tags: {${tags}}\n`);

    expect(told).toBe(`11:7 «{${tags}}» VK2011 tags: it has 46 entries -> write at most 45 entries`);
  });
});

describe('a list with the same thing twice', () => {
  it('is told each of them', () => {
    const told = faultsInPool('taints: [a:NoSchedule, b:NoSchedule, a:NoSchedule, b:NoSchedule, a:NoSchedule]');

    expect(told).toEqual([
      '5:55 «a:NoSchedule» VK2012 nodePools[0].taints[2]: "a:NoSchedule" is in the list twice -> remove one',
      '  5:27 «a:NoSchedule» nodePools[0].taints[0]: the first',
      '5:69 «b:NoSchedule» VK2012 nodePools[0].taints[3]: "b:NoSchedule" is in the list twice -> remove one',
      '  5:41 «b:NoSchedule» nodePools[0].taints[1]: the first',
      '5:83 «a:NoSchedule» VK2012 nodePools[0].taints[4]: "a:NoSchedule" is in the list twice -> remove one',
      '  5:27 «a:NoSchedule» nodePools[0].taints[0]: the first',
    ]);
  });
});

describe('more faults than anybody mends at once', () => {
  it('are counted', () => {
    const tags = Array.from({length: 3000}, (_, index) => `  t${index}: ${index}\n`).join('');

    const told = faultsWith(`tags:\n${tags}`);

    expect(told.slice(0, 3)).toEqual([
      '1:1 «apiVersion: vnetk8s/v1» VK2000 (definition): there are 3,001 faults, of which only the first are told -> mend these first; nothing else has been checked',
      '12:3 «t0: 0» VK2011 tags: it has 3,000 entries -> write at most 45 entries',
      '12:7 «0» VK2013 tags.t0: 0 without quotes is a number -> put it in quotes: "0"',
    ]);
    expect(told.length).toBe(1001);
  });
});

describe('a number where text belongs', () => {
  it('is told what would still be wrong in quotes', () => {
    expect(faults(MINIMAL.replace('name: prod', 'name: 123')).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      '«123» VK2013 name: 123 without quotes is a number -> put it in quotes, and write lower-case letters, digits and hyphens, a letter first, no hyphen last, at most 40 characters',
    ]);
    expect(faultsInPool('zones: [4]').map((line) => line.replace(/^\S+ /, ''))).toEqual([
      '«4» VK2013 nodePools[0].zones[0]: 4 without quotes is a number -> use "1", "2" or "3"',
    ]);
  });
});

describe('a number with its unit', () => {
  it.each(['64GiB', '64 Gi', '64G'])('is to be written without it: %s', (size) => {
    expect(faultsInPool(`osDisk: {sizeGiB: ${size}}`).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      `«${size}» VK2002 nodePools[0].osDisk.sizeGiB: "${size}" is text -> write the number alone: 64`,
    ]);
  });
});
