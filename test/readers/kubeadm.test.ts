import {describe, expect, it} from 'vitest';
import {componentsOf} from '../../src/kubernetes/components.ts';
import {resolveVersion, SUPPORTED_MINORS} from '../../src/kubernetes/versions.ts';
import type {NodeFile} from '../../src/node/machine-setup.ts';
import type {Outcome} from '../fabric/process.ts';
import {DEFINITIONS, generateCluster, textOf} from './generated-cluster.ts';
import {folderForTest, type MachineFolder, type MachineNetwork, withMachineNetwork} from './machine-folder.ts';
import {describeWithTools, kubeadmOf} from './tools.ts';

const CLUSTER = '/etc/vnetk8s/kubeadm/cluster.yaml';
const JOIN = '/etc/vnetk8s/kubeadm/join.yaml';
const INIT = '/tmp/init.yaml';
const ACCEPTED: Outcome = {code: 0, stdout: 'ok\n', stderr: ''};

/** A control-plane machine with kubeadm, and what the bootstrap gives to `kubeadm init`: two files, joined. */
async function controlPlane(
  network: MachineNetwork,
  minor: string,
  files: readonly NodeFile[],
): Promise<MachineFolder> {
  const folder = await folderForTest(network, files);
  await folder.install(kubeadmOf(minor), 'kubeadm');
  await folder.writeText(INIT, textOf(files, CLUSTER) + textOf(files, '/etc/vnetk8s/join-token.yaml'));
  return folder;
}

function validate(folder: MachineFolder, path: string): Promise<Outcome> {
  return folder.run(['/bin/kubeadm', 'config', 'validate', '--config', path]);
}

describe.each(SUPPORTED_MINORS)('Kubernetes $minor', ({minor}) => {
  describeWithTools('kubeadm', [kubeadmOf(minor)], () => {
    const network = withMachineNetwork('10.240.0.5');

    it.each(DEFINITIONS)('finds no fault in what is made of %s', async (example, ...set) => {
      const generated = await generateCluster(example, [...set, `kubernetes.version=${minor}`]);
      const folder = await controlPlane(network(), minor, generated.controlPlane);
      const outcomes = [await validate(folder, INIT), await validate(folder, JOIN)];
      for (const files of generated.pools.values()) {
        await folder.write(files);
        outcomes.push(await validate(folder, JOIN));
      }

      expect(outcomes).toEqual(outcomes.map(() => ACCEPTED));
    });

    it('uses the sandbox image that containerd is told to', async () => {
      const {controlPlane: files} = await generateCluster('minimal.yaml', [`kubernetes.version=${minor}`]);
      const folder = await controlPlane(network(), minor, files);
      const images = await folder.succeed(['/bin/kubeadm', 'config', 'images', 'list', '--config', CLUSTER]);
      const {pause} = componentsOf(resolveVersion(minor));

      expect(images.split('\n').filter((image) => image.includes('pause'))).toEqual([`registry.k8s.io/pause:${pause}`]);
      expect(textOf(files, '/etc/containerd/config.toml')).toContain(`sandbox = "registry.k8s.io/pause:${pause}"`);
    });

    it.each([
      ['ClusterConfiguration', INIT, 'clusterName:', 'clusterNames:', 'clusterNames'],
      ['InitConfiguration', INIT, 'nodeRegistration:', 'nodeRegistrations:', 'nodeRegistrations'],
      ['the token in it', INIT, 'usages:', 'usage:', 'bootstrapTokens[0].usage'],
      ['KubeletConfiguration', INIT, 'podPidsLimit:', 'podPidLimit:', 'podPidLimit'],
      ['KubeProxyConfiguration', INIT, 'detectLocalMode:', 'detectLocalModus:', 'detectLocalModus'],
      ['JoinConfiguration', JOIN, 'discovery:', 'discover:', 'discover'],
    ])('finds a misspelt key in %s', async (_document, path, key, misspelt, name) => {
      const {controlPlane: files} = await generateCluster('minimal.yaml', [`kubernetes.version=${minor}`]);
      const folder = await controlPlane(network(), minor, files);
      const right =
        path === INIT ? textOf(files, CLUSTER) + textOf(files, '/etc/vnetk8s/join-token.yaml') : textOf(files, JOIN);
      await folder.writeText(path, right.replace(key, misspelt));

      const {code, stderr} = await validate(folder, path);

      expect({code, stderr}).toEqual({code: 1, stderr: expect.stringContaining(`unknown field "${name}"`)});
    });
  });
});
