import {execFileSync, spawnSync} from 'node:child_process';
import {createPrivateKey, sign, verify, X509Certificate} from 'node:crypto';
import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {connect, createServer, type TLSSocket} from 'node:tls';
import {describe, expect, it} from 'vitest';
import {type CertifiedKey, type ClusterPki, clusterSecrets, pkiFiles} from '../../src/pki/cluster-pki.ts';
import {makeClusterPki} from '../../src/pki/make-pki.ts';
import {readPki} from '../../src/pki/read-pki.ts';
import {temporaryDirectory} from '../temporary-directory.ts';
import {
  type AuthoritySample,
  authoritySample,
  DAY,
  ecKeys,
  NOW,
  PKI_OPTIONS,
  RSA_KEYS,
  serverSample,
  subjectBytes,
} from './pki-samples.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const PKI = await makeClusterPki({}, {...PKI_OPTIONS, viewer: true});

/** What OpenSSL shows of a certificate. */
function textOf(certificate: string, ...options: string[]): string {
  return execFileSync('openssl', ['x509', '-noout', ...options], {input: certificate, encoding: 'utf8'});
}

/** What OpenSSL says of a certificate, given one authority to trust. */
async function verifyByOpenssl(authority: CertifiedKey, certificate: string, ...options: string[]) {
  const folder = await temporaryDirectory();
  await writeFile(join(folder, 'ca.crt'), authority.certificate);
  await writeFile(join(folder, 'client.crt'), certificate);
  const args = ['verify', '-x509_strict', ...options, '-CAfile', 'ca.crt', 'client.crt'];
  const {stdout, stderr} = spawnSync('openssl', args, {cwd: folder, encoding: 'utf8'});
  return `${stdout}${stderr}`;
}

/** Connects to a server that asks for certificates, with one; gives what each end thinks of the other. */
async function shakeHands(pki: ClusterPki, client: CertifiedKey) {
  const server = await serverSample(pki.clusterCa, createPrivateKey(pki.clusterCa.key));
  const listener = createServer({
    cert: server.certificate,
    key: server.key,
    ca: pki.clusterCa.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'secureConnection');
  const socket = connect({
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    ca: pki.clusterCa.certificate,
    cert: client.certificate,
    key: client.key,
  });
  await once(socket, 'secureConnect');
  const [peer] = (await accepted) as [TLSSocket];
  const seen = {server: socket.authorized, client: peer.authorized, subject: peer.getPeerCertificate().subject};
  socket.destroy();
  peer.destroy();
  listener.close();
  return {...seen, subject: {...seen.subject}};
}

describe('a PKI that is made', () => {
  it.skipIf(!hasOpenssl)('has authorities with the extensions that kubeadm gives its own (needs openssl)', () => {
    const options = ['-subject', '-issuer', '-ext', 'basicConstraints,keyUsage'];

    expect(textOf(PKI.etcdCa.certificate, ...options)).toBe(`\
subject=CN = prod-etcd-ca
issuer=CN = prod-etcd-ca
X509v3 Basic Constraints: critical
    CA:TRUE
X509v3 Key Usage: critical
    Digital Signature, Key Encipherment, Certificate Sign, CRL Sign
`);
  });

  it('names authorities after the cluster, each with a P-256 key of its own', () => {
    const authorities = [PKI.clusterCa, PKI.etcdCa, PKI.frontProxyCa];

    expect(authorities.map(({certificate}) => new X509Certificate(certificate).subject)).toEqual([
      'CN=prod-ca',
      'CN=prod-etcd-ca',
      'CN=prod-front-proxy-ca',
    ]);
    expect(authorities.map(({key}) => createPrivateKey(key).asymmetricKeyDetails)).toEqual([
      {namedCurve: 'prime256v1'},
      {namedCurve: 'prime256v1'},
      {namedCurve: 'prime256v1'},
    ]);
    expect(new Set(authorities.map(({key}) => key)).size).toBe(3);
  });

  it.skipIf(!hasOpenssl)(
    'has an admin certificate for clients, of the group that kubeadm binds (needs openssl)',
    () => {
      const options = ['-subject', '-issuer', '-ext', 'basicConstraints,keyUsage,extendedKeyUsage'];

      expect(textOf(PKI.admin.certificate, ...options)).toBe(`\
subject=O = kubeadm:cluster-admins, CN = vnetk8s-admin
issuer=CN = prod-ca
X509v3 Basic Constraints: critical
    CA:FALSE
X509v3 Key Usage: critical
    Digital Signature
X509v3 Extended Key Usage: 
    TLS Web Client Authentication
`);
    },
  );

  it.skipIf(!hasOpenssl)('is verified by OpenSSL, strictly (needs openssl)', async () => {
    const [admin, wrong] = await Promise.all([
      verifyByOpenssl(PKI.clusterCa, PKI.admin.certificate, '-purpose', 'sslclient'),
      verifyByOpenssl(PKI.etcdCa, PKI.admin.certificate),
    ]);

    expect(admin).toBe('client.crt: OK\n');
    expect(wrong).toContain('unable to get local issuer certificate');
  });

  it('lets the admin and a server with a certificate of the cluster trust each other', async () => {
    expect(await shakeHands(PKI, PKI.admin)).toEqual({
      server: true,
      client: true,
      subject: {O: 'kubeadm:cluster-admins', CN: 'vnetk8s-admin'},
    });
  });

  it('has a certificate for viewers only where one is asked for', async () => {
    const {viewer} = await makeClusterPki({...PKI, viewer: undefined as never}, PKI_OPTIONS);

    expect(viewer).toBeUndefined();
    expect(new X509Certificate(PKI.viewer?.certificate ?? '').subject).toBe('O=vnetk8s:viewers\nCN=vnetk8s-viewer');
  });

  it('is good from an hour ago for as long as it was told', () => {
    const from = new Date(Math.floor(NOW.getTime() / 1000) * 1000 - 3_600_000);
    const validity = ({certificate}: CertifiedKey) => {
      const {validFromDate, validToDate} = new X509Certificate(certificate);
      return [validFromDate, validToDate];
    };

    const start = from.getTime() + 3_600_000;
    expect(validity(PKI.clusterCa)).toEqual([from, new Date(start + 3650 * DAY)]);
    expect(validity(PKI.admin)).toEqual([from, new Date(start + 365 * DAY)]);
  });

  it('has a service account key that signs what its public half verifies', () => {
    const {key, publicKey} = PKI.serviceAccount;
    const signature = sign('sha256', Buffer.from('token'), key);

    expect(verify('sha256', Buffer.from('token'), publicKey, signature)).toBe(true);
  });

  it('is read back from its files as it was, without a problem', () => {
    const files = pkiFiles(PKI);

    expect(readPki(new Map(files.map(({path, content}) => [path, content])), NOW)).toEqual({pki: PKI, problems: []});
    expect(files.map(({path, secret}) => `${path}${secret ? ' secret' : ''}`)).toEqual([
      'ca.crt',
      'ca.key secret',
      'etcd/ca.crt',
      'etcd/ca.key secret',
      'front-proxy-ca.crt',
      'front-proxy-ca.key secret',
      'admin.crt',
      'admin.key secret',
      'viewer.crt',
      'viewer.key secret',
      'sa.key secret',
      'sa.pub',
      'encryption-key secret',
      'join-token secret',
    ]);
  });

  it('gives machines everything but what belongs to people', () => {
    const values = Object.values(clusterSecrets(PKI));

    expect(values).toHaveLength(10);
    expect(values).not.toContain(PKI.admin.key);
    expect(values).not.toContain(PKI.viewer?.key);
  });
});

describe('a PKI that is completed', () => {
  it('keeps what is given', async () => {
    expect(await makeClusterPki(PKI, PKI_OPTIONS)).toEqual(PKI);
  });

  it('makes the admin certificate anew when it has expired, and when another authority signed it', async () => {
    const later = new Date(NOW.getTime() + 366 * DAY);
    const other = await makeClusterPki({}, PKI_OPTIONS);

    const expired = await makeClusterPki(PKI, {...PKI_OPTIONS, now: later});
    const foreign = await makeClusterPki({...PKI, admin: other.admin}, PKI_OPTIONS);

    expect(new X509Certificate(expired.admin.certificate).validFromDate.getTime()).toBeGreaterThan(NOW.getTime());
    expect(await shakeHands(foreign, foreign.admin)).toMatchObject({server: true, client: true});
    expect({...expired, admin: PKI.admin, viewer: PKI.viewer}).toEqual(PKI);
  });

  it.each<[string, AuthoritySample]>([
    ['an RSA key', {keys: RSA_KEYS}],
    ['a P-384 key', {keys: ecKeys('secp384r1')}],
    ['a P-521 key', {keys: ecKeys('secp521r1')}],
    ['a name of many parts', {name: [{C: ['DE']}, {O: [{utf8String: 'Größe & Co'}]}, {CN: [{utf8String: 'ca'}]}]}],
  ])('works with an authority that has %s', async (_, sample) => {
    const clusterCa = await authoritySample(sample);

    const pki = await makeClusterPki({clusterCa}, PKI_OPTIONS);

    expect(await shakeHands(pki, pki.admin)).toMatchObject({server: true, client: true});
    const [admin, issuer] = [pki.admin, clusterCa].map(({certificate}) => new X509Certificate(certificate));
    expect(admin?.issuer).toBe(issuer?.subject);
    const name = subjectBytes(clusterCa.certificate);
    expect([issuer, admin].map((certificate) => certificate?.raw.includes(name))).toEqual([true, true]);
  });

  it.skipIf(!hasOpenssl)(
    'states the identifier that the authority states, or one of its key (needs openssl)',
    async () => {
      const [stated, silent] = await Promise.all([authoritySample(), authoritySample({identified: false})]);

      const [a, b] = await Promise.all([stated, silent].map((clusterCa) => makeClusterPki({clusterCa}, PKI_OPTIONS)));

      expect(textOf(a?.admin.certificate ?? '', '-ext', 'authorityKeyIdentifier')).toContain('01:02:03:04:05:06:07:08');
      expect(textOf(b?.admin.certificate ?? '', '-ext', 'authorityKeyIdentifier')).toMatch(/([0-9A-F]{2}:){19}/);
    },
  );

  it('makes no certificate that outlives its authority', async () => {
    const to = new Date(Math.floor(NOW.getTime() / 1000) * 1000 + 30 * DAY);
    const clusterCa = await authoritySample({to});

    const {admin} = await makeClusterPki({clusterCa}, PKI_OPTIONS);

    expect(new X509Certificate(admin.certificate).validToDate).toEqual(to);
  });

  it('loads nothing that makes certificates when none is to be made', () => {
    const script = `
      const {readPki} = await import('./src/pki/read-pki.ts');
      const {makeClusterPki} = await import('./src/pki/make-pki.ts');
      const files = new Map(JSON.parse(process.argv[1]));
      const now = new Date();
      const options = {cluster: 'prod', authorityValidityDays: 1, validityDays: 1, viewer: true, now, random: () => []};
      await makeClusterPki(readPki(files, now).pki, options);
      console.log(typeof Reflect.getMetadata);
    `;
    const files = JSON.stringify(pkiFiles(PKI).map(({path, content}) => [path, content]));
    const args = ['--no-warnings', '--input-type=module', '--eval', script, files];

    expect(execFileSync(process.execPath, args, {encoding: 'utf8'})).toBe('undefined\n');
  });
});

it('generates key pairs of the kind that kubeadm parses: PKCS#8', () => {
  expect(PKI.clusterCa.key).toMatch(/^-----BEGIN PRIVATE KEY-----\n[\w+/=\n]+-----END PRIVATE KEY-----\n$/);
  expect(PKI.clusterCa.certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END CERTIFICATE-----\n$/);
});
