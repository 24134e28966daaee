import {isIPv4} from 'node:net';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {assertAddress, formatAddress, parseAddress} from '../../src/ipv4/address.ts';
import {anyAddress} from './arbitraries.ts';

const HIGHEST = 2 ** 32 - 1;

describe('parseAddress', () => {
  it.each([
    ['0.0.0.0', 0],
    ['0.0.0.1', 1],
    ['10.0.0.1', 0x0a000001],
    ['127.255.255.255', 0x7fffffff],
    ['128.0.0.0', 0x80000000],
    ['192.168.20.3', 0xc0a81403],
    ['255.255.255.255', HIGHEST],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });

  it.each([
    '',
    '10',
    '10.0.0',
    '10.0.0.0.0',
    '10.0.0.',
    '.10.0.0',
    '10..0.0',
    '10.0.0.256',
    '10.0.0.1000',
    '10.0.0.-1',
    '10.0.0.+1',
    '10.0.0.1e1',
    '10.0.0.0x1',
    '010.0.0.1',
    '10.0.0.00',
    ' 10.0.0.1',
    '10.0.0.1\n',
    '10. 0.0.1',
    '10.0.0.1/32',
    '10.0.0.١',
    'fd00::1',
    'ten.zero.zero.one',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toBe(undefined);
  });

  it('reads back whatever formatAddress writes', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(parseAddress(formatAddress(address))).toBe(address);
      }),
    );
  });

  it('takes exactly the texts that Node takes for an IPv4 address', () => {
    const part = fc.oneof(
      fc.integer({min: -1, max: 300}).map(String),
      fc.constantFrom('', '00', '01', ' 1', '1 ', '1e1'),
    );
    const nearlyAnAddress = fc.array(part, {minLength: 3, maxLength: 5}).map((parts) => parts.join('.'));

    fc.assert(
      fc.property(fc.oneof(nearlyAnAddress, fc.ipV4(), fc.string({unit: 'binary'})), (text) => {
        expect(parseAddress(text) !== undefined).toBe(isIPv4(text));
      }),
      {numRuns: 1000},
    );
  });
});

describe('formatAddress', () => {
  it.each([
    [0, '0.0.0.0'],
    [0x0a000001, '10.0.0.1'],
    [0x80000000, '128.0.0.0'],
    [0xc0a81403, '192.168.20.3'],
    [HIGHEST, '255.255.255.255'],
  ])('writes %d', (address, text) => {
    expect(formatAddress(address)).toBe(text);
  });

  it('refuses a number beyond the last address instead of starting again at 0.0.0.0', () => {
    expect(() => formatAddress(HIGHEST + 1)).toThrow(
      new RangeError('4294967296 is not an IPv4 address: an address is an integer from 0 to 4294967295'),
    );
  });
});

describe('assertAddress', () => {
  it.each([0, 1, 2 ** 31, HIGHEST])('accepts %d', (value) => {
    expect(assertAddress(value)).toBe(undefined);
  });

  it.each([-1, 0.5, HIGHEST + 1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => assertAddress(value)).toThrow(
      new RangeError(`${value} is not an IPv4 address: an address is an integer from 0 to 4294967295`),
    );
  });
});
