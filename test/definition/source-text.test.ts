import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {sourceText} from '../../src/definition/source-text.ts';

describe('sourceText', () => {
  const {locate} = sourceText('c.yaml', 'name: prod\r\n\r\ncloud: Azure');

  it.each([
    ['the beginning', 0, 4, 1, 1, 4],
    ['the end of a line of Windows', 6, 4, 1, 7, 4],
    ['more than the rest of a line', 6, 40, 1, 7, 4],
    ['a line end', 10, 1, 1, 11, 1],
    ['an empty line', 12, 1, 2, 1, 1],
    ['the last line', 21, 5, 3, 8, 5],
    ['the end of the text', 26, 1, 3, 13, 1],
    ['an offset behind the text', 99, 1, 3, 13, 1],
  ])('locates %s', (_what, offset, length, line, column, shown) => {
    const location = locate(offset, length);

    expect([location.line, location.column, location.length]).toEqual([line, column, shown]);
  });

  it('shows the line with the one before it', () => {
    const location = locate(21, 5);

    expect(location.excerpt).toEqual({firstLine: 2, lines: ['', 'cloud: Azure']});
  });

  it('blanks what is secret in excerpts and in its name, in place', () => {
    const location = sourceText('--set a.secret=hunter2', '--set a.secret=hunter2').locate(15, 7);

    expect(location).toEqual({
      source: '--set a.secret=*******',
      line: 1,
      column: 16,
      length: 7,
      excerpt: {firstLine: 1, lines: ['--set a.secret=*******']},
    });
  });

  it('finds for every offset the line and column that it was counted from', () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom('a', 'é', '😀', '\n', ' ')}), fc.nat(), (text, number) => {
        const offset = number % (text.length + 1);

        const {line, column} = sourceText('c.yaml', text).locate(offset, 1);

        const before = text.slice(0, offset).split('\n');
        expect([line, column]).toEqual([before.length, (before.at(-1) ?? '').length + 1]);
      }),
    );
  });
});
