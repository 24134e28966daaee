import {chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import type {DeployScript, DeployValue} from '../../src/node/deploy-script.ts';
import type {MachineSetup} from '../../src/node/machine-setup.ts';
import {type Outcome, run, succeed} from '../fabric/process.ts';

/** Every call of a stand-in is a line here. */
const CALLS = '/calls';

/** A program of the sandbox: notes that it was called, then does what its script says. */
const STAND_IN = `#!/bin/bash
printf '%s\\n' "\${0##*/}\${*:+ }$*" >>${CALLS}
if [ -e "/behaviour/\${0##*/}" ]; then . "/behaviour/\${0##*/}"; fi
`;

/** The shell commands that make a root of this machine's files and the sandbox's own, and go there. */
const ENTER = `
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
mount --rbind /proc "$1/root/proc"
mount -t tmpfs tmpfs "$1/root/tmp"
mount -t tmpfs tmpfs "$1/root/dev"
mknod -m 666 "$1/root/dev/null" c 1 3
mknod -m 666 "$1/root/dev/urandom" c 1 9
ln -s /proc/self/fd "$1/root/dev/fd"
for link in $(cat "$1/disks"); do
  mkdir -p "$1/root/dev/$(dirname "$link")"
  mknod "$1/root/dev/$link" b 240 0
done
hostname "$2"
shift 2
exec chroot "$root" "$@"
`;

/** What a sandbox is made of. */
export interface SandboxOptions {
  readonly setup: MachineSetup;
  readonly hostName: string;
  /** What the deployment knows; left out, a text that names it. */
  readonly values?: Partial<Record<DeployValue, string>>;
  /** Scripts of programs that have no or another part in the real machine. */
  readonly behaviour: Readonly<Record<string, string>>;
}

/**
 * A machine for the bootstrap: this machine's own files as they are, on top of them those of a setup, and stand-ins for
 * what would install and start things. What is written stays in the sandbox.
 */
export class Sandbox {
  readonly #folder: string;
  readonly #options: SandboxOptions;

  private constructor(folder: string, options: SandboxOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  static async create(options: SandboxOptions): Promise<Sandbox> {
    // In memory: what is above a file system in an overlay must not be part of it.
    const sandbox = new Sandbox(await mkdtemp('/dev/shm/sandbox-'), options);
    for (const folder of ['upper', 'work', 'root']) await mkdir(join(sandbox.#folder, folder));
    await sandbox.disks(['disk/azure/scsi1/lun0']);
    for (const {path, mode, content} of options.setup.files) {
      await sandbox.write(path, content, mode);
    }
    await sandbox.write(CALLS, '');
    for (const [name, script] of Object.entries(options.behaviour)) await sandbox.behave(name, script);
    return sandbox;
  }

  /** Changes what a program does: a script in which its arguments are. */
  async behave(name: string, script: string): Promise<void> {
    await this.write(`/usr/local/sbin/${name}`, STAND_IN, 0o755);
    await this.write(`/behaviour/${name}`, `${script}\n`);
  }

  /** The disks there are, by their links below /dev. */
  async disks(links: readonly string[]): Promise<void> {
    await writeFile(join(this.#folder, 'disks'), links.join('\n'));
  }

  async write(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
    await mkdir(dirname(this.#path(path)), {recursive: true});
    await writeFile(this.#path(path), content);
    await chmod(this.#path(path), mode);
  }

  /** Permission bits of a file that was written in the sandbox. */
  async mode(path: string): Promise<number> {
    return (await stat(this.#path(path))).mode & 0o7777;
  }

  /** Removes a file that was written in the sandbox. */
  async remove(path: string): Promise<void> {
    await rm(this.#path(path));
  }

  /** A file that was written in the sandbox; undefined if none was. */
  async read(path: string): Promise<string | undefined> {
    return readFile(this.#path(path), 'utf8').catch(() => undefined);
  }

  /** Runs what the extension runs: delivers the files and starts the bootstrap. */
  async deploy(): Promise<Outcome> {
    await this.write('/deploy', scriptText(this.#options.setup.deployScript, this.#options.values ?? {}));
    return this.exec(['/bin/bash', '/deploy']);
  }

  /** Runs a program in the sandbox; with the word `alone`, in a network that has nothing in it. */
  exec(argv: readonly string[], network: 'shared' | 'alone' = 'shared'): Promise<Outcome> {
    const enter = ['sh', '-ec', `root=$1/root${ENTER}`, 'sh', this.#folder, this.#options.hostName];
    const namespaces = ['--mount', '--uts', ...(network === 'alone' ? ['--net'] : [])];
    return run(['unshare', ...namespaces, ...enter, ...argv], {timeout: 60_000});
  }

  /** The calls since the last time that this was asked, of these programs, or of all. */
  async calls(...programs: readonly string[]): Promise<readonly string[]> {
    const lines = ((await this.read(CALLS)) ?? '').split('\n').slice(0, -1);
    await this.write(CALLS, '');
    return lines.filter((line) => programs.length === 0 || programs.includes(line.split(' ')[0] ?? ''));
  }

  async dispose(): Promise<void> {
    await succeed(['rm', '-rf', this.#folder]).catch(() => rm(this.#folder, {recursive: true, force: true}));
  }

  #path(path: string): string {
    return join(this.#folder, 'upper', path);
  }
}

/** The script as Azure makes it of its pieces. */
export function scriptText(script: DeployScript, values: Partial<Record<DeployValue, string>>): string {
  return script
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('value' in part) return values[part.value] ?? `the ${part.value}`;
      return Buffer.from(scriptText(part.base64, values)).toString('base64');
    })
    .join('');
}
