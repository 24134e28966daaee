import {readFile} from 'node:fs/promises';
import {connect, createServer} from 'node:net';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {serveSimulator} from '../../src/simulator/serve.ts';
import type {Simulator} from '../../src/simulator/simulator.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {startBackground, succeed} from '../fabric/process.ts';

const RELAY = fileURLToPath(new URL('relay.ts', import.meta.url));

/** The name by which Azure's clients find Azure Resource Manager. */
export const RESOURCE_MANAGER_NAME = 'management.azure.com';

/** How many times as fast as ours the time of Azure goes: nobody has to wait for minutes. */
const SPEED = 60;

/** A simulated Azure that machines of a fabric can ask. */
export interface ServedAzure {
  /** The authority of its certificate, in PEM. */
  readonly authority: string;
  readonly close: () => Promise<void>;
}

/** A key with a certificate that it has signed itself, for a host name, in PEM. */
export async function selfSigned(folder: string, name: string): Promise<{readonly key: string; readonly cert: string}> {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  await succeed(['openssl', 'req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert]);
  return {key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8')};
}

/** The one that there is at the time of each request. */
function current(simulator: () => Simulator): Simulator {
  return {
    handle: (request) => simulator().handle(request),
    advance: (ms) => simulator().advance(ms),
    now: () => simulator().now(),
    save: () => simulator().save(),
    get store() {
      return simulator().store;
    },
    get settings() {
      return simulator().settings;
    },
  };
}

/** Serves a simulated Azure at an address in a network namespace, by its real name and over HTTPS. */
export async function serveAzure(
  simulator: () => Simulator,
  {folder, namespace, address}: {readonly folder: string; readonly namespace: string; readonly address: string},
): Promise<ServedAzure> {
  const pki = await selfSigned(folder, RESOURCE_MANAGER_NAME);
  const served = await serveSimulator(current(simulator), {port: 0, pki, clock: () => performance.now(), speed: SPEED});
  const file = join(folder, 'azure.socket');
  const door = createServer((outer) => {
    const inner = connect(Number(new URL(served.url).port), '127.0.0.1');
    const end = (): void => {
      outer.destroy();
      inner.destroy();
    };
    outer.pipe(inner).pipe(outer);
    for (const socket of [outer, inner]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => door.listen(file, resolve));
  const relay = startBackground(inNamespace(namespace, [process.execPath, RELAY, address, '443', file]));
  await relay.waitFor(/listening/);
  return {
    authority: pki.cert,
    close: async () => {
      await relay.stop();
      door.close();
      await served.close();
    },
  };
}
