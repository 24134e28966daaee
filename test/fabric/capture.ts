import {setTimeout as sleep} from 'node:timers/promises';
import {inNamespace} from './namespaces.ts';
import {startBackground} from './process.ts';

/** A packet as it was on the wire. */
export interface Packet {
  readonly source: string;
  readonly destination: string;
  /** Only TCP and UDP have ports. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** Packets being recorded at one place. */
export interface Capture {
  /** Ends the recording and returns all packets. */
  stop(): Promise<readonly Packet[]>;
}

/** Time for packets that are still between two namespaces, in milliseconds. */
const SETTLE_TIME = 50;

/** Where to record: an interface (`any` for all), and which of its packets. */
export interface CapturePlace {
  readonly namespace: string;
  readonly device: string;
  /** `in` for what it receives. The word `inbound` in a filter would lose the first packet: libpcap misjudges it. */
  readonly direction: 'in' | 'inout';
}

/** Records the IPv4 packets at a place that match a filter of tcpdump. */
export async function startCapture({namespace, device, direction}: CapturePlace, filter: string): Promise<Capture> {
  const flags = ['-Q', direction, '-nn', '-q', '-t', '-l', '--immediate-mode'];
  const tcpdump = ['tcpdump', '-i', device, ...flags, `ip and (${filter})`];
  const program = startBackground(inNamespace(namespace, tcpdump));
  await program.waitFor(/listening on/);
  return {
    async stop() {
      await sleep(SETTLE_TIME);
      await program.waitUntilIdle();
      await program.stop('SIGINT');
      return parsePackets(program.output());
    },
  };
}

/**
 * Reads lines such as `IP 10.240.0.5.40112 > 10.240.0.21.8080: tcp 0`, `IP 10.0.0.4 > 10.0.0.5: ICMP echo request`, and
 * on all interfaces at once `vn51e55eb76477 In  IP 10.240.0.5.40112 > 10.240.0.4.8080: tcp 0`.
 */
export function parsePackets(output: string): readonly Packet[] {
  return [
    ...output.matchAll(
      /^(?:\S+ +(?:In|Out) +)?IP (\d+\.\d+\.\d+\.\d+)(?:\.(\d+))? > (\d+\.\d+\.\d+\.\d+)(?:\.(\d+))?:/gm,
    ),
  ].map(([, source = '', sourcePort, destination = '', destinationPort]) => ({
    source,
    destination,
    ...(sourcePort === undefined ? {} : {sourcePort: Number(sourcePort)}),
    ...(destinationPort === undefined ? {} : {destinationPort: Number(destinationPort)}),
  }));
}
