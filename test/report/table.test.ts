import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  type Column,
  fixedWidth,
  indentText,
  leastWidth,
  plainStyle,
  type Row,
  SOFT_SPACE,
  tableLines,
  wrapText,
} from '../../src/report/table.ts';

const COLUMNS: readonly Column[] = [{header: 'NAME'}, {header: 'SIZE', align: 'right'}, {header: 'HOW'}];

function row(...texts: readonly string[]): Row {
  return {cells: texts.map((text) => ({text}))};
}

test('columns are as wide as their widest cell, numbers at the right, without spaces at the ends of lines', () => {
  const rows = [row('a', '1,024', 'short'), row('longer', '7', '')];

  const lines = tableLines(COLUMNS, rows, {width: 80, style: plainStyle});

  expect(lines).toEqual([
    'NAME     SIZE  HOW', //
    'a       1,024  short',
    'longer      7',
  ]);
});

test('the last column wraps with its further lines under the first', () => {
  const rows = [row('a', '1', 'one two three four five'), row('b', '2', 'six\nseven')];

  const lines = tableLines(COLUMNS, rows, {width: 24, style: plainStyle});

  expect(lines).toEqual([
    'NAME  SIZE  HOW',
    'a        1  one two',
    '            three four',
    '            five',
    'b        2  six',
    '            seven',
  ]);
});

test('a last column of numbers stands at the right as well', () => {
  const columns: readonly Column[] = [{header: 'NAME'}, {header: 'SIZE', align: 'right'}];

  const lines = tableLines(columns, [row('a', '1'), row('b', '1,024')], {width: 80, style: plainStyle});

  expect(lines).toEqual([
    'NAME   SIZE', //
    'a         1',
    'b     1,024',
  ]);
});

test('text below a row begins under the second column and wraps there', () => {
  const rows: readonly Row[] = [{...row('pool', '1', 'x'), below: {text: 'one two three four'}}, row('b', '2', 'y')];

  const lines = tableLines(COLUMNS, rows, {width: 20, style: plainStyle});

  expect(lines).toEqual([
    'NAME  SIZE  HOW', //
    'pool     1  x',
    '      one two three',
    '      four',
    'b        2  y',
  ]);
});

test('colour goes around the text of a cell and not around the space that fills its column', () => {
  const red = (text: string) => `<red>${text}</red>`;
  const style = {...plainStyle, bold: (text: string) => `<b>${text}</b>`};
  const rows: readonly Row[] = [
    {
      cells: [
        {text: 'a', paint: red},
        {text: '1', paint: red},
        {text: 'one two', paint: red},
      ],
    },
    row('bbb', '22', ''),
  ];

  const lines = tableLines(COLUMNS, rows, {width: 16, style});

  expect(lines).toEqual([
    '<b>NAME</b>  <b>SIZE</b>  <b>HOW</b>',
    '<red>a</red>        <red>1</red>  <red>one</red>',
    '            <red>two</red>',
    'bbb     22',
  ]);
});

test('the fixed width of a table is what all columns but the last take', () => {
  const width = fixedWidth(COLUMNS, [row('longer', '1,024', 'a very long text')]);

  expect(width).toBe('longer  1,024  '.length);
});

test('the least width of the last column is that of its longest word', () => {
  const width = leastWidth(COLUMNS, [row('longer', '1', `one two\nthree${SOFT_SPACE}four five`), row('a', '1', '')]);

  expect(width).toBe('three four'.length);
});

test('text breaks at spaces first, then at soft spaces, then anywhere', () => {
  const text = `one two${SOFT_SPACE}three abcdefghijk`;

  const lines = {wide: wrapText(text, 15), narrow: wrapText(text, 5)};

  expect(lines).toEqual({
    wide: ['one two three', 'abcdefghijk'],
    narrow: ['one', 'two', 'three', 'abcde', 'fghij', 'k'],
  });
});

test('indented text has its first line behind something else', () => {
  const lines = indentText('one two three', 9, '    ', '* ');

  expect(lines).toEqual(['* one', '    two', '    three']);
});

test('wrapped text has no line that is too long and loses nothing but spaces', () => {
  const texts = fc.array(fc.string({minLength: 1, maxLength: 30}), {maxLength: 12}).map((words) => words.join(' '));
  fc.assert(
    fc.property(texts, fc.integer({min: 1, max: 40}), (text, width) => {
      const lines = wrapText(text, width);

      const letters = (from: string) => from.replace(/[ \u00a0]/g, '');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
      expect(letters(lines.join(''))).toBe(letters(text));
    }),
  );
});
