import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Background, startBackground} from '../fabric/process.ts';
import {RuntimeClient} from './cri.ts';
import {buildPauseImage, PAUSE_IMAGE} from './images.ts';
import type {RuntimeHost} from './runtime-host.ts';

/** containerd on a node of a fabric, with its CRI. It ends with the node. */
export class Containerd {
  readonly host: RuntimeHost;
  #process: Background | undefined;
  #client: RuntimeClient | undefined;

  constructor(host: RuntimeHost) {
    this.host = host;
  }

  get socket(): string {
    return join(this.host.folder, 'containerd.sock');
  }

  get client(): RuntimeClient {
    if (this.#client === undefined) throw new Error('containerd has not been started');
    return this.#client;
  }

  /** Starts containerd for the first time, and gives it the image of pod sandboxes. */
  async install(): Promise<void> {
    await writeFile(join(this.host.folder, 'containerd.toml'), configuration(this.socket));
    const image = await buildPauseImage(this.host.folder);
    await this.start();
    await this.ctr(['--namespace', 'k8s.io', 'images', 'import', image]);
    while (!(await this.client.hasImage(PAUSE_IMAGE))) await sleep(10);
  }

  /** Starts containerd, and returns when it takes calls. */
  async start(): Promise<void> {
    // The pods' processes inherit its output, and outlive it.
    const log = 'exec containerd --config "$0/containerd.toml" >>"$0/containerd.log" 2>&1';
    this.#process = startBackground(this.host.command(['sh', '-c', log, this.host.folder]));
    this.#client?.close();
    this.#client = new RuntimeClient(this.socket);
    await this.#client.waitUntilReady();
  }

  /** Ends containerd. Its pods go on. */
  async stop(signal: 'TERM' | 'KILL' = 'TERM'): Promise<void> {
    await this.host.succeed(['sh', '-c', `kill -${signal} $(pidof containerd)`]);
    // What was started has only entered the node's namespaces, and ends with what it waits for; this does nothing to it.
    await this.#process?.stop('SIGCONT');
  }

  /** Runs containerd's own command. */
  ctr(args: readonly string[]): Promise<string> {
    return this.host.succeed(['ctr', '--address', this.socket, ...args]);
  }
}

/** Starts containerd on a node. */
export async function startContainerd(host: RuntimeHost): Promise<Containerd> {
  const containerd = new Containerd(host);
  await containerd.install();
  return containerd;
}

/** Version 2 is read by containerd 1.3 to 2.x. What may be missing or forbidden in a container is left out. */
function configuration(socket: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  const disabled = ['aufs', 'blockfile', 'btrfs', 'devmapper', 'zfs'];
  return `version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
disabled_plugins = [${disabled.map((name) => `"io.containerd.snapshotter.v1.${name}"`).join(', ')}]
[grpc]
  address = "${socket}"
[${cri}]
  sandbox_image = "${PAUSE_IMAGE}"
  disable_apparmor = true
  restrict_oom_score_adj = true
  [${cri}.cni]
    bin_dir = "/opt/cni/bin"
    conf_dir = "/etc/cni/net.d"
  [${cri}.containerd]
    snapshotter = "native"
    [${cri}.containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
`;
}
