import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {kubeconfig} from '../../src/kubernetes/kubeconfig.ts';

const OPTIONS = {
  cluster: 'prod',
  server: 'https://10.240.0.4:6443',
  certificateAuthority: 'authority\n',
  user: {name: 'admin', certificate: 'certificate\n', key: 'key\n'},
};

describe('a kubeconfig', () => {
  it('leads to the cluster as its user, and needs no other file', () => {
    expect(kubeconfig(OPTIONS)).toBe(`\
apiVersion: v1
kind: Config
clusters:
  - name: prod
    cluster:
      server: https://10.240.0.4:6443
      certificate-authority-data: YXV0aG9yaXR5Cg==
users:
  - name: prod-admin
    user:
      client-certificate-data: Y2VydGlmaWNhdGUK
      client-key-data: a2V5Cg==
contexts:
  - name: prod-admin
    context:
      cluster: prod
      user: prod-admin
current-context: prod-admin
`);
  });

  it('stays text where YAML would see something else', () => {
    expect(parse(kubeconfig({...OPTIONS, cluster: 'on'})).clusters[0].name).toBe('on');
  });

  it('does not fold certificates, however long they are', () => {
    const certificate = 'x'.repeat(5000);

    const text = kubeconfig({...OPTIONS, certificateAuthority: certificate});

    expect(text).toContain(`certificate-authority-data: ${Buffer.from(certificate).toString('base64')}\n`);
  });
});
