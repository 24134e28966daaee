import {describe, expect, it} from 'vitest';
import {parse, parseAllDocuments, stringify} from 'yaml';
import {DEFAULT_MINOR} from '../../src/kubernetes/versions.ts';
import type {NodeFile} from '../../src/node/machine-setup.ts';
import {AZURE_CONFIG, DISCOVERY, JOIN_TOKEN} from '../../src/node/node-paths.ts';
import type {Outcome} from '../fabric/process.ts';
import {INIT, initPhases, staticPodCommand} from './api-server.ts';
import {DEFINITIONS, type GeneratedCluster, generateCluster, textOf} from './generated-cluster.ts';
import {folderForTest, type MachineFolder, type MachineNetwork, withMachineNetwork} from './machine-folder.ts';
import {AZURE_READERS, describeWithTools, kubeadmOf, READERS} from './tools.ts';

const KUBEADM = kubeadmOf(DEFAULT_MINOR);
const CLUSTER = '/etc/vnetk8s/kubeadm/cluster.yaml';
const KUBELET = '/var/lib/kubelet/config.yaml';
const FLAGS = '/var/lib/kubelet/kubeadm-flags.env';
const ACCEPTED: Outcome = {code: 0, stdout: '', stderr: ''};

/** A program of a manifest: what it is called, and its flags. */
type CommandLine = readonly [program: string, ...flags: readonly string[]];

/** A control-plane machine, with kubeadm and the readers. */
async function prepare(network: MachineNetwork, files: readonly NodeFile[]): Promise<MachineFolder> {
  const folder = await folderForTest(network, files);
  await folder.install(KUBEADM, 'kubeadm');
  await folder.install(READERS);
  await folder.install(AZURE_READERS);
  await folder.writeText(INIT, textOf(files, CLUSTER) + textOf(files, JOIN_TOKEN));
  return folder;
}

/** What Azure's own code reads; everything else Kubernetes' does. */
const OF_AZURE = ['azure', 'cloud-controller-manager', 'cloud-node-manager'];

function read(folder: MachineFolder, ...args: readonly string[]): Promise<Outcome> {
  const [what] = args[0] === 'flags' ? args.slice(1) : args;
  return folder.run([`/bin/${OF_AZURE.includes(what ?? '') ? AZURE_READERS : READERS}`, ...args]);
}

/** What kubeadm makes of the kubelet's configuration and of the patch for a role's machines, and the kubelet's flags. */
async function readKubelet(folder: MachineFolder): Promise<readonly Outcome[]> {
  await initPhases(folder, ['kubelet-start']);
  const [, flags = ''] = /^KUBELET_KUBEADM_ARGS="(.*)"$/m.exec(await folder.readText(FLAGS)) ?? [];
  return [await read(folder, 'kubelet', KUBELET), await read(folder, 'flags', 'kubelet', ...flags.split(' '))];
}

/** The command lines of a cluster's own Pods that are known to the readers. */
function componentCommands(files: readonly NodeFile[]): readonly CommandLine[] {
  return files.flatMap(({path}) => {
    const [, program] = /components\/\d\d-(cloud-(?:controller|node)-manager)\.yaml$/.exec(path) ?? [];
    if (program === undefined) return [];
    const objects = parseAllDocuments(textOf(files, path)).map((document) => document.toJS());
    const [container] = objects.find(({kind}) => kind === 'Deployment' || kind === 'DaemonSet').spec.template.spec
      .containers;
    const [command, ...flags] = [...container.command, ...(container.args ?? [])];
    if (command !== program) throw new Error(`${path} runs ${command}`);
    return [[program, ...flags]];
  });
}

async function writeKubeProxy(
  folder: MachineFolder,
  change: (text: string) => string = (text) => text,
): Promise<string> {
  const documents = parseAllDocuments(await folder.readText(CLUSTER)).map((document) => document.toJS());
  const configuration = documents.find(({kind}) => kind === 'KubeProxyConfiguration');
  await folder.writeText('/tmp/kube-proxy.yaml', change(stringify(configuration)));
  return '/tmp/kube-proxy.yaml';
}

describeWithTools('the programs of a cluster', [KUBEADM, READERS, AZURE_READERS], () => {
  const network = withMachineNetwork('10.240.0.5');

  describe.each(DEFINITIONS)('with what is made of %s', (example, ...set) => {
    async function machine(): Promise<{readonly generated: GeneratedCluster; readonly folder: MachineFolder}> {
      const generated = await generateCluster(example, set);
      return {generated, folder: await prepare(network(), generated.controlPlane)};
    }

    it('take configurations of the kubelet, on all machines, and of kube-proxy', async () => {
      const {generated, folder} = await machine();
      const outcomes = [...(await readKubelet(folder)), await read(folder, 'kube-proxy', await writeKubeProxy(folder))];
      for (const files of generated.pools.values()) {
        await folder.write(files);
        outcomes.push(...(await readKubelet(folder)));
      }

      expect(outcomes).toEqual(outcomes.map(() => ACCEPTED));
    });

    it('know every flag', async () => {
      const {generated, folder} = await machine();
      await initPhases(folder, ['control-plane all']);
      const lines = [
        await staticPodCommand(folder, 'kube-controller-manager'),
        await staticPodCommand(folder, 'kube-scheduler'),
        ...componentCommands(generated.controlPlane),
      ];
      const outcomes = await Promise.all(lines.map((line) => read(folder, 'flags', ...line)));

      expect(lines.map(([program]) => program)).toEqual([
        'kube-controller-manager',
        'kube-scheduler',
        'cloud-node-manager',
        'cloud-controller-manager',
      ]);
      expect(outcomes).toEqual(outcomes.map(() => ACCEPTED));
    });

    it('take azure.json and every kubeconfig', async () => {
      const {generated, folder} = await machine();
      const outcomes = [await read(folder, 'azure', AZURE_CONFIG), await read(folder, 'kubeconfig', DISCOVERY)];
      for (const {path, content} of generated.kubeconfigs) {
        await folder.writeText(`/tmp/${path}`, content);
        outcomes.push(await read(folder, 'kubeconfig', `/tmp/${path}`));
      }

      expect(outcomes).toEqual(outcomes.map(() => ACCEPTED));
    });
  });

  describe('refuse', () => {
    async function machine(): Promise<{readonly files: readonly NodeFile[]; readonly folder: MachineFolder}> {
      const {controlPlane: files} = await generateCluster('minimal.yaml', []);
      return {files, folder: await prepare(network(), files)};
    }

    it.each([
      ['an unknown key', 'podPidsLimit:', 'podPidLimit:', 'unknown field "podPidLimit"'],
      [
        'an impossible value',
        'imageGCLowThresholdPercent: 70',
        'imageGCLowThresholdPercent: 90',
        'imageGCHighThresholdPercent',
      ],
    ])('%s of the kubelet', async (_what, right, wrong, complaint) => {
      const {folder} = await machine();
      await initPhases(folder, ['kubelet-start']);
      await folder.writeText(KUBELET, (await folder.readText(KUBELET)).replace(right, wrong));

      expect(await read(folder, 'kubelet', KUBELET)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(complaint),
      });
    });

    it.each([
      ['an unknown key', 'detectLocalMode:', 'detectLocalModus:', 'unknown field "detectLocalModus"'],
      ['an impossible value', 'nftables', 'nfttables', 'Invalid value: "nfttables"'],
    ])('%s of kube-proxy', async (_what, right, wrong, complaint) => {
      const {folder} = await machine();
      const path = await writeKubeProxy(folder, (text) => text.replace(right, wrong));

      expect(await read(folder, 'kube-proxy', path)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(complaint),
      });
    });

    it.each([
      ['an unknown key', '"securityGroupName"', '"securityGroup"', 'unknown field "securityGroup"'],
      ['an unknown cloud', '"AzurePublicCloud"', '"AzureCloud"', 'cloud is "AzureCloud"'],
      ['an unknown kind of machines', '"vmss"', '"scaleSets"', 'vmType is "scaleSets"'],
      [
        'a text that is no number',
        '"maximumLoadBalancerRuleCount": 250',
        '"maximumLoadBalancerRuleCount": "250"',
        'cannot unmarshal string',
      ],
    ])('%s in azure.json', async (_what, right, wrong, complaint) => {
      const {files, folder} = await machine();
      await folder.writeText(AZURE_CONFIG, textOf(files, AZURE_CONFIG).replace(right, wrong));

      expect(await read(folder, 'azure', AZURE_CONFIG)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(complaint),
      });
    });

    it('a kubeconfig without the cluster that it is for', async () => {
      const {files, folder} = await machine();
      const configuration = parse(textOf(files, DISCOVERY));
      await folder.writeText(DISCOVERY, stringify({...configuration, clusters: []}));

      expect(await read(folder, 'kubeconfig', DISCOVERY)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('cluster "minimal" was not found'),
      });
    });

    it.each([
      [['kube-controller-manager', '--cloud-providers=external'], 'unknown flag: --cloud-providers'],
      [['kube-scheduler', '--profile=false'], 'unknown flag: --profile'],
      [['kubelet', '--cloud-providers=external'], 'unknown flag: --cloud-providers'],
      [
        ['cloud-controller-manager', '--cloud-config=/a', '--cloud-provider=azure', '--controllers=*,-cloud-nodes'],
        'cloud-nodes',
      ],
      [['cloud-node-manager', '--wait-route=false'], 'unknown flag: --wait-route'],
    ])('what is wrong with flags: %s', async (line, complaint) => {
      const {folder} = await machine();

      expect(await read(folder, 'flags', ...line)).toMatchObject({code: 1, stderr: expect.stringContaining(complaint)});
    });
  });
});
