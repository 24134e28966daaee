import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatAddress} from '../../src/ipv4/address.ts';
import {
  comparePrefixes,
  containsAddress,
  containsPrefix,
  firstAddress,
  formatPrefix,
  lastAddress,
  makePrefix,
  overlaps,
  type Prefix,
  type PrefixParse,
  parsePrefix,
  prefixSize,
  readPrefix,
  sizeOfLength,
} from '../../src/ipv4/prefix.ts';
import {anyAddress, anyPrefix, anyWindow, prefixWithin} from './arbitraries.ts';
import {addressesOf} from './model.ts';

const ALL: Prefix = {address: 0, length: 0};
const TEN_24: Prefix = {address: 0x0a000000, length: 24};

/** Two prefixes of one /22, so that they often overlap and can be compared address by address. */
const anyPair = anyWindow.chain((window) => fc.record({a: prefixWithin(window, 22), b: prefixWithin(window, 22)}));

describe('readPrefix', () => {
  it.each<[text: string, parse: PrefixParse]>([
    ['0.0.0.0/0', {prefix: ALL}],
    ['10.0.0.0/24', {prefix: TEN_24}],
    ['128.0.0.0/1', {prefix: {address: 0x80000000, length: 1}}],
    ['255.255.255.255/32', {prefix: {address: 0xffffffff, length: 32}}],
    ['10.0.0.5/24', {problem: 'host-bits', network: TEN_24}],
    ['255.255.255.255/0', {problem: 'host-bits', network: ALL}],
    ['10.0.0.4', {problem: 'address-without-length', network: {address: 0x0a000004, length: 32}}],
    ['10.0.0.0/33', {problem: 'length'}],
    ['10.0.0.0/100', {problem: 'length'}],
    ['10.0.0.0/-1', {problem: 'length'}],
    ['10.0.0.0/2.5', {problem: 'length'}],
    ['10.0.0.0/', {problem: 'length'}],
    ['10.0.0.0/x', {problem: 'length'}],
    ['10.0.0.0/24/24', {problem: 'length'}],
    ['10.0.0.0/255.255.255.0', {problem: 'length'}],
    ['::/0', {problem: 'ipv6'}],
    ['fd00:10::/48', {problem: 'ipv6'}],
    ['::ffff:10.0.0.0/104', {problem: 'ipv6'}],
    ['', {problem: 'not-a-prefix'}],
    ['/', {problem: 'not-a-prefix'}],
    ['/24', {problem: 'not-a-prefix'}],
    ['ten', {problem: 'not-a-prefix'}],
    ['ten 01', {problem: 'not-a-prefix'}],
    ['10.0.0/24', {problem: 'not-a-prefix'}],
    ['10.0.0.256/24', {problem: 'not-a-prefix'}],
    ['10.0.0.4:443', {problem: 'not-a-prefix'}],
    ['Internet', {problem: 'not-a-prefix'}],
  ])('reads %j', (text, parse) => {
    expect(readPrefix(text)).toEqual(parse);
  });

  it.each<[text: string, parse: PrefixParse]>([
    [' 10.0.0.0/24', {problem: 'not-a-prefix', network: TEN_24}],
    ['10.0.0.0/24\n', {problem: 'not-a-prefix', network: TEN_24}],
    ['10.0.0.0 / 24', {problem: 'not-a-prefix', network: TEN_24}],
    ['\u00a010.0.0.0/24', {problem: 'not-a-prefix', network: TEN_24}],
    ['010.000.000.000/024', {problem: 'not-a-prefix', network: TEN_24}],
    ['10.0.0.00/24', {problem: 'not-a-prefix', network: TEN_24}],
    ['10.0.0.05/24', {problem: 'not-a-prefix', network: TEN_24}],
    ['010.0.0.4', {problem: 'not-a-prefix', network: {address: 0x0a000004, length: 32}}],
    ['10.0.0.0/033', {problem: 'length'}],
    ['10. 0.0.0/24', {problem: 'not-a-prefix'}],
  ])('refuses the spaces and leading zeros of %j, but sees what was meant', (text, parse) => {
    expect(readPrefix(text)).toEqual(parse);
  });

  it('takes nothing but what formatPrefix writes, suggests only what it takes, and never throws', () => {
    const piece = fc.constantFrom('10', '0', '255', '256', '00', '.', '.', '.', '/', '24', '33', ':', ' ', '-', 'x');
    const pieces = fc.array(piece, {maxLength: 12}).map((parts) => parts.join(''));
    const octets = fc.array(fc.integer({min: 0, max: 256}), {minLength: 4, maxLength: 4});
    const nearlyAPrefix = fc
      .tuple(octets, fc.constantFrom('/', ' /', '/0', ''), fc.integer({min: 0, max: 34}))
      .map(([parts, slash, length]) => `${parts.join('.')}${slash}${length}`);
    const anyText = fc.oneof(nearlyAPrefix, anyPrefix.map(formatPrefix), pieces, fc.string({unit: 'binary'}));

    fc.assert(
      fc.property(anyText, (text) => {
        const parse = readPrefix(text);

        if (parse.problem === undefined) {
          expect(formatPrefix(parse.prefix)).toBe(text);
        } else if ('network' in parse) {
          expect(readPrefix(formatPrefix(parse.network))).toEqual({prefix: parse.network});
        }
      }),
      {numRuns: 1000},
    );
  });

  it('finds the network of every address', () => {
    fc.assert(
      fc.property(anyPrefix, anyAddress, (prefix, address) => {
        fc.pre(containsAddress(prefix, address) && address !== prefix.address);

        const parse = readPrefix(`${formatAddress(address)}/${prefix.length}`);

        expect(parse).toEqual({problem: 'host-bits', network: prefix});
      }),
    );
  });

  it('answers at once for a text of a million characters', () => {
    const texts = [' ', '0', '.', '/', ':', '1.'].map((piece) => piece.repeat(1_000_000));

    const parses = texts.map(readPrefix);

    const rubbish: PrefixParse = {problem: 'not-a-prefix'};
    expect(parses).toEqual([rubbish, rubbish, rubbish, rubbish, {problem: 'ipv6'}, rubbish]);
  });
});

describe('parsePrefix and formatPrefix', () => {
  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(anyPrefix, (prefix) => {
        expect(parsePrefix(formatPrefix(prefix))).toEqual(prefix);
      }),
    );
  });

  it.each(['10.0.0.5/24', '10.0.0.0', '10.0.0.0/33', ' 10.0.0.0/24', 'fd00::/48', 'ten'])('do not read %j', (text) => {
    expect(parsePrefix(text)).toBe(undefined);
  });
});

describe('makePrefix', () => {
  it('clears exactly the host bits', () => {
    fc.assert(
      fc.property(anyAddress, fc.integer({min: 0, max: 32}), (address, length) => {
        const hostBits = BigInt(32 - length);

        const prefix = makePrefix(address, length);

        expect(prefix).toEqual({address: Number((BigInt(address) >> hostBits) << hostBits), length});
      }),
    );
  });

  it.each([-1, 33, 23.5, Number.NaN])('refuses length %d', (length) => {
    expect(() => makePrefix(0x0a000000, length)).toThrow(
      new RangeError(`${length} is not a prefix length: a length is an integer from 0 to 32`),
    );
  });

  it.each([-1, 2 ** 32, 0.5, Number.NaN])('refuses address %d', (address) => {
    expect(() => makePrefix(address, 24)).toThrow(
      new RangeError(`${address} is not an IPv4 address: an address is an integer from 0 to 4294967295`),
    );
  });
});

describe('a prefix', () => {
  it.each([
    ['0.0.0.0/0', {size: 4_294_967_296, first: '0.0.0.0', last: '255.255.255.255'}],
    ['128.0.0.0/1', {size: 2_147_483_648, first: '128.0.0.0', last: '255.255.255.255'}],
    ['10.240.0.0/12', {size: 1_048_576, first: '10.240.0.0', last: '10.255.255.255'}],
    ['10.0.0.0/24', {size: 256, first: '10.0.0.0', last: '10.0.0.255'}],
    ['10.0.0.6/31', {size: 2, first: '10.0.0.6', last: '10.0.0.7'}],
    ['255.255.255.255/32', {size: 1, first: '255.255.255.255', last: '255.255.255.255'}],
  ])('has a size and two ends: %s', (text, expected) => {
    const prefix = parsePrefix(text) ?? ALL;

    const actual = {
      size: prefixSize(prefix),
      first: formatAddress(firstAddress(prefix)),
      last: formatAddress(lastAddress(prefix)),
    };

    expect(actual).toEqual(expected);
    expect(sizeOfLength(prefix.length)).toBe(expected.size);
  });

  it('contains its addresses from the first to the last', () => {
    const lowest = firstAddress(TEN_24) - 1;

    const contained = [lowest, lowest + 1, lowest + 256, lowest + 257].map((address) =>
      containsAddress(TEN_24, address),
    );

    expect(contained).toEqual([false, true, true, false]);
  });

  it('of length 0 contains all of IPv4', () => {
    fc.assert(
      fc.property(anyPrefix, (prefix) => {
        expect([containsAddress(ALL, prefix.address), containsPrefix(ALL, prefix), overlaps(ALL, prefix)]).toEqual([
          true,
          true,
          true,
        ]);
      }),
    );
  });
});

describe('two prefixes', () => {
  it('overlap, either way round, when they have an address in common', () => {
    fc.assert(
      fc.property(anyPair, ({a, b}) => {
        const ofB = new Set(addressesOf(b));
        const expected = addressesOf(a).some((address) => ofB.has(address));

        const actual = [overlaps(a, b), overlaps(b, a)];

        expect(actual).toEqual([expected, expected]);
      }),
    );
  });

  it('contain one another when every address of one is in the other', () => {
    fc.assert(
      fc.property(anyPair, ({a, b}) => {
        const ofA = new Set(addressesOf(a));

        const actual = containsPrefix(a, b);

        expect(actual).toBe(addressesOf(b).every((address) => ofA.has(address)));
      }),
    );
  });

  it('do not overlap when they are neighbours', () => {
    const next: Prefix = {address: 0x0a000100, length: 24};

    expect([overlaps(TEN_24, next), containsPrefix(TEN_24, next), containsPrefix(next, TEN_24)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('contain themselves', () => {
    expect([containsPrefix(TEN_24, TEN_24), overlaps(TEN_24, TEN_24)]).toEqual([true, true]);
  });
});

describe('comparePrefixes', () => {
  it('sorts by address as a number, then the larger block first', () => {
    const texts = ['200.0.0.0/8', '10.0.0.0/24', '10.0.0.0/8', '9.0.0.0/8', '10.0.0.0/24', '0.0.0.0/0'];
    const prefixes = texts.map((text) => parsePrefix(text) ?? ALL);

    const sorted = prefixes.toSorted(comparePrefixes).map(formatPrefix);

    expect(sorted).toEqual(['0.0.0.0/0', '9.0.0.0/8', '10.0.0.0/8', '10.0.0.0/24', '10.0.0.0/24', '200.0.0.0/8']);
  });
});
