import {beforeAll, describe, expect, test} from 'vitest';
import {BOOT_TIME, type Guest, type Report, runGuest, type Step, whyNoGuest} from './guest.ts';
import {type NetworkState, readNetworkState} from './network-state.ts';
import {type AddResult, addResult, NODE_ROUTE, nodeSide} from './plugin-result.ts';

const GUESTS: readonly (Guest & {readonly kernel: RegExp})[] = [
  {name: 'linux-6.1-amd64', arch: 'amd64', kernel: /^Linux 6\.1\.\S+ x86_64\n$/},
  {name: 'linux-6.12-amd64', arch: 'amd64', kernel: /^Linux 6\.12\.\S+ x86_64\n$/},
  {name: 'linux-6.1-arm64', arch: 'arm64', kernel: /^Linux 6\.1\.\S+ aarch64\n$/},
];

/** Milliseconds to tell what a guest printed that did not get to its end. */
const PATIENCE = 10_000;

const SUCCESS: Step = {code: 0, stdout: '', stderr: ''};
const LOOPBACK = 'lo up 00:00:00:00:00:00 mtu 65536 queues 1/1 alias -';

/** What ADD prints for the two pods that stay until the end. */
const POD_A = addResult('a', 'vn53108f717329', '10.240.0.5');
const POD_B = addResult('b', 'vnd85773504134', '10.240.0.6');
const BOTH_PODS = nodeSide([POD_A, POD_B]);

/** And for those that get the last addresses of the pool. */
const LAST_1 = addResult('last1', 'vnf9a70bc11f09', '10.240.0.24');
const LAST_2 = addResult('last2', 'vn1ab28276f671', '10.240.0.7');

/** `init` has run on a guest: how its steps ended. */
class Outcome {
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  step(name: string): Step {
    const step = this.#report.get(name);
    if (step === undefined) throw new Error(`init has no step ${name}`);
    return step;
  }

  /** What a step that had to succeed printed as JSON. */
  result(name: string): unknown {
    const {stdout, ...rest} = this.step(name);
    expect({name, ...rest}).toEqual({name, code: 0, stderr: ''});
    return JSON.parse(stdout);
  }

  /** What a step that had to fail printed: an error object. */
  failure(name: string): unknown {
    const {stdout, ...rest} = this.step(name);
    expect({name, ...rest}).toEqual({name, code: 1, stderr: ''});
    return JSON.parse(stdout);
  }

  state(name: string): NetworkState {
    return readNetworkState(this.step(name).stdout);
  }
}

function error(code: number, msg: string, details = ''): unknown {
  return {cniVersion: '1.1.0', code, msg, details};
}

for (const guest of GUESTS) {
  const reason = whyNoGuest(guest);
  if (reason === undefined) describe(`the plugin on ${guest.name}`, () => describeGuest(guest));
  else describe.skip(`the plugin on ${guest.name} (skipped: ${reason})`, () => describeGuest(guest));
}

function describeGuest({kernel, ...guest}: (typeof GUESTS)[number]): void {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = new Outcome(await runGuest(guest));
  }, BOOT_TIME + PATIENCE);

  test('the guest runs the kernel that it is named after, which refuses a pod end as main link', () => {
    expect(outcome.step('kernel')).toEqual({...SUCCESS, stdout: expect.stringMatching(kernel)});
    // Before Linux 6.15 the name of the main link is looked up on the node, which has an eth0 itself. A kernel that
    // takes this could not show that the plugin avoids it.
    expect(outcome.step('pod-end-first')).toEqual({code: 2, stdout: '', stderr: 'RTNETLINK answers: File exists\n'});
  });

  test('VERSION and STATUS answer', () => {
    const supportedVersions = ['0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];

    expect(outcome.result('version')).toEqual({cniVersion: '1.1.0', supportedVersions});
    expect(outcome.step('status')).toEqual(SUCCESS);
    expect(outcome.step('status-when-full')).toEqual(SUCCESS);
    expect(outcome.failure('status-without-pool')).toEqual(
      error(50, 'no address in the pool /run/vnetk8s/pool', 'ENOENT'),
    );
  });

  test('called as loopback, the plugin brings up lo and nothing else', () => {
    expect(outcome.result('loopback')).toEqual({cniVersion: '1.1.0'});
    expect(outcome.state('lone')).toEqual({
      links: [LOOPBACK],
      addresses: ['127.0.0.1/8 lo'],
      routes: [],
      neighbours: [],
    });
  });

  test('ADD makes both ends of a pod on a node that has an eth0 itself', () => {
    expect(outcome.result('add-a')).toEqual(POD_A);
    expect(outcome.result('add-b')).toEqual(POD_B);
    expect(outcome.state('node-with-pods')).toEqual({
      links: [
        'vn53108f717329 up aa:aa:aa:aa:aa:aa mtu 1500 queues 1/1 alias vnet/a/eth0',
        'vnd85773504134 up aa:aa:aa:aa:aa:aa mtu 1500 queues 1/1 alias vnet/b/eth0',
      ],
      addresses: [],
      routes: [NODE_ROUTE, '10.240.0.5 vn53108f717329 proto 86', '10.240.0.6 vnd85773504134 proto 86'],
      neighbours: ['10.240.0.5 vn53108f717329 0a:58:0a:f0:00:05', '10.240.0.6 vnd85773504134 0a:58:0a:f0:00:06'],
    });
    expect(outcome.state('pod-a')).toEqual({
      links: ['eth0 up 0a:58:0a:f0:00:05 mtu 1500 queues 1/1 alias -', LOOPBACK],
      addresses: ['10.240.0.5/32 eth0', '127.0.0.1/8 lo'],
      routes: ['169.254.1.1 eth0 proto boot', 'default eth0 via 169.254.1.1 proto boot'],
      neighbours: ['169.254.1.1 eth0 aa:aa:aa:aa:aa:aa'],
    });
  });

  test('pods reach each other and the node, and the node reaches them', () => {
    expect(outcome.step('pod-to-pod')).toEqual(SUCCESS);
    expect(outcome.step('pod-to-node')).toEqual(SUCCESS);
    expect(outcome.step('node-to-pod')).toEqual(SUCCESS);
  });

  test('CHECK finds nothing wrong with a pod, and tells what is missing', () => {
    expect(outcome.step('check')).toEqual(SUCCESS);
    expect(outcome.failure('check-broken')).toEqual(error(100, '10.240.0.5: default route is missing or changed'));
  });

  test('repair restores routes that someone flushed', () => {
    const lines = [
      '10.240.0.5\tvn53108f717329\tvnet/a/eth0\tno route',
      '10.240.0.6\tvnd85773504134\tvnet/b/eth0\tno route',
      '2 interfaces, 20 addresses',
    ];

    expect(outcome.step('repair')).toEqual({...SUCCESS, stdout: `${lines.join('\n')}\n`});
    expect(outcome.state('node-after-repair')).toEqual(BOTH_PODS);
  });

  test('an ADD that fails says why and leaves nothing', () => {
    expect(outcome.failure('add-duplicate')).toEqual(
      error(4, 'CNI_CONTAINERID, CNI_IFNAME: vnet/a/eth0 has vn53108f717329'),
    );
    expect(outcome.failure('add-to-taken')).toEqual(
      error(4, 'CNI_IFNAME: eth0 is in /run/netns/taken already', 'EEXIST'),
    );
    expect(outcome.failure('add-to-nowhere')).toEqual(error(4, 'CNI_NETNS: cannot enter /run/netns/nowhere', 'ENOENT'));
    expect(outcome.failure('add-to-file')).toEqual(error(4, 'CNI_NETNS: cannot enter /run/file', 'EINVAL'));
    expect(outcome.failure('add-to-node')).toEqual(error(4, "CNI_NETNS: /proc/1/ns/net is the node's"));
    expect(outcome.state('node-after-failures')).toEqual(BOTH_PODS);
  });

  test('a namespace that vanishes takes its lease along, and DEL is content with that', () => {
    expect(outcome.result('add-gone')).toEqual(addResult('gone', 'vn098fa02f2819', '10.240.0.7'));
    expect(outcome.state('node-after-vanishing')).toEqual(BOTH_PODS);
    expect(outcome.step('del-gone')).toEqual(SUCCESS);
  });

  test('sixteen ADDs at once get sixteen addresses, and sixteen DELs at once give them back', () => {
    const lines = outcome.step('add-many').stdout.trim().split('\n');
    const pods = lines.map((line) => JSON.parse(line) as AddResult);

    const addresses = pods.map(({ips: [{address}]}) => Number(address.replace(/^10\.240\.0\.(\d+)\/32$/, '$1')));
    // 10.240.0.7 was in use just now; it rests while others are free.
    expect(addresses.sort((one, other) => one - other)).toEqual(Array.from({length: 16}, (_, index) => index + 8));
    expect(outcome.state('node-with-many')).toEqual(nodeSide([...pods, POD_A, POD_B]));
    expect(outcome.step('del-many')).toEqual(SUCCESS);
  });

  test('a pool that is exhausted is told, and the pod is left as it was', () => {
    expect(outcome.result('add-last1')).toEqual(LAST_1);
    expect(outcome.result('add-last2')).toEqual(LAST_2);
    expect(outcome.failure('add-last3')).toEqual(
      error(11, 'no free address (public IP: false): 20 of /run/vnetk8s/pool are in use'),
    );
    expect(outcome.state('pod-last3')).toEqual({
      links: ['lo down 00:00:00:00:00:00 mtu 65536 queues 1/1 alias -'],
      addresses: [],
      routes: [],
      neighbours: [],
    });
  });

  test('GC removes the pods that the runtime does not know, and none without a list', () => {
    expect(outcome.failure('gc-without-list')).toEqual(error(7, 'cni.dev/valid-attachments: is missing or not valid'));
    expect(outcome.state('node-without-many')).toEqual(nodeSide([LAST_1, LAST_2, POD_A, POD_B]));
    expect(outcome.step('gc')).toEqual(SUCCESS);
    expect(outcome.state('node-after-gc')).toEqual(BOTH_PODS);
    expect(outcome.state('pod-last1').links).toEqual([LOOPBACK]);
  });

  test('DEL, with the namespace or without, once or twice, leaves nothing', () => {
    expect(outcome.step('del-a')).toEqual(SUCCESS);
    expect(outcome.step('del-a-again')).toEqual(SUCCESS);
    expect(outcome.step('del-b')).toEqual(SUCCESS);
    expect(outcome.state('node-after-del')).toEqual(nodeSide([]));
    expect(outcome.state('pod-after-del')).toEqual({
      links: [LOOPBACK],
      addresses: ['127.0.0.1/8 lo'],
      routes: [],
      neighbours: [],
    });
  });
}
