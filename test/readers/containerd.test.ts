import {mkdir} from 'node:fs/promises';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {NodeFile} from '../../src/node/machine-setup.ts';
import {type Background, startBackground} from '../fabric/process.ts';
import {RuntimeClient, type RuntimeCondition} from '../runtimes/cri.ts';
import {DEFINITIONS, generateCluster, textOf} from './generated-cluster.ts';
import {folderForTest, type MachineFolder, type MachineNetwork, withMachineNetwork} from './machine-folder.ts';
import {describeWithTools} from './tools.ts';

const CONFIGURATION = '/etc/containerd/config.toml';
const SOCKET = '/run/containerd/containerd.sock';
const CONFLIST = '/etc/cni/net.d/10-vnetk8s.conflist';

/** What containerd says of a configuration that it does not like, and goes on. */
const COMPLAINT = /level=(?:warning|error).*(?:TOML|key|deprecat|config)/i;

async function machine(network: MachineNetwork, files: readonly NodeFile[]): Promise<MachineFolder> {
  const folder = await folderForTest(network, files);
  await folder.install('containerd');
  await folder.install('ctr');
  return folder;
}

/** Starts containerd as the machine's own, with the kernel's file systems, and returns when it takes calls. */
async function start(
  folder: MachineFolder,
): Promise<{readonly containerd: Background; readonly client: RuntimeClient}> {
  for (const name of ['proc', 'sys', 'dev', 'run']) await mkdir(folder.place(`/${name}`), {recursive: true});
  const mounts = ['proc', 'sys', 'dev'].map((name) => `mount --rbind /${name} "$0/${name}"`);
  const script = [...mounts, `exec chroot "$0" /bin/containerd --config ${CONFIGURATION}`].join(' && ');
  const containerd = startBackground(folder.beside(['unshare', '--mount', 'sh', '-c', script, folder.path]));
  onTestFinished(() => containerd.stop('SIGKILL'));
  const client = new RuntimeClient(folder.place(SOCKET));
  onTestFinished(() => client.close());
  await client.waitUntilReady();
  return {containerd, client};
}

/** The parts of containerd that a configuration is for. */
const PARTS = ['io.containerd.cri.v1 images', 'io.containerd.cri.v1 runtime', 'io.containerd.grpc.v1 cri'];

/** The same, with whether they run. */
async function states(folder: MachineFolder): Promise<readonly string[]> {
  const table = await folder.succeed(['/bin/ctr', 'plugins', 'ls']);
  const all = table.split('\n').map((line) => line.trim().split(/\s+/));
  return PARTS.map((part) => {
    const [, , , state] = all.find(([type, name]) => `${type} ${name}` === part) ?? [];
    return `${part}: ${state ?? 'missing'}`;
  });
}

function condition(conditions: readonly RuntimeCondition[], type: string): RuntimeCondition | undefined {
  return conditions.find((candidate) => candidate.type === type);
}

describeWithTools('containerd', ['containerd', 'ctr'], () => {
  const network = withMachineNetwork('10.240.0.5');

  it.each(DEFINITIONS)('finds no fault in what is made of %s', async (example, ...set) => {
    const {controlPlane, pools} = await generateCluster(example, set);
    const folder = await machine(network(), controlPlane);
    const outcomes = [];
    for (const files of [controlPlane, ...pools.values()]) {
      await folder.write(files);
      outcomes.push(await folder.run(['/bin/containerd', '--config', CONFIGURATION, 'config', 'dump']));
    }

    expect(outcomes.map(({code, stderr}) => ({code, stderr}))).toEqual(outcomes.map(() => ({code: 0, stderr: ''})));
    expect(outcomes[0]?.stdout).toMatch(/^ +bin_dirs = \['\/opt\/cni\/bin'\]$/m);
  });

  it('starts with it, and has what a kubelet needs', async () => {
    const {pools} = await generateCluster('minimal.yaml', []);
    const folder = await machine(network(), [...pools.values()][0] ?? []);

    const {containerd, client} = await start(folder);

    expect(await states(folder)).toEqual(PARTS.map((part) => `${part}: ok`));
    const conditions = await client.conditions();
    expect(condition(conditions, 'RuntimeReady')?.status).toBe(true);
    // It finds the plugin and asks it: no network interface has given this machine addresses for pods.
    expect(condition(conditions, 'NetworkReady')?.message).toBe(
      'Network plugin returns error: no address in the pool /run/vnetk8s/pool; ENOENT',
    );
    expect(containerd.output()).not.toMatch(COMPLAINT);
    expect(containerd.output()).toContain(String.raw`\"binDirs\":[\"/opt/cni/bin\"],\"confDir\":\"/etc/cni/net.d\"`);
  });

  describe('does not like', () => {
    it('a misspelt key', async () => {
      const {controlPlane} = await generateCluster('minimal.yaml', []);
      const folder = await machine(network(), controlPlane);
      await folder.writeText(CONFIGURATION, textOf(controlPlane, CONFIGURATION).replace('bin_dirs', 'bin_dir_s'));

      const {stderr} = await folder.run(['/bin/containerd', '--config', CONFIGURATION, 'config', 'dump']);

      expect(stderr).toMatch(COMPLAINT);
    });

    it('a network without plugins', async () => {
      const {controlPlane} = await generateCluster('minimal.yaml', []);
      const folder = await machine(network(), controlPlane);
      await folder.writeText(CONFLIST, textOf(controlPlane, CONFLIST).replace('"plugins"', '"plugin"'));

      const {client} = await start(folder);

      expect(condition(await client.conditions(), 'NetworkReady')).toEqual({
        type: 'NetworkReady',
        status: false,
        reason: 'NetworkPluginNotReady',
        message: 'Network plugin returns error: cni plugin not initialized',
      });
    });
  });
});
