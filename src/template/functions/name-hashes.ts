import {createHash} from 'node:crypto';

/** The namespace of all names that `guid()` makes (Azure: bicep-functions-string, "guid"). */
const GUID_NAMESPACE = '11fb06fb-712d-4ddd-98c7-e71bbd588830';

/**
 * The UUID of a name, as `guid()` makes it from its arguments joined by hyphens: version 5, name-based with SHA-1
 * (RFC 9562, section 5.5).
 */
export function nameBasedGuid(name: string): string {
  const space = Buffer.from(GUID_NAMESPACE.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const UNIQUE_LENGTH = 13;

/**
 * The 13 characters that `uniqueString()` makes from its arguments joined by hyphens: the 64 bits of a MurmurHash in base
 * 32, five bits a character from the top. Azure documents only the length; the algorithm is that of its published library
 * (Azure.Deployments.Expression), held against values that it gives (test/template/name-hashes.test.ts).
 */
export function uniqueText(name: string): string {
  let bits = murmurHash64(Buffer.from(name, 'utf8'));
  let text = '';
  for (let index = 0; index < UNIQUE_LENGTH; index++) {
    text += BASE32.charAt(Number(bits >> 59n));
    bits = BigInt.asUintN(64, bits << 5n);
  }
  return text;
}

const FACTOR_1 = 0xab0e9789;
const FACTOR_2 = 0x239b961b;

/** MurmurHash3 in two lanes of 32 bits, with ARM's own multipliers for the blocks, and seed 0. */
function murmurHash64(data: Buffer): bigint {
  let [low, high] = [0, 0];
  const blocks = data.length - (data.length % 8);
  for (let at = 0; at < blocks; at += 8) {
    low = rotate(low ^ scrambleLow(data.readUInt32LE(at)), 19);
    low = (Math.imul(low + high, 5) + 0x561ccd1b) | 0;
    high = rotate(high ^ scrambleHigh(data.readUInt32LE(at + 4)), 13);
    high = (Math.imul(high + low, 5) + 0x0bcaa747) | 0;
  }
  // What is left of the last block, filled with zeros, which change nothing.
  const rest = Buffer.alloc(8);
  data.copy(rest, 0, blocks);
  low ^= scrambleLow(rest.readUInt32LE(0));
  high ^= scrambleHigh(rest.readUInt32LE(4));
  return join(low ^ data.length, high ^ data.length);
}

function scrambleLow(word: number): number {
  return Math.imul(rotate(Math.imul(word, FACTOR_2), 15), FACTOR_1);
}

function scrambleHigh(word: number): number {
  return Math.imul(rotate(Math.imul(word, FACTOR_1), 17), FACTOR_2);
}

function join(first: number, second: number): bigint {
  let low = (first + second) | 0;
  let high = (second + low) | 0;
  low = finish(low);
  high = finish(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** The last mix of MurmurHash3, so that every bit of the input touches every bit of the output. */
function finish(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
