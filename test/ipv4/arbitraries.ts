import fc from 'fast-check';
import type {Address} from '../../src/ipv4/address.ts';
import {makePrefix, type Prefix} from '../../src/ipv4/prefix.ts';

/** Any address, the ends of the IPv4 space more often than chance would have it. */
export const anyAddress: fc.Arbitrary<Address> = fc.oneof(
  fc.integer({min: 0, max: 2 ** 32 - 1}),
  fc.constantFrom(0, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1),
);

/** Any prefix, from /0 to /32. */
export const anyPrefix: fc.Arbitrary<Prefix> = fc
  .tuple(anyAddress, fc.integer({min: 0, max: 32}))
  .map(([address, length]) => makePrefix(address, length));

/**
 * A /22 small enough to look at each address, where arithmetic may go wrong: at both ends of the IPv4 space, where the
 * 32nd bit begins, and one without such trouble.
 */
export const anyWindow: fc.Arbitrary<Prefix> = fc
  .constantFrom(0, 0x0a000000, 0x80000000, 0xfffffc00)
  .map((address) => ({address, length: 22}));

/** A prefix within `window`, no shorter than `shortest`. */
export function prefixWithin(window: Prefix, shortest: number): fc.Arbitrary<Prefix> {
  const offset = fc.integer({min: 0, max: 2 ** (32 - window.length) - 1});
  return fc
    .tuple(offset, fc.integer({min: shortest, max: 32}))
    .map(([above, length]) => makePrefix(window.address + above, length));
}

/** Up to twelve of them, in any order, that may repeat, touch and overlap. */
export function prefixesWithin(window: Prefix, shortest: number): fc.Arbitrary<Prefix[]> {
  return fc.array(prefixWithin(window, shortest), {maxLength: 12});
}
