import {chmod, copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Fabric} from './fabric.ts';
import {Machine} from './machine.ts';
import type {MachineOptions} from './model.ts';
import {type NodeValues, nodeFile} from './node-file.ts';
import type {Outcome, RunOptions} from './process.ts';

/** The plugin as it is shipped, for this machine's processor. */
const PLUGIN = fileURLToPath(
  new URL(`../../templates/cni/vnetk8s-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`, import.meta.url),
);

/**
 * Folders that every node of a fabric has for itself, although all of them share this machine's file system. The
 * mount points stay behind, empty.
 */
const PRIVATE_FOLDERS = ['/etc/vnetk8s', '/run/vnetk8s', '/opt/cni/bin'] as const;

/** The container runtime's name for the pod's interface. */
const POD_INTERFACE = 'eth0';

/** A pod: a network namespace that got its interface from the plugin. */
export class Pod extends Machine {
  readonly node: Node;
  /** What the plugin printed. */
  readonly result: unknown;

  constructor(node: Node, name: string, namespace: string, address: string, result: unknown) {
    super(name, namespace, address);
    this.node = node;
    this.result = result;
  }
}

/** A virtual machine with vnetk8s' own files: pods can start on it. */
export class Node extends Machine {
  readonly #fabric: Fabric;
  readonly #folder: string;

  /** Use `attachNode`. */
  constructor(fabric: Fabric, machine: Machine) {
    super(machine.name, machine.namespace, machine.address);
    this.#fabric = fabric;
    this.#folder = join(fabric.folder, machine.name);
  }

  /** Where one of the node's private folders really is. */
  path(folder: (typeof PRIVATE_FOLDERS)[number]): string {
    return join(this.#folder, folder);
  }

  override exec(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return super.exec(this.#withPrivateFolders(argv), options);
  }

  override succeed(argv: readonly string[], options: RunOptions = {}): Promise<string> {
    return super.succeed(this.#withPrivateFolders(argv), options);
  }

  /** Puts vnetk8s' files in place and starts what systemd would start: settings, rules, the address pool. */
  async install(values: NodeValues): Promise<void> {
    for (const folder of PRIVATE_FOLDERS) {
      await mkdir(folder, {recursive: true});
      await mkdir(this.path(folder), {recursive: true});
    }
    await copyFile(PLUGIN, join(this.path('/opt/cni/bin'), 'vnetk8s'));
    await chmod(join(this.path('/opt/cni/bin'), 'vnetk8s'), 0o755);
    await writeFile(join(this.path('/etc/vnetk8s'), 'sysctl.conf'), await nodeFile('sysctl.conf'));
    // Some settings exist once for all namespaces, and a namespace of its own does not show them.
    await this.succeed(['sysctl', '--quiet', '--ignore', '--load=/etc/vnetk8s/sysctl.conf']);
    await this.loadRules(values);
    await this.writePool();
  }

  /** Asks Azure for the node's addresses, as vnetk8s-pool.service does, and returns the pool file. */
  async writePool(labels: readonly string[] = []): Promise<string> {
    await writeFile(join(this.path('/etc/vnetk8s'), 'write-pool'), await nodeFile('write-pool.sh'));
    await this.succeed(['sh', '/etc/vnetk8s/write-pool', ...labels]);
    return readFile(join(this.path('/run/vnetk8s'), 'pool'), 'utf8');
  }

  /** Writes the rules and loads them, as vnetk8s-rules.service does. */
  async loadRules(values: NodeValues): Promise<void> {
    await writeFile(join(this.path('/etc/vnetk8s'), 'rules.nft'), await nodeFile('rules.nft.hbs', values));
    await this.succeed(['nft', '-f', '/etc/vnetk8s/rules.nft']);
  }

  /** Starts a pod. Its annotations reach the plugin as containerd passes them on. */
  async startPod(name: string, annotations: Readonly<Record<string, string>> = {}): Promise<Pod> {
    const namespace = await this.#fabric.createPodNamespace(name);
    const result = JSON.parse(await this.#callPlugin('ADD', name, namespace, annotations));
    const address = String(result.ips[0].address).split('/')[0] ?? '';
    return new Pod(this, name, namespace, address, result);
  }

  /** Stops a pod, and gives its address back. */
  async stopPod(pod: Pod): Promise<void> {
    await this.#callPlugin('DEL', pod.name, pod.namespace, {});
    await this.#fabric.deletePodNamespace(pod.namespace);
  }

  /** How many packets of pods the node's rules have dropped, by the name of the counter; zeros are left out. */
  async drops(): Promise<Readonly<Record<string, number>>> {
    const argv = ['nft', '-j', 'list', 'counters', 'table', 'inet', 'vnetk8s'];
    const counts: Record<string, number> = {};
    for (const {counter} of JSON.parse(await this.succeed(argv)).nftables) {
      if (counter !== undefined && counter.packets > 0) counts[counter.name] = counter.packets;
    }
    return counts;
  }

  async #callPlugin(
    command: 'ADD' | 'DEL',
    container: string,
    namespace: string,
    annotations: Readonly<Record<string, string>>,
  ): Promise<string> {
    const list = JSON.parse(await nodeFile('10-vnetk8s.conflist'));
    const config = {
      cniVersion: list.cniVersion,
      name: list.name,
      ...list.plugins[0],
      runtimeConfig: {'io.kubernetes.cri.pod-annotations': annotations},
    };
    const env = {
      CNI_COMMAND: command,
      CNI_CONTAINERID: container,
      CNI_NETNS: `/run/netns/${namespace}`,
      CNI_IFNAME: POD_INTERFACE,
      CNI_PATH: '/opt/cni/bin',
    };
    const {code, stdout} = await this.exec(['/opt/cni/bin/vnetk8s'], {input: JSON.stringify(config), env});
    if (code !== 0) throw new Error(`${command} of ${container} on ${this.name} failed: ${stdout.trim()}`);
    return stdout;
  }

  #withPrivateFolders(argv: readonly string[]): readonly string[] {
    const binds = PRIVATE_FOLDERS.map((folder) => `mount --bind '${this.path(folder)}' ${folder}`);
    return ['unshare', '--mount', 'sh', '-c', `${binds.join(' && ')} && exec "$@"`, 'sh', ...argv];
  }
}

/** Attaches a virtual machine whose secondary ipConfigurations are for pods, and makes a node of it. */
export async function attachNode(
  fabric: Fabric,
  virtualNetwork: string,
  options: MachineOptions,
  values: NodeValues,
): Promise<Node> {
  const node = new Node(fabric, await fabric.attachMachine(virtualNetwork, options));
  await node.install(values);
  return node;
}
