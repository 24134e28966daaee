import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {onTestFinished} from 'vitest';
import {AZURE_CONFIG} from '../../src/node/node-paths.ts';
import {issueAuthority, issueServer} from '../../src/pki/issue-certificates.ts';
import {computerNameOf, instanceIdOf, instancesOf} from '../../src/simulator/compute/scale-set-instances.ts';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import {listAt, textAt} from '../../src/simulator/fields.ts';
import {serveSimulator} from '../../src/simulator/serve.ts';
import {createSimulator, type Simulator} from '../../src/simulator/simulator.ts';
import {readStateFile} from '../../src/simulator/state-file.ts';
import type {StoredResource} from '../../src/simulator/store.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {runProcess} from '../e2e/run-process.ts';
import {FACTS, generateCluster, textOf} from './generated-cluster.ts';
import {AZURE_LOAD_BALANCER, toolPath} from './tools.ts';

const GROUP = `/subscriptions/${FACTS.subscriptionId}/resourceGroups/${FACTS.resourceGroup}`;

/** Resources by what follows their group in their ids. */
export type Resources = Readonly<Record<string, unknown>>;

/** A cluster in a simulated Azure, which Azure's own cloud provider works on. */
export interface BalancedCluster {
  /** Lets the provider reconcile a Service, or tell of nodes. Gives the status, or what went wrong. */
  readonly reconcile: (
    action: 'ensure' | 'update' | 'delete' | 'nodes',
    service: object,
    nodes?: readonly string[],
  ) => unknown;
  /** What differs from the cluster as it was deployed: whole resources, `gone` for one that is no longer there. */
  readonly changes: () => Resources;
  /** The ipConfigurations that are in backend pools of load balancers, as these show them. */
  readonly members: () => readonly string[];
  readonly simulator: Simulator;
}

/** Deploys an example, and serves the Azure in which it is. */
export async function balancedCluster(example: string, set: readonly string[]): Promise<BalancedCluster> {
  const folder = await temporaryFolder();
  const simulator = await deployed(folder, example, set);
  const before = resourcesOf(simulator);
  const {url, authority} = await served(simulator);
  await writeFile(join(folder, 'ca.crt'), authority);
  const {cluster, controlPlane} = await generateCluster(example, set);
  const given = JSON.parse(textOf(controlPlane, AZURE_CONFIG));
  // There is no metadata service of a machine here. The only cloud whose name is the same where Azure tells of its endpoints.
  const config = {...given, cloud: 'AzureCloud', resourceManagerEndpoint: url, useInstanceMetadata: false};
  await writeFile(join(folder, 'azure.json'), JSON.stringify(config));
  return {
    simulator,
    changes: () => differences(before, resourcesOf(simulator)),
    members: () => membersOf(simulator),
    reconcile: (action, service, names) => {
      const nodes = nodesOf(simulator).filter(({metadata}) => names?.includes(metadata.name) ?? true);
      return run(folder, [action, cluster.name], {nodes, service});
    },
  };
}

async function deployed(folder: string, example: string, set: readonly string[]): Promise<Simulator> {
  const state = join(folder, 'state.json');
  const faults = join(folder, 'faults.json');
  const settings = {subscriptionId: FACTS.subscriptionId, tenantId: FACTS.tenantId};
  await writeFile(faults, JSON.stringify(settings));
  const flags = ['--simulate-state', state, '--simulate-faults', faults, '-g', FACTS.resourceGroup, '--yes'];
  const changes = set.flatMap((value) => ['--set', value]);
  const run = await runProcess(['deploy', `examples/${example}`, ...changes, ...flags, '-d', join(folder, 'out')]);
  if (run.exitCode !== 0) throw new Error(run.stderr);
  const saved = await readStateFile(state);
  if (saved === undefined) throw new Error('there is no state');
  return createSimulator({settings: defaultSettings(settings), now: 0, saved});
}

async function served(simulator: Simulator) {
  const issue = {now: new Date(), days: 1, random: randomBytes};
  const authority = await issueAuthority('simulator', issue);
  const {certificate: cert, key} = await issueServer(authority, ['127.0.0.1'], issue);
  const {url, close} = await serveSimulator(simulator, {
    port: 0,
    pki: {cert, key},
    clock: () => 0,
    speed: Number.POSITIVE_INFINITY,
  });
  onTestFinished(close);
  return {url, authority: authority.certificate};
}

async function run(folder: string, args: readonly string[], objects: object): Promise<unknown> {
  const tool = spawn(toolPath(AZURE_LOAD_BALANCER), [...args, join(folder, 'azure.json')], {
    env: {SSL_CERT_FILE: join(folder, 'ca.crt')},
  });
  tool.stdin.end(JSON.stringify(objects));
  const [stdout, stderr] = await Promise.all([text(tool.stdout), text(tool.stderr)]);
  return stdout === '' ? stderr : JSON.parse(stdout);
}

/** The cluster's nodes but those of the control plane, as cloud-node-manager and the kubelet describe them. */
export function nodesOf({store}: Simulator) {
  const instances = store.list('Microsoft.Compute/virtualMachineScaleSets').flatMap((set) =>
    instancesOf(set).map((instance) => {
      const name = computerNameOf(set, instance.number);
      return node(name, instanceIdOf(set, instance.number), instance.addresses[0], instance.zone);
    }),
  );
  const machines = store.list('Microsoft.Compute/virtualMachines').flatMap((machine) => {
    if (machine.name.includes('control-plane')) return [];
    const nic = textAt(listAt(machine.properties, 'networkProfile', 'networkInterfaces')[0], 'id') ?? '';
    const [primary] = listAt(store.get(nic)?.properties, 'ipConfigurations');
    return [node(machine.name, machine.id, textAt(primary, 'properties', 'privateIPAddress'), undefined)];
  });
  return [...instances, ...machines];
}

function node(name: string, id: string, address: string | undefined, zone: string | undefined) {
  return {
    metadata: {name, labels: zone === undefined ? {} : {'topology.kubernetes.io/zone': `westeurope-${zone}`}},
    spec: {providerID: `azure://${id}`},
    status: {
      addresses: [{type: 'InternalIP', address}],
      conditions: [{type: 'Ready', status: 'True'}],
    },
  };
}

function membersOf(simulator: Simulator): readonly string[] {
  const url = `${GROUP}/providers/Microsoft.Network/loadBalancers?api-version=2025-05-01`;
  const answer = simulator.handle({method: 'GET', url, headers: {authorization: 'Bearer any'}});
  if ('connection' in answer) throw new Error('there is no answer');
  const pools = listAt(JSON.parse(answer.body), 'value').flatMap((lb) =>
    listAt(lb, 'properties', 'backendAddressPools'),
  );
  return pools
    .flatMap((pool) => listAt(pool, 'properties', 'backendIPConfigurations'))
    .map((member) => shortened(textAt(member, 'id') ?? ''))
    .filter((id) => !id.includes('control-plane'));
}

function resourcesOf({store}: Simulator): ReadonlyMap<string, StoredResource> {
  return new Map(store.all().map((resource) => [resource.id, structuredClone(resource)]));
}

function differences(
  before: ReadonlyMap<string, StoredResource>,
  after: ReadonlyMap<string, StoredResource>,
): Resources {
  const gone = [...before.keys()].filter((id) => !after.has(id)).map((id) => [shortened(id), 'gone']);
  const made = [...after].flatMap(([id, resource]) => {
    // The provider writes the group in small letters.
    const text = shortened(plain(resource));
    return shortened(plain(before.get(id))) === text ? [] : [[shortened(id), JSON.parse(text)]];
  });
  return Object.fromEntries([...gone, ...made]);
}

/** What a resource is beside its id, as text: keys in order, without what is empty, which some write and some leave out. */
function plain(resource: StoredResource | undefined): string {
  const {id: _, type: __, name: ___, ...rest} = resource ?? {};
  return JSON.stringify(rest, (_key, value) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .filter(([, item]) => typeof item !== 'object' || item === null || Object.keys(item).length > 0)
            .toSorted(([a], [b]) => (a < b ? -1 : 1)),
        ),
  );
}

/** Ids without their group, so that people can read them. */
function shortened(text: string): string {
  return text.replaceAll(new RegExp(`${GROUP}/providers/`, 'gi'), '');
}
