import {type Prefix, parsePrefix, readPrefix} from '../../ipv4/prefix.ts';

/** A range as vlabs has it: of two families with a comma between them, and perhaps with host bits. */
export interface WrittenRange {
  /** The IPv4 range; absent if there is none or it cannot be read. */
  readonly prefix?: Prefix;
  /** Whether it is written as `formatPrefix` would: without host bits and blanks. */
  readonly exact: boolean;
  /** Whether there is an IPv6 range, with or without an IPv4 one. */
  readonly ipv6: boolean;
}

/** Reads a range or two, such as `10.240.0.0/12` and `10.240.0.0/12,fc00::/8`. */
export function readRange(text: string): WrittenRange {
  const parts = text.split(',').map((part) => part.trim());
  const reads = parts.map(readPrefix);
  const ipv6 = reads.some(({problem}) => problem === 'ipv6');
  for (const [index, read] of reads.entries()) {
    if (read.problem === undefined) return {prefix: read.prefix, exact: parts[index] === text, ipv6};
    // Go's net.ParseCIDR, with which the old tools read ranges, takes host bits without a word.
    if (read.problem === 'host-bits') return {prefix: read.network, exact: false, ipv6};
  }
  return {exact: false, ipv6};
}

/** A range that is written here. Throws TypeError if it is none. */
export function rangeConstant(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new TypeError(`${text} is not a prefix`);
  return prefix;
}
