import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {parse} from 'yaml';
import {apiServerHostName} from '../../src/cluster/names.ts';
import {HEALTH_SCRIPT} from '../../src/cluster-api/health-script.ts';
import {readReport} from '../../src/cluster-api/read-report.ts';
import {DEFAULT_MINOR} from '../../src/kubernetes/versions.ts';
import {succeed} from '../fabric/process.ts';
import {type ApiServer, type Caller, INIT, initPhases, startApiServer} from './api-server.ts';
import {generateCluster, textOf} from './generated-cluster.ts';
import {createMachineFolder, type MachineFolder, withMachineNetwork} from './machine-folder.ts';
import {API_SERVER, describeWithTools, kubeadmOf, toolPath} from './tools.ts';

const ADDRESS = '10.140.0.6';
const KUBEADM = kubeadmOf(DEFAULT_MINOR);
const PROBE = fileURLToPath(new URL('../../src/cluster-api/probe-cluster.ts', import.meta.url));

/** Nodes that a cluster of this test has, and the reason of their condition. */
const NODES = [
  ['test-control-plane-0', 'True', 'KubeletReady'],
  ['test-apps-000000', 'False', 'KubeletNotReady'],
  ['test-apps-000001', 'Unknown', 'NodeStatusUnknown'],
] as const;

const EXPECTED = {
  nodes: {
    ready: 1,
    notReady: [
      {name: 'test-apps-000000', reason: 'KubeletNotReady'},
      {name: 'test-apps-000001', reason: 'NodeStatusUnknown'},
    ],
  },
  addons: [
    // No scheduler and no controllers run here.
    {name: 'coredns', ready: 0, wanted: 2},
    {name: 'kube-proxy', ready: 0, wanted: 0},
  ],
};

async function addNodes(server: ApiServer, as: Caller): Promise<void> {
  for (const [name, status, reason] of NODES) {
    const yaml = `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\n`;
    await server.ask({as, method: 'POST', path: '/api/v1/nodes', yaml});
    const conditions = `status: {conditions: [{type: Ready, status: '${status}', reason: ${reason}}]}\n`;
    const path = `/api/v1/nodes/${name}/status?fieldManager=test&force=true`;
    const {code} = await server.ask({as, method: 'PATCH', path, yaml: yaml + conditions});
    expect(code).toBe(200);
  }
}

describeWithTools("a cluster's health, asked of an API server", [KUBEADM, API_SERVER, 'etcd', 'kubectl'], () => {
  const network = withMachineNetwork(ADDRESS);
  let folder: MachineFolder;
  let server: ApiServer;
  let admin: string;
  beforeAll(async () => {
    const generated = await generateCluster('minimal.yaml', [], []);
    folder = await createMachineFolder(network(), generated.controlPlane);
    await folder.install(KUBEADM, 'kubeadm');
    const {controlPlane} = generated;
    const files = ['/etc/vnetk8s/kubeadm/cluster.yaml', '/etc/vnetk8s/join-token.yaml'];
    await folder.writeText(INIT, files.map((path) => textOf(controlPlane, path)).join(''));
    await initPhases(folder, ['certs all', 'kubeconfig all', 'control-plane all', 'etcd local']);
    const host = apiServerHostName(generated.cluster);
    await folder.writeText('/etc/hosts', `127.0.0.1 localhost\n${ADDRESS} ${host}\n`);
    server = await startApiServer(folder, host, ADDRESS);
    await initPhases(folder, ['upload-config all', 'bootstrap-token', 'addon all']);
    const own = await folder.readText('/etc/kubernetes/admin.conf');
    admin = folder.place('/tmp/admin.conf');
    // Programs of this machine know no names of that one.
    await writeFile(admin, own.replace(/server: .*/, `server: https://${ADDRESS}:6443`));
    const [{user}] = parse(own).users;
    const [certificate, key] = ['/tmp/admin.crt', '/tmp/admin.key'];
    await folder.writeText(certificate, Buffer.from(user['client-certificate-data'], 'base64').toString());
    await folder.writeText(key, Buffer.from(user['client-key-data'], 'base64').toString());
    await addNodes(server, {certificate, key});
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await folder?.remove();
  });

  it('is printed by the script', async () => {
    const script = folder.place('/tmp/health.sh');
    await writeFile(script, HEALTH_SCRIPT.join('\n').replace('/etc/kubernetes/admin.conf', admin));
    const path = `PATH=${toolPath('')}:${process.env['PATH']}`;
    const report = readReport(await succeed(folder.beside(['env', path, 'sh', script]), {timeout: 60_000}));
    const {nodes, addons} = EXPECTED;

    expect(report).toEqual({version: 1, api: {ok: true, detail: 'ok'}, nodes: {...nodes, total: 3}, addons});
  });

  it('is read directly', async () => {
    const code = `
        import {readFileSync} from 'node:fs';
        import {probeCluster} from ${JSON.stringify(PROBE)};
        const health = await probeCluster({
          run: () => Promise.reject(new Error('no machine is to be asked')),
          kubeconfig: readFileSync(${JSON.stringify(admin)}, 'utf8'),
        });
        console.log(JSON.stringify(health));`;
    const argv = [process.execPath, '--input-type=module', '--eval', code];
    const health: unknown = JSON.parse(await succeed(folder.beside(argv), {timeout: 60_000}));
    const {nodes, addons} = EXPECTED;

    expect(health).toEqual({
      apiServer: {ok: true, detail: 'ok'},
      nodes: {...nodes, registered: 3, wanted: 3},
      addons,
      source: 'api',
    });
  });
});
