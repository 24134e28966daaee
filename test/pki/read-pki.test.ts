import {createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {pkiFiles} from '../../src/pki/cluster-pki.ts';
import {makeClusterPki} from '../../src/pki/make-pki.ts';
import {readPki} from '../../src/pki/read-pki.ts';
import {authoritySample, DAY, ecKeys, NOW, PKI_OPTIONS, RSA_KEYS} from './pki-samples.ts';

const PKI = await makeClusterPki({}, PKI_OPTIONS);
const RSA_CA = await authoritySample({keys: RSA_KEYS});

const HINT = 'use ECDSA on P-256, P-384 or P-521, or RSA with 2048 to 8192 bits';

/** The files of a good PKI, with some changed; undefined takes one away. */
function filesWith(changes: Readonly<Record<string, string | undefined>> = {}): ReadonlyMap<string, string> {
  const all = {...Object.fromEntries(pkiFiles(PKI).map(({path, content}) => [path, content])), ...changes};
  return new Map(Object.entries(all).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])));
}

function problemsOf(changes: Readonly<Record<string, string | undefined>>, now = NOW) {
  return readPki(filesWith(changes), now).problems;
}

function error(file: string, message: string, hint?: string) {
  return {severity: 'error', file, message, ...(hint === undefined ? {} : {hint})};
}

function pkcs8(key: KeyObject): string {
  return key.export({type: 'pkcs8', format: 'pem'}).toString();
}

describe('keys that people bring', () => {
  it('are taken in every form of PEM, and handed on in one', () => {
    const key = createPrivateKey(PKI.clusterCa.key);
    const rsa = RSA_KEYS.privateKey;
    const files = filesWith({
      'ca.key': key.export({type: 'sec1', format: 'pem'}).toString(),
      'etcd/ca.crt': `Bag Attributes\r\n    friendlyName: corp\r\n${RSA_CA.certificate.replaceAll('\n', '\r\n')}`,
      'etcd/ca.key': rsa.export({type: 'pkcs1', format: 'pem'}).toString(),
      'sa.key': `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${createPrivateKey(PKI.serviceAccount.key).export({type: 'sec1', format: 'pem'})}`,
    });

    expect(readPki(files, NOW)).toEqual({
      pki: {...PKI, etcdCa: {certificate: RSA_CA.certificate, key: pkcs8(rsa)}},
      problems: [],
    });
  });

  it('need not be all: what is not there is for others to make', () => {
    const files = new Map([
      ['ca.crt', PKI.clusterCa.certificate],
      ['ca.key', PKI.clusterCa.key],
      ['apiserver.crt', 'a file of kubeadm that is no concern of ours'],
      ['sa.key', PKI.serviceAccount.key],
    ]);

    expect(readPki(files, NOW)).toEqual({
      pki: {clusterCa: PKI.clusterCa, serviceAccount: PKI.serviceAccount},
      problems: [],
    });
  });

  it('are refused all at once', () => {
    const problems = problemsOf({
      'ca.crt': 'not a certificate',
      'ca.key': '',
      'etcd/ca.key': undefined,
      'front-proxy-ca.crt': undefined,
      'sa.pub': PKI.clusterCa.certificate,
      'encryption-key': 'c2hvcnQ=',
      'join-token': 'ABCDEF.0123456789abcdef',
    });

    expect(problems).toEqual([
      error('ca.crt', 'is no certificate in PEM'),
      error('ca.key', 'is no private key in PEM', 'it is empty'),
      error('etcd/ca.key', 'is missing, and etcd/ca.crt is there', 'the two belong together'),
      error('front-proxy-ca.crt', 'is missing, and front-proxy-ca.key is there', 'the two belong together'),
      error('sa.pub', 'is no public key in PEM'),
      error('encryption-key', 'is not 32 bytes in base64'),
      error('join-token', 'is no token of the form [a-z0-9]{6}.[a-z0-9]{16}'),
    ]);
  });

  it('are refused if they do not belong together', () => {
    expect(problemsOf({'ca.key': PKI.etcdCa.key, 'sa.pub': createPublicText(PKI.etcdCa.key)})).toEqual([
      error('ca.key', 'is not the key of ca.crt'),
      error('sa.pub', 'is not the public half of sa.key'),
    ]);
  });

  it('are refused if two authorities are one', () => {
    const files = {'front-proxy-ca.crt': PKI.clusterCa.certificate, 'front-proxy-ca.key': PKI.clusterCa.key};

    expect(problemsOf(files)).toEqual([
      error(
        'front-proxy-ca.crt',
        'has the key of ca.crt',
        'give each an authority of its own, or leave it out to have one made',
      ),
    ]);
  });

  it('are refused with a passphrase, without which nobody can use them', () => {
    const key = createPrivateKey(PKI.clusterCa.key);
    const cipher = {cipher: 'aes-256-cbc', passphrase: 'secret'};
    const hint = 'nobody is there to type its passphrase; decrypt it: openssl pkey -in ca.key -out ca.key.plain';

    for (const type of ['pkcs8', 'sec1'] as const) {
      const text = key.export({type, format: 'pem', ...cipher} as never).toString();
      expect(problemsOf({'ca.key': text})).toEqual([error('ca.key', 'is encrypted', hint)]);
    }
  });

  it('are refused as DER, with a word about it', () => {
    const der = createPrivateKey(PKI.clusterCa.key).export({type: 'pkcs8', format: 'der'}).toString();

    expect(problemsOf({'ca.key': der})).toEqual([
      error(
        'ca.key',
        'is no private key in PEM',
        'it seems to be DER: convert it with "openssl x509" or "openssl pkey"',
      ),
    ]);
  });

  it('are refused if they are damaged', () => {
    const damage = (text: string) => text.replace(/\n(.{20})/, '\n');
    const files = {
      'ca.crt': damage(PKI.clusterCa.certificate),
      'ca.key': damage(PKI.clusterCa.key),
      'sa.pub': damage(PKI.serviceAccount.publicKey),
    };

    expect(problemsOf(files)).toEqual([
      error('ca.crt', 'holds a certificate that cannot be read'),
      error('ca.key', 'holds a private key that cannot be read'),
      error('sa.pub', 'holds a public key that cannot be read'),
    ]);
  });

  it('are refused if they are a chain', () => {
    expect(problemsOf({'ca.crt': PKI.clusterCa.certificate + PKI.etcdCa.certificate})).toEqual([
      error(
        'ca.crt',
        'holds 2 certificates',
        "leave only the authority's own: kubeadm takes the first for the one of the key",
      ),
    ]);
  });

  it('are refused if they are too weak, or of a kind that Kubernetes does not take', async () => {
    const weak = await authoritySample({keys: generateKeyPairSync('rsa', {modulusLength: 1024})});
    const edwards = generateKeyPairSync('ed25519').privateKey;
    const koblitz = ecKeys('secp256k1').privateKey;

    expect(problemsOf({'ca.crt': weak.certificate, 'ca.key': weak.key})).toEqual([
      error('ca.key', 'is an RSA key of only 1024 bits', HINT),
    ]);
    expect(problemsOf({'sa.key': pkcs8(edwards), 'sa.pub': undefined})).toEqual([
      error('sa.key', 'is a key of type ed25519, which kubeadm does not take', HINT),
    ]);
    expect(problemsOf({'sa.key': pkcs8(koblitz), 'sa.pub': undefined})).toEqual([
      error('sa.key', 'is a key on the curve secp256k1', HINT),
    ]);
  });

  it('are refused if the certificate is not that of an authority', async () => {
    const leaf = await authoritySample({authority: false});

    expect(problemsOf({'ca.crt': leaf.certificate, 'ca.key': leaf.key})).toEqual([
      error(
        'ca.crt',
        'is no certificate of an authority',
        'its basic constraints must say CA:TRUE, and its key usage, if any, keyCertSign',
      ),
    ]);
  });

  it('are refused before and after their time, and told of before it ends', async () => {
    const [from, to] = [new Date('2030-01-10T00:00:00Z'), new Date('2030-06-10T12:00:00Z')];
    const ca = await authoritySample({from, to});
    const files = {'ca.crt': ca.certificate, 'ca.key': ca.key};
    const at = (date: string) => readPki(new Map(Object.entries(files)), new Date(date)).problems;

    expect(at('2030-01-09T23:59:59Z')).toEqual([error('ca.crt', 'is not valid before 2030-01-10')]);
    expect(at('2030-01-10T00:00:00Z')).toEqual([]);
    expect(at('2030-06-09T13:00:00Z')).toEqual([
      {severity: 'warning', file: 'ca.crt', message: 'expires in 0 days, on 2030-06-10'},
    ]);
    expect(at(new Date(to.getTime() - 2 * DAY).toISOString())).toEqual([
      {severity: 'warning', file: 'ca.crt', message: 'expires in 2 days, on 2030-06-10'},
    ]);
    expect(at('2030-06-10T12:00:00Z')).toEqual([error('ca.crt', 'expired on 2030-06-10')]);
  });

  it('never show up in what is said about them', () => {
    const text = JSON.stringify(
      problemsOf({'ca.key': PKI.etcdCa.key, 'join-token': 'secret', 'encryption-key': 'secret'}),
    );

    expect(text).not.toContain('secret');
    expect(text).not.toContain('BEGIN');
  });
});

function createPublicText(key: string): string {
  return createPublicKey(key).export({type: 'spki', format: 'pem'}).toString();
}
