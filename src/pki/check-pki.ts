import {createPublicKey, type KeyObject, X509Certificate} from 'node:crypto';
import {AUTHORITY_FILES, type ClusterPki} from './cluster-pki.ts';
import {type PkiProblem, pkiError, pkiWarning} from './pki-problem.ts';

/** A certificate and its key, as read. */
export interface ReadPair {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

/** The names of a pair's files. */
export interface PairFiles {
  readonly certificate: string;
  readonly key: string;
}

/** RSA keys may have so many bits: fewer are broken, more are refused by Go's TLS (crypto/tls, `maxRSAKeySize`). */
const RSA_BITS = {least: 2048, most: 8192} as const;

/** Curves that Go's X.509, and with it all of Kubernetes, knows, and that are strong enough. */
const CURVES: readonly string[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Authorities that expire sooner are told of; exchanging one takes a while. */
const EXPIRY_NOTICE_DAYS = 90;

const DAY = 86_400_000;

/** What is wrong with the certificate and key of an authority. */
export function checkAuthority(files: PairFiles, pair: ReadPair, now: Date): readonly PkiProblem[] {
  return [
    ...checkPair(files, pair),
    ...checkIsAuthority(files, pair),
    ...checkKey(files.key, pair.key),
    ...checkValidity(files.certificate, pair.certificate, now),
  ];
}

/** What is wrong with a certificate of a person. One that has expired is no fault: it is made anew. */
export function checkClient(files: PairFiles, pair: ReadPair): readonly PkiProblem[] {
  return [...checkPair(files, pair), ...checkKey(files.key, pair.key)];
}

/** True if the authority signed a person's certificate, and it can be used now. */
export function isGoodClient(certificate: string, authority: string, now: Date): boolean {
  const client = new X509Certificate(certificate);
  const issuer = new X509Certificate(authority);
  return (
    client.checkIssued(issuer) &&
    client.verify(issuer.publicKey) &&
    client.validFromDate <= now &&
    now < client.validToDate
  );
}

/** Whether the key is of a kind that kubeadm and Go take, and strong enough. */
export function checkKey(file: string, key: KeyObject): readonly PkiProblem[] {
  const hint = 'use ECDSA on P-256, P-384 or P-521, or RSA with 2048 to 8192 bits';
  const {modulusLength = 0, namedCurve = 'unnamed curve'} = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'rsa':
      if (modulusLength < RSA_BITS.least) return [pkiError(file, `is an RSA key of only ${modulusLength} bits`, hint)];
      if (modulusLength > RSA_BITS.most) {
        return [pkiError(file, `is an RSA key of ${modulusLength} bits, more than Kubernetes takes`, hint)];
      }
      return [];
    case 'ec':
      return CURVES.includes(namedCurve) ? [] : [pkiError(file, `is a key on the curve ${namedCurve}`, hint)];
    default:
      return [pkiError(file, `is a key of type ${key.asymmetricKeyType}, which kubeadm does not take`, hint)];
  }
}

/**
 * Each authority must be one of its own: who holds a certificate of the cluster's could otherwise read etcd, or act as
 * anybody (Kubernetes: "Configure the Aggregation Layer", the warning about reusing an authority).
 */
export function checkDistinct(pki: Partial<ClusterPki>): readonly PkiProblem[] {
  const present = Object.entries(AUTHORITY_FILES).flatMap(([part, name]) => {
    const pair = pki[part as keyof typeof AUTHORITY_FILES];
    if (pair === undefined) return [];
    return [{name, publicKey: publicKeyOf(pair.certificate)}];
  });
  return present.flatMap(({name, publicKey}, index) => {
    const twin = present.slice(0, index).find((other) => other.publicKey === publicKey);
    if (twin === undefined) return [];
    const hint = 'give each an authority of its own, or leave it out to have one made';
    return [pkiError(`${name}.crt`, `has the key of ${twin.name}.crt`, hint)];
  });
}

function checkPair({certificate: file, key: keyFile}: PairFiles, {certificate, key}: ReadPair): readonly PkiProblem[] {
  return certificate.checkPrivateKey(key) ? [] : [pkiError(keyFile, `is not the key of ${file}`)];
}

function checkIsAuthority({certificate: file}: PairFiles, {certificate}: ReadPair): readonly PkiProblem[] {
  if (certificate.ca) return [];
  const hint = 'its basic constraints must say CA:TRUE, and its key usage, if any, keyCertSign';
  return [pkiError(file, 'is no certificate of an authority', hint)];
}

function checkValidity(file: string, certificate: X509Certificate, now: Date): readonly PkiProblem[] {
  const {validFromDate: from, validToDate: to} = certificate;
  if (now < from) return [pkiError(file, `is not valid before ${dateText(from)}`)];
  if (now >= to) return [pkiError(file, `expired on ${dateText(to)}`)];
  const days = Math.floor((to.getTime() - now.getTime()) / DAY);
  if (days >= EXPIRY_NOTICE_DAYS) return [];
  return [pkiWarning(file, `expires in ${days} ${days === 1 ? 'day' : 'days'}, on ${dateText(to)}`)];
}

function publicKeyOf(certificate: string): string {
  return createPublicKey(certificate).export({type: 'spki', format: 'pem'}).toString();
}

function dateText(date: Date): string {
  return date.toISOString().slice(0, 10);
}
