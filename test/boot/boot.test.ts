import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {beforeAll, describe, expect, it} from 'vitest';
import {buildDefinition} from '../cluster/cluster-builder.ts';
import {INTERNET_ADDRESS} from '../fabric/fabric.ts';
import {whyNoFabric, withFabric} from '../fabric/on-fabric.ts';
import type {Outcome} from '../fabric/process.ts';
import {deploy, NAT_GATEWAY_ADDRESS, secretValue} from './deployment.ts';
import {hasImage, type ImageName} from './emulator.ts';
import {TOOL_NAMES, toolPath, writeToolsDisk} from './guest-disks.ts';
import {
  addressesOf,
  addressesOfPod,
  askAll,
  type BootedPod,
  dropsOf,
  filesOf,
  inPod,
  startPod,
  stateOf,
} from './node-machine.ts';
import {newSshKey} from './ssh-key.ts';
import {attachVirtualMachine, BOOT_TIME, type VirtualMachine} from './virtual-machine.ts';

/** One machine of the pool with each. */
const IMAGES: readonly ImageName[] = ['debian-12', 'debian-13'];

const PROGRAMS = [
  'qemu-system-x86_64',
  'qemu-img',
  'genisoimage',
  'mkfs.ext4',
  'ssh',
  'ssh-keygen',
  'python3',
  'busybox',
];

/** Milliseconds for a test: it takes some seconds on emulated processors that have the machine to themselves. */
const TIMEOUT = 300_000;

const INTERNET_PORT = 8081;

const DISCOVERY = '/etc/vnetk8s/discovery.conf';

function whyNoBoot(): string | undefined {
  const reason = whyNoFabric(PROGRAMS);
  if (reason !== undefined) return reason;
  const missing = IMAGES.filter((name) => !hasImage(name));
  if (missing.length > 0) return `needs ${missing.join(', ')} from scripts/install-test-images`;
  if (!TOOL_NAMES.every((name) => existsSync(toolPath(name))))
    return 'needs containerd from scripts/install-test-tools';
  return undefined;
}

const reason = whyNoBoot();
if (reason === undefined) describe('machines that boot their custom data', {timeout: TIMEOUT}, boot);
else describe.skip(`machines that boot their custom data (skipped: ${reason})`, boot);

function boot(): void {
  const world = withFabric(async (fabric) => {
    const {identity, publicKey: sshPublicKey} = await newSshKey(fabric.folder);
    const deployment = await deploy(
      buildDefinition({
        kubernetes: {packages: {preinstalled: true}},
        nodePools: [{name: 'apps', count: IMAGES.length, maxPods: 10}],
        linux: {sshPublicKeys: [sshPublicKey]},
      }),
    );
    await fabric.createVirtualNetwork(deployment.network);
    await fabric.internet.serve(INTERNET_PORT);
    const tools = await writeToolsDisk(fabric.folder);
    const machines = await Promise.all(
      IMAGES.map(async (image, index) => {
        const made = deployment.machines[index];
        if (made === undefined) throw new Error('the scale set has too few machines');
        const {customData, adminUsername, deployScript: _, sshPublicKey: key, ...machine} = made;
        // No rules of their own: what is in the group of nodes by default.
        const instance = {vmId: `00000000-0000-4000-8000-00000000000${index}`, adminUsername, sshPublicKey: key};
        return attachVirtualMachine(fabric, {
          image,
          virtualNetwork: deployment.network.name,
          machine: {...machine, securityRules: [], instance},
          customData,
          identity,
          tools,
        });
      }),
    );
    return {deployment, machines};
  });

  describe('when they are new', () => {
    beforeAll(async () => {
      await Promise.all(world().machines.map((machine) => machine.waitUntilProvisioned()));
    }, BOOT_TIME);

    it('tell Azure that they are ready', () => {
      const {fabric, machines} = world();

      expect(machines.map(({name}) => [name, fabric.healthOf(name)])).toEqual([
        ['prod-apps-000000', ['Ready']],
        ['prod-apps-000001', ['Ready']],
      ]);
    });

    describeNodes('DataSourceAzure [seed=/dev/sr0]');
  });

  describe('when they have been restarted', () => {
    beforeAll(async () => {
      await Promise.all(world().machines.map((machine) => machine.reboot()));
    }, BOOT_TIME);

    describeNodes('DataSourceAzure [seed=/dev/sr0]');
  });

  describe('when the extension’s script runs, and there is no Kubernetes in the image', () => {
    it('get the file that custom data must not hold, and the bootstrap says what is missing', async () => {
      const {deployment, machines} = world();
      const outcomes = await Promise.all(
        machines.map((machine, index) => runDeployScript(machine, deployment.machines[index]?.deployScript ?? '')),
      );
      const delivered = await Promise.all(machines.map((machine) => filesOf(machine, [DISCOVERY])));

      expect(outcomes).toEqual(
        machines.map(({name}) => ({
          code: 65,
          stdout: [
            `TIME bootstrap of ${name}, pool, starts`,
            ...['cloud-init', 'delivered'].flatMap(doneStep),
            'TIME step network: starts',
            '10 addresses for pods',
            'TIME step network: done after SOME s',
            'TIME step versions: starts',
            'kubelet is missing',
            'TIME bootstrap failed in step versions, exit code 65: vnetk8s explain 65',
            '',
          ].join('\n'),
          stderr: '',
        })),
      );
      expect(delivered).toEqual(machines.map(() => ({[DISCOVERY]: `600 root:root ${sha256(discovery())}`})));
    });
  });

  function describeNodes(datasource: string): void {
    let pods: readonly BootedPod[] = [];

    it('have everything that custom data promises, and no address but their own', async () => {
      const {deployment, machines} = world();
      const expected = deployment.machines.map(({primary, secondary}) => ({
        cloudInit: {datasource, errors: []},
        cloudInitStatus: 'status: done',
        cloudInitWarnings: '',
        addresses: {lo: ['127.0.0.1/8'], eth0: [`${primary}/26`]},
        defaultRoute: `192.0.2.1 via 10.240.0.129 dev eth0 src ${primary}`,
        ownName: primary,
        failedUnits: '',
        services: 'active\nactive\nactive\n',
        pool: secondary.map((address) => `${address}\n`).join(''),
        chains: ['arrival', 'passage', 'departure', 'translation'].map((name) => `vnetk8s ${name}`),
        files: Object.fromEntries(
          deployment.files.map(({path, mode, content}) => [path, `${mode.toString(8)} root:root ${sha256(content)}`]),
        ),
      }));
      const paths = deployment.files.map(({path}) => path);

      expect(await Promise.all(machines.map((machine) => stateOf(machine, paths)))).toEqual(expected);
    });

    it('start pods with addresses of the virtual network', async () => {
      const {deployment, machines} = world();

      pods = (await Promise.all(machines.map(startPods))).flat();

      const expected = deployment.machines.flatMap(({secondary}) => secondary.slice(0, 2).map((address) => [address]));
      expect(await Promise.all(pods.map(addressesOfPod))).toEqual(expected);
    });

    it('keep to their own address when the network is set up anew', async () => {
      const {deployment, machines} = world();

      const found = await Promise.all(
        machines.map(async (machine) => {
          await machine.succeed(
            `netplan apply 2>&1
             systemctl restart systemd-networkd
             /usr/lib/systemd/systemd-networkd-wait-online --interface=eth0 --timeout=60`,
          );
          return addressesOf(machine);
        }),
      );

      expect(found).toEqual(deployment.machines.map(({primary}) => ({lo: ['127.0.0.1/8'], eth0: [`${primary}/26`]})));
    });

    it('have pods that reach each other, on both machines, and are known by their own addresses', async () => {
      const addresses = podAddresses();

      const seen = await Promise.all(pods.map((pod) => askAll(pod, addresses)));

      expect(seen).toEqual(addresses.map((own) => addresses.map(() => own)));
    });

    it('reach pods themselves, from their primary addresses', async () => {
      const {deployment, machines} = world();
      const addresses = podAddresses();

      const seen = await Promise.all(machines.map((machine) => askAll(machine, addresses)));

      expect(seen).toEqual(deployment.machines.map(({primary}) => addresses.map(() => primary)));
    });

    it('drop what pods send under other addresses than theirs', async () => {
      const {fabric} = world();
      const [pod] = pods;
      const [, sibling, other, target] = podAddresses();
      if (pod === undefined) throw new Error('no pod has been started');
      const [before, outside] = [await dropsOf(pod.machine), await fabric.drops()];

      const answers = await inPod(
        pod,
        `for source in ${sibling} ${other} 10.240.0.190; do
           ip address add $source/32 dev lo
           ping -n -c 1 -W 1 -I $source ${target} >/dev/null && echo "$source got an answer"
           ip address delete $source/32 dev lo
         done`,
      );

      expect(answers).toBe('');
      expect(await dropsOf(pod.machine)).toEqual({...before, spoofed: (before['spoofed'] ?? 0) + 3});
      expect(await fabric.drops()).toEqual(outside);
    });

    it('bring their pods to the Internet, which sees the NAT gateway', async () => {
      const script = `nc -n -w 10 ${INTERNET_ADDRESS} ${INTERNET_PORT} </dev/null`;

      const seen = await Promise.all(pods.map((pod) => inPod(pod, script)));

      expect(seen).toEqual(pods.map(() => `${NAT_GATEWAY_ADDRESS}\n`));
    });

    it('keep instance metadata and the wireserver from their pods, and have both themselves', async () => {
      const {machines} = world();
      const urls = [
        'http://169.254.169.254/metadata/instance/compute/name?api-version=2021-02-01',
        'http://168.63.129.16/machine/?comp=goalstate',
        'http://168.63.129.16:32526/machine/?comp=goalstate',
      ];
      const ask = `for url in '${urls.join("' '")}'; do
        code=0
        curl -s --noproxy '*' -m 10 -o /dev/null -w '%{http_code} ' -H 'Metadata: true' "$url" || code=$?
        echo $code
      done`;

      const [ofPods, ofMachines] = await Promise.all([
        Promise.all(pods.map((pod) => inPod(pod, ask))),
        Promise.all(machines.map((machine) => machine.succeed(ask))),
      ]);

      expect(ofPods).toEqual(pods.map(() => '000 7\n'.repeat(3)));
      expect(ofMachines).toEqual(machines.map(() => '200 0\n'.repeat(3)));
    });
  }

  function podAddresses(): readonly string[] {
    return world().deployment.machines.flatMap(({secondary}) => secondary.slice(0, 2));
  }
}

/** Runs a script as the extension does, and returns how it ended; times are replaced. */
async function runDeployScript(machine: VirtualMachine, script: string): Promise<Outcome> {
  await machine.succeed(`base64 --decode >/root/script.sh <<'END'\n${Buffer.from(script).toString('base64')}\nEND`);
  const {code, stdout, stderr} = await machine.exec('/bin/bash /root/script.sh </dev/null');
  const timeless = stdout
    .replaceAll(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /gm, 'TIME ')
    .replaceAll(/after \d+ s$/gm, 'after SOME s');
  return {code, stdout: timeless, stderr};
}

function doneStep(name: string): readonly string[] {
  return [`TIME step ${name}: starts`, `TIME step ${name}: done after SOME s`];
}

/** What machines of a pool join with. */
function discovery(): string {
  const authority = Buffer.from(secretValue('clusterCaCertificate')).toString('base64');
  const server = 'https://api.prod.vnetk8s.internal:6443';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: 'prod', cluster: {server, 'certificate-authority-data': authority}}],
    users: [{name: 'join', user: {token: secretValue('joinToken')}}],
    contexts: [{name: 'join', context: {cluster: 'prod', user: 'join'}}],
    'current-context': 'join',
  };
  return JSON.stringify(config, undefined, 2);
}

async function startPods(machine: VirtualMachine): Promise<readonly BootedPod[]> {
  // One after the other, so that it is known which gets which address.
  const first = await startPod(machine, 'first');
  return [first, await startPod(machine, 'second')];
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
