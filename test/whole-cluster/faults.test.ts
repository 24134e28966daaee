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
import {Kubectl} from '../machine-room/kubectl.ts';
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

/** The API server's address: that of the load balancer, the first of the control plane. */
const API_SERVER = '10.20.0.64';

/** Where the cluster is administered from. */
const ADMINISTRATOR = {subnet: 'k8s-nodes', address: '10.20.7.200'};

const [CONTROL_PLANE, UNTRUSTING, LONELY, DECEIVED] = [
  'faults-control-plane-0',
  'faults-apps-000000',
  'faults-apps-000001',
  'faults-apps-000002',
] as const;

/** Nobody waits half an hour here for an API server that never answers. */
const NO_PATIENCE = "sed -i.whole 's/^\\([0-9]*\\) [0-9]* api-endpoint$/\\1 30 api-endpoint/' /etc/vnetk8s/steps";
const PATIENCE = 'mv /etc/vnetk8s/steps.whole /etc/vnetk8s/steps';

/** What is wrong on a machine before its extension runs. */
const FAULTS: Readonly<Record<string, string>> = {
  [CONTROL_PLANE]: `ip route add unreachable ${MIRROR_ADDRESS}/32`,
  // The authority of the mirror's certificate was never put into the image.
  [UNTRUSTING]: "sed -i.whole '/^# of the test/,$d' /etc/ssl/certs/ca-certificates.crt",
  [LONELY]: NO_PATIENCE,
  // Somebody else answers at the API server's address, with a certificate for its name that another authority has signed.
  [DECEIVED]: `${NO_PATIENCE}
    cd /root
    openssl req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.crt -days 1 -subj '/CN=other' \\
      -addext "subjectAltName=DNS:api.faults.vnetk8s.internal,IP:${API_SERVER}"
    ip address add ${API_SERVER}/32 dev lo
    systemd-run --unit other-api-server openssl s_server -accept 6443 -cert /root/other.crt -key /root/other.key -www`,
};

/** How each is mended. */
const REMEDIES: Readonly<Record<string, string>> = {
  [CONTROL_PLANE]: `ip route del unreachable ${MIRROR_ADDRESS}/32`,
  [UNTRUSTING]: 'mv /etc/ssl/certs/ca-certificates.crt.whole /etc/ssl/certs/ca-certificates.crt',
  [LONELY]: PATIENCE,
  [DECEIVED]: `${PATIENCE}
    systemctl stop other-api-server
    ip address del ${API_SERVER}/32 dev lo`,
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
      controlPlane: {count: 1, subnet: 'k8s-control', firstAddress: API_SERVER},
      nodePools: [{name: 'apps', count: 3, maxPods: 10, subnet: 'k8s-nodes'}],
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
    outcomes = await runAll(room, FAULTS);
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
      why: 'no end after 30 s',
      last: 'bootstrap failed in step api-endpoint, exit code 71: vnetk8s explain 71',
    });
    expect(told(DECEIVED)).toEqual(told(LONELY));
  });

  it('say what stood in the way of the API server: none, or one with a certificate of another authority', () => {
    expect(outcomes.get(LONELY)?.stdout).toContain('Unable to connect to the server');
    expect(outcomes.get(DECEIVED)?.stdout).toContain('x509: certificate signed by unknown authority');
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
    const definition = join(fabric?.folder ?? '', 'deployed/cluster.yaml');

    const texts = await Promise.all(
      [CONTROL_PLANE, LONELY].map((name) =>
        textOfFailingDeploy(join(folder, name), definition, name, outcomes.get(name)),
      ),
    );

    expect(texts[0]).toContain(
      'error: extension faults-control-plane-0/bootstrap: the bootstrap failed in its step signing-keys, exit code 63 [VK7007]',
    );
    expect(texts[0]).toMatch(
      /the machine said last: .*curl: \(7\) Failed to connect to .* \/ no valid key of kubernetes /,
    );
    expect(texts[0]).toContain('vnetk8s explain 63');
    expect(texts[1]).toContain('the bootstrap failed in its step api-endpoint, exit code 71 [VK7007]');
    expect(texts[1]).toMatch(/the machine said last: .* \/ no end after 30 s /);
  });

  it('go on where they stopped once nothing stands in the way', async () => {
    if (room === undefined) throw new Error('the room was not opened');

    const ends = await runAll(room, REMEDIES);

    expect([...ends].map(([name, {code, stdout}]) => [name, code, lastLineOf(stdout)])).toEqual([
      [CONTROL_PLANE, 0, 'bootstrap of faults-control-plane-0, control-plane, is done'],
      ...[UNTRUSTING, LONELY, DECEIVED].map((name) => [name, 0, `bootstrap of ${name}, pool, is done`]),
    ]);
    expect(ends.get(CONTROL_PLANE)?.stdout).toContain('step network: done before\n');
  });

  it('are the nodes of a cluster then, all ready, at their addresses of the existing network', async () => {
    if (room === undefined || fabric === undefined) throw new Error('the room was not opened');
    const {machines} = room;
    const administrator = await fabric.attachMachine('corp', {
      name: 'administrator',
      subnet: ADMINISTRATOR.subnet,
      primary: ADMINISTRATOR.address,
    });
    const kubectl = await Kubectl.on(fabric, administrator, join(fabric.folder, 'deployed/artifacts/kubeconfig'));

    const nodes = listAt(await kubectl.get('nodes'), 'items').map((node) => [
      at(node, 'metadata', 'name'),
      at(
        listAt(node, 'status', 'conditions').find((each) => at(each, 'type') === 'Ready'),
        'status',
      ),
      at(
        listAt(node, 'status', 'addresses').find((each) => at(each, 'type') === 'InternalIP'),
        'address',
      ),
    ]);

    expect(nodes).toEqual(
      [UNTRUSTING, LONELY, DECEIVED, CONTROL_PLANE].map((name) => [name, 'True', machines.get(name)?.address]),
    );
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
    return {code, why: stdout.trim().split('\n').at(-2) ?? '', last: lastLineOf(stdout)};
  }
}

/** Without the time at its beginning. */
function lastLineOf(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').replace(/^\S+Z /, '');
}

/** Changes something on all machines, and runs their extensions. */
async function runAll(
  room: MachineRoom,
  changes: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, Outcome>> {
  const names = [CONTROL_PLANE, UNTRUSTING, LONELY, DECEIVED];
  await Promise.all(names.map((name) => room.machine(name).waitUntilProvisioned()));
  const outcomes = await Promise.all(
    names.map(async (name): Promise<[string, Outcome]> => {
      await room.machine(name).succeedOnMachine(changes[name] ?? '');
      return [name, await room.runExtension(name, TIMEOUT - 10_000)];
    }),
  );
  return new Map(outcomes);
}

/** What `deploy` prints when the bootstrap of a machine ends as it did there: without line breaks. */
async function textOfFailingDeploy(
  folder: string,
  definition: string,
  machine: string,
  outcome: Outcome | undefined,
): Promise<string> {
  const {code: exitCode = 0, stdout: output = ''} = outcome ?? {};
  await mkdir(folder);
  await writeFile(join(folder, 'faults.yaml'), JSON.stringify({failingBootstraps: [{machine, exitCode, output}]}));
  const flags = ['--simulate', '--simulate-faults', 'faults.yaml', '--yes', '--no-input', '-d', 'artifacts'];
  const {stdout, stderr} = await runProcess(['deploy', definition, ...flags], {cwd: folder});
  return `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
}
