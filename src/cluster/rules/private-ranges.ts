import {containsPrefix, type Prefix, parsePrefix} from '../../ipv4/prefix.ts';
import {covers} from '../../ipv4/space.ts';

const CLASS_A = constant('10.0.0.0/8');
const CLASS_B = constant('172.16.0.0/12');
const CLASS_C = constant('192.168.0.0/16');
const SHARED = constant('100.64.0.0/10');

/** Ranges for private networks (RFC 1918), and those that carriers share (RFC 6598), in the order they are suggested. */
export const PRIVATE_BLOCKS: readonly Prefix[] = [CLASS_A, CLASS_B, CLASS_C, SHARED];

/** The same for Services: first where virtual networks and offices are rarely found. */
export const SERVICE_BLOCKS: readonly Prefix[] = [CLASS_B, CLASS_C, CLASS_A, SHARED];

/** All of IPv4. */
export const EVERYTHING: Prefix = constant('0.0.0.0/0');

/** Whether all addresses are private ones (RFC 1918, RFC 6598), which nobody has on the Internet. */
export function isPrivate(prefix: Prefix): boolean {
  return PRIVATE_BLOCKS.some((block) => containsPrefix(block, prefix));
}

/** Whether the ranges together are all of IPv4: `0.0.0.0/0`, or its two halves. */
export function isEverything(prefixes: readonly Prefix[]): boolean {
  return covers(prefixes, EVERYTHING);
}

function constant(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix === undefined) throw new TypeError(`${text} is not a prefix`);
  return prefix;
}
