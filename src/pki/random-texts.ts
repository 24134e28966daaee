/** Gives that many random bytes, fit for keys: `randomBytes` of node:crypto is one. */
export type Randomness = (bytes: number) => Uint8Array;

const TOKEN_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The form that Kubernetes demands (Kubernetes: "Authenticating with Bootstrap Tokens"). */
export const JOIN_TOKEN = /^[a-z0-9]{6}\.[a-z0-9]{16}$/;

/** Bytes of the key that Secrets are encrypted with, as secretbox has it (Kubernetes: "Encrypting Confidential Data at Rest"). */
export const ENCRYPTION_KEY_BYTES = 32;

/** A token that nodes join with: a public id of six characters and a secret of sixteen, 82 bits. */
export function randomJoinToken(random: Randomness): string {
  return `${randomLetters(6, random)}.${randomLetters(16, random)}`;
}

/** A key that Secrets are encrypted with, in base64. */
export function randomEncryptionKey(random: Randomness): string {
  return Buffer.from(random(ENCRYPTION_KEY_BYTES)).toString('base64');
}

/** The serial number of a certificate in hexadecimal: 16 bytes, positive and not zero (RFC 5280, 4.1.2.2). */
export function randomSerialNumber(random: Randomness): string {
  const [first = 0, ...rest] = random(16);
  return Buffer.from([(first & 0x3f) | 0x40, ...rest]).toString('hex');
}

/** Bytes that would make the first letters likelier than the last are passed over. */
function randomLetters(count: number, random: Randomness): string {
  const fair = 256 - (256 % TOKEN_LETTERS.length);
  let text = '';
  while (text.length < count) {
    for (const byte of random(count - text.length)) {
      if (byte < fair) text += TOKEN_LETTERS.charAt(byte % TOKEN_LETTERS.length);
    }
  }
  return text;
}
