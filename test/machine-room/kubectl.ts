import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Fabric} from '../fabric/fabric.ts';
import type {Machine} from '../fabric/machine.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {type Outcome, run} from '../fabric/process.ts';
import {PLATFORM_ADDRESS} from '../fabric/security-rules.ts';

const KUBECTL = fileURLToPath(new URL('../../node_modules/.cache/tools/bin/kubectl', import.meta.url));

/** Milliseconds that a command may take. */
const TIMEOUT = 120_000;

/** Whoever administers the cluster: `kubectl` on a machine of the virtual network, with the kubeconfig as it was written. */
export class Kubectl {
  readonly #machine: Machine;
  readonly #kubeconfig: string;
  readonly #resolver: string;

  private constructor(machine: Machine, kubeconfig: string, resolver: string) {
    this.#machine = machine;
    this.#kubeconfig = kubeconfig;
    this.#resolver = resolver;
  }

  /** On a machine that finds names as all machines of the virtual network do. */
  static async on(fabric: Fabric, machine: Machine, kubeconfig: string): Promise<Kubectl> {
    const resolver = join(fabric.folder, 'resolv.conf');
    await writeFile(resolver, `nameserver ${PLATFORM_ADDRESS}\n`);
    return new Kubectl(machine, kubeconfig, resolver);
  }

  /** Runs `kubectl`, whatever its exit code. */
  try(argv: readonly string[], input = ''): Promise<Outcome> {
    const script = 'mount --bind "$1" /etc/resolv.conf && shift && exec "$@"';
    const shell = ['unshare', '--mount', 'sh', '-c', script, 'sh', this.#resolver];
    const env = {KUBECONFIG: this.#kubeconfig, HTTPS_PROXY: '', HTTP_PROXY: '', NO_PROXY: '*'};
    return run(inNamespace(this.#machine.namespace, [...shell, KUBECTL, ...argv]), {input, env, timeout: TIMEOUT});
  }

  /** Runs `kubectl`, which has to succeed, and returns what it prints. */
  async run(argv: readonly string[], input = ''): Promise<string> {
    const {code, stdout, stderr} = await this.try(argv, input);
    if (code !== 0) throw new Error(`kubectl ${argv.join(' ')} failed (${code}): ${stderr.trim() || stdout.trim()}`);
    return stdout;
  }

  /** A list of objects, or one, as JSON. */
  async get(...argv: readonly string[]): Promise<unknown> {
    return JSON.parse(await this.run(['get', ...argv, '--output', 'json']));
  }

  /** Makes objects, or brings them in line. */
  async apply(objects: readonly unknown[]): Promise<void> {
    await this.run(['apply', '--filename', '-'], JSON.stringify({apiVersion: 'v1', kind: 'List', items: objects}));
  }

  /** Runs a program in a pod. */
  async inPod(pod: string, argv: readonly string[]): Promise<Outcome> {
    return this.try(['exec', pod, '--', ...argv]);
  }
}
