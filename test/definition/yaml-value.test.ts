import {describe, expect, it} from 'vitest';
import {parseYaml} from '../../src/definition/read-yaml.ts';
import {faults, MINIMAL, read} from './samples.ts';

const UNFOLDED =
  'VK1005 (text): anchors and aliases unfold into far more than a definition holds -> write the repeated parts out';

describe('a repeated key', () => {
  it('is shown with the first, and the rest is checked as well', () => {
    const told = faults(`${MINIMAL}name: Other\n`);

    expect(told).toEqual([
      '11:1 «name» VK1003 (text): the key "name" is here twice -> keep one; the last would win without a word',
      '  2:1 «name» (text): the first',
      '11:7 «Other» VK2006 name: "Other" has the wrong form -> write lower-case letters, digits and hyphens, a letter first, no hyphen last, at most 40 characters',
    ]);
  });

  it('in JSON is shown, several on a line too', () => {
    const told = faults(MINIMAL.replace('- name: apps', '- {"name": "apps", "count": 1, "name": "b", "count": 2}'));

    expect(told).toEqual([
      '5:34 «"name"» VK1003 (text): the key "name" is here twice -> keep one; the last would win without a word',
      '  5:6 «"name"» (text): the first',
      '5:47 «"count"» VK1003 (text): the key "count" is here twice -> keep one; the last would win without a word',
      '  5:22 «"count"» (text): the first',
    ]);
  });

  it('leaves the definition one that was not written', () => {
    const {intact} = read(`${MINIMAL}cloud: AzureCloud\ncloud: AzureCloud\n`);

    expect(intact).toBe(false);
  });

  it('is one however it is quoted', () => {
    const told = faults(`${MINIMAL}tags: {a b: x, "a b": y}\n`);

    expect(told).toEqual([
      '11:16 «"a b"» VK1003 (text): the key "a b" is here twice -> keep one; the last would win without a word',
      '  11:8 «a b» (text): the first',
    ]);
  });
});

describe('a key', () => {
  it.each([
    ['a number with its zero', '1.10: x', {'1.10': 'x'}],
    ['a boolean', 'true: x', {true: 'x'}],
    ['nothing', '~: x', {'~': 'x'}],
    ['missing', ': x', {'': 'x'}],
    ['an alias', 'a: &a b\n*a : c', {a: 'b', b: 'c'}],
  ])('that is %s is the text that was written', (_what, text, value) => {
    const {content, issues} = parseYaml(text);

    expect({value: content?.value, issues}).toEqual({value, issues: []});
  });

  it('called __proto__ is one like any other', () => {
    const {content} = parseYaml('__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n');

    expect(JSON.stringify(content?.value)).toBe(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
    expect(Object.getPrototypeOf(content?.value)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  it('called __proto__ is unknown to the schema', () => {
    const told = faults(`${MINIMAL}identity: {__proto__: {id: x}}\n`);

    expect(told).toEqual(['11:12 «__proto__» VK2003 identity.__proto__: unknown key "__proto__" -> known here: id']);
  });

  it.each([
    ['a mapping, as an unfilled template has', 'name: {{ cluster }}\n', '1:8 «{ cluster }»', 'a mapping'],
    ['a list', '? [a, b]\n: c\n', '1:3 «[a, b]»', 'a list'],
  ])('cannot be %s', (_what, text, where, kind) => {
    const told = faults(text);

    expect(told).toEqual([
      `${where} VK1001 (text): ${kind} stands where a key belongs -> put text that contains braces or brackets in quotes; fill in a template before it is read`,
    ]);
  });
});

describe('an alias', () => {
  it('stands for a copy of what its anchor is on', () => {
    const {content} = parseYaml('a: &a {b: [1]}\nc: *a\nd: *a\n');

    const value = content?.value as {a: object; c: object; d: object};
    expect(value).toEqual({a: {b: [1]}, c: {b: [1]}, d: {b: [1]}});
    expect(new Set([value.a, value.c, value.d]).size).toBe(3);
  });

  it('stands for the last anchor of that name before it', () => {
    const {content} = parseYaml('a: &x 1\nb: *x\nc: &x 2\nd: *x\n');

    expect(content?.value).toEqual({a: 1, b: 1, c: 2, d: 2});
  });

  it('without an anchor is shown, each of them', () => {
    const told = faults(`${MINIMAL}tags: *team\nidentity: *id\n`);

    expect(told).toEqual([
      '11:7 «*team» VK1001 (text): "*team" stands for nothing -> write an anchor before it: "&team"',
      '12:11 «*id» VK1001 (text): "*id" stands for nothing -> write an anchor before it: "&id"',
    ]);
  });

  it('inside of what it stands for is refused', () => {
    const told = faults('nodePools: &pools\n  - *pools\n');

    expect(told).toEqual([
      '2:5 «*pools» VK1005 (text): "*pools" stands inside of what it stands for -> write the repeated parts out',
    ]);
  });

  it('is where a fault of the value is shown, with the text that was written behind it', () => {
    const told = faults(
      `${MINIMAL}tags: {version: &v "1"}\nkubernetes: {version: &w 1.30, packages: {kubernetes: *w}}\n`,
    );

    expect(told).toEqual([
      '12:26 «1.30» VK2013 kubernetes.version: 1.30 without quotes is a number, which YAML reads as 1.3 -> put it in quotes: "1.30"',
      '12:55 «*w» VK2013 kubernetes.packages.kubernetes: 1.30 without quotes is a number, which YAML reads as 1.3 -> put it in quotes, and write a URL that begins with https:// or http://, without spaces, quotes, backslashes or $',
    ]);
  });

  it('may be one of a hundred pools that share their labels', () => {
    const pools = Array.from({length: 99}, (_, index) => `  - {name: p${index}, labels: *labels}\n`).join('');
    const labels = Array.from({length: 20}, (_, index) => `l${index}: x`).join(', ');

    const told = faults(MINIMAL.replace('- name: apps\n', `- {name: a, labels: &labels {${labels}}}\n${pools}`));

    expect(told).toEqual([]);
  });

  it.each([
    [
      'a bomb of lists',
      'a: &a [x,x,x,x,x,x,x,x,x]\n',
      (name: string, last: string) => `${name}: &${name} [${`*${last},`.repeat(9)}]\n`,
    ],
    [
      'a bomb of merges',
      'a: &a {x: 1}\n',
      (name: string, last: string) => `${name}: &${name} {<<: [${`*${last},`.repeat(9)}]}\n`,
    ],
  ])('does not unfold %s', (_what, first, next) => {
    const names = [...'abcdefghijklmnop'];

    const told = faults(
      first +
        names
          .slice(1)
          .map((name, index) => next(name, names[index] ?? ''))
          .join(''),
    );

    expect(told.map((line) => line.replace(/^\d+:\d+ «\*.»/, ''))).toEqual([` ${UNFOLDED}`]);
  });

  it('of a large mapping, many times, is not unfolded either', () => {
    const large = Array.from({length: 20_000}, (_, index) => `k${index}: x`).join(', ');

    const told = faults(`a: &a {${large}}\nb: *a\nc: *a\nd: *a\n`);

    expect(told).toEqual([`3:4 «*a» ${UNFOLDED}`]);
  });
});

describe('a merge key', () => {
  it.each([
    ['adds keys', 'a: &a {x: 1, y: 2}\nb: {<<: *a, z: 3}', {x: 1, y: 2, z: 3}],
    ['does not replace keys before it', 'a: &a {x: 1}\nb: {x: 0, <<: *a}', {x: 0}],
    ['does not replace keys after it', 'a: &a {x: 1}\nb: {<<: *a, x: 0}', {x: 0}],
    ['takes the first of several mappings', 'a: &a {x: 1}\nc: &c {x: 2, y: 2}\nb: {<<: [*a, *c]}', {x: 1, y: 2}],
    ['merges what was merged', 'a: &a {x: 1}\nc: &c {<<: *a, y: 2}\nb: {<<: *c}', {x: 1, y: 2}],
    ['may come twice', 'a: &a {x: 1}\nc: &c {y: 2}\nb: {<<: *a, <<: *c}', {x: 1, y: 2}],
    ['takes a mapping as it stands there', 'b: {<<: {x: 1}}', {x: 1}],
    ['in quotes is a key', 'b: {"<<": 1}', {'<<': 1}],
  ])('%s', (_what, text, value) => {
    const {content, issues} = parseYaml(text);

    expect({content: content?.value, issues}).toEqual({content: expect.objectContaining({b: value}), issues: []});
  });

  it.each([
    ['a number', '<<: 5\n', '1:5 «5»'],
    ['a list with something else', 'a: &a {x: 1}\n<<: [*a, 3]\n', '2:5 «[*a, 3]»'],
    ['an alias of a text', 'a: &a x\n<<: *a\n', '2:5 «*a»'],
  ])('cannot merge %s', (_what, text, where) => {
    const told = faults(text);

    expect(told).toEqual([
      `${where} VK1001 (text): << takes its keys from a mapping -> write an alias of a mapping after it, such as <<: *defaults`,
    ]);
  });

  it('has its faults shown where they were written, once however often it is merged', () => {
    const pools = `
  - &defaults
    name: apps
    maxPods: 300
  - <<: *defaults
    name: web
  - {<<: [*defaults], name: edge, count: -1}
`;

    const told = faults(MINIMAL.replace('\n  - name: apps\n', pools));

    expect(told).toEqual([
      '7:14 «300» VK2005 nodePools[0].maxPods: 300 is too large -> use 1 to 250',
      '10:42 «-1» VK2005 nodePools[2].count: -1 is too small -> use 0 to 4000',
    ]);
  });

  it('that brings an unknown key shows the key at the anchor', () => {
    const told = faults(`tags: &t {colour: red}\n${MINIMAL}identity: {<<: *t}\n`);

    expect(told).toEqual(['1:11 «colour» VK2003 identity.colour: unknown key "colour" -> known here: id']);
  });
});
