import {expect, it} from 'vitest';
import {ALL_WELL, curlWith, describeInSandbox, withoutTimes, withSandboxes} from './bootstrap-machine.ts';

describeInSandbox('the bootstrap', () => {
  const {start} = withSandboxes();

  it('begins the cluster on the first machine, and says what it does', async () => {
    const sandbox = await start('first');

    const {code, stdout} = await sandbox.deploy();

    expect({code, log: withoutTimes(stdout)}).toEqual({
      code: 0,
      log: [
        'bootstrap of prod-control-plane-0, control-plane, starts',
        ...steps(['cloud-init', 'delivered']),
        ...step('network', '2 addresses for pods'),
        ...steps(['signing-keys', 'packages', 'versions', 'kernel', 'containerd', 'etcd-disk', 'kubelet']),
        ...step('images', 'missing: registry.k8s.io/kube-apiserver:v1.36.6 registry.k8s.io/pause:3.10.2'),
        ...step('api-endpoint', 'api.prod.vnetk8s.internal is 127.0.0.1'),
        ...step('control-plane', 'api.prod.vnetk8s.internal is 127.0.0.1'),
        ...steps(['components', 'addons', 'node-ready']),
        'bootstrap of prod-control-plane-0, control-plane, is done',
      ],
    });
    expect(await sandbox.read('/var/log/vnetk8s/bootstrap.log')).toBe(stdout);
    expect(await sandbox.read('/etc/default/kubelet')).toBe('KUBELET_EXTRA_ARGS=--node-ip=10.240.0.5\n');
    expect(await sandbox.calls('kubeadm', 'kubectl')).toEqual([
      'kubeadm version --output short',
      'kubeadm config images list --config /etc/vnetk8s/kubeadm/cluster.yaml',
      'kubeadm config images pull --config /etc/vnetk8s/kubeadm/cluster.yaml',
      expect.stringMatching(/^kubeadm init --config \/tmp\/\S+\/init.yaml --skip-token-print$/),
      'kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=10s get --raw /readyz',
      ...[
        'components/01-cloud-node-manager',
        'components/02-cloud-controller-manager',
        'components/03-viewers',
        'addons/01-extra',
      ].map(
        (name) =>
          `kubectl --kubeconfig /etc/kubernetes/admin.conf apply --server-side --force-conflicts --field-manager vnetk8s --filename /etc/vnetk8s/${name}.yaml`,
      ),
      'kubectl --kubeconfig /etc/kubernetes/kubelet.conf --request-timeout=10s get node prod-control-plane-0 --output jsonpath={.status.conditions[?(@.type=="Ready")].status}',
    ]);
  });

  it('has everything of a step on the disk before it notes that the step is done', async () => {
    const sandbox = await start('node', {
      curl: curlWith('10.240.0.4'),
      sync: 'ls /var/lib/vnetk8s/done | wc -l >>/synced',
    });

    const {code, stdout} = await sandbox.deploy();

    const done = stdout.match(/: done after/g) ?? [];
    expect(code).toBe(0);
    expect(await sandbox.read('/synced')).toBe(done.map((_, index) => `${index}\n`).join(''));
  });

  it('gives kubeadm the token at the end of its configuration, and leaves it nowhere', async () => {
    const sandbox = await start('first');

    await sandbox.deploy();

    const given = (await sandbox.read('/given-to-kubeadm')) ?? '';
    expect(given).toBe(
      `${await sandbox.read('/etc/vnetk8s/kubeadm/cluster.yaml')}${[
        'bootstrapTokens:',
        '- token: "the joinToken"',
        '  ttl: 0s',
        '  description: "nodes of this cluster join with it"',
        '  usages: [authentication, signing]',
        '  groups: ["system:bootstrappers:kubeadm:default-node-token"]',
        '',
      ].join('\n')}`,
    );
    expect(await sandbox.read('/etc/vnetk8s/join-token.yaml')).toBeUndefined();
    expect(await sandbox.read('/etc/vnetk8s/discovery.conf')).toBeUndefined();
  });

  it('lets the second machine join the control plane when an API server answers', async () => {
    const sandbox = await start('second', {curl: curlWith('10.240.0.5'), ctr: CTR_WITH_PROXY});

    const {code, stdout} = await sandbox.deploy();

    expect(code).toBe(0);
    expect(withoutTimes(stdout).slice(-12, -7)).toEqual([
      'api.prod.vnetk8s.internal is 10.240.0.5',
      'step api-endpoint: done after a while',
      ...step('control-plane', 'api.prod.vnetk8s.internal is 127.0.0.1'),
    ]);
    expect((await sandbox.read('/etc/hosts'))?.split('\n').filter((line) => line.includes('vnetk8s'))).toEqual([
      '127.0.0.1 api.prod.vnetk8s.internal # vnetk8s',
    ]);
    expect((await sandbox.calls('kubeadm', 'kubectl')).slice(3)).toEqual([
      'kubectl --kubeconfig /etc/vnetk8s/discovery.conf --request-timeout=10s get --raw /readyz',
      'kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml',
      'kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=10s get --raw /readyz',
      expect.stringContaining('get node prod-control-plane-1 '),
    ]);
  });

  it('starts kube-proxy anew once the API server’s name leads to the machine itself', async () => {
    const sandbox = await start('second', {curl: curlWith('10.240.0.5'), ctr: CTR_WITH_PROXY});

    await sandbox.deploy();

    expect((await sandbox.calls('ctr', 'kubeadm')).slice(-3)).toEqual([
      'kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml',
      'ctr --namespace k8s.io containers list --quiet labels."io.kubernetes.container.name"==kube-proxy',
      'ctr --namespace k8s.io tasks kill 0c1d',
    ]);
  });

  it('ends an installation that was interrupted, and asks the image’s repositories too, before it tries again', async () => {
    const sandbox = await start('node', {
      'apt-get': 'case $* in *install*) if [ ! -e /failed ]; then touch /failed; exit 100; fi ;; esac',
    });

    const {code} = await sandbox.deploy();

    expect(code).toBe(0);
    const calls = (await sandbox.calls('apt-get', 'dpkg')).map((call) => call.replaceAll(/--option \S+ /g, ''));
    const installation =
      'apt-get --yes install --no-install-recommends --allow-change-held-packages --allow-downgrades kubelet kubeadm kubectl containerd.io iptables nftables';
    expect(calls).toEqual([
      'apt-get --yes update',
      installation,
      'dpkg --force-confdef --force-confold --configure --pending',
      'apt-get --yes update',
      installation,
      'apt-get --yes install --no-install-recommends cri-tools',
    ]);
  });

  it('lets a node join; its name is in lower case, as the kubelet has it', async () => {
    const sandbox = await start('node');

    const {code, stdout} = await sandbox.deploy();

    expect(code).toBe(0);
    expect(withoutTimes(stdout).at(0)).toBe('bootstrap of prod-apps-00000a, pool, starts');
    expect((await sandbox.read('/etc/hosts'))?.split('\n').filter((line) => line.includes('vnetk8s'))).toEqual([
      '10.240.0.4 api.prod.vnetk8s.internal # vnetk8s',
    ]);
    expect((await sandbox.calls('kubeadm', 'kubectl')).slice(1)).toEqual([
      'kubectl --kubeconfig /etc/vnetk8s/discovery.conf --request-timeout=10s get --raw /readyz',
      'kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml',
      expect.stringContaining('get node prod-apps-00000a '),
    ]);
  });

  it('does nothing when it is run again', async () => {
    const sandbox = await start('first');
    await sandbox.deploy();
    await sandbox.calls();
    const hosts = await sandbox.read('/etc/hosts');

    const {code, stdout} = await sandbox.deploy();

    expect({code, log: withoutTimes(stdout).slice(1, -1)}).toEqual({
      code: 0,
      log: STEPS.map((name) => `step ${name}: done before`),
    });
    expect(await sandbox.calls()).toEqual([expect.stringContaining('flock')]);
    expect(await sandbox.read('/etc/hosts')).toBe(hosts);
  });

  it('goes on where it stopped', async () => {
    const sandbox = await start('first', {ctr: 'exit 1'});
    const first = await sandbox.deploy();
    await sandbox.behave('ctr', ALL_WELL['ctr'] ?? '');
    await sandbox.calls();

    const second = await sandbox.deploy();

    expect([first.code, second.code]).toEqual([67, 0]);
    expect(await sandbox.calls('apt-get', 'curl', 'gpg', 'modprobe')).toEqual([
      ...Array.from({length: 6}, () => expect.stringContaining('/readyz')),
    ]);
  });

  it('joins the cluster with the first machine too, if there is one already', async () => {
    const sandbox = await start('first', {curl: curlWith('10.240.0.7')});

    const {code, stdout} = await sandbox.deploy();

    expect(code).toBe(0);
    expect(withoutTimes(stdout)).toEqual(
      expect.arrayContaining(['api.prod.vnetk8s.internal is 10.240.0.7', 'api.prod.vnetk8s.internal is 127.0.0.1']),
    );
    expect((await sandbox.calls('kubeadm')).at(-1)).toBe('kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml');
  });

  it('looks for an API server everywhere but at itself, with the cluster’s authority, before it begins a cluster', async () => {
    const sandbox = await start('first');

    await sandbox.deploy();

    const asked = (address: string): string =>
      `curl --silent --noproxy * --connect-timeout 3 --max-time 10 --output /dev/null --cacert /etc/kubernetes/pki/ca.crt --resolve api.prod.vnetk8s.internal:6443:${address} https://api.prod.vnetk8s.internal:6443/readyz`;
    const round = ['10.240.0.6', '10.240.0.7', '10.240.0.4'].map(asked);
    expect((await sandbox.calls('curl')).slice(2)).toEqual([...round, ...round]);
  });

  it('delivers files before anything else, and those with secrets to root alone', async () => {
    const sandbox = await start('first');

    await sandbox.deploy();

    expect(await sandbox.read('/etc/kubernetes/pki/etcd/ca.key')).toBe('the etcdCaKey');
    expect(JSON.parse((await sandbox.read('/etc/kubernetes/azure.json')) ?? '')).toMatchObject({
      resourceGroup: 'the resourceGroup',
      userAssignedIdentityID: 'the identityClientId',
    });
    for (const path of ['pki/ca.key', 'pki/sa.key', 'apiserver/encryption.yaml']) {
      expect(await sandbox.mode(`/etc/kubernetes/${path}`)).toBe(0o600);
    }
    // The cluster autoscaler's container reads it, and does not run as root.
    expect(await sandbox.mode('/etc/kubernetes/azure.json')).toBe(0o644);
  });

  it('installs with our configuration files kept, and holds what it installed', async () => {
    const sandbox = await start('node');

    await sandbox.deploy();

    const options =
      '--yes --option DPkg::Lock::Timeout=120 --option Dpkg::Options::=--force-confdef --option Dpkg::Options::=--force-confold --option APT::Update::Error-Mode=any';
    expect(await sandbox.calls('apt-get', 'apt-mark', 'dpkg')).toEqual([
      `apt-get ${options} --option Dir::Etc::SourceList=/dev/null --option Dir::Etc::SourceParts=/etc/vnetk8s/apt --option APT::Get::List-Cleanup=false update`,
      `apt-get ${options} install --no-install-recommends --allow-change-held-packages --allow-downgrades kubelet kubeadm kubectl containerd.io iptables nftables`,
      'apt-mark hold kubelet kubeadm kubectl containerd.io',
      `apt-get ${options} install --no-install-recommends cri-tools`,
    ]);
    expect(await sandbox.read('/etc/apt/sources.list.d/vnetk8s-kubernetes.sources')).toBe(
      [
        'Types: deb',
        'URIs: https://pkgs.k8s.io/core:/stable:/v1.36/deb/',
        'Suites: /',
        'Signed-By: /etc/apt/keyrings/vnetk8s-kubernetes.gpg',
        '',
      ].join('\n'),
    );
  });
});

describeInSandbox('the bootstrap of an image that has everything', () => {
  const {start} = withSandboxes({kubernetes: {packages: {preinstalled: true}}});

  it('asks no registry for images that are there', async () => {
    const here = String.raw`'registry.k8s.io/kube-apiserver:v1.36.6\nregistry.k8s.io/pause:3.10.2\n'`;
    const ctr = `case "$*" in *"images list"*) printf ${here} ;; esac; ${ALL_WELL['ctr']}`;
    const sandbox = await start('first', {ctr});

    const {code} = await sandbox.deploy();

    expect(code).toBe(0);
    expect((await sandbox.calls('kubeadm')).filter((call) => call.includes('images'))).toEqual([
      'kubeadm config images list --config /etc/vnetk8s/kubeadm/cluster.yaml',
    ]);
  });

  it('knows images by their whole name', async () => {
    const here = String.raw`'registry.k8s.io/kube-apiserver:v1.36.6\nregistry.k8s.io/pause:3.10.2.1\n'`;
    const ctr = `case "$*" in *"images list"*) printf ${here} ;; esac; ${ALL_WELL['ctr']}`;
    const sandbox = await start('first', {ctr});

    const {stdout} = await sandbox.deploy();

    expect(withoutTimes(stdout).filter((line) => line.startsWith('missing:'))).toEqual([
      'missing: registry.k8s.io/pause:3.10.2',
    ]);
  });

  it('installs nothing, and looks at the versions', async () => {
    const sandbox = await start('node');

    const {code, stdout} = await sandbox.deploy();

    expect(code).toBe(0);
    expect(await sandbox.calls('apt-get', 'apt-mark', 'curl', 'gpg')).toEqual([]);
    expect(withoutTimes(stdout).filter((line) => line.endsWith('starts'))).toEqual([
      'bootstrap of prod-apps-00000a, pool, starts',
      ...[
        'cloud-init',
        'delivered',
        'network',
        'versions',
        'kernel',
        'containerd',
        'kubelet',
        'api-endpoint',
        'join',
        'node-ready',
      ].map((name) => `step ${name}: starts`),
    ]);
  });
});

/** The steps of the control plane. */
const STEPS = [
  'cloud-init',
  'delivered',
  'network',
  'signing-keys',
  'packages',
  'versions',
  'kernel',
  'containerd',
  'etcd-disk',
  'kubelet',
  'images',
  'api-endpoint',
  'control-plane',
  'components',
  'addons',
  'node-ready',
];

/** A kube-proxy has started before the machine had an API server of its own. */
const CTR_WITH_PROXY = `case "$*" in *containers*) echo 0c1d ;; esac; ${ALL_WELL['ctr']}`;

function step(name: string, ...lines: readonly string[]): readonly string[] {
  return [`step ${name}: starts`, ...lines, `step ${name}: done after a while`];
}

function steps(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => step(name));
}

describeInSandbox('the bootstrap of a cluster whose DNS has an address of its own', () => {
  const {start} = withSandboxes({network: {dnsServiceIP: '172.16.0.53'}});
  const replace =
    'kubectl --kubeconfig /etc/kubernetes/admin.conf replace --force --filename /etc/vnetk8s/dns-service.yaml';

  it("puts the Service with that address in the place of kubeadm's", async () => {
    const sandbox = await start('first', {kubectl: kubectlWithDns('172.16.0.10')});

    const {code} = await sandbox.deploy();

    expect(code).toBe(0);
    expect((await sandbox.calls('kubectl')).slice(1, 4)).toEqual([
      'kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace kube-system get service kube-dns --ignore-not-found --output jsonpath={.spec.clusterIP}',
      replace,
      'kubectl --kubeconfig /etc/kubernetes/admin.conf apply --server-side --force-conflicts --field-manager vnetk8s --filename /etc/vnetk8s/components/01-cloud-node-manager.yaml',
    ]);
  });

  it('leaves it alone once it is there', async () => {
    const sandbox = await start('first', {kubectl: kubectlWithDns('172.16.0.53')});

    const {code} = await sandbox.deploy();

    expect(code).toBe(0);
    expect((await sandbox.calls('kubectl')).filter((call) => call === replace)).toEqual([]);
  });
});

function kubectlWithDns(address: string): string {
  return `case "$*" in *kube-dns*) printf ${address} ;; *jsonpath*) printf True ;; esac`;
}
