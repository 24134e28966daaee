import {afterAll, beforeAll, expect, it} from 'vitest';
import {parse} from 'yaml';
import {apiServerHostName} from '../../src/cluster/names.ts';
import {DEFAULT_MINOR} from '../../src/kubernetes/versions.ts';
import {type ApiServer, type Caller, INIT, initPhases, startApiServer} from '../readers/api-server.ts';
import {generateCluster, textOf} from '../readers/generated-cluster.ts';
import {createMachineFolder, type MachineFolder, withMachineNetwork} from '../readers/machine-folder.ts';
import {applyManifests, messageOf, refusals} from '../readers/manifests.ts';
import {API_SERVER, describeWithTools, kubeadmOf} from '../readers/tools.ts';

const ADDRESS = '10.140.0.5';
const KUBEADM = kubeadmOf(DEFAULT_MINOR);
const PODS = '/api/v1/namespaces/kube-system/pods';
const ACCOUNT = '/api/v1/namespaces/kube-system/serviceaccounts/cloud-node-manager';

/** What the pod of a node writes, as the API server is given it. */
function changed(name: string, metadata: object, spec: object = {}): string {
  return JSON.stringify({apiVersion: 'v1', kind: 'Node', metadata: {name, ...metadata}, spec});
}

describeWithTools('whoever has taken a node over', [KUBEADM, API_SERVER, 'etcd'], () => {
  const network = withMachineNetwork(ADDRESS);
  let folder: MachineFolder;
  let server: ApiServer;
  let admin: Caller;
  let manager: Caller;

  beforeAll(async () => {
    const {cluster, controlPlane} = await generateCluster('minimal.yaml', []);
    folder = await createMachineFolder(network(), controlPlane);
    await folder.install(KUBEADM, 'kubeadm');
    await folder.writeText(
      INIT,
      textOf(controlPlane, '/etc/vnetk8s/kubeadm/cluster.yaml') + textOf(controlPlane, '/etc/vnetk8s/join-token.yaml'),
    );
    await initPhases(folder, ['certs all', 'kubeconfig all', 'control-plane all', 'etcd local']);
    const host = apiServerHostName(cluster);
    await folder.writeText('/etc/hosts', `127.0.0.1 localhost\n${ADDRESS} ${host}\n`);
    server = await startApiServer(folder, host, ADDRESS);
    admin = await administrator();
    const manifest = textOf(controlPlane, '/etc/vnetk8s/components/01-cloud-node-manager.yaml');
    expect(refusals(await applyManifests(server, admin, manifest))).toEqual([]);
    manager = await managerOf('mine');
    await server.ask({as: admin, method: 'POST', path: '/api/v1/nodes', yaml: changed('other', {})});
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await folder?.remove();
  });

  /** Who may do everything, while nobody has made the binding that kubeadm's administrators have. */
  async function administrator(): Promise<Caller> {
    const [user] = parse(await folder.readText('/etc/kubernetes/super-admin.conf')).users;
    const caller = {certificate: '/tmp/admin.crt', key: '/tmp/admin.key'};
    await folder.writeText(caller.certificate, Buffer.from(user.user['client-certificate-data'], 'base64').toString());
    await folder.writeText(caller.key, Buffer.from(user.user['client-key-data'], 'base64').toString());
    return caller;
  }

  /** Makes a node with a pod of cloud-node-manager, and asks for a token as the kubelet does. */
  async function managerOf(node: string): Promise<Caller> {
    const taints = [{key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule'}];
    await server.ask({as: admin, method: 'POST', path: '/api/v1/nodes', yaml: changed(node, {}, {taints})});
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {name: 'manager'},
      spec: {nodeName: node, serviceAccountName: 'cloud-node-manager', containers: [{name: 'a', image: 'a'}]},
    };
    const made = await server.ask({as: admin, method: 'POST', path: PODS, yaml: JSON.stringify(pod)});
    const {uid} = (made.body as {readonly metadata: {readonly uid: string}}).metadata;
    const request = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {boundObjectRef: {apiVersion: 'v1', kind: 'Pod', name: 'manager', uid}},
    };
    const yaml = JSON.stringify(request);
    const {body} = await server.ask({as: admin, method: 'POST', path: `${ACCOUNT}/token`, yaml});
    return {token: (body as {readonly status: {readonly token: string}}).status.token};
  }

  /** What the API server says of a change that cloud-node-manager's token makes. */
  async function change(node: string, part: '' | '/status', metadata: object, spec?: object): Promise<string> {
    const path = `/api/v1/nodes/${node}${part}?fieldManager=manager&force=true`;
    const {code, body} = await server.ask({as: manager, method: 'PATCH', path, yaml: changed(node, metadata, spec)});
    return code === 200 ? 'done' : `${code} ${messageOf(body)}`;
  }

  const zone = {labels: {'topology.kubernetes.io/zone': 'westeurope-1'}};

  it('cannot change another node with the token of cloud-node-manager', async () => {
    const own = /403 .*cloud-node-manager changes no node but its own/;

    // The API server compiles a new policy within a second or so.
    await expect.poll(() => change('other', '', zone), {timeout: 20_000}).toMatch(own);
    expect(await change('other', '/status', {annotations: {a: 'b'}})).toMatch(own);
  });

  it('cannot make the node one of the control plane with it, to which its pods would come', async () => {
    const role = /403 .*cloud-node-manager gives no node a role/;

    expect([
      await change('mine', '', {labels: {'node-role.kubernetes.io/control-plane': ''}}),
      await change('mine', '/status', {labels: {'vault.node-restriction.kubernetes.io/a': 'true'}}),
    ]).toEqual([expect.stringMatching(role), expect.stringMatching(role)]);
  });

  it('still lets cloud-node-manager do its work: labels, the provider’s id, the taint that goes, addresses', async () => {
    const labels = {'node-role.kubernetes.io/a': '', 'node-role.kubernetes.io/b': '', 'node-role.kubernetes.io/c': ''};
    const path = '/api/v1/nodes/mine?fieldManager=admin';
    await server.ask({as: admin, method: 'PATCH', path, yaml: changed('mine', {labels})});
    const spec = {providerID: 'azure:///subscriptions/a', taints: []};

    expect([await change('mine', '', zone, spec), await change('mine', '/status', {})]).toEqual(['done', 'done']);
    const {body} = await server.ask({as: admin, path: '/api/v1/nodes/mine'});
    expect(body).toMatchObject({
      metadata: {labels: {...labels, ...zone.labels}},
      spec: {providerID: 'azure:///subscriptions/a'},
    });
    expect((body as {readonly spec: object}).spec).not.toHaveProperty('taints');
  });

  it('leaves others alone, such as administrators', async () => {
    const yaml = changed('other', {labels: {'node-role.kubernetes.io/control-plane': ''}});

    const {code} = await server.ask({
      as: admin,
      method: 'PATCH',
      path: '/api/v1/nodes/other?fieldManager=admin&force=true',
      yaml,
    });

    expect(code).toBe(200);
  });
});
