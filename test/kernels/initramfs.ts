import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';

/** A file of an initramfs. */
export interface Entry {
  /** Without a slash in front. */
  readonly path: string;
  /** Type and permissions, as in stat(2). */
  readonly mode: number;
  readonly content?: Uint8Array;
  /** Major and minor number of a device. */
  readonly device?: readonly [number, number];
}

const FOLDER = 0o040755;
const PROGRAM = 0o100755;
const CHARACTER_DEVICE = 0o020600;

/** An archive that Linux unpacks as its first file system: `newc` (Linux: driver-api/early-userspace/buffer-format). */
export function packInitramfs(entries: readonly Entry[]): Buffer {
  const parts = [...entries, {path: 'TRAILER!!!', mode: 0}].flatMap((entry, index) => packEntry(entry, index + 1));
  return Buffer.concat(parts);
}

function packEntry({path, mode, content = new Uint8Array(), device = [0, 0]}: Entry, inode: number): Buffer[] {
  const name = Buffer.from(`${path}\0`);
  // Inode, mode, owner, group, links, time, size, device of the file, device that the file is, length of name, checksum.
  const fields = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, ...device, name.length, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  return [padded(Buffer.concat([Buffer.from(header), name])), padded(Buffer.from(content))];
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** A program at a place. */
export async function program(path: string, file: string | URL): Promise<Entry> {
  return {path, mode: PROGRAM, content: await readFile(file)};
}

/** A folder that is empty. */
export function folder(path: string): Entry {
  return {path, mode: FOLDER};
}

/** The device that the first process reads from and writes to. */
export const CONSOLE: Entry = {path: 'dev/console', mode: CHARACTER_DEVICE, device: [5, 1]};

/** All that is below a folder. */
export async function filesBelow(root: string): Promise<readonly Entry[]> {
  const found = await readdir(root, {recursive: true, withFileTypes: true});
  return Promise.all(
    found.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return entry.isDirectory() ? folder(relative(root, path)) : program(relative(root, path), path);
    }),
  );
}
