import {randomBytes} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {JOIN_TOKEN, randomEncryptionKey, randomJoinToken, randomSerialNumber} from '../../src/pki/random-texts.ts';

/** Gives bytes of a list, one after the other, and zeros after them. */
function bytesOf(list: readonly number[]) {
  const left = [...list];
  return (count: number) => Uint8Array.from({length: count}, () => left.shift() ?? 0);
}

describe('a join token', () => {
  it('has the form that Kubernetes demands', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 255}), {maxLength: 60}), (bytes) => {
        expect(randomJoinToken(bytesOf(bytes))).toMatch(JOIN_TOKEN);
      }),
    );
  });

  it('is made of the bytes it is given, those left out that would make some letters likelier', () => {
    expect(randomJoinToken(bytesOf([0, 25, 26, 35, 36, 252, 255, 251]))).toBe('az09a9.aaaaaaaaaaaaaaaa');
  });
});

describe('an encryption key', () => {
  it('is 32 bytes in base64', () => {
    expect(randomEncryptionKey(() => Uint8Array.from({length: 32}, (_, index) => index))).toBe(
      'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    );
  });
});

describe('a serial number', () => {
  it('is positive and has no leading zero, whatever the bytes are', () => {
    expect(randomSerialNumber(bytesOf([]))).toBe('40000000000000000000000000000000');
    expect(randomSerialNumber(() => new Uint8Array(16).fill(255))).toBe('7fffffffffffffffffffffffffffffff');
    expect(randomSerialNumber(randomBytes)).toMatch(/^[4-7][0-9a-f]{31}$/);
  });
});
