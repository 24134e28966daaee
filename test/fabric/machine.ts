import {fileURLToPath} from 'node:url';
import {type Capture, type CapturePlace, startCapture} from './capture.ts';
import {inNamespace} from './namespaces.ts';
import {type Outcome, type RunOptions, run, startBackground, succeed} from './process.ts';

const NAME_CLIENT = fileURLToPath(new URL('./name-client.ts', import.meta.url));
const PEER_SERVER = fileURLToPath(new URL('./peer-server.ts', import.meta.url));

/** Seconds that a question may take; the fabric drops silently, so this is what a refusal costs. */
const ANSWER_TIME = 1;

/** Seconds until an echo counts as lost: a thousand times what it takes. */
const ECHO_TIME = 0.5;

/** How to ask: over UDP instead of TCP, or from an address that is not the usual one. */
export interface AskOptions {
  readonly protocol?: 'tcp' | 'udp';
  readonly from?: string;
}

/** A network namespace with an interface `eth0`: a virtual machine, a pod, a host on premises or on the Internet. */
export class Machine {
  readonly name: string;
  readonly namespace: string;
  /** Its address; of a node the primary one. */
  readonly address: string;

  constructor(name: string, namespace: string, address: string) {
    this.name = name;
    this.namespace = namespace;
    this.address = address;
  }

  /** Runs a program on the machine, whatever its exit code. */
  exec(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return run(inNamespace(this.namespace, argv), options);
  }

  /** Runs a program that has to succeed and returns what it prints. */
  succeed(argv: readonly string[], options: RunOptions = {}): Promise<string> {
    return succeed(inNamespace(this.namespace, argv), options);
  }

  /** Records what an interface sends and receives. The filter is in tcpdump's language. */
  capture(filter: string, place: Partial<CapturePlace> = {}): Promise<Capture> {
    return startCapture({namespace: this.namespace, device: 'eth0', direction: 'inout', ...place}, filter);
  }

  /** Answers on a port, over TCP and UDP, with the address that the other side has. Ends with the fabric. */
  async serve(port: number): Promise<void> {
    await startBackground(inNamespace(this.namespace, [process.execPath, PEER_SERVER, String(port)])).waitFor(
      /listening/,
    );
  }

  /** Asks a machine that serves a port which address it sees. Undefined if there is no answer. */
  async ask(address: string, port: number, {protocol = 'tcp', from}: AskOptions = {}): Promise<string | undefined> {
    const flags = protocol === 'udp' ? ['-u', '-W', '1'] : [];
    const source = from === undefined ? [] : ['-s', from];
    const argv = ['nc', '-n', '-w', String(ANSWER_TIME), ...flags, ...source, address, String(port)];
    const {stdout} = await this.exec(argv, {input: '?\n'});
    return stdout.trim() === '' ? undefined : stdout.trim();
  }

  /** Whether one echo request is answered. */
  async ping(address: string, from?: string): Promise<boolean> {
    const source = from === undefined ? [] : ['-I', from];
    return (await this.exec(['ping', '-n', '-c', '1', '-W', String(ECHO_TIME), ...source, address])).code === 0;
  }

  /** Asks for a document over HTTP. Undefined if there is no answer. */
  async fetch(url: string, headers: readonly string[] = []): Promise<{status: number; body: string} | undefined> {
    const flags = headers.flatMap((header) => ['-H', header]);
    const argv = ['curl', '-s', '--noproxy', '*', '--max-time', '2', '-w', '\n%{http_code}', ...flags, url];
    const {code, stdout} = await this.exec(argv);
    if (code !== 0) return undefined;
    const end = stdout.lastIndexOf('\n');
    return {status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end)};
  }

  /** Asks Azure's name service for a name's address. Undefined if there is no such name; throws without an answer. */
  async resolve(name: string, from?: string): Promise<string | undefined> {
    const source = from === undefined ? [] : [from];
    const text = await this.succeed([process.execPath, NAME_CLIENT, name, ...source]);
    return text.trim() === '' ? undefined : text.trim();
  }
}
