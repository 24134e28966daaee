import {describe, expect, it} from 'vitest';
import {faults, MINIMAL, read} from './samples.ts';

describe('a --set flag that cannot be applied', () => {
  it.each([
    ['', '1:7 «»', '"" sets nothing -> write path=value, such as nodePools[0].count=5'],
    ['name', '1:7 «name»', '"name" sets nothing -> write path=value, such as nodePools[0].count=5'],
    ['=5', '1:7 «=5»', '"=5" sets nothing -> write path=value, such as nodePools[0].count=5'],
    ['tags["a=5', '1:7 «tags["a=5»', '"tags[\\"a=5" sets nothing -> write path=value, such as nodePools[0].count=5'],
    [
      'a..b=5',
      '1:7 «a..b»',
      '"a..b" is not a path -> write keys with dots between and entries in brackets, such as nodePools[0].count',
    ],
    [
      'a[=5',
      '1:7 «a[»',
      '"a[" is not a path -> write keys with dots between and entries in brackets, such as nodePools[0].count',
    ],
    [
      'nodePools[]=5',
      '1:7 «nodePools[]»',
      '"nodePools[]" is not a path -> write keys with dots between and entries in brackets, such as nodePools[0].count',
    ],
    ['nodePools[2].count=5', '1:7 «nodePools[2].count»', 'nodePools has 1 entry -> use an index up to 1; 1 adds one'],
    [
      'network.subnets[1].name=a',
      '1:7 «network.subnets[1].name»',
      'network.subnets has 0 entries -> use an index up to 0; 0 adds one',
    ],
    [
      'nodePools[app].count=5',
      '1:7 «nodePools[app].count»',
      'nothing in nodePools is called "app" -> did you mean apps?',
    ],
    [
      'nodePools[web].count=5',
      '1:7 «nodePools[web].count»',
      'nothing in nodePools is called "web" -> use an index, or a name: apps',
    ],
    [
      'network.subnets[web].cidr=x',
      '1:7 «network.subnets[web].cidr»',
      'nothing in network.subnets is called "web" -> use an index, none of them has a name',
    ],
    [
      'nodePools[0]=null',
      '1:7 «nodePools[0]»',
      'nodePools[0] is an entry of a list, which cannot be removed alone -> set the whole list instead: nodePools=[...]',
    ],
    ['name.first=x', '1:7 «name.first»', 'name is a single value, in which nothing can be set -> set name itself'],
    [
      'nodePools[0].count=',
      '1:26 «»',
      'nodePools[0].count is set to no value -> give it one, or remove what the file says: nodePools[0].count=null',
    ],
    ['nodePools[0].count={min: 1', '1:26 «{»', 'this { is never closed -> write the value as YAML on one line'],
    [
      'nodePools[0].count=a: b: c',
      '1:29 «b»',
      'this value has a colon in it, or keys below it -> write the value as YAML on one line',
    ],
    [
      'nodePools[0].count={min: 1, max: 2, max: 3}',
      '1:43 «max»',
      'the key "max" is here twice -> write the value as YAML on one line',
    ],
    ['nodePools[0].count=*x', '1:26 «*x»', '"*x" stands for nothing -> write the value as YAML on one line'],
  ])('%j', (flag, where, message) => {
    const told = faults(MINIMAL, [flag]);

    expect(told).toEqual([`--set ${flag} at ${where} VK1008 (flag): ${message}`]);
  });

  it('leaves the definition one that was not asked for', () => {
    const {intact} = read(MINIMAL, ['nodePools[5].count=3']);

    expect(intact).toBe(false);
  });
});

/** The lines of related places are indented. */
function isIssue(line: string): boolean {
  return !line.startsWith(' ');
}

describe('a fault of a value that was set', () => {
  it.each([
    ['in the value', 'name=Prod', '1:12 «Prod» VK2006 name: "Prod" has the wrong form'],
    ['in the key', 'nodePools[0].cuont=5', '1:7 «nodePools[0].cuont» VK2003 nodePools[0].cuont: unknown key "cuont"'],
    [
      'in an item between commas',
      'nodePools[0].zones=1, 4,3',
      '1:29 «4» VK2004 nodePools[0].zones[1]: "4" is not allowed here',
    ],
    [
      'in a repeated item',
      'nodePools[0].zones=1,3,1',
      '1:30 «1» VK2012 nodePools[0].zones[2]: "1" is in the list twice',
    ],
    ['in a whole list', 'linux.sshPublicKeys=,', '1:27 «,» VK2011 linux.sshPublicKeys: it has no entries'],
    [
      'in a value in YAML',
      'nodePools[0].count={min: 1, max: 0}',
      '1:40 «0» VK2005 nodePools[0].count.max: 0 is too small',
    ],
    [
      'in a key in YAML',
      'nodePools[0].count={min: 1, maximum: 2, max: 3}',
      '1:35 «maximum» VK2003 nodePools[0].count.maximum: unknown key "maximum"',
    ],
    ['missing in YAML', 'nodePools[0].count={min: 1}', '1:26 «{» VK2001 nodePools[0].count.max: max is missing'],
    [
      'without quotes',
      'kubernetes={version: 1.30}',
      '1:28 «1.30» VK2013 kubernetes.version: 1.30 without quotes is a number, which YAML reads as 1.3',
    ],
    [
      'missing beside it',
      'network.virtualNetwork.gateway.sku=VpnGw1AZ',
      '1:7 «network.virtualNetwork.gateway.sku» VK2001 network.virtualNetwork.gateway.type: type is missing',
    ],
    ['that was removed', 'linux=null', '1:13 «null» VK2001 linux: linux is missing'],
    [
      'that is as the file had it',
      'nodePools[0].zones=[1]',
      '1:27 «1» VK2013 nodePools[0].zones[0]: 1 without quotes is a number',
    ],
  ])('%s is shown in the flag', (_what, flag, expected) => {
    const told = faults(MINIMAL.replace('- name: apps', '- {name: apps, zones: ["2"]}'), [flag]);

    expect(told.filter(isIssue).map((line) => line.replace(/ -> .*/, ''))).toEqual([`--set ${flag} at ${expected}`]);
  });

  it('is shown in the last flag that set it', () => {
    const told = faults(MINIMAL, ['nodePools[0].count=5', 'nodePools[0]={name: a, count: -1}', 'name=b']);

    expect(told).toEqual([
      '--set nodePools[0]={name: a, count: -1} at 1:37 «-1» VK2005 nodePools[0].count: -1 is too small -> use 0 to 4000',
    ]);
  });

  it('is shown with the flag as its excerpt', () => {
    const [issue] = read(MINIMAL, ['controlPlane.count=2']).issues;

    expect(issue?.location).toEqual({
      source: '--set controlPlane.count=2',
      line: 1,
      column: 26,
      length: 1,
      excerpt: {firstLine: 1, lines: ['--set controlPlane.count=2']},
    });
  });

  it('that a flag replaced is gone', () => {
    const told = faults(MINIMAL.replace('prod', 'Prod'), ['name=prod']);

    expect(told).toEqual([]);
  });
});
