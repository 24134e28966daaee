import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** An image that scripts/install-test-images has made. */
export type ImageName = 'debian-12' | 'debian-13';

/** What a virtual machine is put together from. */
export interface Hardware {
  readonly name: string;
  /** A UUID. */
  readonly id: string;
  readonly image: ImageName;
  /** Files: the system's disk, that with the tools, the provisioning disk. */
  readonly disks: {readonly system: string; readonly tools: string; readonly provisioning: string};
  /** The name of a TAP device, and the hardware address of the network interface behind it. */
  readonly network: {readonly port: string; readonly mac: string};
  /** The file that its serial console is written to. */
  readonly console: string;
  /** The socket of the emulator's monitor. */
  readonly monitor: string;
}

const IMAGES = fileURLToPath(new URL('../../node_modules/.cache/images/', import.meta.url));

const IMAGE_SCRIPT = fileURLToPath(new URL('../../scripts/install-test-images', import.meta.url));

/** Whether an image has been made, by the script as it is now. */
export function hasImage(name: ImageName): boolean {
  const key = imageFile(name, 'key');
  const hash = createHash('sha256').update(readFileSync(IMAGE_SCRIPT)).digest('hex');
  return existsSync(key) && readFileSync(key, 'utf8').trim() === hash;
}

/** A file of an image. */
export function imageFile(name: ImageName, file: 'disk' | 'initramfs' | 'kernel' | 'key'): string {
  return join(IMAGES, name, file);
}

/** What all machines have in common. */
const COMPUTER = [
  '-nodefaults -no-user-config -display none',
  // What newer processors can do beside this costs more to emulate than it saves.
  '-machine pc,vmport=off -cpu Nehalem -smp 1 -m 1024',
  // Never KVM: where it is offered inside a virtual machine, it may not be able to boot a stock kernel.
  '-accel tcg,thread=multi,tb-size=256',
  '-device virtio-rng-pci',
].flatMap((options) => options.split(' '));

/** `mitigations=off`: an emulated processor has none of those faults, and pays for the care taken. */
const KERNEL_PARAMETERS = 'root=/dev/vda rw console=ttyS0 net.ifnames=0 quiet mitigations=off';

const VENDOR = 'manufacturer=Microsoft Corporation';

/** What tells agents that a machine is Azure's (cloud-init: DataSourceAzure). */
const CHASSIS = '7783-7084-3265-9085-8269-3286-77';

/** The command that emulates a machine. */
export function emulatorCommand(hardware: Hardware): readonly string[] {
  const {name, id, image, disks, network} = hardware;
  const options: readonly (readonly [flag: string, value: string])[] = [
    ['-name', name],
    ['-smbios', `type=1,${VENDOR},product=Virtual Machine,uuid=${id}`],
    ['-smbios', `type=3,${VENDOR},asset=${CHASSIS}`],
    ['-kernel', imageFile(image, 'kernel')],
    ['-initrd', imageFile(image, 'initramfs')],
    ['-append', KERNEL_PARAMETERS],
    ['-drive', `file=${disks.system},if=virtio,format=qcow2,cache=unsafe`],
    ['-drive', `file=${disks.tools},if=virtio,format=raw,readonly=on`],
    ['-drive', `file=${disks.provisioning},if=ide,media=cdrom,format=raw,readonly=on`],
    ['-netdev', `tap,id=n0,ifname=${network.port},script=no,downscript=no`],
    ['-device', `virtio-net-pci,netdev=n0,mac=${network.mac},romfile=`],
    ['-serial', `file:${hardware.console}`],
    ['-monitor', `unix:${hardware.monitor},server=on,wait=off`],
  ];
  return ['qemu-system-x86_64', ...COMPUTER, ...options.flat()];
}

/** Takes the provisioning disk out of a machine that runs, and returns when that is done: the prompt comes back. */
export function ejectProvisioningDisk({monitor}: Hardware): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const socket = connect(monitor);
    socket.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.split('(qemu) ').length > 2) socket.end();
    });
    socket.on('error', reject).on('close', () => resolve());
    socket.write('eject -f ide0-cd0\n');
  });
}
