import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseAddress} from '../../src/ipv4/address.ts';
import {formatPrefix, makePrefix, type Prefix, parsePrefix} from '../../src/ipv4/prefix.ts';
import {covers, firstFit, lastFit, mergePrefixes, rangeToPrefixes, subtractPrefixes} from '../../src/ipv4/space.ts';
import {anyWindow, prefixesWithin} from './arbitraries.ts';
import {addressesOf, placesIn, shortestList, union, without} from './model.ts';

/** A /22 with some address spaces in it, of which some parts are taken. */
const anySpace = anyWindow.chain((window) =>
  fc.record({
    window: fc.constant(window),
    space: prefixesWithin(window, 22),
    taken: prefixesWithin(window, 25),
    length: fc.integer({min: 21, max: 32}),
  }),
);

function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`the test is wrong: ${text} is not a prefix`);
  return parsed;
}

function prefixes(...texts: readonly string[]): Prefix[] {
  return texts.map(prefix);
}

function prefixesOfRange(first: string, last: string): string[] {
  return rangeToPrefixes(parseAddress(first) ?? Number.NaN, parseAddress(last) ?? Number.NaN).map(formatPrefix);
}

/** 10.0.0.0/24, 10.0.1.0/24, ... 10.3.231.0/24, not in order. */
const thousandSubnets = Array.from({length: 1000}, (_, index) =>
  makePrefix(0x0a000000 + ((index * 7) % 1000) * 256, 24),
);

describe('mergePrefixes', () => {
  it('joins neighbours, drops duplicates and parts, and sorts', () => {
    const scattered = prefixes('10.0.3.0/24', '10.0.2.0/24', '10.0.0.0/24', '10.0.2.128/25', '10.0.0.0/24');

    const merged = mergePrefixes(scattered).map(formatPrefix);

    expect(merged).toEqual(['10.0.0.0/24', '10.0.2.0/23']);
  });

  it('keeps neighbours apart that are not the halves of one prefix', () => {
    expect(mergePrefixes(prefixes('10.0.1.0/24', '10.0.2.0/24')).map(formatPrefix)).toEqual([
      '10.0.1.0/24',
      '10.0.2.0/24',
    ]);
  });

  it('joins the halves of IPv4', () => {
    expect(mergePrefixes(prefixes('128.0.0.0/1', '0.0.0.0/1'))).toEqual([{address: 0, length: 0}]);
  });

  it('makes nothing of nothing', () => {
    expect(mergePrefixes([])).toEqual([]);
  });

  it('makes the shortest list of the same addresses', () => {
    fc.assert(
      fc.property(anySpace, ({window, space}) => {
        expect(mergePrefixes(space)).toEqual(shortestList(union(space), window));
      }),
    );
  });
});

describe('subtractPrefixes', () => {
  it('leaves what is free', () => {
    const free = subtractPrefixes(prefixes('10.0.0.0/22'), prefixes('10.0.1.0/25', '10.0.3.255/32'));

    expect(free.map(formatPrefix)).toEqual([
      '10.0.0.0/24',
      '10.0.1.128/25',
      '10.0.2.0/24',
      '10.0.3.0/25',
      '10.0.3.128/26',
      '10.0.3.192/27',
      '10.0.3.224/28',
      '10.0.3.240/29',
      '10.0.3.248/30',
      '10.0.3.252/31',
      '10.0.3.254/32',
    ]);
  });

  it('takes half of IPv4 away', () => {
    expect(subtractPrefixes(prefixes('0.0.0.0/0'), prefixes('128.0.0.0/1')).map(formatPrefix)).toEqual(['0.0.0.0/1']);
  });

  it('leaves nothing where a larger block is taken', () => {
    expect(subtractPrefixes(prefixes('10.0.0.0/24', '10.9.0.0/16'), prefixes('10.0.0.0/8'))).toEqual([]);
  });

  it('copes with a thousand subnets in a /8', () => {
    const free = subtractPrefixes(prefixes('10.0.0.0/8'), thousandSubnets).map(formatPrefix);

    expect(free).toEqual([
      '10.3.232.0/21',
      '10.3.240.0/20',
      '10.4.0.0/14',
      '10.8.0.0/13',
      '10.16.0.0/12',
      '10.32.0.0/11',
      '10.64.0.0/10',
      '10.128.0.0/9',
    ]);
  });

  it('makes the shortest list of exactly the addresses that are not taken', () => {
    fc.assert(
      fc.property(anySpace, ({window, space, taken}) => {
        const expected = shortestList(without(union(space), union(taken)), window);

        const free = subtractPrefixes(space, taken);

        expect(free).toEqual(expected);
      }),
    );
  });
});

describe('firstFit', () => {
  it('skips a gap that is large enough but not aligned', () => {
    const fit = firstFit(prefixes('10.0.0.0/22'), prefixes('10.0.0.0/25', '10.0.1.128/25'), 24);

    expect(fit).toEqual(prefix('10.0.2.0/24'));
  });

  it('looks through the space in the order given', () => {
    const space = prefixes('10.9.0.0/24', '10.1.0.0/16');

    const fits = [25, 24, 23].map((length) => firstFit(space, prefixes('10.9.0.0/25'), length));

    expect(fits).toEqual(prefixes('10.9.0.128/25', '10.1.0.0/24', '10.1.0.0/23'));
  });

  it('does not join two entries of the space', () => {
    expect(firstFit(prefixes('10.0.0.0/24', '10.0.1.0/24'), [], 23)).toBe(undefined);
  });

  it('finds none where everything is taken', () => {
    expect(firstFit(prefixes('10.0.0.0/24'), prefixes('10.0.0.0/25', '10.0.0.128/25'), 32)).toBe(undefined);
  });

  it('finds all of IPv4, and its last address', () => {
    const allButLast = subtractPrefixes(prefixes('0.0.0.0/0'), prefixes('255.255.255.255/32'));

    const fits = [firstFit(prefixes('0.0.0.0/0'), [], 0), firstFit(prefixes('0.0.0.0/0'), allButLast, 32)];

    expect(fits).toEqual(prefixes('0.0.0.0/0', '255.255.255.255/32'));
  });

  it('copes with a thousand subnets in a /8', () => {
    const fits = [24, 20, 9].map((length) => firstFit(prefixes('10.0.0.0/8'), thousandSubnets, length));

    expect(fits).toEqual(prefixes('10.3.232.0/24', '10.3.240.0/20', '10.128.0.0/9'));
  });

  it('finds the lowest free place in the first entry that has one', () => {
    fc.assert(
      fc.property(anySpace, ({space, taken, length}) => {
        const free = without(union(space), union(taken));
        const places = space.flatMap((entry) => placesIn(entry, free, length));

        const fit = firstFit(space, taken, length);

        expect(fit).toEqual(places.at(0));
      }),
    );
  });

  it.each([-1, 33])('refuses length %d', (length) => {
    expect(() => firstFit([], [], length)).toThrow(
      new RangeError(`${length} is not a prefix length: a length is an integer from 0 to 32`),
    );
  });
});

describe('lastFit', () => {
  it('takes the highest place of the last entry with room', () => {
    const space = prefixes('10.9.0.0/16', '10.1.0.0/24');

    const fits = [25, 24, 23].map((length) => lastFit(space, prefixes('10.1.0.128/26'), length));

    expect(fits).toEqual(prefixes('10.1.0.0/25', '10.9.255.0/24', '10.9.254.0/23'));
  });

  it('finds all of IPv4, and its first address', () => {
    const allButFirst = subtractPrefixes(prefixes('0.0.0.0/0'), prefixes('0.0.0.0/32'));

    const fits = [lastFit(prefixes('0.0.0.0/0'), [], 0), lastFit(prefixes('0.0.0.0/0'), allButFirst, 32)];

    expect(fits).toEqual(prefixes('0.0.0.0/0', '0.0.0.0/32'));
  });

  it('finds the highest free place in the last entry that has one', () => {
    fc.assert(
      fc.property(anySpace, ({space, taken, length}) => {
        const free = without(union(space), union(taken));
        const places = space.flatMap((entry) => placesIn(entry, free, length));

        const fit = lastFit(space, taken, length);

        expect(fit).toEqual(places.at(-1));
      }),
    );
  });
});

describe('covers', () => {
  it('lets two entries side by side cover a prefix together', () => {
    const space = prefixes('10.0.1.0/24', '10.0.0.0/24', '10.0.3.0/24');

    const covered = prefixes('10.0.0.0/23', '10.0.2.0/23', '10.0.1.4/30', '10.0.0.0/22').map((entry) =>
      covers(space, entry),
    );

    expect(covered).toEqual([true, false, true, false]);
  });

  it('covers nothing with no space', () => {
    expect(covers([], prefix('10.0.0.0/32'))).toBe(false);
  });

  it('is true when every single address is in the space', () => {
    fc.assert(
      fc.property(anySpace, ({window, space, taken}) => {
        const members = union(space);
        const candidates = [...taken, window];

        const covered = candidates.map((candidate) => covers(space, candidate));

        expect(covered).toEqual(
          candidates.map((candidate) => addressesOf(candidate).every((address) => members.has(address))),
        );
      }),
    );
  });
});

describe('rangeToPrefixes', () => {
  it('writes a range that is one prefix as that prefix', () => {
    expect([
      prefixesOfRange('0.0.0.0', '255.255.255.255'),
      prefixesOfRange('10.0.0.0', '10.0.0.255'),
      prefixesOfRange('255.255.255.255', '255.255.255.255'),
    ]).toEqual([['0.0.0.0/0'], ['10.0.0.0/24'], ['255.255.255.255/32']]);
  });

  it('writes any other range as the fewest prefixes', () => {
    expect(prefixesOfRange('10.0.0.4', '10.0.0.16')).toEqual(['10.0.0.4/30', '10.0.0.8/29', '10.0.0.16/32']);
  });

  it('agrees with the model for every range of a /22', () => {
    const ends = fc.tuple(fc.nat(1023), fc.nat(1023));

    fc.assert(
      fc.property(anyWindow, ends, (window, [a, b]) => {
        const first = window.address + Math.min(a, b);
        const last = window.address + Math.max(a, b);
        const members = new Set(Array.from({length: last - first + 1}, (_, index) => first + index));

        const list = rangeToPrefixes(first, last);

        expect(list).toEqual(shortestList(members, window));
      }),
    );
  });

  it('refuses a range that ends before it begins', () => {
    expect(() => rangeToPrefixes(5, 4)).toThrow(new RangeError('the range from 5 to 4 is empty'));
  });

  it.each([
    [-1, 4, '-1'],
    [Number.NaN, 4, 'NaN'],
    [0, 4.5, '4.5'],
    [0, 2 ** 32, '4294967296'],
  ])('refuses the range from %d to %d', (first, last, wrong) => {
    expect(() => rangeToPrefixes(first, last)).toThrow(
      new RangeError(`${wrong} is not an IPv4 address: an address is an integer from 0 to 4294967295`),
    );
  });
});
