import {createPrivateKey, createPublicKey, type KeyObject, X509Certificate} from 'node:crypto';
import {type PkiProblem, pkiError} from './pki-problem.ts';

/** What was read, or what is wrong with the text. */
export type Reading<Value> =
  | {readonly value: Value; readonly problem?: never}
  | {readonly value?: never; readonly problem: PkiProblem};

const CERTIFICATE_BLOCK = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/** Reads a PEM certificate, whatever text is around it. */
export function readCertificate(file: string, text: string): Reading<X509Certificate> {
  const blocks = text.match(CERTIFICATE_BLOCK)?.length ?? 0;
  if (blocks === 0) return {problem: pkiError(file, 'is no certificate in PEM', describeBinary(text))};
  if (blocks > 1) {
    const hint = "leave only the authority's own: kubeadm takes the first for the one of the key";
    return {problem: pkiError(file, `holds ${blocks} certificates`, hint)};
  }
  try {
    return {value: new X509Certificate(text)};
  } catch {
    return {problem: pkiError(file, 'holds a certificate that cannot be read')};
  }
}

/** Reads a private key in PEM, be it PKCS#8, PKCS#1 or SEC1, whatever text is around it. */
export function readPrivateKey(file: string, text: string): Reading<KeyObject> {
  if (/ENCRYPTED/.test(text)) {
    const hint = `nobody is there to type its passphrase; decrypt it: openssl pkey -in ${file} -out ${file}.plain`;
    return {problem: pkiError(file, 'is encrypted', hint)};
  }
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return {problem: pkiError(file, 'is no private key in PEM', describeBinary(text))};
  }
  try {
    return {value: createPrivateKey(text)};
  } catch {
    return {problem: pkiError(file, 'holds a private key that cannot be read')};
  }
}

/** Reads a public key in PEM. A private key is none, though it holds one: it stands in the wrong file. */
export function readPublicKey(file: string, text: string): Reading<KeyObject> {
  if (!/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(text)) {
    return {problem: pkiError(file, 'is no public key in PEM', describeBinary(text))};
  }
  try {
    return {value: createPublicKey(text)};
  } catch {
    return {problem: pkiError(file, 'holds a public key that cannot be read')};
  }
}

/** PKCS#8 whatever it was: one form, which client-go and kubeadm read. */
export function privateKeyText(key: KeyObject): string {
  return key.export({type: 'pkcs8', format: 'pem'}).toString();
}

/** The public half of a key. */
export function publicKeyText(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return publicKey.export({type: 'spki', format: 'pem'}).toString();
}

/** Without what stood around it in the file. */
export function certificateText(certificate: X509Certificate): string {
  return `${certificate.toString().trimEnd()}\n`;
}

function describeBinary(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty';
  // DER begins with a sequence; as UTF-8 its bytes are mostly no text.
  return text.startsWith('0') && text.includes('\ufffd')
    ? 'it seems to be DER: convert it with "openssl x509" or "openssl pkey"'
    : undefined;
}
