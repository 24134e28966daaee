import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {run} from '../fabric/process.ts';
import {CONSOLE, filesBelow, folder, packInitramfs, program} from './initramfs.ts';

/** A virtual machine of which scripts/install-test-guests has prepared the kernel and the programs. */
export interface Guest {
  /** Folder below node_modules/.cache/guests. */
  readonly name: string;
  readonly arch: 'amd64' | 'arm64';
}

/** How a step of `init` ended. */
export interface Step {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How all steps ended, by their names. */
export type Report = ReadonlyMap<string, Step>;

const GUESTS = fileURLToPath(new URL('../../node_modules/.cache/guests/', import.meta.url));

/** Files of a run. */
const INITRAMFS = 'initramfs';
const SERIAL = 'serial';

/** Milliseconds; a guest needs 10 s on a machine that does nothing else. */
export const BOOT_TIME = 150_000;

/** Never KVM: where it is offered inside a virtual machine, it may not be able to boot a stock kernel. */
const EMULATION = ['-accel', 'tcg,tb-size=128', '-m', '256', '-nodefaults', '-no-user-config', '-display', 'none'];

/** `panic=-1` restarts at once when something is wrong with the guest; `-no-reboot` ends it then. */
const KERNEL_PARAMETERS = 'quiet loglevel=1 panic=-1';

const MACHINES = {
  amd64: {
    emulator: 'qemu-system-x86_64',
    flags: ['-machine', 'microvm,acpi=off,rtc=on', '-cpu', 'max,-cx16'],
    // The machine has nothing that could restart it but a triple fault.
    parameters: 'console=ttyS0 reboot=triple',
  },
  arm64: {
    emulator: 'qemu-system-aarch64',
    flags: ['-machine', 'virt', '-cpu', 'cortex-a72'],
    parameters: 'console=ttyAMA0',
  },
} as const;

/** Why a guest cannot be had on this machine; undefined if it can. */
export function whyNoGuest({name, arch}: Guest): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  const {emulator} = MACHINES[arch];
  if (spawnSync('which', [emulator]).status !== 0) return `needs ${emulator}`;
  return existsSync(join(GUESTS, name)) ? undefined : `needs ${name} from scripts/install-test-guests`;
}

/** Boots a guest, lets it run `init` to the end, and returns what that reported. Throws if it does not get to the end. */
export async function runGuest(guest: Guest): Promise<Report> {
  const work = await mkdtemp(join(tmpdir(), 'vnetk8s-guest-'));
  try {
    await writeFile(join(work, INITRAMFS), await pack(guest));
    const {stderr} = await run(commandLine(guest, work), {timeout: BOOT_TIME});
    return readReport(guest.name, await readFile(join(work, SERIAL), 'utf8').catch(() => ''), stderr);
  } finally {
    await rm(work, {recursive: true});
  }
}

async function pack({name, arch}: Guest): Promise<Buffer> {
  const plugin = new URL(`../../templates/cni/vnetk8s-${arch}`, import.meta.url);
  return packInitramfs([
    ...['dev', 'opt', 'opt/cni', 'opt/cni/bin'].map(folder),
    CONSOLE,
    ...(await filesBelow(join(GUESTS, name, 'files'))),
    await program('init', new URL('./init', import.meta.url)),
    await program('opt/cni/bin/vnetk8s', plugin),
  ]);
}

function commandLine({name, arch}: Guest, work: string): readonly string[] {
  const {emulator, flags, parameters} = MACHINES[arch];
  const append = ['-append', `${KERNEL_PARAMETERS} ${parameters}`];
  const boot = ['-kernel', join(GUESTS, name, 'kernel'), '-initrd', join(work, INITRAMFS), ...append];
  // A pipe that is full for a moment would lose characters.
  return ['nice', emulator, ...flags, ...EMULATION, '-no-reboot', '-serial', `file:${join(work, SERIAL)}`, ...boot];
}

function readReport(name: string, serial: string, stderr: string): Report {
  const lines = serial.split(/\r?\n/).filter((line) => line.startsWith('@'));
  if (lines.pop() !== '@end') throw new Error(`${name} did not get to its end: ${(stderr + serial).slice(-4000)}`);
  return new Map(
    lines.map((line) => {
      const {step, ...result} = JSON.parse(line.slice(1)) as Step & {readonly step: string};
      return [step, result];
    }),
  );
}
