import {describe, expect, it} from 'vitest';
import {parse, parseAllDocuments} from 'yaml';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {clusterConfiguration} from '../../src/node/kubeadm-cluster.ts';
import {initConfiguration, joinConfiguration} from '../../src/node/kubeadm-machine.ts';
import {kubeletConfiguration, kubeletPatch} from '../../src/node/kubelet.ts';
import {controlPlaneRole, type MachineRole, poolRole} from '../../src/node/machine-role.ts';
import {yamlText} from '../../src/node/yaml-text.ts';
import {readTextAsset} from '../../src/rendering/asset.ts';
import {buildCluster, type Overrides} from '../cluster/cluster-builder.ts';

function configure(overrides: Overrides = {}): Record<string, unknown> {
  const cluster = buildCluster(overrides);
  return clusterConfiguration(cluster, planAddresses(cluster)) as Record<string, unknown>;
}

function role(pool: Partial<ClusterDefinition['nodePools'][number]> = {}): MachineRole {
  const [first] = buildCluster({nodePools: [{name: 'apps', ...pool}]}).nodePools;
  if (first === undefined) throw new Error('the cluster has no pool');
  return poolRole(first);
}

const CIPHERS = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];
const TLS = [
  {name: 'tls-cipher-suites', value: CIPHERS.join(',')},
  {name: 'tls-min-version', value: 'VersionTLS12'},
];

describe('kubeadm’s ClusterConfiguration', () => {
  it('is the definition’s', () => {
    const {apiServer, ...rest} = configure({
      kubernetes: {version: '1.35.4', images: {kubernetes: 'mirror.example/k8s'}, certificates: {validityDays: 30}},
      network: {serviceCidr: '172.20.0.0/16'},
    });

    expect(rest).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      clusterName: 'prod',
      kubernetesVersion: 'v1.35.4',
      controlPlaneEndpoint: 'api.prod.vnetk8s.internal:6443',
      imageRepository: 'mirror.example/k8s',
      encryptionAlgorithm: 'ECDSA-P256',
      certificateValidityPeriod: '720h',
      caCertificateValidityPeriod: '87600h',
      networking: {serviceSubnet: '172.20.0.0/16', dnsDomain: 'cluster.local'},
      etcd: {
        local: {
          dataDir: '/var/lib/etcd/data',
          extraArgs: [
            {name: 'auto-compaction-mode', value: 'periodic'},
            {name: 'auto-compaction-retention', value: '1h'},
            {name: 'cipher-suites', value: CIPHERS.join(',')},
            {name: 'quota-backend-bytes', value: '8589934592'},
          ],
        },
      },
      controllerManager: {
        extraArgs: [
          {name: 'allocate-node-cidrs', value: 'false'},
          {name: 'cloud-provider', value: 'external'},
          {name: 'profiling', value: 'false'},
          {name: 'terminated-pod-gc-threshold', value: '1000'},
          ...TLS,
        ],
      },
      scheduler: {extraArgs: [{name: 'profiling', value: 'false'}, ...TLS]},
    });
    expect(apiServer).toEqual({
      certSANs: ['api.prod.vnetk8s.internal', '127.0.0.1', ...['10.240.0.4', '10.240.0.5', '10.240.0.6', '10.240.0.7']],
      extraArgs: [
        {name: 'admission-control-config-file', value: '/etc/kubernetes/apiserver/admission.yaml'},
        {name: 'audit-log-maxage', value: '30'},
        {name: 'audit-log-maxbackup', value: '10'},
        {name: 'audit-log-maxsize', value: '100'},
        {name: 'audit-log-path', value: '/var/log/kubernetes/audit/audit.log'},
        {name: 'audit-policy-file', value: '/etc/kubernetes/apiserver/audit-policy.yaml'},
        {name: 'authentication-config', value: '/etc/kubernetes/apiserver/authentication.yaml'},
        {name: 'enable-admission-plugins', value: 'NodeRestriction,DenyServiceExternalIPs'},
        {name: 'encryption-provider-config', value: '/etc/kubernetes/apiserver/encryption.yaml'},
        {name: 'encryption-provider-config-automatic-reload', value: 'true'},
        {name: 'profiling', value: 'false'},
        ...TLS,
      ],
      extraVolumes: [
        {
          name: 'vnetk8s',
          hostPath: '/etc/kubernetes/apiserver',
          mountPath: '/etc/kubernetes/apiserver',
          readOnly: true,
          pathType: 'Directory',
        },
        {
          name: 'audit',
          hostPath: '/var/log/kubernetes/audit',
          mountPath: '/var/log/kubernetes/audit',
          readOnly: false,
          pathType: 'DirectoryOrCreate',
        },
      ],
    });
  });

  it('has the public name of a public endpoint in the certificate', () => {
    const {apiServer} = configure({
      controlPlane: {count: 1, endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    expect((apiServer as {certSANs: unknown}).certSANs).toEqual([
      'api.prod.vnetk8s.internal',
      'prod.westeurope.cloudapp.azure.com',
      '127.0.0.1',
      '10.240.0.4',
      '10.240.0.5',
    ]);
  });
});

describe('kubeadm’s configuration of a machine', () => {
  const shared = {
    criSocket: 'unix:///run/containerd/containerd.sock',
    imagePullPolicy: 'IfNotPresent',
  };

  it('of the control plane leaves labels and taints to kubeadm', () => {
    const machine = controlPlaneRole(buildCluster());

    expect(initConfiguration(machine)).toMatchObject({
      kind: 'InitConfiguration',
      localAPIEndpoint: {bindPort: 6443},
      nodeRegistration: {...shared, kubeletExtraArgs: [{name: 'cloud-provider', value: 'external'}]},
      patches: {directory: '/etc/vnetk8s/kubeadm/patches'},
    });
    expect(joinConfiguration(machine)).toMatchObject({
      kind: 'JoinConfiguration',
      controlPlane: {localAPIEndpoint: {bindPort: 6443}},
      discovery: {file: {kubeConfigPath: '/etc/vnetk8s/discovery.conf'}},
    });
    expect(initConfiguration(machine)).not.toHaveProperty('nodeRegistration.taints');
  });

  it('of a pool has the pool’s labels and taints, and no control plane', () => {
    const machine = role({
      labels: {tier: 'web', 'example.com/empty': ''},
      taints: ['dedicated=web:NoSchedule', 'gpu:NoExecute', 'empty=:PreferNoSchedule'],
    });

    expect(joinConfiguration(machine)).toEqual({
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'JoinConfiguration',
      discovery: {file: {kubeConfigPath: '/etc/vnetk8s/discovery.conf'}},
      nodeRegistration: {
        ...shared,
        kubeletExtraArgs: [
          {name: 'cloud-provider', value: 'external'},
          {name: 'node-labels', value: 'vnetk8s.io/pool=apps,tier=web,example.com/empty='},
        ],
        taints: [
          {key: 'dedicated', value: 'web', effect: 'NoSchedule'},
          {key: 'gpu', effect: 'NoExecute'},
          {key: 'empty', value: '', effect: 'PreferNoSchedule'},
        ],
      },
      patches: {directory: '/etc/vnetk8s/kubeadm/patches'},
      timeouts: {
        controlPlaneComponentHealthCheck: '5m',
        discovery: '3m',
        etcdAPICall: '6m',
        kubeletHealthCheck: '4m',
        kubernetesAPICall: '2m',
        tlsBootstrap: '4m',
      },
    });
  });

  it('of a pool without taints says so: without a list kubeadm would be free to add one', () => {
    expect(joinConfiguration(role())).toHaveProperty('nodeRegistration.taints', []);
  });
});

describe('the kubelet’s configuration', () => {
  it('has the cluster’s DNS address', () => {
    expect(kubeletConfiguration(buildCluster({network: {serviceCidr: '172.20.0.0/16'}}))).toMatchObject({
      kind: 'KubeletConfiguration',
      clusterDNS: ['172.20.0.10'],
      cgroupDriver: 'systemd',
      protectKernelDefaults: true,
      rotateCertificates: true,
    });
  });

  it.each<[string, Parameters<typeof role>[0], unknown]>([
    ['counts pods without an address on top of maxPods', {maxPods: 1}, {maxPods: 3}],
    [
      'reserves for every pod',
      {maxPods: 110},
      {kubeReserved: {cpu: '140m', memory: '2250Mi', 'ephemeral-storage': '1Gi'}},
    ],
    [
      'reserves a quarter of the memory at most',
      {maxPods: 250, vmSize: 'Standard_D2s_v5'},
      {maxPods: 252, kubeReserved: {cpu: '100m', memory: '2048Mi', 'ephemeral-storage': '1Gi'}},
    ],
    [
      'reserves for every pod on a size that is not known',
      {maxPods: 30, vmSize: 'Standard_X9s_v99'},
      {kubeReserved: {cpu: '100m', memory: '650Mi', 'ephemeral-storage': '1Gi'}},
    ],
    ['reserves most on the largest machines', {vmSize: 'Standard_D96s_v5'}, {kubeReserved: {cpu: '740m'}}],
  ])('%s', (_name, pool, expected) => {
    expect(kubeletPatch(role(pool))).toMatchObject(expected as object);
  });

  it('counts the static pods of the control plane too', () => {
    expect(kubeletPatch(controlPlaneRole(buildCluster()))).toMatchObject({maxPods: 36});
  });
});

describe('the audit policy', () => {
  it('leaves out what kube-proxy watches, which asks as the service account that kubeadm makes for it', async () => {
    const {rules} = parse(await readTextAsset('node/audit-policy.yaml'));

    expect(rules[0]).toEqual({
      level: 'None',
      users: ['system:serviceaccount:kube-system:kube-proxy'],
      verbs: ['watch'],
    });
  });
});

describe('documents', () => {
  it('come back as they were, for a reader of YAML 1.1 too', () => {
    const documents = [
      {yes: 'no', mode: '0644', long: 'x'.repeat(300), text: 'a: b\n  c #d\n', quotes: `"'`, number: '1e3'},
      {list: [{}, [], null, true, 1]},
    ];

    const text = yamlText(...documents);

    expect(parseAllDocuments(text, {version: '1.1'}).map((document) => document.toJS())).toEqual(documents);
    expect(parseAllDocuments(text).map((document) => document.toJS())).toEqual(documents);
  });
});
