import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parse} from 'yaml';
import {type Background, startBackground, succeed} from '../fabric/process.ts';
import type {MachineFolder} from './machine-folder.ts';
import {API_SERVER} from './tools.ts';

/** Milliseconds that etcd and the API server have until they answer. */
const PATIENCE = 60_000;

const MANIFESTS = '/etc/kubernetes/manifests';

/** What the bootstrap gives to `kubeadm init`. */
export const INIT = '/tmp/init.yaml';

/** Who asks: with a client certificate (paths on the machine), with a token, or without anything. */
export type Caller = {readonly certificate: string; readonly key: string} | {readonly token: string} | 'anonymous';

/** What is asked for. */
export interface Question {
  readonly as: Caller;
  readonly method?: 'DELETE' | 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  /** Sent as it is. */
  readonly yaml?: string;
}

/** An answer of the API server. */
export interface Answer {
  readonly code: number;
  /** JSON if it is any, or text. */
  readonly body: unknown;
}

/** Runs phases of `kubeadm init`, as the bootstrap does all of them. */
export async function initPhases(folder: MachineFolder, phases: readonly string[]): Promise<void> {
  for (const phase of phases) {
    await folder.succeed(['/bin/kubeadm', 'init', 'phase', ...phase.split(' '), '--config', INIT]);
  }
}

/** The command in the manifest of a static pod that kubeadm has written. */
export async function staticPodCommand(folder: MachineFolder, name: string): Promise<readonly string[]> {
  const pod = parse(await folder.readText(`${MANIFESTS}/${name}.yaml`));
  return pod.spec.containers[0].command;
}

/** An API server with its etcd, started by the manifests of kubeadm's. */
export class ApiServer {
  readonly #folder: MachineFolder;
  readonly #host: string;
  readonly #address: string;
  readonly #programs: readonly Background[];

  constructor(folder: MachineFolder, host: string, address: string, programs: readonly Background[]) {
    this.#folder = folder;
    this.#host = host;
    this.#address = address;
    this.#programs = programs;
  }

  /** Asks as clients do: with the cluster's authority, and by the name or address that clients know. */
  async ask(question: Question, host = this.#host): Promise<Answer> {
    const {as, method = 'GET', path, yaml} = question;
    const type = method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/yaml';
    const body = yaml === undefined ? [] : ['--header', `Content-Type: ${type}`, '--data-binary', yaml];
    const options = [
      ...['--silent', '--show-error', '--max-time', '20', '--write-out', '\n%{http_code}', '--request', method],
      ...['--cacert', this.#folder.place('/etc/kubernetes/pki/ca.crt')],
      ...['--connect-to', `${host}:6443:${this.#address}:6443`],
    ];
    const argv = ['curl', ...options, ...this.#credentials(as), ...body, `https://${host}:6443${path}`];
    const output = await succeed(this.#folder.beside(argv), {timeout: PATIENCE});
    const end = output.lastIndexOf('\n');
    return {code: Number(output.slice(end + 1)), body: jsonOrText(output.slice(0, end))};
  }

  #credentials(caller: Caller): readonly string[] {
    if (caller === 'anonymous') return [];
    if ('token' in caller) return ['--header', `Authorization: Bearer ${caller.token}`];
    return ['--cert', this.#folder.place(caller.certificate), '--key', this.#folder.place(caller.key)];
  }

  /** Returns when the API server says that it is ready. Throws an error with its last words if that never happens. */
  async waitUntilReady(): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (!(await this.#isReady())) {
      const ended = this.#programs.find((program) => program.hasEnded());
      if (ended !== undefined || Date.now() > deadline) {
        throw new Error((ended ?? this.#programs.at(-1))?.output().slice(-4000));
      }
      await sleep(200);
    }
  }

  async #isReady(): Promise<boolean> {
    const answer = await this.ask({as: 'anonymous', path: '/readyz'}).catch(() => undefined);
    return answer?.code === 200;
  }

  /** What the API server has printed. */
  output(): string {
    return this.#programs.at(-1)?.output() ?? '';
  }

  async stop(): Promise<void> {
    for (const program of this.#programs.toReversed()) await program.stop('SIGKILL');
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Starts etcd and the API server, and returns when they are ready. Clients call it by a name. */
export async function startApiServer(folder: MachineFolder, host: string, address: string): Promise<ApiServer> {
  await folder.install('etcd');
  await folder.install(API_SERVER, 'kube-apiserver');
  for (const path of ['/var/lib/etcd', '/var/log/kubernetes/audit']) {
    await mkdir(join(folder.path, path), {recursive: true});
  }
  const programs: Background[] = [];
  for (const name of ['etcd', 'kube-apiserver']) {
    const [program = '', ...args] = await staticPodCommand(folder, name);
    programs.push(startBackground(folder.command([`/bin/${program}`, ...args])));
  }
  const server = new ApiServer(folder, host, address, programs);
  await server.waitUntilReady().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return server;
}
