import {copyFile, link, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, onTestFinished} from 'vitest';
import type {NodeFile} from '../../src/node/machine-setup.ts';
import {claimPrefix, createNamespace, inNamespace, releasePrefix} from '../fabric/namespaces.ts';
import {type Outcome, run, succeed} from '../fabric/process.ts';
import {toolPath} from './tools.ts';

/** Milliseconds that a program may take, which is much for what it does: the machine may be busy. */
const PATIENCE = 60_000;

/** A network namespace with an address: programs ask for the machine's own. */
export interface MachineNetwork {
  readonly namespace: string;
}

/** A folder laid out as a machine's disk, in which programs find every file by the path that it has there. */
export class MachineFolder {
  readonly path: string;
  readonly #network: MachineNetwork;

  constructor(path: string, network: MachineNetwork) {
    this.path = path;
    this.#network = network;
  }

  /** Where a file of the machine is on this one. */
  place(path: string): string {
    return join(this.path, path);
  }

  readText(path: string): Promise<string> {
    return readFile(this.place(path), 'utf8');
  }

  /** Writes files, over those that are there. */
  async write(files: readonly NodeFile[]): Promise<void> {
    for (const {path, mode, content} of files) {
      const place = this.place(path);
      await mkdir(dirname(place), {recursive: true});
      await writeFile(place, content, {mode});
    }
  }

  /** Writes a text. */
  async writeText(path: string, content: string): Promise<void> {
    await this.write([{path, mode: 0o600, content}]);
  }

  /** Makes a program of scripts/install-test-tools callable as `/bin/NAME`. */
  async install(tool: string, name = tool): Promise<void> {
    const place = this.place(`/bin/${name}`);
    await mkdir(dirname(place), {recursive: true});
    // A link costs nothing, but does not cross file systems.
    await link(toolPath(tool), place).catch(() => copyFile(toolPath(tool), place));
  }

  /** The command that runs a program with this folder as its root. */
  command(argv: readonly string[]): readonly string[] {
    return inNamespace(this.#network.namespace, ['chroot', this.path, ...argv]);
  }

  /** Runs a program with this folder as its root. */
  run(argv: readonly string[]): Promise<Outcome> {
    return run(this.command(argv), {timeout: PATIENCE});
  }

  /** Runs a program that has to succeed, and returns what it printed. */
  succeed(argv: readonly string[]): Promise<string> {
    return succeed(this.command(argv), {timeout: PATIENCE});
  }

  /** The command that runs a program of this machine, with its own files, on the other one's network. */
  beside(argv: readonly string[]): readonly string[] {
    return inNamespace(this.#network.namespace, argv);
  }

  async remove(): Promise<void> {
    await rm(this.path, {recursive: true, force: true});
  }
}

/** Makes a folder with files. */
export async function createMachineFolder(network: MachineNetwork, files: readonly NodeFile[]): Promise<MachineFolder> {
  const folder = new MachineFolder(await mkdtemp(join(tmpdir(), 'machine-')), network);
  await mkdir(join(folder.path, 'tmp'));
  await folder.write(files);
  return folder;
}

/** Makes a folder with files, that is gone when the test is over. */
export async function folderForTest(network: MachineNetwork, files: readonly NodeFile[]): Promise<MachineFolder> {
  const folder = await createMachineFolder(network, files);
  onTestFinished(() => folder.remove());
  return folder;
}

/**
 * Makes a network for the tests of the group that this is called in: one interface with an address, and a default route.
 * Returns how to get at it.
 */
export function withMachineNetwork(address: string): () => MachineNetwork {
  let prefix: string | undefined;
  beforeAll(async () => {
    prefix = claimPrefix();
    const namespace = `${prefix}-machine`;
    await createNamespace(namespace);
    const ip = (...args: readonly string[]): Promise<string> => succeed(['ip', '-n', namespace, ...args]);
    await ip('link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'outside');
    for (const device of ['eth0', 'outside']) await ip('link', 'set', device, 'up');
    await ip('address', 'add', `${address}/24`, 'dev', 'eth0');
    await ip('route', 'add', 'default', 'dev', 'eth0');
  });
  afterAll(async () => {
    if (prefix !== undefined) await releasePrefix(prefix);
  });
  return () => {
    if (prefix === undefined) throw new Error('the network has not been made');
    return {namespace: `${prefix}-machine`};
  };
}
