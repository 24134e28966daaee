import {describe, expect, it} from 'vitest';
import {sha256} from '../../src/artifacts/manifest.ts';
import type {Deployment} from '../../src/azure/azure.ts';
import {AzureError} from '../../src/azure/azure-error.ts';
import type {HealthReport} from '../../src/cluster-api/health-report.ts';
import {definitionText} from '../../src/operations/generate-cluster.ts';
import {type LoadedDefinition, loadDefinition} from '../../src/operations/load-definition.ts';
import {type StatusOutcome, statusIn} from '../../src/operations/status.ts';
import type {Target} from '../../src/operations/status-target.ts';
import {deployment, type FakeState, fakeAzure, fakeState, group, idIn, resource} from './cluster-in-azure.ts';

const DEFINITION = `apiVersion: vnetk8s/v1
name: test
location: westeurope
controlPlane: {count: 1}
nodePools:
  - name: apps
  - name: web
    count: 2
    type: virtualMachines
    podPublicIPs: {perNode: 1, dnsLabelPrefix: test}
linux:
  sshPublicKeys:
    - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com
`;

const ADDONS = ['cloud-controller-manager', 'cloud-node-manager', 'coredns', 'kube-proxy'];

async function load(...set: readonly string[]): Promise<LoadedDefinition> {
  const stdin = (async function* () {
    yield Buffer.from(DEFINITION);
  })();
  return loadDefinition({file: '-', stdin, cwd: '/', set});
}

async function targetOf(loaded: LoadedDefinition): Promise<Target> {
  const {meaning} = loaded;
  if (meaning === undefined) throw new Error('the definition means nothing');
  return {name: meaning.cluster.name, definition: {name: 'cluster.yaml', loaded, meaning}};
}

/** What the deployment of a definition says when it is done. */
async function outputsOf(loaded: LoadedDefinition): Promise<Deployment['outputs']> {
  const {meaning} = loaded;
  if (meaning === undefined) throw new Error('the definition means nothing');
  const definition = definitionText(meaning.cluster, meaning.plan);
  return {
    definition,
    definitionHash: sha256(definition),
    apiServerUrl: 'https://test.westeurope.cloudapp.azure.com:6443',
    outboundAddresses: ['20.0.0.4'],
  };
}

const MACHINES = ['test-control-plane-0', 'test-web-0', 'test-web-1', 'other-0'];

/** A cluster of that definition in which all is well. */
async function wellState(parts: Partial<FakeState> = {}, nodes = 6): Promise<FakeState> {
  const report: HealthReport = {
    version: 1,
    api: {ok: true, detail: 'ok'},
    nodes: {ready: nodes, total: nodes, notReady: []},
    addons: ADDONS.map((name) => ({name, ready: 1, wanted: 1})),
  };
  return fakeState({
    groups: [group('test', {'vnetk8s-cluster': 'test'})],
    deployments: [deployment('test', 'test', {outputs: await outputsOf(await load())})],
    resources: MACHINES.map((name) =>
      resource(`Microsoft.Compute/virtualMachines/${name}`, name === 'other-0' ? {} : undefined),
    ),
    machines: MACHINES.map((name) => ({
      id: idIn('TEST', `Microsoft.Compute/virtualMachines/${name}`),
      name,
      vmSize: 'Standard_D4s_v5',
      provisioningState: 'Succeeded',
      powerState: 'running',
    })),
    scaleSets: [
      {
        id: idIn('test', 'Microsoft.Compute/virtualMachineScaleSets/test-apps'),
        name: 'test-apps',
        vmSize: 'Standard_D4s_v5',
        capacity: 3,
        provisioningState: 'Succeeded',
        tags: {'vnetk8s-cluster': 'test'},
      },
    ],
    publicIps: [
      {id: '', name: 'test-apiserver', ipAddress: '20.0.0.1'},
      {id: '', name: 'test-web-1-1', ipAddress: '20.0.0.3', fqdn: 'test-test-web-1-1.westeurope.cloudapp.azure.com'},
      {id: '', name: 'test-web-0-1', ipAddress: '20.0.0.2'},
    ],
    report,
    ...parts,
  });
}

const OPTIONS = {
  azure: {auth: 'auto', env: {}, cwd: '/nowhere', version: '0'},
  set: [],
  stdin: process.stdin,
  cwd: '/nowhere',
} as const;

async function statusOf(state: FakeState, target: Target = {name: 'test'}): Promise<StatusOutcome> {
  return statusIn(fakeAzure(state), target, OPTIONS);
}

describe('the status of a cluster', () => {
  it('tells all of it without any file', async () => {
    const {account: _, ...outcome} = await statusOf(await wellState());
    const machine = {vmSize: 'Standard_D4s_v5', state: 'running', well: true};

    expect(outcome).toEqual({
      cluster: 'test',
      group: 'test',
      deployment: {state: 'Succeeded', timestamp: '2026-11-27T10:55:00.0000000Z', underWay: false},
      definition: {kind: 'unknown'},
      access: {apiServerUrl: 'https://test.westeurope.cloudapp.azure.com:6443', outboundAddresses: ['20.0.0.4']},
      machines: ['test-control-plane-0', 'test-web-0', 'test-web-1'].map((name) => ({name, ...machine})),
      scaleSets: [{name: 'test-apps', vmSize: 'Standard_D4s_v5', capacity: 3, state: 'Succeeded', well: true}],
      podPublicIps: [
        {name: 'test-web-0-1', address: '20.0.0.2'},
        {name: 'test-web-1-1', address: '20.0.0.3', fqdn: 'test-test-web-1-1.westeurope.cloudapp.azure.com'},
      ],
      health: {
        kind: 'asked',
        health: {
          apiServer: {ok: true, detail: 'ok'},
          nodes: {ready: 6, registered: 6, wanted: 6, notReady: []},
          addons: ADDONS.map((name) => ({name, ready: 1, wanted: 1})),
          source: 'run-command',
        },
        problems: [],
      },
      well: true,
    });
  });

  it.each([
    ['same', []],
    ['changed', ['nodePools[apps].count=4']],
  ] as const)('compares what is deployed with the definition: %s', async (kind, set) => {
    const {definition} = await statusOf(await wellState(), await targetOf(await load(...set)));

    expect(definition).toEqual({kind, file: 'cluster.yaml'});
  });

  it('knows the definition of a deployment that is under way by its tag', async () => {
    const {definitionHash} = await outputsOf(await load());
    const running = deployment('test', 'test', {
      state: 'Running',
      tags: {'vnetk8s-definition': String(definitionHash)},
    });
    const outcome = await statusOf(await wellState({deployments: [running]}), await targetOf(await load()));

    expect(outcome).toMatchObject({
      deployment: {state: 'Running', underWay: true},
      definition: {kind: 'same'},
      health: {kind: 'not-asked', reason: 'its deployment is under way'},
      well: false,
    });
  });

  it.each([
    ['a node is missing', async () => wellState({}, 5)],
    [
      'a machine is deallocated',
      async () => {
        const state = await wellState();
        return {...state, machines: state.machines.map((machine) => ({...machine, powerState: 'deallocated'}))};
      },
    ],
    [
      'a scale set has failed',
      async () => {
        const state = await wellState();
        return {...state, scaleSets: state.scaleSets.map((found) => ({...found, provisioningState: 'Failed'}))};
      },
    ],
    [
      'its deployment has failed',
      async () =>
        wellState({
          deployments: [deployment('test', 'test', {state: 'Failed', outputs: await outputsOf(await load())})],
        }),
    ],
  ])('is not well if %s', async (_, state) => {
    expect((await statusOf(await state())).well).toBe(false);
  });

  it('says that the cluster may not be asked', async () => {
    expect(await statusOf(await wellState({report: 403}))).toMatchObject({
      health: {kind: 'not-asked', reason: 'Azure refuses to ask it: AuthorizationFailed: you may not run commands'},
      well: false,
    });
  });

  it('asks the next machine of the control plane if one cannot be asked', async () => {
    const loaded = await load('controlPlane.count=3');
    const asked: string[] = [];
    const state = await wellState({deployments: [deployment('test', 'test', {outputs: await outputsOf(loaded)})]}, 8);
    const azure = fakeAzure(state);
    const runCommand: typeof azure.compute.runCommand = async (id, script) => {
      asked.push(id.split('/').at(-1) ?? '');
      if (asked.length < 3) throw new AzureError({code: 'Conflict', message: ''}, {status: 409, request: ''});
      return azure.compute.runCommand(id, script);
    };
    const {well} = await statusIn({...azure, compute: {...azure.compute, runCommand}}, {name: 'test'}, OPTIONS);

    expect({asked, well}).toEqual({
      asked: ['test-control-plane-0', 'test-control-plane-1', 'test-control-plane-2'],
      well: true,
    });
  });

  it.each([
    ['there is no cluster test in resource group test of subscription Production', fakeState()],
    [
      'cluster test was not deployed: resource group test has no deployment of that name',
      fakeState({groups: [group('test', {'vnetk8s-cluster': 'test'})]}),
    ],
  ])('says: %s', async (message, state) => {
    await expect(statusOf(state)).rejects.toMatchObject({message, exitCode: 3, code: 'CLUSTER_NOT_FOUND'});
  });
});
