import {execFileSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {parse, parseAllDocuments} from 'yaml';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {bootstrapSteps, bootstrapValues, repositories} from '../../src/node/bootstrap-values.ts';
import {architectureOf, controlPlaneRole, poolRole} from '../../src/node/machine-role.ts';
import {addonManifests, componentManifests} from '../../src/node/manifests.ts';
import {unmasqueradedRanges} from '../../src/node/unmasqueraded-ranges.ts';
import {buildCluster, HUB_ID, type Overrides} from '../cluster/cluster-builder.ts';

/** The values as a shell has them after reading the file. */
function valuesInShell(overrides: Overrides = {}): Record<string, string> {
  const cluster = buildCluster(overrides);
  const text = bootstrapValues(cluster, planAddresses(cluster), controlPlaneRole(cluster));
  const output = execFileSync('/bin/sh', ['-c', 'set -a; eval "$(cat)"; env -0'], {input: text, env: {}}).toString();
  const variables = output.split('\0').flatMap((line) => (line.includes('=') ? [splitAt(line)] : []));
  return Object.fromEntries(variables.filter(([name]) => text.includes(`${name}=`)));
}

function splitAt(line: string): [string, string] {
  return [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)];
}

describe('the bootstrap’s values', () => {
  it('are those of the cluster and its plan', () => {
    expect(valuesInShell()).toEqual({
      ROLE: 'control-plane',
      FIRST_MACHINE: 'prod-control-plane-0',
      CONTROL_PLANE_ADDRESSES: '10.240.0.5 10.240.0.6 10.240.0.7',
      API_SERVER_NAME: 'api.prod.vnetk8s.internal',
      API_SERVER_ADDRESS: '10.240.0.4',
      DELIVERED: [
        ...[
          'ca.crt',
          'ca.key',
          'etcd/ca.crt',
          'etcd/ca.key',
          'front-proxy-ca.crt',
          'front-proxy-ca.key',
          'sa.pub',
          'sa.key',
        ].map((name) => `/etc/kubernetes/pki/${name}`),
        '/etc/kubernetes/apiserver/encryption.yaml',
        '/etc/vnetk8s/join-token.yaml',
        '/etc/vnetk8s/discovery.conf',
        '/etc/kubernetes/azure.json',
      ].join(' '),
      KUBERNETES_VERSION: '1.36.6',
      CONTAINERD_VERSION: '2.2.0',
      PACKAGES: 'kubelet kubeadm kubectl containerd.io',
      KUBERNETES_KEY: 'DE15B14486CD377B9E876E1A234654DA9A296436',
      KUBERNETES_KEY_URLS:
        'https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key https://pkgs.k8s.io/core:/stable:/v1.37/deb/Release.key',
      CONTAINERD_KEY: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
      CONTAINERD_KEY_URL: 'https://download.docker.com/linux/ubuntu/gpg',
      BUSY_CODE: '91',
    });
  });

  it('mean nothing to a shell, whatever is in them', () => {
    const containerd = `https://mirror.example/a;touch\${IFS}x|&(<>)'$(id)/`;

    expect(valuesInShell({kubernetes: {packages: {containerd}}})).toMatchObject({
      CONTAINERD_KEY_URL: `https://mirror.example/a;touch\${IFS}x|&(<>)'$(id)/gpg`,
    });
  });

  it('have the steps of the role, in order, each with its exit code and limit', () => {
    const cluster = buildCluster();
    const [pool] = cluster.nodePools;
    if (pool === undefined) throw new Error('the cluster has no pool');

    expect(bootstrapSteps(cluster, poolRole(pool)).split('\n')).toEqual([
      '60 300 cloud-init',
      '61 30 delivered',
      '62 180 network',
      '63 150 signing-keys',
      '64 450 packages',
      '65 30 versions',
      '66 30 kernel',
      '67 120 containerd',
      '69 30 kubelet',
      '71 600 api-endpoint',
      '73 660 join',
      '76 240 node-ready',
      '',
    ]);
  });

  it('pin the packages to versions that were tested together', () => {
    const cluster = buildCluster({
      kubernetes: {version: '1.35.4', packages: {kubernetes: 'https://mirror.example/k8s/'}},
    });

    expect(repositories(cluster)).toEqual({
      kubernetesRepository: 'https://mirror.example/k8s/v1.35/deb/',
      containerdRepository: 'https://download.docker.com/linux/ubuntu',
      pins: [
        {packages: 'kubelet kubeadm kubectl', version: '1.35.4-*'},
        {packages: 'containerd.io', version: '2.2.*'},
      ],
    });
  });
});

describe('the processor of a machine', () => {
  it.each([
    ['Standard_D4s_v5', 'amd64'],
    ['Standard_D4ps_v5', 'arm64'],
    ['Standard_D4pls_v6', 'arm64'],
    ['Standard_E96pds_v99', 'arm64'],
    ['Standard_DX4ps_v99', 'arm64'],
    ['Standard_D8-4ps_v99', 'arm64'],
    ['Standard_NP10s', 'amd64'],
    ['Standard_HB120rs_v99', 'amd64'],
    ['Standard_X64s', 'amd64'],
  ])('%s is %s', (vmSize, architecture) => {
    expect(architectureOf(vmSize)).toBe(architecture);
  });
});

describe('destinations that see the addresses of pods', () => {
  it('are the virtual network, its peers, and what is on premises', () => {
    const cluster = buildCluster({
      network: {
        virtualNetwork: {
          addressSpace: ['10.240.0.0/16', '10.250.0.0/16'],
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
          gateway: {
            type: 'Vpn',
            connections: [{name: 'office', peerAddress: '203.0.113.10', cidrs: ['192.168.0.0/17', '192.168.128.0/17']}],
          },
        },
        onPremisesCidrs: ['192.168.64.0/18', '172.30.0.0/16'],
      },
    });

    expect(unmasqueradedRanges(cluster)).toEqual([
      '10.0.0.0/16',
      '10.240.0.0/16',
      '10.250.0.0/16',
      '172.30.0.0/16',
      '192.168.0.0/16',
    ]);
  });
});

describe('manifests', () => {
  const deployment = (text: string | Uint8Array | undefined, kind: string): Record<string, never> =>
    parseAllDocuments(String(text))
      .map((document) => document.toJS())
      .find((document) => document.kind === kind);

  it('have images from the definition’s registries, of versions that go with Kubernetes', async () => {
    const cluster = buildCluster({
      kubernetes: {version: '1.35', images: {kubernetes: 'mirror.example/k8s', cloudProvider: 'mirror.example/azure'}},
      nodePools: [{name: 'apps', count: {min: 1, max: 5}}],
    });

    const files = await componentManifests(cluster);

    const images = files.flatMap(({content}) => String(content).match(/image: .*/g) ?? []);
    expect(files.map(({path}) => path)).toEqual([
      '/etc/vnetk8s/components/01-cloud-node-manager.yaml',
      '/etc/vnetk8s/components/02-cloud-controller-manager.yaml',
      '/etc/vnetk8s/components/03-cluster-autoscaler.yaml',
      '/etc/vnetk8s/components/04-viewers.yaml',
    ]);
    expect(images).toEqual([
      'image: "mirror.example/azure/azure-cloud-node-manager:v1.35.8"',
      'image: "mirror.example/azure/azure-cloud-controller-manager:v1.35.8"',
      'image: "mirror.example/k8s/autoscaling/cluster-autoscaler:v1.35.1"',
    ]);
  });

  it('leave the autoscaler out where no pool is autoscaled, and run the cloud controller once on a single machine', async () => {
    const files = await componentManifests(buildCluster({controlPlane: {count: 1}}));

    expect(files.map(({path}) => path.slice(-14))).not.toContain('autoscaler.yaml');
    expect(deployment(files[1]?.content, 'Deployment')).toMatchObject({spec: {replicas: 1}});
  });

  it('tell the cloud controller and the autoscaler the cluster’s name', async () => {
    const cluster = buildCluster({name: 'c1', nodePools: [{name: 'apps', count: {min: 1, max: 5}}]});
    const [, controller, autoscaler] = await componentManifests(cluster);

    expect(deployment(controller?.content, 'Deployment')).toHaveProperty(
      'spec.template.spec.containers.0.args',
      expect.arrayContaining(['--cluster-name=c1', '--configure-cloud-routes=false', '--allocate-node-cidrs=false']),
    );
    expect(deployment(autoscaler?.content, 'Deployment')).toHaveProperty(
      'spec.template.spec.containers.0.command',
      expect.arrayContaining([
        '--node-group-auto-discovery=label:cluster-autoscaler-enabled=true,cluster-autoscaler-name=c1',
      ]),
    );
  });

  it('give containers no rights that they do not need', async () => {
    const files = await componentManifests(buildCluster({nodePools: [{name: 'apps', count: {min: 1, max: 5}}]}));

    const workloads = files.flatMap(({content}) =>
      parseAllDocuments(String(content)).flatMap((document) => document.toJS().spec?.template?.spec.containers ?? []),
    );

    const nothing = {allowPrivilegeEscalation: false, capabilities: {drop: ['ALL']}};
    expect(workloads.map(({name, securityContext}) => [name, securityContext])).toEqual([
      ['cloud-node-manager', nothing],
      ['cloud-controller-manager', nothing],
      ['cluster-autoscaler', nothing],
    ]);
  });

  it('let the kubelet ask the cloud controller and the autoscaler whether they are well, where they listen', async () => {
    const cluster = buildCluster({nodePools: [{name: 'apps', count: {min: 1, max: 5}}]});
    const [, controller, autoscaler] = await componentManifests(cluster);

    const [probes, flags] = ['livenessProbe.httpGet', 'args'].map((key) => `spec.template.spec.containers.0.${key}`);
    expect(deployment(controller?.content, 'Deployment')).toHaveProperty(probes ?? '', {
      ...{host: '127.0.0.1', path: '/healthz', port: 10268, scheme: 'HTTPS'},
    });
    expect(deployment(controller?.content, 'Deployment')).toHaveProperty(
      flags ?? '',
      expect.arrayContaining(['--bind-address=127.0.0.1', '--secure-port=10268']),
    );
    expect(deployment(autoscaler?.content, 'Deployment')).toHaveProperty(probes ?? '', {
      ...{host: '127.0.0.1', path: '/health-check', port: 8085},
    });
    expect(deployment(autoscaler?.content, 'Deployment')).toHaveProperty(
      'spec.template.spec.containers.0.command',
      expect.arrayContaining(['--address=127.0.0.1:8085']),
    );
  });

  it('of the user come in the definition’s order, as they are', () => {
    const names = Array.from({length: 11}, (_, index) => `a${index}`);

    const files = addonManifests(names.map((name) => ({name, text: `# ${name}\n`})));

    expect(files.map(({path}) => path)).toEqual([...files.map(({path}) => path)].sort());
    expect(files.at(-1)).toEqual({path: '/etc/vnetk8s/addons/11-a10.yaml', mode: 0o644, content: '# a10\n'});
  });

  it('are YAML that a reader of 1.1 and of 1.2 understands alike', async () => {
    const files = await componentManifests(buildCluster({nodePools: [{name: 'apps', count: {min: 1, max: 5}}]}));

    for (const {content} of files) {
      const documents = parseAllDocuments(String(content));
      expect(parseAllDocuments(String(content), {version: '1.1'}).map((one) => one.toJS())).toEqual(
        documents.map((one) => parse(String(one))),
      );
    }
  });
});
