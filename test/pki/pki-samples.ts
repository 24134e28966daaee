// The library throws at import unless this comes first.
import 'reflect-metadata';
import {generateKeyPairSync, type KeyObject, randomBytes} from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509Certificate as X509CertificateReader,
} from '@peculiar/x509';
import type {CertifiedKey} from '../../src/pki/cluster-pki.ts';
import type {PkiOptions} from '../../src/pki/make-pki.ts';

/** When all certificates of tests are made: now, for OpenSSL and TLS look at the clock. */
export const NOW = new Date();

export const DAY = 86_400_000;

/** What a PKI is made with where a test does not care. */
export const PKI_OPTIONS: PkiOptions = {
  cluster: 'prod',
  authorityValidityDays: 3650,
  validityDays: 365,
  viewer: false,
  now: NOW,
  random: randomBytes,
};

/** What a test says of an authority that a company has already. */
export interface AuthoritySample {
  readonly keys?: {readonly publicKey: KeyObject; readonly privateKey: KeyObject};
  readonly name?: ConstructorParameters<typeof Name>[0];
  readonly authority?: boolean;
  readonly from?: Date;
  readonly to?: Date;
  /** False: the certificate states no identifier of its key. */
  readonly identified?: boolean;
}

export const RSA_KEYS = generateKeyPairSync('rsa', {modulusLength: 2048});

export function ecKeys(namedCurve = 'prime256v1') {
  return generateKeyPairSync('ec', {namedCurve});
}

const CURVES: Readonly<Record<string, string>> = {prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521'};

function algorithmOf(key: KeyObject) {
  const hash = 'SHA-256';
  if (key.asymmetricKeyType === 'rsa') return {name: 'RSASSA-PKCS1-v1_5', hash};
  return {name: 'ECDSA', hash, namedCurve: CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? ''};
}

/** An authority as people bring it, self-signed. */
export async function authoritySample(sample: AuthoritySample = {}): Promise<CertifiedKey> {
  const {keys = ecKeys(), name = [{CN: ['corp-ca']}], authority = true, identified = true} = sample;
  const algorithm = algorithmOf(keys.privateKey);
  const publicKey = keys.publicKey.toCryptoKey(algorithm, true, ['verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: new Name(name),
    keys: {publicKey, privateKey: keys.privateKey.toCryptoKey(algorithm, true, ['sign'])},
    signingAlgorithm: algorithm,
    notBefore: sample.from ?? new Date(NOW.getTime() - DAY),
    notAfter: sample.to ?? new Date(NOW.getTime() + 1000 * DAY),
    serialNumber: '01',
    extensions: [
      new BasicConstraintsExtension(authority, undefined, true),
      // Not made of the key in the usual way: whoever signs with it has to state this one.
      ...(identified ? [new SubjectKeyIdentifierExtension('0102030405060708')] : []),
    ],
  });
  return {certificate: `${certificate.toString('pem')}\n`, key: pkcs8(keys.privateKey)};
}

/** A certificate for a TLS server on 127.0.0.1, as kubeadm would make one of the cluster's authority. */
export async function serverSample(authority: CertifiedKey, authorityKey: KeyObject): Promise<CertifiedKey> {
  const {publicKey, privateKey} = ecKeys();
  const issuer = new X509CertificateReader(authority.certificate);
  const algorithm = algorithmOf(authorityKey);
  const certificate = await X509CertificateGenerator.create({
    subject: [{CN: ['kube-apiserver']}],
    issuer: issuer.subjectName,
    publicKey: publicKey.toCryptoKey(algorithmOf(privateKey), true, ['verify']),
    signingKey: authorityKey.toCryptoKey(algorithm, true, ['sign']),
    signingAlgorithm: algorithm,
    notBefore: new Date(NOW.getTime() - DAY),
    notAfter: new Date(NOW.getTime() + DAY),
    serialNumber: '02',
    extensions: [
      new SubjectAlternativeNameExtension([{type: 'ip', value: '127.0.0.1'}]),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new AuthorityKeyIdentifierExtension(issuer.getExtension(SubjectKeyIdentifierExtension)?.keyId ?? ''),
    ],
  });
  return {certificate: `${certificate.toString('pem')}\n`, key: pkcs8(privateKey)};
}

/** The name of a certificate's holder, as its bytes are. */
export function subjectBytes(certificate: string): Buffer {
  return Buffer.from(new X509CertificateReader(certificate).subjectName.toArrayBuffer());
}

function pkcs8(key: KeyObject): string {
  return key.export({type: 'pkcs8', format: 'pem'}).toString();
}
