import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {newSshKey} from '../boot/ssh-key.ts';
import type {Fabric} from '../fabric/fabric.ts';
import type {Machine} from '../fabric/machine.ts';
import type {Outcome} from '../fabric/process.ts';
import {deployTo} from '../machine-room/deployed.ts';
import {attachMirror, MIRROR_ADDRESS, MIRROR_NAME, RESOURCE_MANAGER_ADDRESS} from '../machine-room/internet.ts';
import {Kubectl} from '../machine-room/kubectl.ts';
import {MachineRoom} from '../machine-room/machine-room.ts';
import {RESOURCE_MANAGER_NAME, type ServedAzure, serveAzure} from '../machine-room/served-azure.ts';
import {type Mirror, prepareMirror} from '../mirror/mirror.ts';
import {HUB, PORT, PROOF_SETTINGS, proofDefinition, SITE, TOOLS} from './proof-definition.ts';

/** Milliseconds for a bootstrap: three machines of the control plane, one after the other, take a minute and a half. */
const BOOTSTRAP_TIME = 600_000;

/** Everything around the cluster: who talks with its pods. */
export interface Surroundings {
  /** In the cluster's own virtual network, where no node is. */
  readonly neighbour: Machine;
  readonly appliance: Machine;
  /** In the hub, behind the appliance. */
  readonly inspected: Machine;
  readonly site: Machine;
  readonly storage: Machine;
  readonly internet: Machine;
}

/** A whole cluster that `vnetk8s deploy --simulate` has described, on machines that are there. */
export interface ProofCluster {
  readonly mirror: Mirror;
  readonly room: MachineRoom;
  /** The folder with the cluster's keys, as `deploy` has written it. */
  readonly pki: string;
  readonly kubectl: Kubectl;
  readonly around: Surroundings;
  /** How each machine's extension ended, by computer name. */
  readonly bootstraps: ReadonlyMap<string, Outcome>;
  /** Deploys again, with so many nodes in pool `apps`, and takes over what is new; returns how their bootstraps ended. */
  readonly resize: (apps: number) => Promise<ReadonlyMap<string, Outcome>>;
  readonly close: () => Promise<void>;
}

/** Deploys, boots and bootstraps it. */
export async function startProofCluster(fabric: Fabric): Promise<ProofCluster> {
  const folder = join(fabric.folder, 'deployed');
  await mkdir(folder);
  const {publicKey: sshPublicKey} = await newSshKey(fabric.folder);
  const mirror = await prepareMirror(MIRROR_NAME);
  const deployed = await deployTo(folder, proofDefinition(mirror, sshPublicKey), PROOF_SETTINGS);
  const holder: {room?: MachineRoom} = {};
  const served = await serve(fabric, () => holder.room?.simulator ?? deployed.simulator);
  await attachMirror(fabric, mirror);
  const room = new MachineRoom({
    fabric,
    deployed,
    groups: ['proof', HUB.group],
    authorities: [mirror.authority, served.authority],
    names: {[MIRROR_NAME]: MIRROR_ADDRESS, [RESOURCE_MANAGER_NAME]: RESOURCE_MANAGER_ADDRESS},
  });
  holder.room = room;
  await room.open();
  const around = await surround(fabric);
  const kubectl = await Kubectl.on(fabric, around.neighbour, join(deployed.artifacts, 'kubeconfig'));
  await Promise.all([...room.machines.values()].map((machine) => machine.waitUntilProvisioned()));
  const bootstraps = await bootstrap(room, [...room.machines.keys()]);
  return {
    mirror,
    room,
    pki: join(deployed.artifacts, 'pki'),
    kubectl,
    around,
    bootstraps,
    resize: async (apps) => {
      room.saveTo(join(folder, 'azure.json'));
      const again = await deployTo(folder, proofDefinition(mirror, sshPublicKey, apps), PROOF_SETTINGS);
      const added = await room.update(again);
      await Promise.all(added.map((machine) => machine.waitUntilProvisioned()));
      return bootstrap(
        room,
        added.map(({name}) => name),
      );
    },
    close: async () => {
      await room.close();
      await served.close();
    },
  };
}

async function serve(fabric: Fabric, simulator: Parameters<typeof serveAzure>[0]): Promise<ServedAzure> {
  const {namespace} = await fabric.attachService('AzureResourceManager', RESOURCE_MANAGER_ADDRESS);
  return serveAzure(simulator, {folder: fabric.folder, namespace, address: RESOURCE_MANAGER_ADDRESS});
}

async function bootstrap(room: MachineRoom, names: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = await Promise.all(names.map((name) => room.runExtension(name, BOOTSTRAP_TIME)));
  return new Map(names.map((name, index) => [name, outcomes[index] ?? {code: -1, stdout: '', stderr: ''}]));
}

async function surround(fabric: Fabric): Promise<Surroundings> {
  const neighbour = await fabric.attachMachine('proof', {
    name: 'neighbour',
    subnet: TOOLS.name,
    primary: TOOLS.address,
  });
  const appliance = await fabric.attachMachine(HUB.name, {
    name: 'appliance',
    subnet: 'appliances',
    primary: HUB.appliance,
    ipForwarding: true,
  });
  const inspected = await fabric.attachMachine(HUB.name, {
    name: 'inspected',
    subnet: 'inspected',
    primary: HUB.inspected.address,
  });
  const site = await fabric.attachSite(HUB.name, {name: 'site', cidrs: [SITE.cidr], address: SITE.address});
  const storage = await fabric.attachService('Microsoft.Storage', '203.0.113.30');
  const around = {neighbour, appliance, inspected, site, storage, internet: fabric.internet};
  await Promise.all(Object.values(around).map((machine) => machine.serve(PORT)));
  return around;
}
