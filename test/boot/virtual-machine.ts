import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {mkdir, readFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {Fabric} from '../fabric/fabric.ts';
import type {InstanceModel, MachineOptions, NetworkInterfaceModel} from '../fabric/model.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {type Background, type Outcome, run, startBackground, succeed} from '../fabric/process.ts';
import {writeProvisioningDisk} from './guest-disks.ts';

/** An image that scripts/install-test-images has made. */
export type ImageName = 'debian-12' | 'debian-13';

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

const IMAGES = fileURLToPath(new URL('../../node_modules/.cache/images/', import.meta.url));

const IMAGE_SCRIPT = fileURLToPath(new URL('../../scripts/install-test-images', import.meta.url));

/** Whether an image has been made, by the script as it is now. */
export function hasImage(name: ImageName): boolean {
  const key = join(IMAGES, name, 'key');
  const hash = createHash('sha256').update(readFileSync(IMAGE_SCRIPT)).digest('hex');
  return existsSync(key) && readFileSync(key, 'utf8').trim() === hash;
}

/** What cloud-init writes to the console at the very end of its work, at every boot. */
const FINISHED = /^.*Cloud-init v\. \S+ finished at /gm;

/** Milliseconds until that has been written. Two machines that have two processors to themselves need 70 s. */
export const BOOT_TIME = 600_000;

/** Milliseconds between two looks at the console. */
const PATIENCE = 200;

/** Milliseconds that a command may take. */
const COMMAND_TIME = 120_000;

/** What tells agents that the machine is Azure's (cloud-init: DataSourceAzure). */
const CHASSIS = '7783-7084-3265-9085-8269-3286-77';

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
    const {image, customData, tools, machine} = this.#options;
    await mkdir(this.#path(''));
    const media = await writeProvisioningDisk(this.#path(''), {name: this.name, ...machine.instance, customData});
    const [base, disk] = [join(IMAGES, image, 'disk'), this.#path('disk')];
    await succeed(['qemu-img', 'create', '-q', '-f', 'qcow2', '-b', base, '-F', 'raw', disk]);
    this.#emulator = startBackground(inNamespace(this.#fabric.namespace, this.#commandLine(disk, tools, media)));
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
    await this.#monitor('eject -f ide0-cd0');
    this.#boots += 1;
    await this.exec('systemctl reboot');
    await this.#connection?.stop();
    await this.waitUntilProvisioned();
  }

  /** Everything that the machine has written to its serial console. */
  console(): Promise<string> {
    return readFile(this.#path('console'), 'utf8').catch(() => '');
  }

  /** Runs a script of bash's as root, whatever its exit code. */
  exec(script: string): Promise<Outcome> {
    const ssh = ['ssh', ...this.#sshOptions(), this.#login(), 'sudo', 'bash', '-s'];
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

  #login(): string {
    return `${this.#options.machine.instance.adminUsername}@${this.nic.primary}`;
  }

  #sshOptions(): readonly string[] {
    const settings = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'BatchMode=yes'];
    return [
      '-F',
      'none',
      '-i',
      this.#options.identity,
      '-S',
      this.#path('ssh'),
      ...settings.flatMap((one) => ['-o', one]),
    ];
  }

  #commandLine(disk: string, tools: string, media: string): readonly string[] {
    const {image, machine} = this.#options;
    const {port, mac} = this.nic;
    const system = `manufacturer=Microsoft Corporation,product=Virtual Machine,uuid=${machine.instance.vmId}`;
    return [
      ...['qemu-system-x86_64', '-name', this.name, '-nodefaults', '-no-user-config', '-display', 'none'],
      // Never KVM: where it is offered inside a virtual machine, it may not be able to boot a stock kernel.
      ...[
        '-machine',
        'pc,vmport=off',
        '-accel',
        'tcg,thread=multi,tb-size=256',
        '-cpu',
        'max',
        '-smp',
        '1',
        '-m',
        '1024',
      ],
      ...['-smbios', `type=1,${system}`, '-smbios', `type=3,manufacturer=Microsoft Corporation,asset=${CHASSIS}`],
      ...['-kernel', join(IMAGES, image, 'kernel'), '-initrd', join(IMAGES, image, 'initramfs')],
      ...['-append', 'root=/dev/vda rw console=ttyS0 net.ifnames=0 quiet mitigations=off'],
      ...['-drive', `file=${disk},if=virtio,format=qcow2,cache=unsafe`],
      ...['-drive', `file=${tools},if=virtio,format=raw,readonly=on`],
      ...['-drive', `file=${media},if=ide,media=cdrom,format=raw,readonly=on`],
      ...['-netdev', `tap,id=n0,ifname=${port},script=no,downscript=no`],
      ...['-device', `virtio-net-pci,netdev=n0,mac=${mac},romfile=`, '-device', 'virtio-rng-pci'],
      ...['-serial', `file:${this.#path('console')}`, '-monitor', `unix:${this.#path('monitor')},server=on,wait=off`],
    ];
  }

  /** Gives the emulator a command, and returns when it is done: the prompt comes back. */
  #monitor(command: string): Promise<void> {
    return new Promise((resolve, reject) => {
      let prompts = 0;
      const socket = connect(this.#path('monitor'));
      socket.setEncoding('utf8').on('data', (text: string) => {
        prompts += text.split('(qemu) ').length - 1;
        if (prompts > 1) socket.end();
      });
      socket.on('error', reject).on('close', () => resolve());
      socket.write(`${command}\n`);
    });
  }
}

/** Attaches a virtual machine to a fabric and switches it on. */
export async function attachVirtualMachine(fabric: Fabric, options: VirtualMachineOptions): Promise<VirtualMachine> {
  const nic = await fabric.attachEmulator(options.virtualNetwork, options.machine);
  const machine = new VirtualMachine(fabric, nic, options);
  await machine.start();
  return machine;
}
