import {afterEach, expect, it} from 'vitest';
import {
  expectedHostSide,
  expectedPodSide,
  HOST_MAC,
  hostInterfaces,
  hostSides,
  leasedAddresses,
  podMac,
  podSide,
} from './kernel-state.ts';
import {type Attachment, type LibcniRuntime, withLibcni} from './libcni.ts';
import {describeWithRuntime, NODE, PORT, podAddresses, withRuntime} from './on-runtimes.ts';
import type {RuntimeHost} from './runtime-host.ts';
import {ContainerNetwork} from './sandbox.ts';

const VERSIONS = ['0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];

const HOST_PORT = 18_081;

const ALIAS = (container: string): string => `vnetk8s/${container}/eth0`;

/** The result of ADD as libcni has it after portmap: newer keys appear with the versions that have them. */
async function expectedResult(host: RuntimeHost, cniVersion: string, {namespace}: Attachment, address: string) {
  const [name] = await hostInterfaces(host);
  const mtu = cniVersion === '1.1.0' ? {mtu: 1500} : {};
  const version = cniVersion.startsWith('0') ? {version: '4'} : {};
  return {
    cniVersion,
    interfaces: [
      {name, mac: HOST_MAC, ...mtu},
      {name: 'eth0', mac: podMac(address), ...mtu, sandbox: namespace},
    ],
    ips: [{...version, interface: 1, address: `${address}/32`, gateway: '169.254.1.1'}],
    routes: [{dst: '0.0.0.0/0', gw: '169.254.1.1'}],
    ...(cniVersion.startsWith('0') ? {dns: {}} : {}),
  };
}

describeWithRuntime('libcni', ['go'], () => {
  const prepare = withLibcni();
  const world = withRuntime({addresses: podAddresses(3)}, prepare);

  afterEach(async () => {
    const {host, runtime} = world();
    for (const container of ['a', 'b', 'c', 'd']) await host.exec(['ip', 'netns', 'delete', container]);
    await expect.poll(() => leasedAddresses(host)).toEqual([]);
    await runtime.forget();
    await host.forget();
  });

  const addAll = async (runtime: LibcniRuntime) => {
    const attachments: Attachment[] = [];
    for (const container of ['a', 'b', 'c']) attachments.push(await runtime.add(container));
    return attachments;
  };

  it.each(['vnetk8s', 'loopback'])('learns which versions %s speaks', async (plugin) => {
    const {runtime} = world();

    expect(await runtime.call('VERSION', {plugin})).toEqual(VERSIONS);
  });

  it('finds the conflist valid, and what it can be told', async () => {
    const {runtime} = world();

    expect(await runtime.call('VALIDATE')).toEqual(['io.kubernetes.cri.pod-annotations', 'portMappings']);
  });

  it('adds a container to the network, and remembers the result', async () => {
    const {host, runtime} = world();

    const {result, ...attachment} = await runtime.add('a');

    expect(result).toEqual(await expectedResult(host, '1.1.0', attachment, '10.240.0.5'));
    expect(await runtime.call('CACHED RESULT', {attachment})).toEqual(result);
    const pod = new ContainerNetwork(host, 'a', attachment.namespace, '10.240.0.5');
    expect(await podSide(pod)).toEqual(expectedPodSide('10.240.0.5'));
    expect(await hostSides(host)).toEqual([expectedHostSide('10.240.0.5', ALIAS('a'))]);
  });

  it.each(VERSIONS)('adds, checks and deletes with version %s', async (version) => {
    const {host, runtime} = world();
    const conflist = await runtime.conflistOf(version);

    const {result, ...attachment} = await runtime.add('a', {conflist});
    const expected = await expectedResult(host, version, attachment, '10.240.0.5');
    const check = await runtime.call('CHECK', {conflist, attachment});
    const deletion = await runtime.call('DEL', {conflist, attachment});

    expect(result).toEqual(expected);
    const unknown = {code: 0, msg: `configuration version "${version}" does not support the CHECK command`};
    expect(check).toEqual(version.startsWith('0.3') ? unknown : null);
    expect(deletion).toBeNull();
    expect(await hostSides(host)).toEqual([]);
  });

  it.each([
    ['the pod’s default route', 'ip -n a route delete default', '10.240.0.5: default route'],
    ['the pod’s address', 'ip -n a address flush dev eth0', '10.240.0.5: pod address'],
    ['the pod’s neighbour', 'ip -n a neigh flush all nud permanent', '10.240.0.5: gateway neighbour'],
    ['the pod’s interface', 'ip -n a link delete eth0', '0.0.0.0: host interface'],
    ['the lease', 'ip route delete 10.240.0.5', '10.240.0.5: host route'],
  ])('is told if %s is missing', async (_what, damage, missing) => {
    const {host, runtime} = world();
    const attachment = await runtime.add('a');

    const before = await runtime.call('CHECK', {attachment});
    await host.succeed(damage.split(' '));
    const after = await runtime.call('CHECK', {attachment});

    expect(before).toBeNull();
    expect(after).toEqual({code: 100, msg: `${missing} is missing or changed`});
  });

  it('deletes a container, twice, and one whose namespace is gone', async () => {
    const {host, runtime} = world();
    const [first, second, third] = await addAll(runtime);
    await host.succeed(['ip', 'netns', 'delete', 'c']);

    const deletions = [first, first, third].map((attachment) => ({...(attachment === undefined ? {} : {attachment})}));
    const answers = [];
    for (const deletion of deletions) answers.push(await runtime.call('DEL', deletion));

    expect(answers).toEqual([null, null, null]);
    expect(await leasedAddresses(host)).toEqual(['10.240.0.6']);
    expect(await runtime.call('CACHED ATTACHMENTS')).toEqual([
      expect.objectContaining({ContainerID: second?.container}),
    ]);
  });

  it('collects what belongs to no container any more, though it remembers nothing itself', async () => {
    const {host, runtime} = world();
    await addAll(runtime);
    await runtime.forget();

    const answer = await runtime.call('GC', {valid: [{containerID: 'b', ifname: 'eth0'}]});

    expect(answer).toBeNull();
    expect(await hostSides(host)).toEqual([expectedHostSide('10.240.0.6', ALIAS('b'))]);
  });

  it('collects nothing if it does not say what is in use', async () => {
    const {host, runtime} = world();
    await addAll(runtime);
    await runtime.forget();

    const answer = await runtime.call('GC');

    expect(answer).toEqual({code: 7, msg: 'cni.dev/valid-attachments: is missing or not valid'});
    expect(await leasedAddresses(host)).toEqual(['10.240.0.5', '10.240.0.6', '10.240.0.7']);
  });

  it('finds the network ready though all addresses are in use', async () => {
    const {host, runtime} = world();
    await addAll(runtime);

    const status = await runtime.call('STATUS');

    expect(status).toBeNull();
    const full = 'no free address (public IP: false): 3 of /run/vnetk8s/pool are in use';
    await expect(runtime.add('d')).rejects.toThrow(JSON.stringify({code: 11, msg: full}));
    expect(await leasedAddresses(host)).toEqual(['10.240.0.5', '10.240.0.6', '10.240.0.7']);
  });

  it('finds the network not ready without an address pool', async () => {
    const {host, runtime} = world();
    await host.succeed(['mv', '/run/vnetk8s/pool', '/run/vnetk8s/away']);

    const status = await runtime.call('STATUS');

    await host.succeed(['mv', '/run/vnetk8s/away', '/run/vnetk8s/pool']);
    expect(status).toEqual({
      code: 50,
      msg: 'no address in the pool /run/vnetk8s/pool',
      details: 'ENOENT',
    });
  });

  it('has ports of the node lead to a pod, by the chain’s next plugin of the same version', async () => {
    const {host, machine, runtime} = world();
    const portMappings = [{hostPort: HOST_PORT, containerPort: PORT, protocol: 'tcp'}];
    const attachment = await runtime.add('a', {capabilities: {portMappings}});
    const pod = new ContainerNetwork(host, 'a', attachment.namespace, '10.240.0.5');
    await pod.serve(PORT);

    const told = await machine.ask(NODE, HOST_PORT);
    const check = await runtime.call('CHECK', {attachment, capabilities: {portMappings}});
    await runtime.call('DEL', {attachment, capabilities: {portMappings}});

    expect([told, check]).toEqual([machine.address, null]);
    expect(await machine.ask(NODE, HOST_PORT)).toBeUndefined();
  });
});
