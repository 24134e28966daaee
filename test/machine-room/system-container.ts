import {existsSync} from 'node:fs';
import {mkdir, rm} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {imageFile} from '../boot/emulator.ts';
import {type Provisioning, provisioningDocument} from '../boot/guest-disks.ts';
import type {Fabric} from '../fabric/fabric.ts';
import {Machine} from '../fabric/machine.ts';
import type {NetworkInterfaceModel} from '../fabric/model.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {type Background, type Outcome, run, startBackground, succeed} from '../fabric/process.ts';
import {removeControlGroup, thawControlGroup} from '../runtimes/control-groups.ts';
import {hideFiles, NOT_IN_IMAGE, writeFiles} from './container-layer.ts';

const START = fileURLToPath(new URL('start-container.sh', import.meta.url));
const ENTER = fileURLToPath(new URL('enter-container.sh', import.meta.url));

/** Where Azure's datasource looks for what is on the provisioning disk of a virtual machine. */
const PROVISIONING_FILE = '/var/lib/cloud/seed/azure/ovf-env.xml';

/** Milliseconds until cloud-init has done its work; it takes some seconds. */
const BOOT_TIME = 180_000;

/** Milliseconds that a command may take. */
const COMMAND_TIME = 120_000;

/** Milliseconds until nothing is left of a machine that was switched off. */
const REMOVAL_TIME = 30_000;

/** Milliseconds between two looks. */
const PATIENCE = 100;

/** Gigabytes of a data disk: it takes as much as is written to it. */
const DISK_SIZE = '2G';

/** A machine that is a container: it boots the same root file system and custom data as a virtual machine. */
export interface SystemContainerOptions {
  readonly provisioning: Provisioning;
  /** Files that its image has beside those of Debian's, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether it has a data disk. */
  readonly hasDisk: boolean;
}

/** A machine of Azure's as a system container: systemd on the kernel of the machine that the tests run on. */
export class SystemContainer extends Machine {
  readonly nic: NetworkInterfaceModel;
  readonly #folder: string;
  readonly #group: string;
  readonly #options: SystemContainerOptions;
  #machine: {readonly process: Background; readonly pid: number} | undefined;
  #disk: string | undefined;

  /** Use `attachSystemContainer`. */
  constructor(fabric: Fabric, place: Machine & {readonly nic: NetworkInterfaceModel}, options: SystemContainerOptions) {
    super(place.name, place.namespace, place.address);
    this.nic = place.nic;
    this.#folder = join(fabric.folder, place.name);
    this.#group = `${basename(fabric.folder)}-${place.name}`;
    this.#options = options;
  }

  /** Puts in place what the machine finds at its first start. */
  async prepare(): Promise<void> {
    const {provisioning, files, hasDisk} = this.#options;
    await writeFiles(join(this.#folder, 'layer'), files);
    await hideFiles(join(this.#folder, 'layer'), NOT_IN_IMAGE);
    await writeFiles(this.#changes, {[PROVISIONING_FILE]: provisioningDocument(provisioning)});
    if (!hasDisk) return;
    const file = join(this.#folder, 'disk');
    await mkdir(this.#folder, {recursive: true});
    await succeed(['truncate', '-s', DISK_SIZE, file]);
    await detachAbandoned();
    this.#disk = (await succeed(['losetup', '--find', '--show', file])).trim();
  }

  /** Switches it on. */
  async start(): Promise<void> {
    const disk = this.#disk === undefined ? [] : [this.#disk];
    const command = [START, this.#folder, imageFile('debian-12', 'disk'), this.#group, ...disk];
    const process = startBackground(inNamespace(this.namespace, command));
    await process.waitFor(/^machine is \d+$/m);
    this.#machine = {process, pid: Number(/^machine is (\d+)$/m.exec(process.output())?.[1])};
  }

  /** Returns when cloud-init has done its work. */
  async waitUntilProvisioned(): Promise<void> {
    const deadline = Date.now() + BOOT_TIME;
    const finished = 'test -e /run/cloud-init/result.json && systemctl is-system-running';
    for (;;) {
      const {stdout} = await this.onMachine(finished);
      if (/^(running|degraded)$/m.test(stdout)) return;
      if (Date.now() > deadline) throw new Error(`${this.name} did not boot: ${await this.#jobs()}`);
      await sleep(PATIENCE);
    }
  }

  async #jobs(): Promise<string> {
    return (await this.onMachine('systemctl list-jobs; tail -n 30 /var/log/cloud-init.log')).stdout;
  }

  /** Restarts the machine, as an administrator would. The provisioning disk is gone by then, as it is on Azure. */
  async reboot(): Promise<void> {
    await this.onMachine('systemctl reboot');
    await this.#ended();
    await this.powerOn();
  }

  /** Switches it on again after it was off; the provisioning disk is gone. */
  async powerOn(): Promise<void> {
    await rm(join(this.#changes, PROVISIONING_FILE), {force: true});
    await this.start();
    await this.waitUntilProvisioned();
  }

  /** Cuts the power: kills every process of the machine, without warning. Its disks stay. */
  async cutPower(): Promise<void> {
    if (this.#machine !== undefined) process.kill(this.#machine.pid, 'SIGKILL');
    await this.#ended();
  }

  /** Switches it off and gives back what the host keeps for it. */
  async remove(): Promise<void> {
    await this.cutPower();
    if (this.#disk !== undefined) await run(['losetup', '--detach', this.#disk]);
    this.#disk = undefined;
  }

  /** Runs a script of bash's as root, whatever its exit code. */
  onMachine(script: string, timeout = COMMAND_TIME): Promise<Outcome> {
    if (this.#machine === undefined) throw new Error(`${this.name} is off`);
    const enter = [ENTER, String(this.#machine.pid), this.#group];
    return run([...enter, 'bash', '-c', 'eval "$(cat)"'], {input: script, timeout});
  }

  /** Runs a script that has to succeed, and returns what it prints. */
  async succeedOnMachine(script: string, timeout?: number): Promise<string> {
    const {code, stdout, stderr} = await this.onMachine(`set -euo pipefail\n${script}`, timeout);
    if (code !== 0) throw new Error(`${script} failed on ${this.name} (${code}): ${stderr.trim() || stdout.trim()}`);
    return stdout;
  }

  async #ended(): Promise<void> {
    const machine = this.#machine;
    this.#machine = undefined;
    while (machine !== undefined && !machine.process.hasEnded()) {
      await thawControlGroup(this.#group);
      await sleep(PATIENCE);
    }
    // Hundreds of processes take their time to be gone.
    const deadline = Date.now() + REMOVAL_TIME;
    const isLeft = (): Promise<boolean> =>
      removeControlGroup(this.#group).then(
        () => false,
        () => true,
      );
    while ((await isLeft()) && Date.now() < deadline) await sleep(PATIENCE);
  }

  get #changes(): string {
    return join(this.#folder, 'changes');
  }
}

/** Disks of fabrics whose test run was killed are gone, but the host still keeps devices for them. */
async function detachAbandoned(): Promise<void> {
  const {stdout} = await run(['losetup', '--list', '--noheadings', '--output', 'NAME,BACK-FILE']);
  for (const line of stdout.split('\n')) {
    const [, device = '', owner = ''] = /^(\S+)\s+\S*\/vnf-(\d+)-/.exec(line) ?? [];
    if (device !== '' && !existsSync(`/proc/${owner}`)) await run(['losetup', '--detach', device]);
  }
}

/** Why there are no system containers here, beside what keeps a fabric away; undefined if there are. */
export function whyNoContainers(): string | undefined {
  if (!existsSync('/sys/fs/cgroup/systemd')) return 'needs control groups of version 1';
  return existsSync(imageFile('debian-12', 'disk')) ? undefined : 'needs debian-12 from scripts/install-test-images';
}
