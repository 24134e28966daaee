import {afterEach, expect, it} from 'vitest';
import {type Containerd, startContainerd} from './containerd.ts';
import {buildRootFilesystem} from './images.ts';
import {expectedHostSide, expectedPodSide, hostSides, podSide} from './kernel-state.ts';
import {describeWithRuntime, PORT, podAddresses, withRuntime} from './on-runtimes.ts';
import type {RuntimeHost} from './runtime-host.ts';
import {ContainerNetwork} from './sandbox.ts';

/** Starts containers with containerd's own command, which calls the plugin itself. */
class Ctr {
  readonly #containerd: Containerd;
  readonly #rootfs: string;

  constructor(containerd: Containerd, rootfs: string) {
    this.#containerd = containerd;
    this.#rootfs = rootfs;
  }

  /** Runs a container, to its end if it is not told to detach, and returns what it prints. */
  run(name: string, flags: readonly string[], command: readonly string[]): Promise<string> {
    const cgroup = `${this.#containerd.host.cgroup}/${name}`;
    const network = ['--cni', '--cgroup', cgroup, ...flags];
    return this.#containerd.ctr(['run', ...network, '--rootfs', this.#rootfs, name, ...command]);
  }

  /** The network namespace of a container that runs. */
  async enter(name: string, address: string): Promise<ContainerNetwork> {
    const tasks = await this.#containerd.ctr(['tasks', 'list']);
    const pid = tasks
      .split('\n')
      .map((line) => line.split(/\s+/))
      .find(([task]) => task === name)?.[1];
    return new ContainerNetwork(this.#containerd.host, name, `/proc/${pid}/ns/net`, address);
  }

  /** Kills a container. Nobody calls the plugin then: the command knows the network only while it runs a container. */
  async kill(name: string): Promise<void> {
    await this.#containerd.ctr(['tasks', 'delete', '--force', name]);
    await this.#containerd.ctr(['containers', 'delete', name]);
  }
}

async function installCtr(host: RuntimeHost): Promise<Ctr> {
  return new Ctr(await startContainerd(host), await buildRootFilesystem(host.folder));
}

describeWithRuntime('ctr run --cni', ['containerd', 'runc', 'ctr', 'gcc', 'busybox'], () => {
  const world = withRuntime({addresses: podAddresses(2)}, installCtr);

  afterEach(async () => {
    await world().host.forget();
  });

  it('runs a container on the network, and gives its address back', async () => {
    const {host, machine, runtime: ctr} = world();

    const told = await ctr.run('one', ['--rm'], ['/bin/sh', '-c', `echo '?' | nc -w 2 ${machine.address} ${PORT}`]);

    expect(told.trim()).toBe('10.240.0.5');
    expect(await hostSides(host)).toEqual([]);
    const alias = 'vnetk8s/default-one/eth0';
    expect(await host.calls()).toEqual([`ADD ${alias} 10.240.0.5 ok`, `DEL ${alias} 0.0.0.0 ok`]);
  });

  it('leaves containers in the background on the network', async () => {
    const {host, runtime: ctr} = world();

    await ctr.run('one', ['--detach'], ['/bin/sleep', '1000']);

    expect(await podSide(await ctr.enter('one', '10.240.0.5'))).toEqual(expectedPodSide('10.240.0.5'));
    expect(await hostSides(host)).toEqual([expectedHostSide('10.240.0.5', 'vnetk8s/default-one/eth0')]);
    await ctr.kill('one');
  });

  it('leaks no address, although nobody calls DEL for a container that is killed', async () => {
    const {host, runtime: ctr} = world();
    await ctr.run('one', ['--detach'], ['/bin/sleep', '1000']);

    await ctr.kill('one');

    await expect.poll(() => hostSides(host)).toEqual([]);
    expect(await host.calls()).toEqual(['ADD vnetk8s/default-one/eth0 10.240.0.5 ok']);
  });
});
