import {describe, expect, it} from 'vitest';
import {describeSameName, error, findRepeats, warning} from '../../../src/cluster/rules/rule.ts';

describe('error and warning', () => {
  it('leaves out what is not said', () => {
    const issues = [
      error('VK3999', ['name'], 'wrong'),
      warning('VK3998', ['name'], 'odd', {hint: undefined, related: []}),
    ];

    expect(issues).toStrictEqual([
      {code: 'VK3999', severity: 'error', path: ['name'], message: 'wrong'},
      {code: 'VK3998', severity: 'warning', path: ['name'], message: 'odd'},
    ]);
  });

  it('keeps what is said', () => {
    const related = [{path: ['location'], message: 'the region'}];

    const issue = error('VK3999', ['name'], 'wrong', {hint: 'right it', related, at: 'key'});

    expect(issue).toStrictEqual({
      code: 'VK3999',
      severity: 'error',
      path: ['name'],
      message: 'wrong',
      hint: 'right it',
      related: [{path: ['location'], message: 'the region'}],
      at: 'key',
    });
  });
});

describe('findRepeats', () => {
  it('pairs every repeated item with the first of its key', () => {
    const repeats = findRepeats(['a', 'B', 'A', 'c', 'a'], (text) => text.toLowerCase());

    expect(repeats).toEqual([
      {first: 'a', again: 'A'},
      {first: 'a', again: 'a'},
    ]);
  });
});

describe('describeSameName', () => {
  it('tells names that are equal from names that differ in capitals', () => {
    const texts = [describeSameName('hub', 'hub', 'peerings'), describeSameName('hub', 'Hub', 'peerings')];

    expect(texts).toEqual([
      {message: '"hub" is the name of two peerings', hint: 'give each its own name'},
      {
        message: '"hub" and "Hub" are the same name to Azure, and there are two such peerings',
        hint: 'write it the same way everywhere, or give each its own name',
      },
    ]);
  });
});
