import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {applyOverrides} from '../../src/definition/overrides.ts';
import {faults, MINIMAL, read} from './samples.ts';

const VALUE = {
  name: 'prod',
  tags: {'a.b': 'x', 'a=b': 'x'},
  nodePools: [{name: 'apps', count: 3, zones: ['1']}, {name: 'edge'}],
};

describe('a --set flag', () => {
  it.each<[string, string, object]>([
    ['a key', 'name=test', {...VALUE, name: 'test'}],
    ['a key that is not there', 'location=westeurope', {...VALUE, location: 'westeurope'}],
    [
      'a key of an entry, by index',
      'nodePools[1].count=5',
      {...VALUE, nodePools: [VALUE.nodePools[0], {name: 'edge', count: 5}]},
    ],
    [
      'a key of an entry, by name',
      'nodePools[edge].count=5',
      {...VALUE, nodePools: [VALUE.nodePools[0], {name: 'edge', count: 5}]},
    ],
    [
      'a key of an entry, by name in quotes',
      'nodePools["edge"].count=5',
      {...VALUE, nodePools: [VALUE.nodePools[0], {name: 'edge', count: 5}]},
    ],
    [
      'a key of an entry, after a dot',
      'nodePools.1.count=5',
      {...VALUE, nodePools: [VALUE.nodePools[0], {name: 'edge', count: 5}]},
    ],
    [
      'a key of an entry, by name after a dot',
      'nodePools.edge.count=5',
      {...VALUE, nodePools: [VALUE.nodePools[0], {name: 'edge', count: 5}]},
    ],
    ['an entry that is appended', 'nodePools[2].name=web', {...VALUE, nodePools: [...VALUE.nodePools, {name: 'web'}]}],
    ['a key with a dot', 'tags["a.b"]=y', {...VALUE, tags: {'a.b': 'y', 'a=b': 'x'}}],
    ['a key with an equals sign', 'tags["a=b"]=y', {...VALUE, tags: {'a.b': 'x', 'a=b': 'y'}}],
    ['a key in brackets', 'tags[team]=y', {...VALUE, tags: {...VALUE.tags, team: 'y'}}],
    [
      'mappings that are not there',
      'network.virtualNetwork.gateway.type=Vpn',
      {
        ...VALUE,
        network: {virtualNetwork: {gateway: {type: 'Vpn'}}},
      },
    ],
    [
      'lists that are not there',
      'network.subnets[0].routes[0].name=out',
      {
        ...VALUE,
        network: {subnets: [{routes: [{name: 'out'}]}]},
      },
    ],
    [
      'a mapping in place of a number',
      'nodePools[0].count.min=1',
      {...VALUE, nodePools: [{...VALUE.nodePools[0], count: {min: 1}}, {name: 'edge'}]},
    ],
  ])('sets %s', (_what, flag, expected) => {
    const {value, problems} = applyOverrides(VALUE, [flag]);

    expect({value, problems}).toEqual({value: expected, problems: []});
  });

  it.each<[string, string, unknown]>([
    ['kubernetes.version', '1.30', '1.30'],
    ['kubernetes.version', '1.36.6', '1.36.6'],
    ['name', 'true', 'true'],
    ['name', '', ''],
    ['name', 'a=b', 'a=b'],
    ['tags.build', '0123', '0123'],
    ['nodePools[0].labels.x', '[1]', '[1]'],
    ['nodePools[0].zones', '1,2,3', ['1', '2', '3']],
    ['nodePools[0].zones', ' 1, 2 ,', ['1', '2']],
    ['nodePools[0].zones', '', []],
    ['nodePools[0].zones', '["1", "2"]', ['1', '2']],
    ['nodePools[0].zones[0]', '2', '2'],
    ['nodePools[0].zones[1]', '2', '2'],
    ['nodePools[0].count', '5', 5],
    ['nodePools[0].count', '{min: 1, max: 5}', {min: 1, max: 5}],
    ['network.podAccessToInstanceMetadata', 'true', true],
    ['nodePools', '[{name: a}, {name: b}]', [{name: 'a'}, {name: 'b'}]],
    ['nodePools[0].spot', '{}', {}],
    ['unknown', '5', 5],
    ['unknown', 'word', 'word'],
  ])('%s=%s', (path, text, expected) => {
    const {value, problems} = applyOverrides(VALUE, [`${path}=${text}`]);

    const found = path.split(/[.[\]]+/).filter((part) => part !== '');
    expect({
      value: found.reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], value),
      problems,
    }).toEqual({
      value: expected,
      problems: [],
    });
  });

  it.each<[string, object]>([
    ['name=null', {tags: VALUE.tags, nodePools: VALUE.nodePools}],
    ['nodePools[0].zones=null', {...VALUE, nodePools: [{name: 'apps', count: 3}, {name: 'edge'}]}],
    ['tags["a.b"]=null', {...VALUE, tags: {'a=b': 'x'}}],
    ['network.virtualNetwork.gateway=null', VALUE],
    ['nodePools[2].count=null', VALUE],
  ])('%s removes', (flag, expected) => {
    const {value, problems} = applyOverrides(VALUE, [flag]);

    expect({value, problems}).toEqual({value: expected, problems: []});
  });

  it('leaves the value that it is applied to as it is', () => {
    const value = structuredClone(VALUE);

    applyOverrides(value, ['name=other', 'nodePools[0].zones[0]=2', 'tags=null']);

    expect(value).toEqual(VALUE);
  });

  it('changes one of two places that share a value by an alias', () => {
    const {definition} = read(
      MINIMAL.replace(
        '  - name: apps',
        '  - name: apps\n    osDisk: &disk {sizeGiB: 64}\n  - {name: web, osDisk: *disk}',
      ),
      ['nodePools[web].osDisk.sizeGiB=256'],
    );

    expect(definition?.nodePools.map(({osDisk}) => osDisk)).toEqual([{sizeGiB: 64}, {sizeGiB: 256}]);
  });
});

describe('several --set flags', () => {
  it('are applied in order', () => {
    const {value} = applyOverrides({}, [
      'nodePools=[{name: a}, {name: b}]',
      'nodePools[b].name=c',
      'nodePools[c].count=1',
    ]);

    expect(value).toEqual({nodePools: [{name: 'a'}, {name: 'c', count: 1}]});
  });

  it('have their problems told in order, after those of the file', () => {
    const told = faults(`${MINIMAL}cloud: x\n`, ['tags.b=5', 'nodePools[0].count=-1', 'name=B', 'identity', 'name=A']);

    expect(told).toEqual([
      '11:8 «x» VK2004 cloud: "x" is not allowed here -> use AzureCloud, AzureUSGovernment or AzureChinaCloud',
      '--set nodePools[0].count=-1 at 1:26 «-1» VK2005 nodePools[0].count: -1 is too small -> use 0 to 4000',
      '--set identity at 1:7 «identity» VK1008 (flag): "identity" sets nothing -> write path=value, such as nodePools[0].count=5',
      '--set name=A at 1:12 «A» VK2006 name: "A" has the wrong form -> write lower-case letters, digits and hyphens, a letter first, no hyphen last, at most 40 characters',
    ]);
  });
});

describe('a --set flag with the name of what every object has', () => {
  it.each([
    '__proto__.polluted=1',
    '__proto__[polluted]=1',
    'constructor.prototype.polluted=1',
    'tags.__proto__.polluted=1',
    'nodePools[0].__proto__.polluted=1',
    'nodePools.__proto__.polluted=1',
    'nodePools.length=0',
    'toString.polluted=1',
    'tags=__proto__',
    '__proto__=null',
    'tags={__proto__: {polluted: 1}}',
  ])('%s changes nothing but the definition', (flag) => {
    const {value} = applyOverrides(VALUE, [flag]);

    expect('polluted' in {}).toBe(false);
    expect('polluted' in Object).toBe(false);
    expect('polluted' in []).toBe(false);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Array.isArray((value as typeof VALUE).nodePools)).toBe(true);
  });

  it('is an unknown key', () => {
    const told = faults(MINIMAL, ['identity.__proto__={id: x}']);

    expect(told).toEqual([
      '--set identity.__proto__={id: x} at 1:7 «identity.__proto__» VK2003 identity.__proto__: unknown key "__proto__" -> known here: id',
    ]);
  });
});

describe('any --set flag', () => {
  it('is applied or told, and never more than its text is underlined', () => {
    const part = fc.constantFrom(
      'nodePools',
      '[0]',
      '[apps]',
      '[',
      ']',
      '.',
      '"',
      '=',
      '{',
      '}',
      ':',
      ' ',
      ',',
      '1',
      'null',
      '&a',
      '*a',
      '\n',
      '😀',
    );

    fc.assert(
      fc.property(fc.array(part, {maxLength: 12}), (parts) => {
        const flag = parts.join('');

        const {issues, definition} = read(MINIMAL, [flag]);

        expect(definition).not.toBe(undefined);
        for (const {location} of issues) {
          const line = location.excerpt.lines[location.line - location.excerpt.firstLine] ?? '';
          expect(location.column).toBeLessThanOrEqual(line.length + 1);
          expect(location.column + location.length - 1).toBeLessThanOrEqual(Math.max(line.length, location.column));
        }
      }),
      {numRuns: 500},
    );
  });
});
