import type {KeyObject} from 'node:crypto';
import {checkAuthority, checkClient, checkDistinct, checkKey} from './check-pki.ts';
import {
  AUTHORITY_FILES,
  CERTIFIED_FILES,
  type CertifiedKey,
  type ClusterPki,
  OTHER_FILES,
  type PlainKeys,
} from './cluster-pki.ts';
import {type PkiProblem, pkiError} from './pki-problem.ts';
import {ENCRYPTION_KEY_BYTES, JOIN_TOKEN} from './random-texts.ts';
import {
  certificateText,
  privateKeyText,
  publicKeyText,
  readCertificate,
  readPrivateKey,
  readPublicKey,
} from './read-keys.ts';

/** The texts of a `pki` folder, by their paths in it. */
export type PkiTexts = ReadonlyMap<string, string>;

/** What is there of a PKI, and everything that is wrong with it. With an error, `pki` is not to be used. */
export interface PkiReading {
  readonly pki: Partial<ClusterPki>;
  readonly problems: readonly PkiProblem[];
}

/** What was read of one part. */
type PartReading<Value> = {readonly value?: Value; readonly problems: readonly PkiProblem[]};

/** A part that is not there, which is no fault. */
const NOTHING = {problems: []};

/** Reads and checks the files of a `pki` folder, laid out as kubeadm's, all of them at once. Other files are left alone. */
export function readPki(texts: PkiTexts, now: Date): PkiReading {
  const certified = Object.entries(CERTIFIED_FILES).map(
    ([part, name]) => [part, readCertified(part as keyof typeof CERTIFIED_FILES, name, texts, now)] as const,
  );
  const serviceAccount = readServiceAccount(texts);
  const encryptionKey = readText(texts, OTHER_FILES.encryptionKey, isEncryptionKey, 'is not 32 bytes in base64');
  const joinToken = readText(
    texts,
    OTHER_FILES.joinToken,
    (text) => JOIN_TOKEN.test(text),
    'is no token of the form [a-z0-9]{6}.[a-z0-9]{16}',
  );
  const others = {serviceAccount, encryptionKey, joinToken};
  const entries = [...certified, ...Object.entries(others)];
  const pki: Partial<ClusterPki> = Object.fromEntries(
    entries.flatMap(([part, {value}]) => (value === undefined ? [] : [[part, value]])),
  );
  return {pki, problems: [...entries.flatMap(([, {problems}]) => problems), ...checkDistinct(pki)]};
}

function readCertified(
  part: keyof typeof CERTIFIED_FILES,
  name: string,
  texts: PkiTexts,
  now: Date,
): PartReading<CertifiedKey> {
  const files = {certificate: `${name}.crt`, key: `${name}.key`};
  const certificateBytes = texts.get(files.certificate);
  const keyBytes = texts.get(files.key);
  if (certificateBytes === undefined && keyBytes === undefined) return NOTHING;
  if (certificateBytes === undefined) return missing(files.certificate, files.key);
  if (keyBytes === undefined) return missing(files.key, files.certificate);

  const certificate = readCertificate(files.certificate, certificateBytes);
  const key = readPrivateKey(files.key, keyBytes);
  if (certificate.value === undefined || key.value === undefined) {
    return {problems: [certificate.problem ?? [], key.problem ?? []].flat()};
  }
  const pair = {certificate: certificate.value, key: key.value};
  const problems = part in AUTHORITY_FILES ? checkAuthority(files, pair, now) : checkClient(files, pair);
  return {value: {certificate: certificateText(pair.certificate), key: privateKeyText(pair.key)}, problems};
}

function readServiceAccount(texts: PkiTexts): PartReading<PlainKeys> {
  const {serviceAccountKey: keyFile, serviceAccountPublicKey: publicFile} = OTHER_FILES;
  const keyBytes = texts.get(keyFile);
  const publicBytes = texts.get(publicFile);
  if (keyBytes === undefined) return publicBytes === undefined ? NOTHING : missing(keyFile, publicFile);
  const key = readPrivateKey(keyFile, keyBytes);
  const given = publicBytes === undefined ? undefined : readPublicKey(publicFile, publicBytes);
  if (key.value === undefined || given?.problem !== undefined) {
    return {problems: [key.problem ?? [], given?.problem ?? []].flat()};
  }
  const publicKey = publicKeyText(key.value);
  const problems = [...checkKey(keyFile, key.value), ...checkPublicHalf(publicFile, given?.value, publicKey)];
  return {value: {key: privateKeyText(key.value), publicKey}, problems};
}

function checkPublicHalf(file: string, given: KeyObject | undefined, expected: string): readonly PkiProblem[] {
  if (given === undefined || publicKeyText(given) === expected) return [];
  return [pkiError(file, `is not the public half of ${OTHER_FILES.serviceAccountKey}`)];
}

function readText(
  texts: PkiTexts,
  file: string,
  isRight: (text: string) => boolean,
  message: string,
): PartReading<string> {
  const text = texts.get(file)?.trim();
  if (text === undefined) return NOTHING;
  return isRight(text) ? {value: text, problems: []} : {problems: [pkiError(file, message)]};
}

function isEncryptionKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === ENCRYPTION_KEY_BYTES && bytes.toString('base64') === text;
}

function missing(file: string, other: string): PartReading<never> {
  return {problems: [pkiError(file, `is missing, and ${other} is there`, 'the two belong together')]};
}
