import {expect, it} from 'vitest';
import {BOOTSTRAP_CODES, BOOTSTRAP_STEPS} from '../../src/node/bootstrap-steps.ts';
import type {MACHINES} from './bootstrap-machine.ts';
import {
  ALL_WELL,
  curlWith,
  describeInSandbox,
  makeSigningKey,
  routeFrom,
  withoutTimes,
  withSandboxes,
} from './bootstrap-machine.ts';

/** A step that fails: on which machine, because of which program, and the calls of it that there are then. */
interface Failure {
  readonly step: string;
  readonly machine: keyof typeof MACHINES;
  readonly program: string;
  readonly script: string;
  /** What the calls have that the step makes, and how many there are: attempts have a bound. */
  readonly calls: string;
  readonly attempts: number;
  /** The last line before the one that names the step. */
  readonly reason: string;
}

const FAILURES: readonly Failure[] = [
  {
    step: 'cloud-init',
    machine: 'node',
    program: 'cloud-init',
    script: 'if [ "$2" = --long ]; then echo "status: error"; fi; exit 1',
    calls: '--wait',
    attempts: 1,
    reason: 'status: error',
  },
  {
    step: 'network',
    machine: 'node',
    program: 'systemctl',
    script: 'if [ "$1" = start ]; then exit 1; fi; echo "vnetk8s-pool.service: no answer"; exit 3',
    calls: 'systemctl start',
    attempts: 3,
    reason: 'vnetk8s-pool.service: no answer',
  },
  {
    step: 'signing-keys',
    machine: 'node',
    program: 'curl',
    script: 'exit 28',
    calls: 'curl',
    attempts: 12,
    reason: 'no valid key of kubernetes',
  },
  {
    step: 'packages',
    machine: 'node',
    program: 'apt-get',
    script: 'case "$*" in *install*) echo "E: Version not found"; exit 100 ;; esac',
    calls: ' install ',
    attempts: 4,
    reason: expect.stringMatching(/^gave up after 4 attempts: install_packages$/),
  },
  {
    step: 'versions',
    machine: 'node',
    program: 'kubelet',
    script: 'echo "Kubernetes v1.35.2"',
    calls: 'kubelet --version',
    attempts: 1,
    reason: 'kubelet is Kubernetes v1.35.2, but Kubernetes v1.36.6 was expected',
  },
  {
    step: 'versions',
    machine: 'node',
    program: 'containerd',
    script: 'echo "containerd github.com/containerd/containerd 1.7.24~ds1 1.7.24~ds1-6"',
    calls: 'containerd --version',
    attempts: 1,
    reason: 'containerd is 1.7.24~ds1, but 2.2.0 or newer was expected',
  },
  {
    step: 'kernel',
    machine: 'node',
    program: 'sysctl',
    script: 'echo "sysctl: permission denied on key vm.panic_on_oom"; exit 1',
    calls: 'sysctl',
    attempts: 1,
    reason: 'sysctl: permission denied on key vm.panic_on_oom',
  },
  {
    step: 'containerd',
    machine: 'node',
    program: 'ctr',
    script: 'echo "io.containerd.grpc.v1    cri    -            error"',
    calls: 'ctr plugins',
    attempts: 6,
    reason: 'gave up after 6 attempts: containerd_is_ready',
  },
  {
    step: 'etcd-disk',
    machine: 'first',
    program: 'blkid',
    script: 'echo "/dev/disk: UUID=1 TYPE=xfs"',
    calls: 'blkid',
    attempts: 1,
    reason: '/dev/disk/azure/scsi1/lun0 is not empty, and no disk of etcd: /dev/disk: UUID=1 TYPE=xfs',
  },
  {
    step: 'kubelet',
    machine: 'first',
    program: 'ip',
    script: routeFrom('10.240.0.122'),
    calls: 'ip -4 ',
    attempts: 1,
    reason: '10.240.0.122 is an address for pods, but packets of the machine leave from it',
  },
  {
    step: 'kubelet',
    machine: 'first',
    program: 'ip',
    script: routeFrom('10.240.0.9'),
    calls: 'ip -4 ',
    attempts: 1,
    reason: "10.240.0.9 is none of the control plane's addresses, 10.240.0.5 10.240.0.6 10.240.0.7",
  },
  {
    step: 'images',
    machine: 'first',
    program: 'kubeadm',
    script:
      'case "$1 $3" in version*) echo v1.36.6 ;; "config list") echo registry.k8s.io/pause:3.10.2 ;; *) exit 3 ;; esac',
    calls: 'config images pull',
    attempts: 5,
    reason: 'gave up after 5 attempts: pull_images',
  },
  {
    step: 'images',
    machine: 'first',
    program: 'kubeadm',
    script: 'if [ "$1" = version ]; then echo v1.36.6; else exit 3; fi',
    calls: 'config images',
    attempts: 5,
    reason: 'gave up after 5 attempts: pull_images',
  },
  {
    step: 'api-endpoint',
    machine: 'node',
    program: 'kubectl',
    script: 'exit 1',
    calls: 'kubectl --kubeconfig /etc/vnetk8s/discovery.conf',
    attempts: 60,
    reason: 'gave up after 60 attempts: api_is_ready',
  },
  {
    step: 'api-endpoint',
    machine: 'second',
    program: 'curl',
    script: `${ALL_WELL['curl']}`,
    calls: ':6443:10.240.0.5 ',
    attempts: 60,
    reason: 'gave up after 60 attempts: find_other_api_server',
  },
  {
    step: 'control-plane',
    machine: 'first',
    program: 'kubeadm',
    script: `if [ "$1" = init ]; then exit 1; fi; ${ALL_WELL['kubeadm']}`,
    calls: 'kubeadm init',
    attempts: 2,
    reason: 'gave up after 2 attempts: begin_cluster',
  },
  {
    step: 'control-plane',
    machine: 'second',
    program: 'kubeadm',
    script: `if [ "$1" = join ]; then exit 1; fi; ${ALL_WELL['kubeadm']}`,
    calls: 'kubeadm join',
    attempts: 3,
    reason: 'gave up after 3 attempts: join_cluster',
  },
  {
    step: 'join',
    machine: 'node',
    program: 'kubeadm',
    script: `if [ "$1" = join ]; then exit 1; fi; ${ALL_WELL['kubeadm']}`,
    calls: 'kubeadm join',
    attempts: 3,
    reason: 'gave up after 3 attempts: join_cluster',
  },
  {
    step: 'components',
    machine: 'first',
    program: 'kubectl',
    script: 'case "$*" in *apply*/components/02*) exit 1 ;; esac',
    calls: 'components/02',
    attempts: 6,
    reason: 'gave up after 6 attempts: apply /etc/vnetk8s/components/02-cloud-controller-manager.yaml',
  },
  {
    step: 'addons',
    machine: 'first',
    program: 'kubectl',
    script: 'case "$*" in *apply*/addons/*) echo "error validating data"; exit 1 ;; esac',
    calls: 'addons/01',
    attempts: 6,
    reason: 'gave up after 6 attempts: apply /etc/vnetk8s/addons/01-extra.yaml',
  },
  {
    step: 'node-ready',
    machine: 'node',
    program: 'kubectl',
    script: 'case "$*" in *jsonpath*) printf False ;; esac',
    calls: 'jsonpath',
    attempts: 12,
    reason: 'gave up after 12 attempts: node_is_ready',
  },
];

describeInSandbox('a step of the bootstrap that fails', () => {
  const {start} = withSandboxes();

  it.each(FAILURES)('ends it with its code: $step, because of $program on the $machine machine', async (failure) => {
    const others = failure.machine === 'second' ? {curl: curlWith('10.240.0.5')} : {};
    const sandbox = await start(failure.machine, {...others, [failure.program]: failure.script});
    const expected = BOOTSTRAP_STEPS.find(({name}) => name === failure.step)?.code;

    const {code, stdout} = await sandbox.deploy();

    const log = withoutTimes(stdout);
    expect({code, last: log.slice(-2)}).toEqual({
      code: expected,
      last: [
        failure.reason,
        `bootstrap failed in step ${failure.step}, exit code ${expected}: vnetk8s explain ${expected}`,
      ],
    });
    expect((await sandbox.calls()).filter((call) => call.includes(failure.calls))).toHaveLength(failure.attempts);
  });

  it('has a test here, for every step', () => {
    const tested = new Set([...FAILURES.map(({step}) => step), 'delivered']);

    expect(BOOTSTRAP_STEPS.map(({name}) => name).filter((name) => !tested.has(name))).toEqual([]);
  });

  it('names every file that was not delivered', async () => {
    const sandbox = await start('first', {}, {clusterCaKey: '', serviceAccountKey: ''});

    const {code, stdout} = await sandbox.deploy();

    expect({code, log: withoutTimes(stdout).slice(-2)}).toEqual({
      code: 61,
      log: [
        'the extension did not deliver: /etc/kubernetes/pki/ca.key /etc/kubernetes/pki/sa.key',
        'bootstrap failed in step delivered, exit code 61: vnetk8s explain 61',
      ],
    });
  });

  it('waits longer before every attempt, but never longer than half a minute', async () => {
    const sandbox = await start('node', {ctr: 'exit 1'});

    await sandbox.deploy();

    expect(await sandbox.calls('sleep')).toEqual(['sleep 2', 'sleep 4', 'sleep 8', 'sleep 16', 'sleep 30']);
  });

  it('is ended when it takes too long', async () => {
    const sandbox = await start('node', {nft: '/usr/bin/sleep 30'});
    await sandbox.write('/etc/vnetk8s/steps', '62 1 network\n');

    const {code, stdout} = await sandbox.deploy();

    expect({code, log: withoutTimes(stdout).slice(2)}).toEqual({
      code: 62,
      log: ['no end after 1 s', 'bootstrap failed in step network, exit code 62: vnetk8s explain 62'],
    });
  });

  it('goes on after an error of cloud-init that cloud-init went on after', async () => {
    const sandbox = await start('node', {'cloud-init': 'if [ "$2" = --wait ]; then exit 2; fi; echo "status: done"'});

    const {code, stdout} = await sandbox.deploy();

    expect({code, log: withoutTimes(stdout).slice(1, 4)}).toEqual({
      code: 0,
      log: ['step cloud-init: starts', 'status: done', 'step cloud-init: done after a while'],
    });
  });

  it('is not begun while another run has not ended', async () => {
    const sandbox = await start('node', {flock: 'exit 1'});

    const {code, stdout} = await sandbox.deploy();

    expect({code, log: withoutTimes(stdout)}).toEqual({
      code: BOOTSTRAP_CODES.busy.code,
      log: ['bootstrap failed: another run has not ended, exit code 91: vnetk8s explain 91'],
    });
  });

  it('is told of if cloud-init never wrote the bootstrap', async () => {
    const sandbox = await start('node');
    await sandbox.remove('/usr/local/lib/vnetk8s/bootstrap');

    const {code, stdout} = await sandbox.deploy();

    expect({code, stdout, waits: (await sandbox.calls('sleep')).length}).toEqual({
      code: BOOTSTRAP_CODES.missing.code,
      stdout: 'cloud-init has not written /usr/local/lib/vnetk8s/bootstrap after 600 s, exit code 90\n',
      waits: 120,
    });
  });
});

describeInSandbox('what the bootstrap never does', () => {
  const {start} = withSandboxes();

  it('begins a cluster anew: a second attempt goes on with what the first left', async () => {
    const begun = 'mkdir -p /etc/kubernetes/manifests; touch /etc/kubernetes/manifests/kube-apiserver.yaml';
    const sandbox = await start('first', {
      kubeadm: `if [ "$1" = init ]; then ${begun}; exit 1; fi; ${ALL_WELL['kubeadm']}`,
    });

    await sandbox.deploy();

    const calls = (await sandbox.calls('kubeadm')).filter((call) => !/version|images/.test(call));
    expect(calls).toEqual([
      expect.stringMatching(/^kubeadm init --config \S+ --skip-token-print$/),
      expect.stringMatching(
        /^kubeadm init --config \S+ --skip-token-print --ignore-preflight-errors DirAvailable--var-lib-etcd-data,\S+,Port-2380$/,
      ),
    ]);
  });

  it('removes keys of the control plane when it tidies up after a failed attempt to join', async () => {
    const script = `if [ "$1" = join ] && [ ! -e /failed ]; then touch /failed; exit 1; fi; ${ALL_WELL['kubeadm']}`;
    const [second, node] = [
      await start('second', {curl: curlWith('10.240.0.5'), kubeadm: script}),
      await start('node', {kubeadm: script}),
    ];

    const codes = [(await second.deploy()).code, (await node.deploy()).code];

    expect(codes).toEqual([0, 0]);
    expect((await second.calls('kubeadm')).slice(3)).toEqual([
      'kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml',
      'kubeadm reset --force --cert-dir /var/lib/vnetk8s/no-certificates',
      'kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml',
    ]);
    expect((await node.calls('kubeadm')).slice(1)).toEqual([
      'kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml',
      'kubeadm reset --force',
      'kubeadm join --config /etc/vnetk8s/kubeadm/join.yaml',
    ]);
  });

  it('formats a disk that is mounted, or has etcd’s label', async () => {
    const [mounted, labelled] = [await start('first'), await start('first')];
    await mounted.write('/mounted', '');
    await labelled.disks(['disk/azure/scsi1/lun0', 'disk/by-label/vnetk8s-etcd']);

    const codes = [(await mounted.deploy()).code, (await labelled.deploy()).code];

    expect(codes).toEqual([0, 0]);
    expect([...(await mounted.calls('mkfs.ext4', 'blkid')), ...(await labelled.calls('mkfs.ext4', 'blkid'))]).toEqual(
      [],
    );
  });

  it('takes another disk for that of etcd', async () => {
    const sandboxes = await Promise.all(['first', 'first', 'first'].map(() => start('first')));
    const [links, newer, nvme] = sandboxes;
    await newer?.disks(['disk/azure/data/by-lun/0', 'disk/azure/scsi1/lun0']);
    await nvme?.disks(['nvme0n1', 'nvme0n2', 'nvme1n1', 'nvme1n2']);
    await nvme?.write('/sys/class/nvme/nvme0/model', 'Microsoft NVMe Direct Disk v2               \n');
    await nvme?.write('/sys/class/nvme/nvme1/model', 'MSFT NVMe Accelerator v1.0               \n');

    const codes = await Promise.all(sandboxes.map(async (sandbox) => (await sandbox.deploy()).code));

    expect(codes).toEqual([0, 0, 0]);
    expect(await Promise.all([links, newer, nvme].map((sandbox) => sandbox?.calls('mkfs.ext4')))).toEqual([
      ['mkfs.ext4 -q -L vnetk8s-etcd /dev/disk/azure/scsi1/lun0'],
      ['mkfs.ext4 -q -L vnetk8s-etcd /dev/disk/azure/data/by-lun/0'],
      ['mkfs.ext4 -q -L vnetk8s-etcd /dev/nvme1n2'],
    ]);
  });

  it('trusts a key that the definition does not name', async () => {
    const sandbox = await start('node');
    const other = await makeSigningKey('somebody else');
    await sandbox.write('/keys/gpg', other.armored);

    const {code, stdout} = await sandbox.deploy();

    expect(code).toBe(63);
    expect(withoutTimes(stdout).at(-2)).toMatch(
      new RegExp(
        `^https://download.docker.com/linux/ubuntu/gpg has the key ${other.fingerprint} , but [0-9A-F]{40} was expected$`,
      ),
    );
    expect(await sandbox.calls('apt-get')).toEqual([]);
    expect(await sandbox.read('/etc/apt/keyrings/vnetk8s-containerd.gpg')).toBeUndefined();
  });

  it('trusts a second key beside the one that the definition names', async () => {
    const sandbox = await start('node');
    const other = await makeSigningKey('somebody else');
    await sandbox.write('/keys/gpg', `${await sandbox.read('/keys/gpg')}${other.armored}`);

    expect((await sandbox.deploy()).code).toBe(63);
  });
});
