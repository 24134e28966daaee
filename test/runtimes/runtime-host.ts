import {copyFile, link, mkdir, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Fabric} from '../fabric/fabric.ts';
import {Machine} from '../fabric/machine.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import type {Node} from '../fabric/node.ts';
import {nodeFile} from '../fabric/node-file.ts';
import {type Background, type Outcome, type RunOptions, run, startBackground, succeed} from '../fabric/process.ts';
import {removeAbandonedControlGroups, removeControlGroup} from './control-groups.ts';

/** Debian's package containernetworking-plugins has it here. */
export const PORTMAP = '/usr/lib/cni/portmap';

/**
 * A node of a fabric as a container runtime wants it: with /run, /var/lib, /etc/cni/net.d and /opt/cni/bin of its own,
 * and processes of its own. When its first process is killed, all others are, and all its mounts and the namespaces of
 * pods end with them.
 */
export class RuntimeHost extends Machine {
  /** What all control groups of this node are below. */
  readonly cgroup: string;
  /** A folder that is at the same place for the tests and for the node. */
  readonly folder: string;
  readonly #node: Node;
  #first: {readonly process: Background; readonly pid: number} | undefined;

  /** Use `startRuntimeHost`. */
  constructor(fabric: Fabric, node: Node) {
    super(node.name, node.namespace, node.address);
    this.folder = join(fabric.folder, `${node.name}-runtime`);
    this.cgroup = `/${basename(fabric.folder)}-${node.name}`;
    this.#node = node;
  }

  /** Puts the plugins and the conflist in place. The plugin has a second name: it is the loopback plugin too. */
  async install(): Promise<void> {
    const plugins = this.#node.path('/opt/cni/bin');
    await link(join(plugins, 'vnetk8s'), join(plugins, 'loopback'));
    await copyFile(PORTMAP, join(plugins, 'portmap'));
    for (const name of ['net.d', 'lib']) await mkdir(join(this.folder, name), {recursive: true});
    await mkdir('/etc/cni/net.d', {recursive: true});
    await writeFile(join(this.folder, 'net.d/10-vnetk8s.conflist'), await nodeFile('10-vnetk8s.conflist'));
  }

  /** Starts the node's first process. What was in /run is gone, but for the address pool and the plugin's state. */
  async boot(): Promise<void> {
    const binds = [
      `mount --bind ${this.#node.path('/run/vnetk8s')} /run/vnetk8s`,
      `mount --bind ${this.#node.path('/opt/cni/bin')} /opt/cni/bin`,
      `mount --bind ${this.folder}/net.d /etc/cni/net.d`,
      `mount --bind ${this.folder}/lib /var/lib`,
    ];
    const script = [
      'mount -t tmpfs -o mode=755 tmpfs /run',
      'mount -t tmpfs tmpfs /dev/shm',
      'mkdir /run/vnetk8s /run/lock',
      ...binds,
      'echo ready as $(cut -d " " -f 1 /proc/thread-self/stat)',
      'exec sleep infinity',
    ].join(' && ');
    const unshare = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', script];
    const process = startBackground(inNamespace(this.namespace, unshare));
    await process.waitFor(/ready/);
    this.#first = {process, pid: await this.#findFirst()};
  }

  /** Cuts the power: kills every process of the node, without warning. */
  async cutPower(): Promise<void> {
    if (this.#first !== undefined) process.kill(this.#first.pid, 'SIGKILL');
    await this.#first?.process.stop('SIGKILL');
    this.#first = undefined;
    await removeControlGroup(this.cgroup);
  }

  /** The command that runs another one on the node. */
  command(argv: readonly string[]): readonly string[] {
    if (this.#first === undefined) throw new Error(`${this.name} is off`);
    return ['nsenter', `--target=${this.#first.pid}`, '--mount', '--pid', '--net', ...argv];
  }

  override exec(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return run(this.command(argv), options);
  }

  override succeed(argv: readonly string[], options: RunOptions = {}): Promise<string> {
    return succeed(this.command(argv), options);
  }

  /** The calls for containers that the plugin has had, as its log has them, without the time. */
  async calls(): Promise<readonly string[]> {
    const lines = (await this.succeed(['cat', '/run/vnetk8s/log'])).split('\n').slice(0, -1);
    // Runtimes of CNI 1.1 ask for the STATUS of the network besides.
    return lines.map((line) => line.slice(line.indexOf(' ') + 1)).filter((line) => /^(ADD|CHECK|DEL) /.test(line));
  }

  /** Removes the plugin's log, and what it remembers of addresses that were in use: the first one is the next again. */
  async forget(): Promise<void> {
    await this.succeed(['rm', '-f', '/run/vnetk8s/log', '/run/vnetk8s/released']);
  }

  async #findFirst(): Promise<number> {
    const pids = (await succeed(['ip', 'netns', 'pids', this.namespace])).split('\n').filter((line) => line !== '');
    for (const pid of pids) {
      const {stdout} = await run(['readlink', `/proc/${pid}/exe`]);
      const own = (await run(['sed', '-n', 's/^NSpid:.*\\s\\([0-9]*\\)$/\\1/p', `/proc/${pid}/status`])).stdout.trim();
      if (own === '1' && stdout !== '') return Number(pid);
    }
    throw new Error(`${this.name} has no first process`);
  }
}

/** Makes a node of a fabric fit for container runtimes, and boots it. It ends with the fabric, or by `cutPower`. */
export async function startRuntimeHost(fabric: Fabric, node: Node): Promise<RuntimeHost> {
  await removeAbandonedControlGroups();
  const host = new RuntimeHost(fabric, node);
  await host.install();
  await host.boot();
  return host;
}
