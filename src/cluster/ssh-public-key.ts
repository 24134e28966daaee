import {hash} from 'node:crypto';
import {holdsPrivateKey} from '../definition/redact.ts';

/** The kinds of keys that Azure takes for a Linux machine (Azure: virtual-machines/linux/mac-create-ssh-keys). */
export type SshKeyType = 'ssh-ed25519' | 'ssh-rsa';

/** Fewest bits of an RSA key that Azure takes (the same page, "Supported SSH key formats"). */
export const MIN_RSA_BITS = 2048;

/** A public key that Azure takes. */
export interface SshPublicKey {
  readonly type: SshKeyType;
  readonly bits: number;
  /** What stands after the key, often who it belongs to; may be empty. Words that could be a secret are left out. */
  readonly comment: string;
  /** As `ssh-keygen -l` shows it: `SHA256:` and base64 without padding. */
  readonly fingerprint: string;
}

/**
 * Why a text is no such key. Never holds a part of the text but the names of key types, so that a private key cannot
 * come out again.
 * - `private-key`: the secret half, or a file with it
 * - `other-format`: a public key, but in PEM or the form of RFC 4716, which `ssh-keygen -i` converts
 * - `file-name`: where a key is, rather than the key
 * - `options`: options of an authorized_keys file before the key
 * - `several-keys`: several lines, for instance of an authorized_keys file
 * - `type`: a kind of key that Azure does not take
 * - `type-missing`: only the base64 of a key; `type` is what belongs in front of it
 * - `damaged`: begins like a key, but is cut off, broken over lines or of another type than it says
 * - `weak`: too short
 * - `not-a-key`: nothing of the sort
 */
export type SshPublicKeyProblem =
  | {readonly problem: 'private-key' | 'file-name' | 'options' | 'several-keys' | 'not-a-key'}
  | {readonly problem: 'other-format'; readonly format: 'PKCS8' | 'PEM' | 'RFC4716'}
  | {readonly problem: 'type' | 'type-missing' | 'damaged'; readonly type: string}
  | {readonly problem: 'weak'; readonly type: SshKeyType; readonly bits: number; readonly minimum: number};

/** Key types of OpenSSH that Azure does not take. */
const OTHER_TYPES = [
  'ssh-dss',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ecdsa-sha2-nistp256@openssh.com',
  'sk-ssh-ed25519@openssh.com',
  'ssh-ed25519-cert-v01@openssh.com',
  'ssh-rsa-cert-v01@openssh.com',
];
const ALL_TYPES: readonly string[] = ['ssh-ed25519', 'ssh-rsa', ...OTHER_TYPES];

/** Public keys that are none of OpenSSH's lines, and the format that `ssh-keygen -i -m` knows them by. */
const OTHER_FORMATS = [
  {format: 'PKCS8', begin: '-----BEGIN PUBLIC KEY'},
  {format: 'PEM', begin: '-----BEGIN RSA PUBLIC KEY'},
  {format: 'RFC4716', begin: '---- BEGIN SSH2 PUBLIC KEY'},
] as const;

/** Also the form of ssh.com, `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY`, which is not PEM. */
const PRIVATE_HEADING = /BEGIN [A-Z0-9 ]*PRIVATE KEY/;
const FILE_NAME = /^(?:~|\.{0,2}\/|[A-Za-z]:\\)\S*$|^\S+\.pub$/;
/** As long as half a line of a private key: no name or address of a person. */
const KEY_MATERIAL = /[A-Za-z0-9+/]{32}/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Reads a public key as in ~/.ssh/id_ed25519.pub: type, base64 and perhaps a comment on one line. */
export function readSshPublicKey(text: string): SshPublicKey | SshPublicKeyProblem {
  const line = text.trim();
  if (holdsPrivateKey(line) || PRIVATE_HEADING.test(line) || holdsBarePrivateKey(line)) return {problem: 'private-key'};
  const other = OTHER_FORMATS.find(({begin}) => line.includes(begin));
  if (other !== undefined) return {problem: 'other-format', format: other.format};
  if (FILE_NAME.test(line)) return {problem: 'file-name'};
  const words = line.split(/\s+/);
  const at = words.findIndex((word) => ALL_TYPES.includes(word));
  const type = words[at];
  if (type === undefined) return describeUntyped(words[0] ?? '');
  if (/[\r\n]/.test(line)) return describeLines(line, type);
  if (at > 0) return {problem: 'options'};
  const [, base64 = '', ...comment] = words;
  return readTyped(type, base64, comment.filter((word) => !KEY_MATERIAL.test(word)).join(' '));
}

function describeUntyped(word: string): SshPublicKeyProblem {
  const blob = BASE64.test(word) ? readBlob(word) : undefined;
  return blob === undefined ? {problem: 'not-a-key'} : {problem: 'type-missing', type: blob.type};
}

/** Of several lines, the first may be a key that an editor or a terminal broke; otherwise they are several entries. */
function describeLines(text: string, type: string): SshPublicKeyProblem {
  const hasType = text.split(/[\r\n]+/).map((line) => line.split(/\s+/).some((word) => ALL_TYPES.includes(word)));
  const broken = hasType[0] === true && hasType.lastIndexOf(true) === 0;
  return broken ? {problem: 'damaged', type} : {problem: 'several-keys'};
}

/** Whether there is a private key without its first and last lines: the base64 of OpenSSH's, or of DER. */
function holdsBarePrivateKey(text: string): boolean {
  return [...text.split(/\s+/), text.replace(/\s+/g, '')].some((word) => {
    if (!BASE64.test(word)) return false;
    const bytes = Buffer.from(word.slice(0, 64), 'base64');
    return bytes.toString('latin1').startsWith('openssh-key-v1') || beginsLikePrivateDer(bytes);
  });
}

/** A sequence that begins with the version 0 or 1: PKCS #1, PKCS #8 and SEC 1 keys; public ones have no version. */
function beginsLikePrivateDer(bytes: Buffer): boolean {
  const [tag, length = 0] = bytes;
  const content = length < 0x80 ? 2 : 2 + (length & 0x7f);
  const [integer, size, version] = bytes.subarray(content);
  return tag === 0x30 && integer === 2 && size === 1 && (version === 0 || version === 1);
}

function readTyped(type: string, base64: string, comment: string): SshPublicKey | SshPublicKeyProblem {
  if (type !== 'ssh-ed25519' && type !== 'ssh-rsa') return {problem: 'type', type};
  const blob = BASE64.test(base64) ? readBlob(base64) : undefined;
  const bits = blob?.type === type ? keyBits(type, blob.fields) : undefined;
  if (blob === undefined || bits === undefined) return {problem: 'damaged', type};
  if (type === 'ssh-rsa' && bits < MIN_RSA_BITS) return {problem: 'weak', type, bits, minimum: MIN_RSA_BITS};
  const digest = hash('sha256', blob.bytes, 'base64').replace(/=+$/, '');
  return {type, bits, comment, fingerprint: `SHA256:${digest}`};
}

interface Blob {
  readonly bytes: Buffer;
  readonly type: string;
  readonly fields: readonly Buffer[];
}

/**
 * The base64 of a key: strings, each after its length in 4 bytes, of which the first is the type (RFC 4253, section 6.6).
 * Read here because importing the sshpk library takes longer (18 ms) than everything else that `validate` does.
 */
function readBlob(base64: string): Blob | undefined {
  const bytes = Buffer.from(base64, 'base64');
  const fields: Buffer[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    if (offset + 4 > bytes.length) return undefined;
    const end = offset + 4 + bytes.readUInt32BE(offset);
    if (end > bytes.length) return undefined;
    fields.push(bytes.subarray(offset + 4, end));
    offset = end;
  }
  const [type, ...rest] = fields;
  const name = type?.toString('latin1') ?? '';
  return ALL_TYPES.includes(name) ? {bytes, type: name, fields: rest} : undefined;
}

/** The length of the key in bits; undefined if the fields are none of its type (RFC 8709, section 4; RFC 4253). */
function keyBits(type: SshKeyType, fields: readonly Buffer[]): number | undefined {
  const [first, second] = fields;
  if (type === 'ssh-ed25519') return fields.length === 1 && first?.length === 32 ? 256 : undefined;
  if (fields.length !== 2 || first === undefined || second === undefined) return undefined;
  const exponent = positiveBits(first);
  const modulus = positiveBits(second);
  // Both are odd in every RSA key: the modulus is a product of odd primes, the exponent has no factor with their
  // predecessors in common.
  const odd = ((first.at(-1) ?? 0) & (second.at(-1) ?? 0) & 1) === 1;
  return odd && exponent > 1 && modulus > exponent ? modulus : undefined;
}

/** How many bits a positive number in the form `mpint` has (RFC 4251, section 5); 0 for any other bytes. */
function positiveBits(mpint: Buffer): number {
  const [first = 0, second = 0] = mpint;
  if (first >= 0x80 || (first === 0 && second < 0x80)) return 0;
  const digits = first === 0 ? mpint.subarray(1) : mpint;
  return digits.length * 8 - Math.clz32(digits[0] ?? 0) + 24;
}
