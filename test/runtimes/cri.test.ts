import {setTimeout as sleep} from 'node:timers/promises';
import {afterEach, expect, it} from 'vitest';
import {type Containerd, startContainerd} from './containerd.ts';
import type {RuntimeCondition} from './cri.ts';
import {expectedHostSide, expectedPodSide, hostSides, leasedAddresses, podSide} from './kernel-state.ts';
import {describeWithRuntime, NODE, PORT, podAddresses, withRuntime} from './on-runtimes.ts';
import type {RuntimeHost} from './runtime-host.ts';
import {runSandbox} from './sandbox.ts';

const HOST_PORT = 18_080;

const READY = {type: 'NetworkReady', status: true, reason: '', message: ''};

const NO_POOL = {
  type: 'NetworkReady',
  status: false,
  reason: 'NetworkPluginNotReady',
  message: 'Network plugin returns error: no address in the pool /run/vnetk8s/pool; ENOENT',
};

/** The error that a pod's events would show; `ID` stands for the id of the sandbox that did not come to be. */
async function eventOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  if (!(error instanceof Error)) throw new Error('the pod started');
  return error.message.replace(/"[0-9a-f]{64}"/, '"ID"');
}

function noFreeAddress(publicIp: string, used: number): string {
  return `failed to setup network for sandbox "ID": plugin type="vnetk8s" failed (add): no free address (public IP: ${publicIp}): ${used} of /run/vnetk8s/pool are in use`;
}

async function networkCondition(containerd: Containerd): Promise<RuntimeCondition | undefined> {
  return (await containerd.client.conditions()).find(({type}) => type === 'NetworkReady');
}

/** Whether containerd asks plugins for their STATUS: since 2.0.1, with go-cni 1.1.11. */
async function asksForStatus(host: RuntimeHost): Promise<boolean> {
  return Number(/ v?(\d+)\./.exec(await host.succeed(['containerd', '--version']))?.[1]) >= 2;
}

async function removeAll(containerd: Containerd): Promise<void> {
  for (const {id} of await containerd.client.listPodSandboxes()) {
    await containerd.client.stopPodSandbox(id);
    await containerd.client.removePodSandbox(id);
  }
}

describeWithRuntime('pods of containerd', ['containerd', 'runc', 'ctr', 'gcc'], () => {
  const publicIp = {privateAddress: '10.240.0.8', label: 'shop'};
  const world = withRuntime({addresses: podAddresses(4), publicIp}, startContainerd);

  afterEach(async () => {
    const {runtime: containerd, host} = world();
    await removeAll(containerd);
    await host.forget();
  });

  it('find a network that is ready', async () => {
    const {runtime: containerd} = world();

    const condition = await networkCondition(containerd);

    expect(condition).toEqual(READY);
  });

  it('find a network that is ready though all addresses are in use', async () => {
    const {runtime: containerd} = world();
    for (const name of ['a', 'b', 'c']) await runSandbox(containerd, name);

    const condition = await networkCondition(containerd);

    expect(condition).toEqual(READY);
  });

  it('find a network that is not ready without an address pool, if their containerd asks', async () => {
    const {runtime: containerd, host} = world();
    await host.succeed(['mv', '/run/vnetk8s/pool', '/run/vnetk8s/away']);

    const condition = await networkCondition(containerd);

    await host.succeed(['mv', '/run/vnetk8s/away', '/run/vnetk8s/pool']);
    expect(condition).toEqual((await asksForStatus(host)) ? NO_POOL : READY);
  });

  it('have an address of the virtual network, and the interfaces, routes and neighbours for it', async () => {
    const {runtime: containerd, host} = world();

    const pod = await runSandbox(containerd, 'pod');

    expect(pod.address).toBe('10.240.0.5');
    expect(await podSide(pod)).toEqual(expectedPodSide('10.240.0.5'));
    expect(await hostSides(host)).toEqual([expectedHostSide('10.240.0.5', pod.alias)]);
  });

  it('talk to machines and to each other with their own address, both ways', async () => {
    const {runtime: containerd, machine} = world();
    const [first, second] = [await runSandbox(containerd, 'first'), await runSandbox(containerd, 'second')];
    await second.serve(PORT);

    const told = [
      await first.ask(machine.address, PORT),
      await first.ask(second.address, PORT),
      await machine.ask(second.address, PORT),
    ];

    expect(told).toEqual([first.address, first.address, machine.address]);
  });

  it('leave nothing behind, although containerd calls DEL twice', async () => {
    const {runtime: containerd, host} = world();
    const pod = await runSandbox(containerd, 'pod');

    await pod.remove();

    expect(await hostSides(host)).toEqual([]);
    const calls = await host.calls();
    const deletion = `DEL ${pod.alias} 0.0.0.0 ok`;
    expect(calls.filter((call) => call.includes(pod.alias))).toEqual([
      `ADD ${pod.alias} 10.240.0.5 ok`,
      deletion,
      deletion,
    ]);
    const loopback = `cni-loopback/${pod.id}/lo 0.0.0.0 ok`;
    expect(calls.filter((call) => !call.includes(pod.alias))).toEqual([
      `ADD ${loopback}`,
      `DEL ${loopback}`,
      `DEL ${loopback}`,
    ]);
  });

  it('are reached on a port of their node, until they stop', async () => {
    const {runtime: containerd, host, machine} = world();
    const pod = await runSandbox(containerd, 'web', {portMappings: [{containerPort: PORT, hostPort: HOST_PORT}]});
    await pod.serve(PORT);

    const told = [
      await machine.ask(NODE, HOST_PORT),
      await host.ask('127.0.0.1', HOST_PORT),
      await pod.ask(NODE, HOST_PORT),
    ];
    await pod.remove();

    expect(told).toEqual([machine.address, NODE, NODE]);
    expect(await machine.ask(NODE, HOST_PORT)).toBeUndefined();
    const rules = await host.succeed(['iptables-save', '-t', 'nat']);
    expect(rules.split('\n').filter((line) => line.includes(pod.address) || line.includes(String(HOST_PORT)))).toEqual(
      [],
    );
  });

  it('get the address with a public IP only if their annotation asks for one', async () => {
    const {runtime: containerd} = world();
    const annotate = (name: string, value: string) =>
      runSandbox(containerd, name, {annotations: {'vnetk8s.io/public-ip': value}});

    const none = await annotate('none', 'false');
    const any = await annotate('any', 'true');
    const event = await eventOf(annotate('too-late', 'true'));
    await any.remove();
    const labelled = await annotate('labelled', 'shop');

    expect([none.address, any.address, labelled.address]).toEqual(['10.240.0.5', '10.240.0.8', '10.240.0.8']);
    expect(event).toBe(noFreeAddress('true', 1));
    expect(await eventOf(annotate('unknown', 'blog'))).toBe(noFreeAddress('blog', 0));
  });

  it('that find no free address say so in their events, and start when there is one', async () => {
    const {runtime: containerd, host} = world();
    const pods = [
      await runSandbox(containerd, 'a'),
      await runSandbox(containerd, 'b'),
      await runSandbox(containerd, 'c'),
    ];

    const event = await eventOf(runSandbox(containerd, 'd'));
    const leased = await leasedAddresses(host);
    await pods[1]?.remove();
    const late = await runSandbox(containerd, 'd');

    expect(event).toBe(noFreeAddress('false', 3));
    expect(leased).toEqual(['10.240.0.5', '10.240.0.6', '10.240.0.7']);
    expect(late.address).toBe('10.240.0.6');
  });

  it('go on while containerd restarts, and stop afterwards', async () => {
    const {runtime: containerd, host, machine} = world();
    const [first, second] = [await runSandbox(containerd, 'first'), await runSandbox(containerd, 'second')];
    const before = await hostSides(host);

    await containerd.stop();
    const told = await first.ask(machine.address, PORT);
    await containerd.start();

    expect(told).toBe(first.address);
    expect(await hostSides(host)).toEqual(before);
    expect(await containerd.client.podSandboxStatus(second.id)).toEqual({
      state: 'SANDBOX_READY',
      address: second.address,
      namespace: second.namespace,
    });
    const third = await runSandbox(containerd, 'third');
    await first.remove();
    expect(await leasedAddresses(host)).toEqual([second.address, third.address]);
  });

  it('that were about to start when containerd was killed keep no address', async () => {
    const {runtime: containerd, host} = world();
    const starts = ['a', 'b', 'c'].map((name) => runSandbox(containerd, name).catch(() => undefined));
    const hasBegun = (calls: readonly string[]): boolean => calls.some((call) => call.startsWith('ADD vnetk8s/'));
    while (!hasBegun(await host.calls().catch(() => []))) await sleep(5);

    await containerd.stop('KILL');
    await Promise.all(starts);
    await containerd.start();
    await removeAll(containerd);

    expect(await hostSides(host)).toEqual([]);
    for (const name of ['a', 'b', 'c']) await runSandbox(containerd, name);
    expect(await leasedAddresses(host)).toEqual(['10.240.0.5', '10.240.0.6', '10.240.0.7']);
  });

  it('that died with their node have no addresses any more', async () => {
    const {runtime: containerd, host} = world();
    const pods = [
      await runSandbox(containerd, 'a'),
      await runSandbox(containerd, 'b'),
      await runSandbox(containerd, 'c'),
    ];

    await host.cutPower();
    await host.boot();
    await containerd.start();

    await expect.poll(() => leasedAddresses(host)).toEqual([]);
    const sandboxes = await containerd.client.listPodSandboxes();
    expect(sandboxes.map(({state}) => state)).toEqual(pods.map(() => 'SANDBOX_NOTREADY'));
    await removeAll(containerd);
    expect((await runSandbox(containerd, 'd')).address).toBe('10.240.0.5');
  });
});
