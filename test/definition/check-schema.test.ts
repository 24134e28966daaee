import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {checkSchema} from '../../src/definition/check-schema.ts';
import {validatorErrors} from '../../src/definition/cluster-validator.generated.ts';
import {formatPath} from '../../src/definition/issue.ts';
import {FULL_DEFINITION} from './full-definition.ts';
import {MINIMAL_VALUE} from './samples.ts';

const unwritten = () => undefined;

describe('checkSchema', () => {
  it.each([
    ['smallest', MINIMAL_VALUE],
    ['fullest', FULL_DEFINITION],
  ])('gives back the %s definition as it is', (_which, definition) => {
    const check = checkSchema(definition, unwritten);

    expect(check).toEqual({definition, issues: [], guesses: []});
    expect(check.definition).not.toBe(definition);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['a text', 'x'],
    ['a number', 0],
  ])('has no definition to give for %s', (_what, value) => {
    const {definition, issues} = checkSchema(value, unwritten);

    expect({definition, codes: issues.map(({code}) => code)}).toEqual({definition: undefined, codes: ['VK2000']});
  });

  it('mends what is certain enough, and says where it had to guess', () => {
    const {nodePools: _misspelt, ...rest} = MINIMAL_VALUE;
    const value = {
      ...rest,
      apiVersion: 'VNETK8S/V1',
      cloud: 'Azur',
      nodepools: [{name: 'apps', maxpods: 300, count: '5', zones: ['1', '9', '1'], vmSize: 7, labels: []}],
      network: {serviceCidr: '172.16.1.0/16', onPremisesCidrs: ['192.168.0.0/16', 'office'], egress: 'none'},
      linux: {adminUsername: 'Azure User'},
      controlPlane: {count: 2, zones: '1', firstAddress: ' 10.0.0.4'},
    };

    const {definition, guesses} = checkSchema(value, unwritten);

    expect(definition).toEqual({
      apiVersion: 'vnetk8s/v1',
      name: 'prod',
      location: 'westeurope',
      nodePools: [{name: 'apps', maxPods: 250, count: 5, zones: ['1'], vmSize: '7'}],
      network: {serviceCidr: '172.16.0.0/16', onPremisesCidrs: ['192.168.0.0/16']},
      linux: {
        sshPublicKeys: [
          'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com',
        ],
      },
      controlPlane: {zones: ['1'], firstAddress: '10.0.0.4'},
    });
    expect([...new Set(guesses.map(formatPath))].toSorted()).toEqual([
      'cloud',
      'controlPlane.count',
      'controlPlane.zones',
      'linux.adminUsername',
      'linux.sshPublicKeys',
      'network.egress',
      'network.onPremisesCidrs[1]',
      'nodePools',
      'nodePools[0].labels',
      'nodePools[0].maxPods',
      'nodePools[0].vmSize',
      'nodePools[0].zones[1]',
    ]);
  });
});

describe('a name of the wrong form', () => {
  it.each([
    ['gpu-pool', 'gpupool'],
    ['UPPER', 'upper'],
    ['averyveryverylongname', 'averyveryver'],
    ['2nd', 'nd'],
    ['übel', 'bel'],
    ['___', 'apps'],
  ])('%s is mended to one that is known by it', (name, mended) => {
    const {definition, guesses} = checkSchema({...MINIMAL_VALUE, nodePools: [{name}]}, unwritten);

    expect([definition?.nodePools[0]?.name, guesses.map(formatPath)]).toEqual([mended, ['nodePools[0].name']]);
  });
});

/** Whatever can be written in a definition's place for a value. */
const anyValue = fc.oneof(
  {depthSize: 'small'},
  fc.jsonValue({maxDepth: 3}),
  fc.constantFrom('1.30', '10.0.0.0/8', '10.0.0.1/8', '10.0.0.1', '', '1', 'Vpn', 'natGateway', 'null', '__proto__'),
  fc.integer({min: -1, max: 5000}),
  fc.constant(undefined),
);

interface Mutation {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'rename' | 'repeat';
  readonly value: unknown;
  readonly key: string;
}

const anyMutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'remove', 'rename', 'repeat'),
  value: anyValue,
  key: fc.oneof(
    fc.constantFrom('nam', 'Name', 'count', 'maxPod', 'cidr', 'subnet', '__proto__', 'constructor', '', '0', 'length'),
    fc.string(),
  ),
});

/** Every mapping and list of a value. */
function containersOf(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(containersOf)];
}

/** A copy of the definition with one thing after another changed somewhere in it. */
function mutate(definition: object, mutations: readonly Mutation[]): object {
  const root = structuredClone(definition);
  for (const {at, kind, value, key} of mutations) {
    const containers = containersOf(root);
    const container = containers[at % containers.length] as Record<string, unknown>;
    const keys = Object.keys(container);
    const chosen = keys[at % Math.max(1, keys.length)] ?? key;
    const old = Object.hasOwn(container, chosen) ? container[chosen] : value;
    const set = (name: string, content: unknown) =>
      Object.defineProperty(container, name, {value: content, writable: true, enumerable: true, configurable: true});
    if (Array.isArray(container)) {
      if (kind === 'remove') container.splice(at % Math.max(1, keys.length), 1);
      else if (kind === 'repeat') container.push(structuredClone(container[0]), ...container.slice(0, 1));
      else container[at % Math.max(1, keys.length)] = structuredClone(value);
    } else if (kind === 'remove') delete container[chosen];
    else if (kind === 'replace') set(chosen, structuredClone(value));
    else {
      if (kind === 'rename') delete container[chosen];
      set(key, old);
    }
  }
  return root;
}

describe('checkSchema of a definition with something changed anywhere in it', () => {
  it('never throws, leaves it as it is, and mends it so that it is valid', () => {
    fc.assert(
      fc.property(fc.array(anyMutation, {minLength: 1, maxLength: 12}), (mutations) => {
        const value = mutate(FULL_DEFINITION, mutations);
        const before = structuredClone(value);
        const faulty = validatorErrors(value).length > 0;

        const {definition, issues} = checkSchema(value, unwritten);

        expect(value).toEqual(before);
        expect(definition).not.toBe(undefined);
        expect(validatorErrors(definition)).toEqual([]);
        expect(issues.length > 0).toBe(faulty);
        if (!faulty) expect(definition).toEqual(value);
      }),
      {numRuns: 1000},
    );
  });

  it('says of every place that differs from what was written that something is wrong there', () => {
    fc.assert(
      fc.property(anyMutation, (mutation) => {
        const value = mutate(FULL_DEFINITION, [mutation]) as Record<string, unknown>;

        const {definition, issues} = checkSchema(value, unwritten);

        const keys = new Set([...Object.keys(value), ...Object.keys(definition ?? {})]);
        const different = [...keys].filter(
          (key) => JSON.stringify(value[key]) !== JSON.stringify(definition?.[key as keyof typeof definition]),
        );
        const told = new Set(issues.map(({path}) => path[0]));
        expect(different.filter((key) => !told.has(key) && ![...told].some((other) => isAlike(key, other)))).toEqual(
          [],
        );
      }),
      {numRuns: 1000},
    );
  });
});

function isAlike(key: string, other: unknown): boolean {
  return key.slice(0, 3).toLowerCase() === String(other).slice(0, 3).toLowerCase();
}
