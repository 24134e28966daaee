import type {VirtualMachine} from './virtual-machine.ts';

/** Where pods answer. */
export const POD_PORT = 8080;

/** A pod on an emulated machine. */
export interface BootedPod {
  readonly name: string;
  readonly machine: VirtualMachine;
  /** Of its first process, on that machine. */
  readonly pid: number;
}

/** What is to be seen on a machine that has become a node, short of Kubernetes. */
export interface MachineState {
  /** How cloud-init ended. */
  readonly cloudInit: {readonly datasource: string; readonly errors: readonly string[]};
  readonly cloudInitStatus: string;
  /** Warnings and errors of its log. */
  readonly cloudInitWarnings: string;
  /** IPv4 addresses, by interface. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  readonly defaultRoute: string;
  /** What its own name leads to, as programs on it see that. */
  readonly ownName: string;
  readonly failedUnits: string;
  readonly services: string;
  /** Addresses for pods. */
  readonly pool: string;
  readonly chains: readonly string[];
  /** `mode owner SHA-256` of files, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The services that custom data starts, and the container runtime that needs them. */
const SERVICES = ['vnetk8s-rules', 'vnetk8s-pool', 'containerd'];

/** Every line of what a machine is asked, in one go: on an emulated processor a command of its own costs a second. */
const QUESTIONS: Readonly<Record<string, string>> = {
  cloudInit: 'cat /run/cloud-init/result.json',
  cloudInitStatus: 'cloud-init status --wait || echo "code $?"',
  cloudInitWarnings: "grep -E 'WARNING|ERROR|CRITICAL' /var/log/cloud-init.log || true",
  addresses: 'ip -4 -json address',
  defaultRoute: "ip -4 -oneline route get 192.0.2.1 | sed 's/ uid.*//'",
  ownName: 'getent ahostsv4 "$(hostname)" | awk \'$2 == "STREAM" {print $1}\'',
  failedUnits: 'systemctl list-units --failed --plain --no-legend',
  services: `systemctl is-active ${SERVICES.join(' ')} || true`,
  pool: 'cat /run/vnetk8s/pool',
  chains: 'nft -j list chains inet',
};

const SEPARATOR = '=====';

/** Looks at a machine. */
export async function stateOf(machine: VirtualMachine, paths: readonly string[]): Promise<MachineState> {
  const output = await machine.succeed(Object.values(QUESTIONS).join(`\necho ${SEPARATOR}\n`));
  const answers = output.split(`${SEPARATOR}\n`);
  const answerTo = (name: string): string => answers[Object.keys(QUESTIONS).indexOf(name)] ?? '';
  const {nftables} = JSON.parse(answerTo('chains'));
  return {
    cloudInit: JSON.parse(answerTo('cloudInit')).v1,
    cloudInitStatus: answerTo('cloudInitStatus').trim(),
    cloudInitWarnings: answerTo('cloudInitWarnings'),
    addresses: readAddresses(answerTo('addresses')),
    defaultRoute: answerTo('defaultRoute').trim(),
    ownName: answerTo('ownName').trim(),
    failedUnits: answerTo('failedUnits'),
    services: answerTo('services'),
    pool: answerTo('pool'),
    chains: nftables.flatMap(({chain}: {chain?: {table: string; name: string}}) =>
      chain === undefined ? [] : [`${chain.table} ${chain.name}`],
    ),
    files: await filesOf(machine, paths),
  };
}

/** IPv4 addresses of a machine, by interface. */
export async function addressesOf(machine: VirtualMachine): Promise<MachineState['addresses']> {
  return readAddresses(await machine.succeed('ip -4 -json address'));
}

function readAddresses(json: string): MachineState['addresses'] {
  const links: readonly Link[] = JSON.parse(json);
  return Object.fromEntries(
    links.map(({ifname, addr_info}) => [ifname, addr_info.map(({local, prefixlen}) => `${local}/${prefixlen}`)]),
  );
}

interface Link {
  readonly ifname: string;
  readonly addr_info: readonly {readonly local: string; readonly prefixlen: number}[];
}

/** Mode, owner and SHA-256 of files, by path. */
export async function filesOf(machine: VirtualMachine, paths: readonly string[]): Promise<Record<string, string>> {
  const script = `for file in "$@"; do echo "$file $(stat -c '%a %U:%G' "$file") $(sha256sum <"$file" | cut -d ' ' -f 1)"; done`;
  const lines = (await machine.succeed(`set -- ${paths.map((path) => `'${path}'`).join(' ')}\n${script}`))
    .trim()
    .split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const place = line.indexOf(' ');
      return [line.slice(0, place), line.slice(place + 1)];
    }),
  );
}

/** Starts a pod, which answers everyone with the address that the question came from. */
export async function startPod(machine: VirtualMachine, name: string): Promise<BootedPod> {
  const pid = await machine.succeed(`
    # After a restart of the machine containerd knows pods that are no more.
    ctr containers delete ${name} 2>/dev/null || true
    ctr run --detach --cni --read-only --rootfs /opt/tools/pod ${name} /bin/httpd -f -p 0.0.0.0:${POD_PORT} -h /www >&2
    ctr tasks list | awk '$1 == "${name}" {print $2}'`);
  return {name, machine, pid: Number(pid)};
}

/** The addresses of a pod's interface. */
export async function addressesOfPod(pod: BootedPod): Promise<readonly string[]> {
  const links = JSON.parse(await inPod(pod, 'ip -4 -json address show dev eth0'));
  return links.flatMap(({addr_info}: {addr_info: readonly {local: string}[]}) => addr_info.map(({local}) => local));
}

/** Which address each of these sees when it is asked; none where there is no answer. */
export async function askAll(
  asker: BootedPod | VirtualMachine,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const url = (address: string): string => `http://${address}:${POD_PORT}/cgi-bin/peer`;
  const script = addresses.map((address) => `curl -s --noproxy '*' -m 10 ${url(address)} || true; echo`).join('\n');
  const answers = 'pid' in asker ? await inPod(asker, script) : await asker.succeed(script);
  return answers.split('\n').slice(0, -1);
}

/** Runs a script, with the machine's programs, in the network of a pod; it has to succeed. */
export function inPod({machine, pid}: BootedPod, script: string): Promise<string> {
  return machine.succeed(`nsenter --target ${pid} --net bash -s <<'END'\nset -euo pipefail\n${script}\nEND`);
}

/** How many packets of pods the machine's rules have dropped, by the name of the counter. */
export async function dropsOf(machine: VirtualMachine): Promise<Readonly<Record<string, number>>> {
  const {nftables} = JSON.parse(await machine.succeed('nft -j list counters table inet vnetk8s'));
  return Object.fromEntries(
    nftables.flatMap(({counter}: {counter?: {name: string; packets: number}}) =>
      counter === undefined ? [] : [[counter.name, counter.packets]],
    ),
  );
}
