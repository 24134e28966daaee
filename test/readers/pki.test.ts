import {spawnSync} from 'node:child_process';
import {X509Certificate} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {SUPPORTED_MINORS} from '../../src/kubernetes/versions.ts';
import {type CertifiedKey, pkiFiles} from '../../src/pki/cluster-pki.ts';
import {makeClusterPki} from '../../src/pki/make-pki.ts';
import {authoritySample, ecKeys, PKI_OPTIONS, RSA_KEYS} from '../pki/pki-samples.ts';
import {temporaryDirectory} from '../temporary-directory.ts';
import {describeWithTools, kubeadmOf, toolPath} from './tools.ts';

/** What kubeadm finds of ours, and so does not make. */
const KEPT = [
  '[certs] Using existing ca certificate authority',
  '[certs] Using existing front-proxy-ca certificate authority',
  '[certs] Using existing etcd/ca certificate authority',
  '[certs] Using the existing "sa" key',
];

/** Certificates that kubeadm signs, and by which of our authorities. */
const SIGNED = [
  ['apiserver', 'clusterCa'],
  ['apiserver-kubelet-client', 'clusterCa'],
  ['front-proxy-client', 'frontProxyCa'],
  ['etcd/server', 'etcdCa'],
  ['etcd/peer', 'etcdCa'],
  ['apiserver-etcd-client', 'etcdCa'],
] as const;

for (const {minor} of SUPPORTED_MINORS) {
  describeWithTools(`kubeadm of Kubernetes ${minor}`, [kubeadmOf(minor)], () => {
    it.each<[string, () => Promise<CertifiedKey> | undefined]>([
      ['that vnetk8s made', () => undefined],
      ['of a company, with RSA', () => authoritySample({keys: RSA_KEYS})],
      ['of a company, with P-384', () => authoritySample({keys: ecKeys('secp384r1')})],
    ])('signs with the authorities %s, and makes none', async (_, bring) => {
      const clusterCa = await bring();
      const pki = await makeClusterPki(clusterCa === undefined ? {} : {clusterCa}, PKI_OPTIONS);
      const folder = await temporaryDirectory();
      await mkdir(join(folder, 'etcd'));
      await Promise.all(pkiFiles(pki).map(({path, content}) => writeFile(join(folder, path), content)));

      const args = ['init', 'phase', 'certs', 'all', '--cert-dir', folder, '--kubernetes-version', `v${minor}.0`];
      const address = ['--apiserver-advertise-address', '10.240.0.5'];
      const {status, stdout} = spawnSync(toolPath(kubeadmOf(minor)), [...args, ...address], {encoding: 'utf8'});

      expect(status).toBe(0);
      expect(stdout.split('\n').filter((line) => /existing/.test(line))).toEqual(KEPT);
      expect(await readFile(join(folder, 'ca.crt'), 'utf8')).toBe(pki.clusterCa.certificate);
      for (const [name, authority] of SIGNED) {
        const signed = new X509Certificate(await readFile(join(folder, `${name}.crt`)));
        expect(signed.verify(new X509Certificate(pki[authority].certificate).publicKey)).toBe(true);
      }
    });
  });
}
