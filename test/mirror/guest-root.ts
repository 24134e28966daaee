import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {NodeFile} from '../../src/node/machine-setup.ts';
import {imageFile} from '../boot/emulator.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {type Background, type Outcome, run, startBackground, succeed} from '../fabric/process.ts';

/** Milliseconds that a command may take: it installs packages, or pulls images. */
const PATIENCE = 120_000;

/** The root file system that machines of tests have. */
const IMAGE = imageFile('debian-12', 'disk');

/** Why there is none on this machine; undefined if there is. */
export function whyNoGuestRoot(): string | undefined {
  if (process.getuid?.() !== 0) return 'needs root';
  return existsSync(IMAGE) ? undefined : 'needs the image of scripts/install-test-images';
}

/** A machine's root file system, changeable, without the machine: programs run in it, but no service does. */
export class GuestRoot {
  readonly #folder: string;
  readonly #namespace: string;
  readonly #mounts: Background;
  readonly #pid: number;
  readonly #started: Background[] = [];

  /** Use `openGuestRoot`. */
  constructor(folder: string, namespace: string, mounts: Background, pid: number) {
    this.#folder = folder;
    this.#namespace = namespace;
    this.#mounts = mounts;
    this.#pid = pid;
  }

  /** The command that runs a program in it. */
  command(argv: readonly string[]): readonly string[] {
    const enter = ['nsenter', `--target=${this.#pid}`, '--mount', 'chroot', join(this.#folder, 'root')];
    return inNamespace(this.#namespace, [...enter, 'env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', ...argv]);
  }

  run(argv: readonly string[]): Promise<Outcome> {
    return run(this.command(argv), {timeout: PATIENCE});
  }

  succeed(argv: readonly string[]): Promise<string> {
    return succeed(this.command(argv), {timeout: PATIENCE});
  }

  /** Starts a program that runs until this is closed. */
  start(argv: readonly string[]): void {
    this.#started.push(startBackground(this.command(argv)));
  }

  async close(): Promise<void> {
    for (const started of this.#started) await started.stop('SIGKILL');
    await this.#mounts.stop('SIGKILL');
    await rm(this.#folder, {recursive: true, force: true});
  }
}

/** Opens a root file system on a network, with files that the image lacks. */
export async function openGuestRoot(namespace: string, files: readonly NodeFile[]): Promise<GuestRoot> {
  const folder = await mkdtemp(join(tmpdir(), 'guest-root-'));
  for (const name of ['image', 'changes', 'work', 'root', 'containerd']) await mkdir(join(folder, name));
  for (const {path, mode, content} of files) {
    const place = join(folder, 'changes', path);
    await mkdir(dirname(place), {recursive: true});
    await writeFile(place, content, {mode});
  }
  const script = `set -e
mount -o ro,loop ${IMAGE} image
mount -t overlay overlay -o lowerdir=image,upperdir=changes,workdir=work root
for name in proc sys dev; do mount --rbind "/$name" "root/$name"; done
mount -t tmpfs -o mode=755 tmpfs root/run
mount -t tmpfs -o mode=1777 tmpfs root/tmp
mkdir -p root/var/lib/containerd
mount --bind containerd root/var/lib/containerd
echo "mounted by $$."
exec sleep infinity`;
  const mounts = startBackground([
    'unshare',
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-c',
    `cd ${folder}\n${script}`,
  ]);
  await mounts.waitFor(/mounted by \d+\./);
  return new GuestRoot(folder, namespace, mounts, Number(/mounted by (\d+)\./.exec(mounts.output())?.[1]));
}
