import {constants, gzipSync} from 'node:zlib';

/** Place of the byte that names the system on which a gzip file was made (RFC 1952, section 2.3.1). */
const SYSTEM_BYTE = 9;

/** "Unknown": Node writes here where it runs. */
const UNKNOWN_SYSTEM = 255;

/** The content, compressed as well as gzip can: the same bytes on all systems, without time or name. */
export function gzip(content: string | Uint8Array): Buffer {
  const compressed = gzipSync(content, {level: constants.Z_BEST_COMPRESSION, memLevel: constants.Z_MAX_MEMLEVEL});
  compressed[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return compressed;
}
