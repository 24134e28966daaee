import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Fabric} from '../fabric/fabric.ts';
import type {InstanceModel, MachineOptions, NetworkInterfaceModel} from '../fabric/model.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {type Background, type Outcome, run, startBackground, succeed} from '../fabric/process.ts';
import {ejectProvisioningDisk, emulatorCommand, type Hardware, type ImageName, imageFile} from './emulator.ts';
import {PROVISIONING_DISK, writeProvisioningDisk} from './guest-disks.ts';

/** A virtual machine that believes it is on Azure. */
export interface VirtualMachineOptions {
  readonly image: ImageName;
  /** The virtual network that it is in. */
  readonly virtualNetwork: string;
  readonly machine: MachineOptions & {readonly instance: InstanceModel};
  /** The value of `osProfile.customData`. */
  readonly customData: string;
  /** The private key of `instance.sshPublicKey`, as a file. */
  readonly identity: string;
  /** The disk with containerd. */
  readonly tools: string;
}

/** What cloud-init writes to the console at the very end of its work, at every boot. */
const FINISHED = /^.*Cloud-init v\. \S+ finished at /gm;

/** Milliseconds until that has been written. Two machines that have two processors to themselves need 70 s. */
export const BOOT_TIME = 600_000;

/** Milliseconds between two looks at the console. */
const PATIENCE = 200;

/** Milliseconds that a command may take. */
const COMMAND_TIME = 120_000;

/** An emulated virtual machine on a fabric. It ends with the fabric. */
export class VirtualMachine {
  readonly name: string;
  readonly nic: NetworkInterfaceModel;
  readonly #fabric: Fabric;
  readonly #options: VirtualMachineOptions;
  #emulator: Background | undefined;
  #connection: Background | undefined;
  #boots = 0;

  /** Use `attachVirtualMachine`. */
  constructor(fabric: Fabric, nic: NetworkInterfaceModel, options: VirtualMachineOptions) {
    this.name = nic.machine;
    this.nic = nic;
    this.#fabric = fabric;
    this.#options = options;
  }

  /** Makes the machine's disks and switches it on. */
  async start(): Promise<void> {
    const {image, customData, machine} = this.#options;
    const {system} = this.#hardware.disks;
    await mkdir(this.#path(''));
    await writeProvisioningDisk(this.#path(''), {name: this.name, ...machine.instance, customData});
    const backing = ['-b', imageFile(image, 'disk'), '-F', 'raw'];
    await succeed(['qemu-img', 'create', '-q', '-f', 'qcow2', ...backing, system]);
    this.#emulator = startBackground(inNamespace(this.#fabric.namespace, emulatorCommand(this.#hardware)));
    this.#boots = 1;
  }

  /** Returns when cloud-init has done its work, and the machine takes commands. */
  async waitUntilProvisioned(): Promise<void> {
    const deadline = Date.now() + BOOT_TIME;
    while (((await this.console()).match(FINISHED) ?? []).length < this.#boots) {
      if (Date.now() > deadline || this.#emulator?.hasEnded() !== false) {
        throw new Error(`${this.name} did not boot: ${this.#emulator?.output()}${(await this.console()).slice(-4000)}`);
      }
      await sleep(PATIENCE);
    }
    await this.#connect(deadline);
  }

  /** Restarts the machine, as an administrator would. The provisioning disk is gone by then, as it is on Azure. */
  async reboot(): Promise<void> {
    await ejectProvisioningDisk(this.#hardware);
    this.#boots += 1;
    await this.exec('systemctl reboot');
    await this.#connection?.stop();
    await this.waitUntilProvisioned();
  }

  /** Everything that the machine has written to its serial console. */
  console(): Promise<string> {
    return readFile(this.#hardware.console, 'utf8').catch(() => '');
  }

  /** Runs a script of bash's as root, whatever its exit code. */
  exec(script: string): Promise<Outcome> {
    // The whole script is read before it starts: its programs could take the rest of it for their input.
    const ssh = ['ssh', ...this.#sshOptions(), this.#login(), `sudo bash -c 'eval "$(cat)"'`];
    return run(inNamespace(this.#fabric.namespace, ssh), {input: script, timeout: COMMAND_TIME});
  }

  /** Runs a script that has to succeed, and returns what it prints. */
  async succeed(script: string): Promise<string> {
    const {code, stdout, stderr} = await this.exec(`set -euo pipefail\n${script}`);
    if (code !== 0) throw new Error(`${script} failed on ${this.name} (${code}): ${stderr.trim() || stdout.trim()}`);
    return stdout;
  }

  /** One connection carries all commands: on an emulated processor its beginning costs more than they do. */
  async #connect(deadline: number): Promise<void> {
    const master = inNamespace(this.#fabric.namespace, ['ssh', '-M', '-N', ...this.#sshOptions(), this.#login()]);
    this.#connection = startBackground(master);
    while ((await run(['ssh', '-O', 'check', ...this.#sshOptions(), this.#login()])).code !== 0) {
      if (Date.now() > deadline) throw new Error(`${this.name} takes no commands: ${this.#connection.output()}`);
      if (this.#connection.hasEnded()) this.#connection = startBackground(master);
      await sleep(PATIENCE);
    }
  }

  #path(file: string): string {
    return join(this.#fabric.folder, this.name, file);
  }

  get #hardware(): Hardware {
    const {image, tools, machine} = this.#options;
    return {
      name: this.name,
      id: machine.instance.vmId,
      image,
      disks: {system: this.#path('disk'), tools, provisioning: this.#path(PROVISIONING_DISK)},
      network: this.nic,
      console: this.#path('console'),
      monitor: this.#path('monitor'),
    };
  }

  #login(): string {
    return `${this.#options.machine.instance.adminUsername}@${this.nic.primary}`;
  }

  #sshOptions(): readonly string[] {
    const settings = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'BatchMode=yes'];
    const files = ['-F', 'none', '-i', this.#options.identity, '-S', this.#path('ssh')];
    return [...files, ...settings.flatMap((setting) => ['-o', setting])];
  }
}

/** Attaches a virtual machine to a fabric and switches it on. */
export async function attachVirtualMachine(fabric: Fabric, options: VirtualMachineOptions): Promise<VirtualMachine> {
  const nic = await fabric.attachEmulator(options.virtualNetwork, options.machine);
  const machine = new VirtualMachine(fabric, nic, options);
  await machine.start();
  return machine;
}
