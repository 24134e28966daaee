// The library decorates its classes, and throws at import unless this comes first.
import 'reflect-metadata';
import {createPrivateKey, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {isIP} from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509Certificate as X509CertificateReader,
} from '@peculiar/x509';
import type {CertifiedKey} from './cluster-pki.ts';
import {type Randomness, randomSerialNumber} from './random-texts.ts';

/** When a certificate is made, for how long it is good, and where its serial number comes from. */
export interface IssueOptions {
  readonly now: Date;
  readonly days: number;
  readonly random: Randomness;
}

/** Whom a client certificate is for: Kubernetes takes the organisation for a group. */
export interface ClientName {
  readonly group: string;
  readonly user: string;
}

const DAY = 86_400_000;

/** Certificates are good from an hour ago: the clocks of machines differ. */
const BACKDATE = 3_600_000;

/** The hash that goes with each curve (RFC 5480, 4; what Go and OpenSSL take by themselves). */
const HASH_OF_CURVE: Readonly<Record<string, string>> = {
  prime256v1: 'SHA-256',
  secp384r1: 'SHA-384',
  secp521r1: 'SHA-512',
};

const NAME_OF_CURVE: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** Makes an authority: a P-256 key and a certificate that it signs itself, with the key usages that kubeadm gives. */
export async function issueAuthority(commonName: string, options: IssueOptions): Promise<CertifiedKey> {
  const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'prime256v1'});
  const keys = {privateKey: signingKey(privateKey), publicKey: verifyingKey(publicKey)};
  const usages =
    KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment | KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{CN: [commonName]}],
    keys,
    signingAlgorithm: {name: 'ECDSA', hash: 'SHA-256'},
    ...validity(options),
    serialNumber: randomSerialNumber(options.random),
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(usages, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {certificate: `${certificate.toString('pem')}\n`, key: keyText(privateKey)};
}

/** Makes a P-256 key and a certificate with which a person shows to the API server who they are. */
export async function issueClient(
  authority: CertifiedKey,
  name: ClientName,
  options: IssueOptions,
): Promise<CertifiedKey> {
  const subject = [{O: [name.group]}, {CN: [name.user]}];
  return issue(authority, subject, [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])], options);
}

/** Makes a P-256 key and a certificate with which a server shows that it is what clients know it by: names and addresses. */
export async function issueServer(
  authority: CertifiedKey,
  hosts: readonly string[],
  options: IssueOptions,
): Promise<CertifiedKey> {
  const [first = 'localhost'] = hosts;
  const names = hosts.map((value) => ({type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value}));
  const extensions = [
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(names),
  ];
  return issue(authority, [{CN: [first]}], extensions, options);
}

/** A key, and a certificate for it that an authority signs. */
async function issue(
  authority: CertifiedKey,
  subject: {[type: string]: string[]}[],
  purpose: readonly Extension[],
  options: IssueOptions,
): Promise<CertifiedKey> {
  const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'prime256v1'});
  const issuer = new X509CertificateReader(authority.certificate);
  const authorityKey = createPrivateKey(authority.key);
  const {notBefore, notAfter} = validity(options);
  const certificate = await X509CertificateGenerator.create({
    subject,
    // As it is in the authority's certificate, byte for byte: Go looks for issuers by the bytes of their name.
    issuer: issuer.subjectName,
    publicKey: verifyingKey(publicKey),
    signingKey: signingKey(authorityKey),
    signingAlgorithm: signingAlgorithm(authorityKey),
    notBefore: later(notBefore, issuer.notBefore),
    // A certificate that outlives its authority is good for nothing then.
    notAfter: earlier(notAfter, issuer.notAfter),
    serialNumber: randomSerialNumber(options.random),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      ...purpose,
      await authorityIdentifier(issuer),
    ],
  });
  return {certificate: `${certificate.toString('pem')}\n`, key: keyText(privateKey)};
}

/** The identifier that the authority's certificate states; only without one is it made of its key. */
async function authorityIdentifier(issuer: X509CertificateReader): Promise<Extension> {
  const stated = issuer.getExtension(SubjectKeyIdentifierExtension);
  if (stated !== null) return new AuthorityKeyIdentifierExtension(stated.keyId);
  return AuthorityKeyIdentifierExtension.create(issuer.publicKey);
}

function validity({now, days}: IssueOptions): {readonly notBefore: Date; readonly notAfter: Date} {
  // Certificates count whole seconds.
  const start = Math.floor(now.getTime() / 1000) * 1000;
  return {notBefore: new Date(start - BACKDATE), notAfter: new Date(start + days * DAY)};
}

function signingAlgorithm(key: KeyObject) {
  if (key.asymmetricKeyType === 'rsa') return {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'};
  return {name: 'ECDSA', hash: HASH_OF_CURVE[curveOf(key)] ?? 'SHA-256'};
}

function signingKey(key: KeyObject) {
  if (key.asymmetricKeyType === 'rsa') {
    return key.toCryptoKey({name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'}, true, ['sign']);
  }
  return key.toCryptoKey({name: 'ECDSA', namedCurve: NAME_OF_CURVE[curveOf(key)] ?? curveOf(key)}, true, ['sign']);
}

function verifyingKey(key: KeyObject) {
  return key.toCryptoKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['verify']);
}

function curveOf(key: KeyObject): string {
  return key.asymmetricKeyDetails?.namedCurve ?? '';
}

/** PKCS#8, which client-go and kubeadm read as well as the older forms. */
function keyText(key: KeyObject): string {
  return key.export({type: 'pkcs8', format: 'pem'}).toString();
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
