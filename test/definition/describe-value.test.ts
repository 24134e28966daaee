import {describe, expect, it} from 'vitest';
import {describeType, describeValue, quote} from '../../src/definition/describe-value.ts';

describe('describeValue', () => {
  it.each([
    ['prod', '"prod"'],
    ['', '""'],
    ['say "hi"', '"say \\"hi\\""'],
    ['two\nlines', '"two\\nlines"'],
    ['x'.repeat(60), `"${'x'.repeat(60)}"`],
    ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
    [`${'x'.repeat(59)}😀😀`, `"${'x'.repeat(59)}…"`],
    [-1.5, '-1.5'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [false, 'false'],
    [null, 'nothing'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'a mapping'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE', '(a private key, not shown)'],
  ])('%j', (value, expected) => {
    expect(describeValue(value)).toBe(expected);
  });
});

describe('quote', () => {
  it.each([
    ['\u001b[31m', '"\\u001b[31m"'],
    ['\u009b31m', '"\\u009b31m"'],
    ['\u007f', '"\\u007f"'],
    ['a\u202eb', '"a\\u202eb"'],
    ['\u200b\ufeff', '"\\u200b\\ufeff"'],
    ['\ud800', '"\\ud800"'],
    ['Zürich 😀', '"Zürich 😀"'],
  ])('shows what cannot be seen: %j', (text, expected) => {
    expect(quote(text)).toBe(expected);
  });
});

describe('describeType', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'nothing'],
    [[], 'a list'],
    [{}, 'a mapping'],
    ['', 'text'],
    [true, 'a boolean'],
    [3, 'a whole number'],
    [0.5, 'a number'],
  ])('%j is %s', (value, expected) => {
    expect(describeType(value)).toBe(expected);
  });
});
