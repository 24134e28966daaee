import {describe, expect, it} from 'vitest';
import {formatPath, isWithin, type Path} from '../../src/definition/issue.ts';

describe('formatPath', () => {
  it.each<[Path, string]>([
    [[], '(definition)'],
    [['name'], 'name'],
    [['nodePools', 1, 'count', 'min'], 'nodePools[1].count.min'],
    [['nodePools', 0, 'zones', 2], 'nodePools[0].zones[2]'],
    [['tags', 'cost-center'], 'tags.cost-center'],
    [['tags', 'a.b'], 'tags["a.b"]'],
    [['tags', 'say "hi"'], 'tags["say \\"hi\\""]'],
    [['tags', ''], 'tags[""]'],
    [['tags', '1'], 'tags["1"]'],
    [['tags', 'a\u202eb'], 'tags["a\\u202eb"]'],
    [['a b', 'c'], '["a b"].c'],
  ])('writes %j as people do', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe('isWithin', () => {
  it.each<[Path, Path, boolean]>([
    [['a', 0, 'b'], ['a', 0], true],
    [['a', 0], ['a', 0], true],
    [['a'], [], true],
    [['a'], ['a', 0], false],
    [['a', 1, 'b'], ['a', 0], false],
    [['ab'], ['a'], false],
  ])('%j in %j: %j', (path, ancestor, expected) => {
    expect(isWithin(path, ancestor)).toBe(expected);
  });
});
