import {EXIT} from '../exit-codes.ts';
import {MAX_CUSTOM_DATA_BYTES} from '../template/limits.ts';
import {UserError} from '../user-error.ts';
import {cloudInitText} from './cloud-init.ts';
import {gzip} from './gzip.ts';
import type {CustomData, MachineSetup, NodeFile} from './machine-setup.ts';

/** How much of a machine's custom data a file takes. */
export interface CustomDataShare {
  readonly path: string;
  /** Compressed, after the files before it. */
  readonly bytes: number;
}

/** Compresses a cloud-init. Throws UserError if Azure would not take it: manifests of the user can be too large. */
export function packCustomData(name: string, cloudInit: string, files: readonly NodeFile[]): CustomData {
  const compressed = gzip(cloudInit);
  if (compressed.length > MAX_CUSTOM_DATA_BYTES) throw tooLarge(name, compressed.length, files);
  return {base64: compressed.toString('base64'), bytes: compressed.length};
}

/**
 * What each file takes of a machine's custom data, largest first. A file is counted with what it adds to those before it,
 * since they are compressed together.
 */
export function customDataShares({files}: Pick<MachineSetup, 'files'>): readonly CustomDataShare[] {
  let before = gzip(cloudInitText('', [])).length;
  const shares = files.map(({path}, index) => {
    const after = gzip(cloudInitText('', files.slice(0, index + 1))).length;
    const bytes = after - before;
    before = after;
    return {path, bytes};
  });
  return shares.sort((a, b) => b.bytes - a.bytes);
}

function tooLarge(name: string, bytes: number, files: readonly NodeFile[]): UserError {
  const most = customDataShares({files})
    .slice(0, 3)
    .map((share) => `${share.path} takes ${share.bytes}`);
  return new UserError(
    `the custom data of ${name} has ${bytes} bytes, compressed; Azure takes ${MAX_CUSTOM_DATA_BYTES}`,
    {
      code: 'CUSTOM_DATA_TOO_LARGE',
      exitCode: EXIT.invalidDefinition,
      suggestions: [...most, 'use smaller manifests in addons, or apply them with kubectl'],
    },
  );
}
