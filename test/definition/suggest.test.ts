import {describe, expect, it} from 'vitest';
import {oneOf, suggest} from '../../src/definition/suggest.ts';

describe('suggest', () => {
  const keys = ['name', 'count', 'vmSize', 'maxPods', 'nodePools', 'podPublicIPs'];

  it.each([
    ['vmsize', 'vmSize'],
    ['VMSIZE', 'vmSize'],
    ['maxPod', 'maxPods'],
    ['maxPosd', 'maxPods'],
    ['nodepool', 'nodePools'],
    ['publicPodIPs', undefined],
    ['cuont', 'count'],
    ['nam', 'name'],
    ['nm', undefined],
    ['n', undefined],
    ['labels', undefined],
    ['', undefined],
  ])('of %j is %j', (word, expected) => {
    expect(suggest(word, keys)).toBe(expected);
  });

  it('takes the first of two that are equally near', () => {
    expect(suggest('VpnGw9', ['VpnGw1', 'VpnGw2'])).toBe('VpnGw1');
  });

  it('takes no other digit for a misspelt one', () => {
    expect(suggest('4', ['1', '2', '3'])).toBe(undefined);
  });

  it('prefers what differs only in upper and lower case', () => {
    expect(suggest('TAGS', ['tag', 'tags'])).toBe('tags');
  });
});

describe('oneOf', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a or b'],
    [[1, 3, 5], '1, 3 or 5'],
  ])('%j is written %j', (values, expected) => {
    expect(oneOf(values)).toBe(expected);
  });
});
