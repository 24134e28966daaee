import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Simulator} from '../../src/simulator/simulator.ts';
import {writeStateFile} from '../../src/simulator/state-file.ts';
import {imageFile} from '../boot/emulator.ts';
import type {Fabric} from '../fabric/fabric.ts';
import type {LoadBalancerModel} from '../fabric/model.ts';
import {inNamespace} from '../fabric/namespaces.ts';
import {run, succeed} from '../fabric/process.ts';
import {PLATFORM_ADDRESS} from '../fabric/security-rules.ts';
import {layerFiles} from './container-layer.ts';
import type {Deployed} from './deployed.ts';
import {lendHost} from './host-settings.ts';
import {ResourceManager} from './resource-manager.ts';
import {type BalancingRule, balancingRulesOf, type Probe} from './room-balancers.ts';
import {machinesOf, modelOf, provisioningOf, type RoomMachine} from './room-machine.ts';
import {peeringsOf, privateNamesOf, publicIpsOf, virtualNetworksOf} from './room-network.ts';
import {SystemContainer} from './system-container.ts';

/** Milliseconds between two looks at what has changed in Azure, and at which back ends answer. */
const INTERVAL = 500;

/** What a room is made from. */
export interface RoomOptions {
  readonly fabric: Fabric;
  readonly deployed: Deployed;
  /** The resource group of the cluster, and those of networks that it is in or peered with. */
  readonly groups: readonly [string, ...string[]];
  /** Certificates that machines trust beside the usual ones. */
  readonly authorities: readonly string[];
  /** Names of hosts on the Internet. */
  readonly names: Readonly<Record<string, string>>;
}

/** Turns what a simulated Azure has into networks and machines, and keeps up with it. */
export class MachineRoom {
  readonly machines = new Map<string, SystemContainer>();
  readonly #options: RoomOptions;
  #deployed: Deployed;
  #stopped = false;
  #watching: Promise<void> = Promise.resolve();
  #told = '';
  #giveBack: () => Promise<void> = async () => undefined;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#deployed = options.deployed;
  }

  /** The Azure of which this is made. */
  get simulator(): Simulator {
    return this.#deployed.simulator;
  }

  /** Makes networks and machines, and switches the machines on. */
  async open(): Promise<void> {
    const {fabric} = this.#options;
    this.#giveBack = await lendHost();
    const managers = this.#managers();
    for (const network of virtualNetworksOf(managers)) await fabric.createVirtualNetwork(network);
    for (const peering of managers.flatMap(peeringsOf)) await fabric.addPeering(peering);
    await this.update(this.#deployed);
    this.#watching = this.#watch();
  }

  /** Takes over what Azure has now: machines that are new are switched on, those that are gone are removed. */
  async update(deployed: Deployed): Promise<readonly SystemContainer[]> {
    this.#deployed = deployed;
    const wanted = machinesOf(this.#manager);
    for (const [name, machine] of this.machines) {
      if (wanted.some((each) => each.name === name)) continue;
      await machine.remove();
      this.machines.delete(name);
    }
    await this.#balance();
    const missing = wanted.filter(({name}) => !this.machines.has(name));
    return Promise.all(missing.map((machine) => this.#add(machine)));
  }

  /** A machine by its computer name. Throws if there is none. */
  machine(name: string): SystemContainer {
    const machine = this.machines.get(name);
    if (machine === undefined) throw new Error(`there is no machine ${name}: ${[...this.machines.keys()].join(', ')}`);
    return machine;
  }

  /** Runs the script of a machine's extension, as Azure's agent does, and says how it ended. */
  async runExtension(
    name: string,
    timeout: number,
  ): Promise<{readonly code: number; readonly stdout: string; readonly stderr: string}> {
    const described = machinesOf(this.#manager).find((machine) => machine.name === name);
    const script = described === undefined ? undefined : this.#deployed.secrets.get(modelOf(described))?.script;
    if (script === undefined) throw new Error(`${name} has no extension`);
    const folder = '/var/lib/waagent/custom-script/download/0';
    return this.machine(name).onMachine(
      `install -d -m 0700 ${folder}
       base64 --decode >${folder}/script.sh <<'END'\n${script}\nEND
       chmod 0500 ${folder}/script.sh
       cd ${folder} && exec /bin/sh -c ./script.sh </dev/null`,
      timeout,
    );
  }

  /** Writes all of the simulated Azure to a file, for `vnetk8s` to go on with. */
  saveTo(path: string): void {
    writeStateFile(path, this.simulator.save());
  }

  /** Ends everything but the fabric. */
  async close(): Promise<void> {
    this.#stopped = true;
    await this.#watching;
    await Promise.all([...this.machines.values()].map((machine) => machine.remove()));
    await this.#giveBack();
  }

  get #manager(): ResourceManager {
    return new ResourceManager(this.#deployed.simulator, this.#options.groups[0]);
  }

  #managers(): readonly ResourceManager[] {
    return this.#options.groups.map((group) => new ResourceManager(this.#deployed.simulator, group));
  }

  async #add(described: RoomMachine): Promise<SystemContainer> {
    const {fabric, authorities} = this.#options;
    const secrets = this.#deployed.secrets.get(modelOf(described));
    if (secrets === undefined) throw new Error(`nobody has deployed ${described.name}`);
    const place = await fabric.attachContainer(described.virtualNetwork, described.options);
    const {vmId} = described.options.instance;
    const usualAuthorities = await usualCertificates(fabric.folder);
    const machine = new SystemContainer(fabric, place, {
      provisioning: provisioningOf(described, secrets),
      files: layerFiles({vmId, authorities, usualAuthorities}),
      hasDisk: described.hasDisk,
    });
    this.machines.set(described.name, machine);
    await machine.prepare();
    await machine.start();
    return machine;
  }

  /** Follows Azure and the back ends of its load balancers until the room is closed. */
  async #watch(): Promise<void> {
    while (!this.#stopped) {
      await this.#balance();
      await sleep(INTERVAL);
    }
  }

  /** Brings the fabric in line with load balancers, public addresses, names and security rules. */
  async #balance(): Promise<void> {
    const {fabric, names} = this.#options;
    const azure = this.#manager;
    const rules = balancingRulesOf(azure);
    const loadBalancers = await Promise.all(rules.map((rule) => this.#answering(rule)));
    const publicIps = publicIpsOf(azure);
    const change = {loadBalancers, publicIps, names: {...names, ...privateNamesOf(azure)}};
    const secured = machinesOf(azure).filter(({name}) => this.machines.has(name));
    const rulesOf = secured.map(({name, options}) => [name, options.securityRules ?? []] as const);
    const told = JSON.stringify([change, rulesOf]);
    if (told === this.#told) return;
    await fabric.update({...change, securityRules: new Map(rulesOf)});
    this.#told = told;
  }

  async #answering({model, probe}: BalancingRule): Promise<LoadBalancerModel> {
    if (probe === undefined) return model;
    const answers = await Promise.all(model.backends.map((address) => this.#probe(address, probe)));
    return {...model, backends: model.backends.filter((_, index) => answers[index])};
  }

  async #probe(address: string, {protocol, port, path}: Probe): Promise<boolean> {
    const {fabric} = this.#options;
    if (protocol === 'Tcp') return fabric.probe(address, port);
    const url = `${protocol.toLowerCase()}://${address}:${port}${path}`;
    const flags = ['-s', '-k', '-f', '-o', '/dev/null', '--noproxy', '*', '-m', '2', '--interface', PLATFORM_ADDRESS];
    return (await run(inNamespace(fabric.namespace, ['curl', ...flags, url]))).code === 0;
  }
}

/** The certificates that Debian's image trusts. */
async function usualCertificates(folder: string): Promise<string> {
  const file = join(folder, 'usual-certificates.pem');
  const copy = `dump /etc/ssl/certs/ca-certificates.crt ${file}`;
  await succeed(['debugfs', '-R', copy, imageFile('debian-12', 'disk')]);
  return readFile(file, 'utf8');
}

/** Waits until something is so; gives up after so many milliseconds with what it was last. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  isSo: (value: Value) => boolean,
  timeout: number,
  interval = INTERVAL,
): Promise<Value> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const value = await look();
    if (isSo(value) || Date.now() > deadline) return value;
    await sleep(interval);
  }
}
