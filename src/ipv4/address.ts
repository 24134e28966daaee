/** An IPv4 address as an unsigned 32-bit integer: 10.0.0.1 is 0x0a000001. */
export type Address = number;

/** The bits of an address, and so the length of a prefix that has one address (RFC 791, section 2.3). */
export const ADDRESS_BITS = 32;

const HIGHEST_ADDRESS = 2 ** ADDRESS_BITS - 1;

/** Leading zeros are refused: some programs read `010` as octal 8 (RFC 6943, section 3.1.1). */
const OCTET = /^(?:0|[1-9]\d{0,2})$/;

/** Reads a dotted quad such as `10.0.0.1`; any other text, even with spaces or leading zeros, is undefined. */
export function parseAddress(text: string): Address | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let address = 0;
  for (const octet of octets) {
    if (!OCTET.test(octet) || Number(octet) > 255) return undefined;
    address = address * 256 + Number(octet);
  }
  return address;
}

/** Writes an address as a dotted quad; throws RangeError if it is not an unsigned 32-bit integer. */
export function formatAddress(address: Address): string {
  assertAddress(address);
  return [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255].join('.');
}

/** Throws RangeError unless `value` is an unsigned 32-bit integer: the sum that led to it left the IPv4 space. */
export function assertAddress(value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > HIGHEST_ADDRESS) {
    throw new RangeError(`${value} is not an IPv4 address: an address is an integer from 0 to ${HIGHEST_ADDRESS}`);
  }
}
