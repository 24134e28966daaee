import {ADDRESS_BITS, type Address, assertAddress, formatAddress, parseAddress} from './address.ts';

/**
 * A block of addresses in CIDR notation, such as 10.0.0.0/24. Always canonical: the host bits of `address` are zero.
 * Made by `makePrefix` and the parsers only; everything else relies on it.
 */
export interface Prefix {
  /** The lowest address of the block. */
  readonly address: Address;
  /** How many leading bits all its addresses share: 0 (all of IPv4) to 32 (one address). */
  readonly length: number;
}

/**
 * What `readPrefix` makes of a text: a prefix, or the problem with it. `network` is the prefix that was probably meant,
 * to be offered as a remedy:
 * - `ipv6`: `fd00::/48`
 * - `not-a-prefix`: `ten`, `10.0.0`, `10.0.0.256/8`; with a network if only spaces and leading zeros are wrong, as in
 *   `010.0.0.0/8`
 * - `length`: an address and a slash, but not a number from 0 to 32 after it, as in `10.0.0.0/33`
 * - `address-without-length`: `10.0.0.4`, whose network is 10.0.0.4/32
 * - `host-bits`: `10.0.0.5/24`, whose network is 10.0.0.0/24
 */
export type PrefixParse =
  | {readonly prefix: Prefix; readonly problem?: undefined}
  | {readonly problem: 'ipv6'}
  | {readonly problem: 'not-a-prefix'; readonly network?: Prefix}
  | {readonly problem: 'length'}
  | {readonly problem: 'address-without-length'; readonly network: Prefix}
  | {readonly problem: 'host-bits'; readonly network: Prefix};

/** Every IPv6 text has two colons; one alone is more likely a port, as in `10.0.0.4:443`. */
const TWO_COLONS = /:.*:/;
const PREFIX_LENGTH = /^(?:\d|[12]\d|3[0-2])$/;
const LEADING_ZEROS = /\b0+(?=\d)/g;

/** Reads a prefix such as `10.0.0.0/24`, exactly as `formatPrefix` writes it; for anything else says what is wrong. */
export function readPrefix(text: string): PrefixParse {
  if (TWO_COLONS.test(text)) return {problem: 'ipv6'};
  const plain = withoutPadding(text);
  const parse = readPlain(plain);
  if (plain === text) return parse;
  if (parse.problem === undefined) return {problem: 'not-a-prefix', network: parse.prefix};
  return 'network' in parse ? {...parse, problem: 'not-a-prefix'} : parse;
}

/** Reads a canonical prefix such as `10.0.0.0/24`; any other text is undefined. */
export function parsePrefix(text: string): Prefix | undefined {
  const parse = readPrefix(text);
  return parse.problem === undefined ? parse.prefix : undefined;
}

/** Writes a prefix in CIDR notation. */
export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(prefix.address)}/${prefix.length}`;
}

/**
 * The prefix of a given length that contains `address`.
 * Throws RangeError if `length` is not an integer from 0 to 32 or `address` not an unsigned 32-bit integer.
 */
export function makePrefix(address: Address, length: number): Prefix {
  assertAddress(address);
  // Not a bit mask: JavaScript shifts by the count modulo 32, which turns /0 into /32.
  return {address: address - (address % sizeOfLength(length)), length};
}

/** How many addresses a prefix of this length has: 2^(32 - length). Throws RangeError outside 0 to 32. */
export function sizeOfLength(length: number): number {
  if (!Number.isInteger(length) || length < 0 || length > ADDRESS_BITS) {
    throw new RangeError(`${length} is not a prefix length: a length is an integer from 0 to ${ADDRESS_BITS}`);
  }
  return 2 ** (ADDRESS_BITS - length);
}

/** How many addresses the prefix has, those that Azure reserves included. */
export function prefixSize(prefix: Prefix): number {
  return sizeOfLength(prefix.length);
}

/** The lowest address: the network address. */
export function firstAddress(prefix: Prefix): Address {
  return prefix.address;
}

/** The highest address: the broadcast address, on networks that have one. */
export function lastAddress(prefix: Prefix): Address {
  return prefix.address + prefixSize(prefix) - 1;
}

/** Whether `address` is one of the prefix. */
export function containsAddress(prefix: Prefix, address: Address): boolean {
  return firstAddress(prefix) <= address && address <= lastAddress(prefix);
}

/** Whether every address of `inner` is one of `outer`; a prefix contains itself. */
export function containsPrefix(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && containsAddress(outer, inner.address);
}

/** Whether the two have an address in common; of two prefixes that overlap, one contains the other. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return containsPrefix(a, b) || containsPrefix(b, a);
}

/** For sorting: by address, the larger block first where two begin at the same address. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  return a.address - b.address || a.length - b.length;
}

/** Drops what people and spreadsheets add to a prefix without changing its meaning. */
function withoutPadding(text: string): string {
  const trimmed = text.split('/').map((part) => part.trim());
  return trimmed.join('/').replace(LEADING_ZEROS, '');
}

function readPlain(text: string): PrefixParse {
  const slash = text.indexOf('/');
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined) return {problem: 'not-a-prefix'};
  if (slash === -1) return {problem: 'address-without-length', network: makePrefix(address, ADDRESS_BITS)};
  const lengthText = text.slice(slash + 1);
  if (!PREFIX_LENGTH.test(lengthText)) return {problem: 'length'};
  const prefix = makePrefix(address, Number(lengthText));
  return prefix.address === address ? {prefix} : {problem: 'host-bits', network: prefix};
}
