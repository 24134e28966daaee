import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll} from 'vitest';
import {succeed} from '../fabric/process.ts';
import type {RuntimeHost} from './runtime-host.ts';

const MODULE = fileURLToPath(new URL('./libcni', import.meta.url));
const PORTMAP_PACKAGE = 'github.com/containernetworking/plugins/plugins/meta/portmap';
const CONFLIST = '/etc/cni/net.d/10-vnetk8s.conflist';

/** Milliseconds: nothing may have been downloaded or compiled before. */
const BUILD_TIMEOUT = 180_000;

/** What a plugin says when it refuses. */
export interface Refusal {
  readonly code: number;
  readonly msg: string;
  readonly details?: string;
}

/** A container's place in the network. */
export interface Attachment {
  readonly container: string;
  readonly namespace: string;
}

/** What goes with some verbs. */
export interface CallOptions {
  readonly attachment?: Attachment;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly valid?: readonly {readonly containerID: string; readonly ifname: string}[];
  readonly plugin?: string;
  readonly conflist?: string;
}

/** A container runtime that is nothing but libcni. */
export class LibcniRuntime {
  readonly #host: RuntimeHost;
  readonly #program: string;

  constructor(host: RuntimeHost, program: string) {
    this.#host = host;
    this.#program = program;
  }

  /** Carries out a verb. Returns what comes of it: a result, or how a plugin has refused. */
  async call(verb: string, options: CallOptions = {}): Promise<unknown> {
    const {attachment, capabilities, valid, plugin, conflist = CONFLIST} = options;
    const input = JSON.stringify({
      Verb: verb,
      PluginDir: '/opt/cni/bin',
      CacheDir: '/run/cni-cache',
      Conflist: conflist,
      ContainerID: attachment?.container,
      Namespace: attachment?.namespace,
      Interface: 'eth0',
      Capabilities: capabilities,
      Valid: valid,
      Plugin: plugin,
    });
    return JSON.parse((await this.#host.exec([this.#program], {input})).stdout);
  }

  /** Makes a network namespace and adds it to the network. Throws if that is refused. */
  async add(container: string, options: CallOptions = {}): Promise<Attachment & {readonly result: unknown}> {
    await this.#host.succeed(['ip', 'netns', 'add', container]);
    const attachment = {container, namespace: `/run/netns/${container}`};
    const result = await this.call('ADD', {...options, attachment});
    if (typeof result === 'object' && result !== null && 'code' in result) throw new Error(JSON.stringify(result));
    return {...attachment, result};
  }

  /** Writes a conflist that asks for one version of the protocol, and returns its path. */
  async conflistOf(cniVersion: string): Promise<string> {
    const {cniVersions: _, ...list} = JSON.parse(await this.#host.succeed(['cat', CONFLIST]));
    const path = join(this.#host.folder, `${cniVersion}.conflist`);
    await writeFile(path, JSON.stringify({...list, cniVersion}));
    return path;
  }

  /** Makes the runtime forget everything, as a restart without its disk would. */
  async forget(): Promise<void> {
    await this.#host.succeed(['rm', '-rf', '/run/cni-cache']);
  }
}

/**
 * Builds, before the tests of the group that this is called in, the program that calls libcni, and of the same time the
 * plugin portmap. Returns how to get at a runtime on a node.
 */
export function withLibcni(): (host: RuntimeHost) => Promise<LibcniRuntime> {
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'libcni-'));
    const build = ['go', 'build', '-C', MODULE, '-trimpath', '-o', `${folder}/`, '.', PORTMAP_PACKAGE];
    await succeed(build, {env: {CGO_ENABLED: '0'}, timeout: BUILD_TIMEOUT});
  }, BUILD_TIMEOUT);
  afterAll(async () => {
    if (folder !== undefined) await rm(folder, {recursive: true});
  });
  return async (host) => {
    await host.succeed(['cp', `${folder}/portmap`, '/opt/cni/bin/portmap']);
    return new LibcniRuntime(host, `${folder}/libcni`);
  };
}
