import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Font, shortenText, textWidth, wrapToWidth} from '../../../src/report/picture/text-size.ts';

const SANS: Font = {family: 'sans', size: 10};
const MONO: Font = {family: 'mono', size: 10};

test('every character of a monospaced font is as wide as the others', () => {
  expect(textWidth('10.240.0.0/12', MONO)).toBeCloseTo(13 * 6.02);
});

test('other fonts have narrow and wide characters, and bold ones are wider', () => {
  const widths = [textWidth('ill', SANS), textWidth('www', SANS), textWidth('www', {...SANS, bold: true})];

  expect(widths.map((width) => Math.round(width * 10) / 10)).toEqual([9.9, 30, 33.6]);
});

test('a text that is too long loses its middle', () => {
  const texts = [
    shortenText('abcdefghij', 60.2, MONO),
    shortenText('abcdefghij', 31, MONO),
    shortenText('abc', 1, MONO),
  ];

  expect(texts).toEqual(['abcdefghij', 'ab…ij', '…']);
});

test('lines break at spaces, and a word that is too long is shortened', () => {
  const lines = wrapToWidth('one two abcdefghijkl x', 43, MONO);

  expect(lines).toEqual(['one two', 'abc…jkl', 'x']);
});

test('no line is wider than asked for, if there is room for an ellipsis', () => {
  fc.assert(
    fc.property(fc.string({maxLength: 120}), fc.integer({min: 10, max: 300}), (text, width) => {
      const lines = [...wrapToWidth(text, width, SANS), shortenText(text, width, SANS)];

      expect(lines.filter((line) => textWidth(line, SANS) > width)).toEqual([]);
    }),
  );
});
