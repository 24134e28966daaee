import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Address} from '../../src/ipv4/address.ts';
import {type AddressRange, gapsIn, joinRanges, rangeOf} from '../../src/ipv4/range.ts';
import {without} from './model.ts';

const anyRange: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.integer({min: 0, max: 60}), fc.integer({min: 0, max: 8}))
  .map(([first, more]) => ({first, last: first + more}));

function membersOf(ranges: readonly AddressRange[]): Set<Address> {
  return new Set(
    ranges.flatMap(({first, last}) => Array.from({length: last - first + 1}, (_, index) => first + index)),
  );
}

/** The fewest ranges that have these members: a new one wherever the predecessor is missing. */
function rangesOf(members: ReadonlySet<Address>): AddressRange[] {
  const firsts = [...members].filter((member) => !members.has(member - 1)).sort((a, b) => a - b);
  const lasts = [...members].filter((member) => !members.has(member + 1)).sort((a, b) => a - b);
  return firsts.map((first, index) => ({first, last: lasts[index] ?? Number.NaN}));
}

describe('rangeOf', () => {
  it('has both ends of the prefix', () => {
    expect(rangeOf({address: 0xfffffff0, length: 28})).toEqual({first: 0xfffffff0, last: 0xffffffff});
  });
});

describe('joinRanges', () => {
  it('joins ranges that overlap, touch or lie within another, and no others', () => {
    const ranges = [
      {first: 30, last: 39},
      {first: 20, last: 25},
      {first: 0, last: 9},
      {first: 2, last: 3},
      {first: 10, last: 14},
      {first: 23, last: 28},
    ];

    const joined = joinRanges(ranges);

    expect(joined).toEqual([
      {first: 0, last: 14},
      {first: 20, last: 28},
      {first: 30, last: 39},
    ]);
  });

  it('keeps the members and makes the fewest ranges', () => {
    fc.assert(
      fc.property(fc.array(anyRange), (ranges) => {
        expect(joinRanges(ranges)).toEqual(rangesOf(membersOf(ranges)));
      }),
    );
  });
});

describe('gapsIn', () => {
  it('finds what is left before, between and after', () => {
    const taken = [
      {first: 0, last: 4},
      {first: 12, last: 13},
      {first: 15, last: 15},
      {first: 40, last: 49},
    ];

    const gaps = gapsIn({first: 10, last: 19}, taken);

    expect(gaps).toEqual([
      {first: 10, last: 11},
      {first: 14, last: 14},
      {first: 16, last: 19},
    ]);
  });

  it('finds none where everything is taken, up to the last address of IPv4', () => {
    const end = {first: 0xffffff00, last: 0xffffffff};

    expect(gapsIn(end, [end])).toEqual([]);
  });

  it('agrees with taking the members away one by one', () => {
    fc.assert(
      fc.property(anyRange, fc.array(anyRange), (range, taken) => {
        const expected = rangesOf(without(membersOf([range]), membersOf(taken)));

        const gaps = gapsIn(range, joinRanges(taken));

        expect(gaps).toEqual(expected);
      }),
    );
  });
});
