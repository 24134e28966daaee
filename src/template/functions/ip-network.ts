/** A range of addresses in CIDR notation, of IPv4 or IPv6: what the functions of CIDR work with. */
export interface IpNetwork {
  /** 32 or 128. */
  readonly bits: 32 | 128;
  /** The lowest address. */
  readonly first: bigint;
  readonly length: number;
}

/** Reads `10.0.0.0/24` or `fd00::/48`; host bits are dropped. Undefined for anything else. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [addressText = '', lengthText = '', ...rest] = text.split('/');
  const bits = addressText.includes(':') ? 128 : 32;
  const address = bits === 128 ? parseIpv6(addressText) : parseIpv4(addressText);
  const length = Number(lengthText);
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(lengthText) || length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  return {bits, first: address - (address % size), length};
}

/** The highest address of a range. */
export function lastOf({bits, first, length}: IpNetwork): bigint {
  return first + (1n << BigInt(bits - length)) - 1n;
}

/** The mask of a range as a number. */
export function maskOf({bits, length}: IpNetwork): bigint {
  return ((1n << BigInt(length)) - 1n) << BigInt(bits - length);
}

/** Writes an address: four numbers for IPv4, RFC 5952 for IPv6. */
export function formatIp(address: bigint, bits: 32 | 128): string {
  return bits === 32 ? groupsOf(address, 4, 8n).join('.') : formatIpv6(groupsOf(address, 8, 16n));
}

function groupsOf(address: bigint, count: number, width: bigint): number[] {
  return Array.from({length: count}, (_, index) =>
    Number((address >> (width * BigInt(count - 1 - index))) & ((1n << width) - 1n)),
  );
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)) {
    return undefined;
  }
  return octets.reduce((address, octet) => (address << 8n) + BigInt(octet), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({length: missing}, () => '0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((address, group) => (address << 16n) + BigInt(`0x${group}`), 0n);
}

/** The longest run of two zero groups or more is written `::`. */
function formatIpv6(groups: readonly number[]): string {
  let [start, length] = [0, 1];
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === 0) to++;
    if (to - from > length) [start, length] = [from, to - from];
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
