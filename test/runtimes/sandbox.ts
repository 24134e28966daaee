import {fileURLToPath} from 'node:url';
import {Machine} from '../fabric/machine.ts';
import {type Outcome, type RunOptions, run, startBackground, succeed} from '../fabric/process.ts';
import type {Containerd} from './containerd.ts';
import type {RuntimeHost} from './runtime-host.ts';

const PEER_SERVER = fileURLToPath(new URL('../fabric/peer-server.ts', import.meta.url));

/** A network namespace that a container runtime has made on a node. */
export class ContainerNetwork extends Machine {
  readonly #host: RuntimeHost;

  /** The namespace is a path on the node. */
  constructor(host: RuntimeHost, name: string, namespace: string, address: string) {
    super(name, namespace, address);
    this.#host = host;
  }

  override exec(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return run(this.#command(argv), options);
  }

  override succeed(argv: readonly string[], options: RunOptions = {}): Promise<string> {
    return succeed(this.#command(argv), options);
  }

  override async serve(port: number): Promise<void> {
    const server = startBackground(this.#command([process.execPath, PEER_SERVER, String(port)]));
    await server.waitFor(/listening/);
  }

  #command(argv: readonly string[]): readonly string[] {
    return this.#host.command(['nsenter', `--net=${this.namespace}`, ...argv]);
  }
}

/** What a pod asks of its node. */
export interface SandboxOptions {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly portMappings?: readonly {readonly containerPort: number; readonly hostPort: number}[];
}

/** A pod sandbox: what the kubelet has the runtime make before any of a pod's containers. */
export class PodSandbox extends ContainerNetwork {
  readonly id: string;
  /** What the alias of its interface on the node has to be. */
  readonly alias: string;
  readonly #containerd: Containerd;

  constructor(containerd: Containerd, id: string, name: string, status: {address: string; namespace: string}) {
    super(containerd.host, name, status.namespace, status.address);
    this.id = id;
    this.alias = `vnetk8s/${id}/eth0`;
    this.#containerd = containerd;
  }

  /** Stops and removes the sandbox, as the kubelet does. */
  async remove(): Promise<void> {
    await this.#containerd.client.stopPodSandbox(this.id);
    await this.#containerd.client.removePodSandbox(this.id);
  }
}

/** Starts a pod sandbox as the kubelet does. Rejects with the text that the pod's events show. */
export async function runSandbox(
  containerd: Containerd,
  name: string,
  {annotations = {}, portMappings = []}: SandboxOptions = {},
): Promise<PodSandbox> {
  const id = await containerd.client.runPodSandbox({
    metadata: {name, uid: `uid-of-${name}`, namespace: 'default', attempt: 0},
    hostname: name,
    logDirectory: '/run/pod-logs',
    portMappings,
    annotations,
    linux: {cgroupParent: containerd.host.cgroup},
  });
  return new PodSandbox(containerd, id, name, await containerd.client.podSandboxStatus(id));
}
