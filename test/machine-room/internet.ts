import {fileURLToPath} from 'node:url';
import type {Fabric} from '../fabric/fabric.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {startBackground} from '../fabric/process.ts';
import type {Mirror} from '../mirror/mirror.ts';

const SERVE_MIRROR = fileURLToPath(new URL('../mirror/serve-mirror.ts', import.meta.url));

/** The name of the mirror that machines install from. */
export const MIRROR_NAME = 'mirror.corp.example';

/** Public addresses of hosts on the Internet (RFC 5737: for documentation). */
export const MIRROR_ADDRESS = '203.0.113.10';
export const RESOURCE_MANAGER_ADDRESS = '203.0.113.20';

/** Serves a mirror on a fabric, at its own address. */
export async function attachMirror(fabric: Fabric, {folder}: Mirror): Promise<void> {
  const {namespace} = await fabric.attachService('Mirror', MIRROR_ADDRESS);
  const command = [process.execPath, SERVE_MIRROR, folder, MIRROR_ADDRESS, '443'];
  await startBackground(inNamespace(namespace, command)).waitFor(/^serves /m);
}
