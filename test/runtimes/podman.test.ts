import {spawnSync} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, expect, it} from 'vitest';
import {succeed} from '../fabric/process.ts';
import {buildRootFilesystem} from './images.ts';
import {expectedHostSide, expectedPodSide, hostSides, podMac, podSide} from './kernel-state.ts';
import {describeWithRuntime, NODE, PORT, podAddresses, withRuntime} from './on-runtimes.ts';
import type {RuntimeHost} from './runtime-host.ts';
import {ContainerNetwork} from './sandbox.ts';

const HOST_PORT = 18_082;

/** podman on a node: its settings, and the root file system of its containers. */
class Podman {
  readonly #host: RuntimeHost;
  readonly #rootfs: string;
  readonly #runtime: string;

  constructor(host: RuntimeHost, rootfs: string, runtime: string) {
    this.#host = host;
    this.#rootfs = rootfs;
    this.#runtime = runtime;
  }

  call(args: readonly string[]): Promise<string> {
    const env = {CONTAINERS_CONF: join(this.#host.folder, 'containers.conf')};
    return this.#host.succeed(['podman', '--runtime', this.#runtime, ...args], {env});
  }

  /** Starts a container on the network and returns its id. */
  async run(name: string, args: readonly string[] = []): Promise<string> {
    const flags = ['--detach', '--name', name, '--network', 'vnetk8s', '--cgroup-parent', this.#host.cgroup];
    return (await this.call(['run', ...flags, ...args, '--rootfs', this.#rootfs, '/bin/sleep', 'infinity'])).trim();
  }

  /** What podman has been told by the plugin. */
  async network(name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const {Networks} = await this.#inspect(name);
    return (Networks as Record<string, Record<string, unknown>>)['vnetk8s'];
  }

  /** The network namespace of a container. */
  async enter(name: string, address: string): Promise<ContainerNetwork> {
    return new ContainerNetwork(this.#host, name, String((await this.#inspect(name))['SandboxKey']), address);
  }

  async #inspect(name: string): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse(await this.call(['inspect', name, '--format', '{{json .NetworkSettings}}']));
  }
}

async function installPodman(host: RuntimeHost): Promise<Podman> {
  const settings = [
    '[containers]',
    'default_ulimits = []',
    '[engine]',
    'cgroup_manager = "cgroupfs"',
    'events_logger = "none"',
    '[network]',
    'network_backend = "cni"',
    'cni_plugin_dirs = ["/opt/cni/bin"]',
    'network_config_dir = "/etc/cni/net.d"',
  ];
  await writeFile(join(host.folder, 'containers.conf'), `${settings.join('\n')}\n`);
  // crun fails on hybrid control groups.
  const runtime = (await succeed(['which', 'runc'])).trim();
  return new Podman(host, await buildRootFilesystem(host.folder), runtime);
}

/** From version 5.0 on, podman has a network of its own and does not speak CNI. */
const isTooNew = Number(/\d+/.exec(spawnSync('podman', ['--version'], {encoding: 'utf8'}).stdout ?? '')?.[0]) >= 5;

describeWithRuntime('podman', [...(isTooNew ? ['podman before 5.0'] : []), 'podman', 'runc', 'busybox'], () => {
  const world = withRuntime({addresses: podAddresses(3)}, installPodman);

  afterEach(async () => {
    const {host, runtime: podman} = world();
    await podman.call(['rm', '--all', '--force', '--time', '0']);
    await host.forget();
  });

  it('runs containers on the network', async () => {
    const {host, machine, runtime: podman} = world();

    const id = await podman.run('one');

    const container = await podman.enter('one', '10.240.0.5');
    const {IPAddress, IPPrefixLen, Gateway, MacAddress} = (await podman.network('one')) ?? {};
    expect({IPAddress, IPPrefixLen, Gateway, MacAddress}).toEqual({
      IPAddress: '10.240.0.5',
      IPPrefixLen: 32,
      Gateway: '169.254.1.1',
      MacAddress: podMac('10.240.0.5'),
    });
    expect(await podSide(container)).toEqual(expectedPodSide('10.240.0.5'));
    expect(await hostSides(host)).toEqual([expectedHostSide('10.240.0.5', `vnetk8s/${id}/eth0`)]);
    expect(await container.ask(machine.address, PORT)).toBe('10.240.0.5');
  });

  it('removes containers from the network with their addresses', async () => {
    const {host, runtime: podman} = world();
    const id = await podman.run('one');

    await podman.call(['rm', '--force', '--time', '0', 'one']);

    expect(await hostSides(host)).toEqual([]);
    const alias = `vnetk8s/${id}/eth0`;
    expect(await host.calls()).toEqual([`ADD ${alias} 10.240.0.5 ok`, `DEL ${alias} 0.0.0.0 ok`]);
  });

  it('disconnects a running container, and connects it again', async () => {
    const {host, runtime: podman} = world();
    const id = await podman.run('one');
    const container = await podman.enter('one', '10.240.0.5');

    await podman.call(['network', 'disconnect', 'vnetk8s', 'one']);
    const [nodeWithout, podWithout] = [await hostSides(host), await podSide(container)];
    await podman.call(['network', 'connect', 'vnetk8s', 'one']);

    expect(nodeWithout).toEqual([]);
    const {interfaces} = expectedPodSide('10.240.0.5');
    expect(podWithout).toEqual({interfaces: interfaces.slice(0, 1), routes: [], neighbours: []});
    expect(await podSide(container)).toEqual(expectedPodSide('10.240.0.6'));
    expect(await hostSides(host)).toEqual([expectedHostSide('10.240.0.6', `vnetk8s/${id}/eth0`)]);
  });

  it('has ports of the node lead to a container', async () => {
    const {machine, runtime: podman} = world();
    await podman.run('web', ['--publish', `${HOST_PORT}:${PORT}`]);
    await (await podman.enter('web', '10.240.0.5')).serve(PORT);

    const told = await machine.ask(NODE, HOST_PORT);
    await podman.call(['rm', '--force', '--time', '0', 'web']);

    expect(told).toBe(machine.address);
    expect(await machine.ask(NODE, HOST_PORT)).toBeUndefined();
  });
});
