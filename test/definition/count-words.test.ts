import {describe, expect, it} from 'vitest';
import {countOf, formatCount} from '../../src/definition/count-words.ts';

describe('formatCount', () => {
  it.each([
    [-1234, '-1,234'],
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [65_536, '65,536'],
    [1_000_000, '1,000,000'],
    [4_294_967_296, '4,294,967,296'],
  ])('%d is written %s', (count, expected) => {
    expect(formatCount(count)).toBe(expected);
  });
});

describe('countOf', () => {
  it('has the noun follow its number', () => {
    const texts = [countOf(1, 'node'), countOf(0, 'node'), countOf(4000, 'node'), countOf(2, 'address', 'addresses')];

    expect(texts).toEqual(['1 node', '0 nodes', '4,000 nodes', '2 addresses']);
  });
});
