import {describe, expect, it} from 'vitest';
import {showStatus} from '../../src/cli/status-text.ts';
import type {StatusOutcome} from '../../src/operations/status.ts';
import {plainStyle} from '../../src/report/table.ts';

const TEXT = {stdout: {width: 80, style: plainStyle}, aim: {source: {}, azure: {}}};

const ACCOUNT = {
  cloud: 'AzureCloud',
  tenantId: '00000000-0000-0000-0000-000000000002',
  subscriptionId: '00000000-0000-0000-0000-000000000001',
  subscriptionName: 'Production',
  subscriptionState: 'Enabled',
  identity: 'somebody@example.com',
  method: 'Azure CLI',
  simulated: false,
} as const;

const MACHINE = {vmSize: 'Standard_D4s_v5', state: 'running', well: true};

const WELL: StatusOutcome = {
  cluster: 'prod',
  account: ACCOUNT,
  group: 'clusters',
  deployment: {state: 'Succeeded', timestamp: '2026-11-27T10:55:21.1234567Z', underWay: false},
  definition: {kind: 'same', file: 'cluster.yaml'},
  access: {
    apiServerUrl: 'https://prod.westeurope.cloudapp.azure.com:6443',
    outboundAddresses: ['20.0.0.4', '20.0.0.5'],
  },
  machines: [0, 1, 2].map((index) => ({name: `prod-control-plane-${index}`, ...MACHINE})),
  scaleSets: [{name: 'prod-apps', vmSize: 'Standard_D8s_v5', capacity: 1000, state: 'Succeeded', well: true}],
  podPublicIps: [],
  health: {
    kind: 'asked',
    health: {
      apiServer: {ok: true, detail: 'ok'},
      nodes: {ready: 1003, registered: 1003, wanted: 1003, notReady: []},
      addons: [
        {name: 'cloud-node-manager', ready: 1003, wanted: 1003},
        {name: 'coredns', ready: 2, wanted: 2},
      ],
      source: 'run-command',
    },
    problems: [],
  },
  well: true,
};

describe('showStatus', () => {
  it('shows a cluster that is well', () => {
    expect(showStatus(WELL, TEXT).data).toBe(`\
Cluster     prod
Azure       resource group clusters, subscription Production
Deployment  succeeded, 2026-11-27 10:55 UTC
Definition  cluster.yaml is what is deployed
API server  https://prod.westeurope.cloudapp.azure.com:6443
Internet    through 20.0.0.4, 20.0.0.5

MACHINES              COUNT  SIZE             STATE
prod-control-plane-*      3  Standard_D4s_v5  running
prod-apps             1,000  Standard_D8s_v5  succeeded

1,003 of 1,003 nodes are ready

ADD-ON                    READY
cloud-node-manager  1,003/1,003
coredns                     2/2

cluster prod is well
`);
  });

  it('has no columns where there is no room for them', () => {
    const {data} = showStatus(WELL, {...TEXT, stdout: {width: 40, style: plainStyle}});

    expect(data.split('\n').slice(11, 17)).toEqual([
      'prod-control-plane-*',
      '  3 Standard_D4s_v5 running',
      'prod-apps',
      '  1,000 Standard_D8s_v5 succeeded',
      '',
      '1,003 of 1,003 nodes are ready',
    ]);
  });

  it.each([
    ['same', 'cluster.yaml is what is being deployed'],
    ['changed', 'cluster.yaml is not what is being deployed'],
  ] as const)('does not say that something is deployed while it is being: %s', (kind, words) => {
    const deployment = {...WELL.deployment, state: 'Running', underWay: true};
    const {data} = showStatus({...WELL, well: false, deployment, definition: {kind, file: 'cluster.yaml'}}, TEXT);

    expect(data.split('\n').slice(2, 4)).toEqual([
      'Deployment  under way (running) since 2026-11-27 10:55 UTC',
      `Definition  ${words}`,
    ]);
  });

  it('shows what is not well', () => {
    const nodes = {
      ready: 990,
      registered: 1000,
      wanted: 1003,
      notReady: ['a', 'b', 'c', 'd', 'e'].map((name) => ({name: `prod-apps-00000${name}`, reason: 'KubeletNotReady'})),
    };
    const outcome: StatusOutcome = {
      ...WELL,
      account: {...ACCOUNT, simulated: true},
      definition: {kind: 'changed', file: 'cluster.yaml'},
      machines: [
        {name: 'prod-control-plane-0', ...MACHINE},
        {name: 'prod-control-plane-1', ...MACHINE, state: 'deallocated', well: false},
      ],
      podPublicIps: Array.from({length: 12}, (_, index) => ({
        name: `prod-web-${index}-1`,
        address: `20.0.1.${index}`,
        ...(index === 0 ? {fqdn: 'prod-web-0-1.westeurope.cloudapp.azure.com'} : {}),
      })),
      health: {
        kind: 'asked',
        problems: [{about: 'nodes', nodes}],
        health: {
          apiServer: {ok: true, detail: 'ok'},
          nodes,
          addons: [{name: 'coredns', ready: 1, wanted: 2}],
          source: 'api',
        },
      },
      well: false,
    };

    expect(showStatus(outcome, TEXT).data).toBe(`\
Cluster     prod
Azure       resource group clusters of a simulated Azure: nothing of it is real
Deployment  succeeded, 2026-11-27 10:55 UTC
Definition  cluster.yaml is not what is deployed
API server  https://prod.westeurope.cloudapp.azure.com:6443
Internet    through 20.0.0.4, 20.0.0.5

MACHINES              COUNT  SIZE             STATE
prod-control-plane-0      1  Standard_D4s_v5  running
prod-control-plane-1      1  Standard_D4s_v5  deallocated
prod-apps             1,000  Standard_D8s_v5  succeeded

12 public IPs for pods:
  20.0.1.0 prod-web-0-1.westeurope.cloudapp.azure.com
  20.0.1.1
  20.0.1.2
  20.0.1.3
  20.0.1.4
  20.0.1.5
  20.0.1.6
  20.0.1.7
  20.0.1.8
  20.0.1.9
  and 2 more: --output json

990 of 1,003 nodes are ready
  prod-apps-00000a: KubeletNotReady
  prod-apps-00000b: KubeletNotReady
  prod-apps-00000c: KubeletNotReady
  prod-apps-00000d: KubeletNotReady
  prod-apps-00000e: KubeletNotReady
  and 5 more that are not ready
  3 nodes never joined

ADD-ON   READY
coredns    1/2

cluster prod is not well
what a deployment would change: vnetk8s diff
`);
  });

  it('shows a deployment that is under way', () => {
    const {access: _, ...rest} = WELL;
    const outcome: StatusOutcome = {
      ...rest,
      deployment: {state: 'Running', timestamp: '2026-11-27T10:55:21.1234567Z', underWay: true},
      definition: {kind: 'unknown'},
      machines: [],
      scaleSets: [],
      health: {kind: 'not-asked', reason: 'its deployment is under way'},
      well: false,
    };

    expect(showStatus(outcome, TEXT).data).toBe(`\
Cluster     prod
Azure       resource group clusters, subscription Production
Deployment  under way (running) since 2026-11-27 10:55 UTC
Definition  not compared

The cluster was not asked: its deployment is under way

cluster prod is being deployed; to follow it: vnetk8s deploy
`);
  });

  it('shows a deployment that failed, and an API server that does not answer', () => {
    const apiServer = {ok: false, detail: 'not ready: etcd'};
    const nodes = {ready: 0, registered: 0, wanted: 3, notReady: []};
    const health = {apiServer, nodes, addons: [], source: 'run-command'} as const;
    const outcome: StatusOutcome = {
      ...WELL,
      deployment: {...WELL.deployment, state: 'Failed'},
      machines: [],
      scaleSets: [],
      health: {kind: 'asked', health, problems: [{about: 'apiServer', detail: 'not ready: etcd'}]},
      well: false,
    };

    expect(showStatus(outcome, TEXT).data.split('\n').slice(-5)).toEqual([
      '',
      'The API server is not well: not ready: etcd',
      '',
      'cluster prod is not well; to see why, and to go on: vnetk8s deploy',
      '',
    ]);
  });

  it('has everything for scripts', () => {
    expect(showStatus(WELL, TEXT).document).toEqual({
      apiVersion: 'vnetk8s/v1',
      kind: 'Status',
      cluster: 'prod',
      resourceGroup: 'clusters',
      subscription: '00000000-0000-0000-0000-000000000001',
      simulated: false,
      deployment: WELL.deployment,
      definition: WELL.definition,
      apiServerUrl: 'https://prod.westeurope.cloudapp.azure.com:6443',
      outboundAddresses: ['20.0.0.4', '20.0.0.5'],
      machines: WELL.machines,
      scaleSets: WELL.scaleSets,
      podPublicIps: [],
      health: WELL.health.kind === 'asked' ? WELL.health.health : undefined,
      problems: [],
      well: true,
    });
  });

  it('names the same file and place in what to do next', () => {
    const aim = {source: {file: 'prod.yaml'}, azure: {group: 'clusters'}};
    const deployment = {...WELL.deployment, state: 'Failed'};
    const definition = {kind: 'changed', file: 'prod.yaml'} as const;
    const text = showStatus({...WELL, deployment, definition, well: false}, {...TEXT, aim}).data;

    expect(text.split('\n').filter((line) => line.includes('vnetk8s '))).toEqual([
      'cluster prod is not well; to see why, and to go on: vnetk8s deploy prod.yaml --resource-group clusters',
      'what a deployment would change: vnetk8s diff prod.yaml --resource-group clusters',
    ]);
  });
});
