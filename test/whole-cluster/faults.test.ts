import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import {newSshKey} from '../boot/ssh-key.ts';
import {runProcess} from '../e2e/run-process.ts';
import {createFabric} from '../fabric/create-fabric.ts';
import type {Fabric} from '../fabric/fabric.ts';
import {whyNoFabric} from '../fabric/on-fabric.ts';
import type {Outcome} from '../fabric/process.ts';
import {deployTo} from '../machine-room/deployed.ts';
import {attachMirror, MIRROR_ADDRESS, MIRROR_NAME} from '../machine-room/internet.ts';
import {at, listAt} from '../machine-room/json.ts';
import {MachineRoom} from '../machine-room/machine-room.ts';
import {ResourceManager} from '../machine-room/resource-manager.ts';
import {whyNoContainers} from '../machine-room/system-container.ts';
import {prepareMirror, whyNoMirror} from '../mirror/mirror.ts';
import {fromMirror, PROGRAMS} from './proof-definition.ts';

/** Milliseconds: the bootstrap tries for two minutes before it gives a repository up. */
const TIMEOUT = 400_000;

/** The virtual network of others that the machines are in. */
const NETWORK = {
  group: 'network',
  id: `/subscriptions/${defaultSettings({}).subscriptionId}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp`,
  addressSpace: ['10.20.0.0/16'],
  subnets: [
    {name: 'k8s-control', cidr: '10.20.0.0/24'},
    {name: 'k8s-nodes', cidr: '10.20.4.0/22'},
  ],
};

const [CONTROL_PLANE, UNTRUSTING, LONELY] = [
  'faults-control-plane-0',
  'faults-apps-000000',
  'faults-apps-000001',
] as const;

/** What is wrong on a machine before its extension runs. */
const FAULTS: Readonly<Record<string, string>> = {
  [CONTROL_PLANE]: `ip route add unreachable ${MIRROR_ADDRESS}/32`,
  // The authority of the mirror's certificate was never put into the image.
  [UNTRUSTING]: "sed -i '/^# of the test/,$d' /etc/ssl/certs/ca-certificates.crt",
  // Nobody waits half an hour here for an API server that never answers.
  [LONELY]: "sed -i 's/^\\([0-9]*\\) [0-9]* api-endpoint$/\\1 15 api-endpoint/' /etc/vnetk8s/steps",
};

const reason = whyNoFabric(PROGRAMS) ?? whyNoContainers() ?? whyNoMirror();
if (reason === undefined)
  describe('machines in an existing network that cannot become nodes', {timeout: TIMEOUT}, faults);
else describe.skip(`machines in an existing network that cannot become nodes (skipped: ${reason})`, faults);

function faults(): void {
  let fabric: Fabric | undefined;
  let room: MachineRoom | undefined;
  let outcomes: ReadonlyMap<string, Outcome> = new Map();

  beforeAll(async () => {
    fabric = await createFabric();
    const folder = join(fabric.folder, 'deployed');
    await mkdir(folder);
    const mirror = await prepareMirror(MIRROR_NAME);
    const deployed = await deployTo(folder, {
      apiVersion: 'vnetk8s/v1',
      name: 'faults',
      location: 'westeurope',
      kubernetes: fromMirror(mirror),
      network: {
        virtualNetwork: {id: NETWORK.id, addressSpace: NETWORK.addressSpace},
        subnets: NETWORK.subnets,
        serviceCidr: '10.100.0.0/16',
      },
      controlPlane: {count: 1, subnet: 'k8s-control', firstAddress: '10.20.0.64'},
      nodePools: [{name: 'apps', count: 2, maxPods: 10, subnet: 'k8s-nodes'}],
      linux: {sshPublicKeys: [(await newSshKey(fabric.folder)).publicKey]},
    });
    await attachMirror(fabric, mirror);
    room = new MachineRoom({
      fabric,
      deployed,
      groups: ['faults', NETWORK.group],
      authorities: [`# of the test\n${mirror.authority}`],
      names: {[MIRROR_NAME]: MIRROR_ADDRESS},
    });
    await room.open();
    outcomes = await runAll(room);
  }, TIMEOUT);

  afterAll(async () => {
    await room?.close();
    await fabric?.dispose();
  }, TIMEOUT);

  it('end with a code and a last line that name the step, and say why above it', () => {
    expect(told(CONTROL_PLANE)).toEqual({
      code: 63,
      why: 'no valid key of kubernetes',
      last: 'bootstrap failed in step signing-keys, exit code 63: vnetk8s explain 63',
    });
    expect(told(UNTRUSTING)).toEqual({
      code: 63,
      why: 'no valid key of kubernetes',
      last: 'bootstrap failed in step signing-keys, exit code 63: vnetk8s explain 63',
    });
    expect(told(LONELY)).toEqual({
      code: 71,
      why: 'no end after 15 s',
      last: 'bootstrap failed in step api-endpoint, exit code 71: vnetk8s explain 71',
    });
  });

  it('say what stood in the way of the repository', () => {
    expect(outcomes.get(CONTROL_PLANE)?.stdout).toContain(
      'curl: (7) Failed to connect to mirror.corp.example port 443',
    );
    expect(outcomes.get(UNTRUSTING)?.stdout).toContain(
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
    );
  });

  it('are told of by deploy with the step that failed', async () => {
    const folder = join(fabric?.folder ?? '', 'again');
    await mkdir(folder);
    const code = outcomes.get(CONTROL_PLANE)?.code ?? 0;

    const text = await textOfFailingDeploy(folder, join(fabric?.folder ?? '', 'deployed/cluster.yaml'), code);

    expect(text).toContain(
      'error: extension faults-control-plane-0/bootstrap: the bootstrap failed in its step signing-keys, exit code 63 [VK7007]',
    );
    expect(text).toContain('vnetk8s explain 63');
  });

  it('go on where they stopped once nothing stands in the way', async () => {
    if (room === undefined) throw new Error('the room was not opened');
    await room.machine(CONTROL_PLANE).succeedOnMachine(`ip route del unreachable ${MIRROR_ADDRESS}/32`);

    const {code, stdout} = await room.runExtension(CONTROL_PLANE, TIMEOUT - 10_000);

    expect(code).toBe(0);
    expect(stdout).toContain('step network: done before\n');
    expect(stdout.trim().split('\n').at(-1)).toContain('bootstrap of faults-control-plane-0, control-plane, is done');
  });

  it('have left the virtual network of others as it was', () => {
    if (room === undefined) throw new Error('the room was not opened');
    const found = new ResourceManager(room.simulator, NETWORK.group).get(NETWORK.id);

    expect({
      addressSpace: at(found, 'properties', 'addressSpace', 'addressPrefixes'),
      subnets: listAt(found, 'properties', 'subnets').map((subnet) => ({
        name: at(subnet, 'name'),
        cidr: at(subnet, 'properties', 'addressPrefix'),
        attached: ['networkSecurityGroup', 'routeTable', 'natGateway'].filter((key) => at(subnet, 'properties', key)),
      })),
    }).toEqual({
      addressSpace: NETWORK.addressSpace,
      subnets: NETWORK.subnets.map((subnet) => ({...subnet, attached: []})),
    });
  });

  function told(name: string): {readonly code?: number; readonly why?: string; readonly last?: string} {
    const {code, stdout} = outcomes.get(name) ?? {code: -1, stdout: ''};
    const [why = '', last = ''] = stdout.trim().split('\n').slice(-2);
    return {code, why, last: last.replace(/^\S+Z /, '')};
  }
}

async function runAll(room: MachineRoom): Promise<ReadonlyMap<string, Outcome>> {
  const names = [...room.machines.keys()];
  await Promise.all(names.map((name) => room.machine(name).waitUntilProvisioned()));
  const outcomes = await Promise.all(
    names.map(async (name): Promise<[string, Outcome]> => {
      await room.machine(name).succeedOnMachine(FAULTS[name] ?? '');
      return [name, await room.runExtension(name, TIMEOUT - 10_000)];
    }),
  );
  return new Map(outcomes);
}

/** What `deploy` prints when the bootstrap of the control plane ends with a code: without line breaks. */
async function textOfFailingDeploy(folder: string, definition: string, exitCode: number): Promise<string> {
  await writeFile(
    join(folder, 'faults.yaml'),
    JSON.stringify({failingBootstraps: [{machine: CONTROL_PLANE, exitCode}]}),
  );
  const flags = ['--simulate', '--simulate-faults', 'faults.yaml', '--yes', '--no-input', '-d', 'artifacts'];
  const {stdout, stderr} = await runProcess(['deploy', definition, ...flags], {cwd: folder});
  return `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
}
