import {describe, expect, it} from 'vitest';
import type {ClusterHealth} from '../../src/cluster-api/cluster-health.ts';
import {type HealthReport, printReport} from '../../src/cluster-api/health-report.ts';
import {HEALTH_SCRIPT} from '../../src/cluster-api/health-script.ts';
import {probeCluster} from '../../src/cluster-api/probe-cluster.ts';
import {kubeconfig} from '../../src/kubernetes/kubeconfig.ts';
import {type PathAnswer, startFakeApiServer} from './fake-api-server.ts';

const REPORT: HealthReport = {
  version: 1,
  api: {ok: true, detail: 'ok'},
  nodes: {ready: 2, total: 3, notReady: [{name: 'test-apps-000001', reason: 'KubeletNotReady'}]},
  addons: [
    {name: 'coredns', ready: 1, wanted: 2},
    {name: 'cloud-node-manager', ready: 3, wanted: 3},
  ],
};

const HEALTH: ClusterHealth = {
  apiServer: {ok: true, detail: 'ok'},
  nodes: {ready: 2, registered: 3, wanted: 3, notReady: [{name: 'test-apps-000001', reason: 'KubeletNotReady'}]},
  addons: [
    {name: 'cloud-node-manager', ready: 3, wanted: 3},
    {name: 'coredns', ready: 1, wanted: 2},
  ],
  source: 'run-command',
};

const APPS = '/apis/apps/v1/namespaces/kube-system';

const WELL: Readonly<Record<string, PathAnswer>> = {
  '/readyz?verbose': {status: 200, body: '[+]ping ok\nreadyz check passed\n'},
  '/api/v1/nodes?includeObject=None': {
    status: 200,
    body: {
      kind: 'Table',
      rows: [
        {cells: ['test-control-plane-0', 'Ready', 'control-plane']},
        {cells: ['test-apps-000000', 'Ready,SchedulingDisabled', '<none>']},
        {cells: ['test-apps-000001', 'NotReady', '<none>']},
      ],
    },
  },
  '/api/v1/nodes/test-apps-000001': {
    status: 200,
    body: {status: {conditions: [{type: 'Ready', status: 'False', reason: 'KubeletNotReady'}]}},
  },
  [`${APPS}/deployments`]: {
    status: 200,
    body: {items: [{metadata: {name: 'coredns'}, spec: {replicas: 2}, status: {readyReplicas: 1}}]},
  },
  [`${APPS}/daemonsets`]: {
    status: 200,
    body: {items: [{metadata: {name: 'cloud-node-manager'}, status: {numberReady: 3, desiredNumberScheduled: 3}}]},
  },
};

function prints(stdout: string, stderr = '') {
  return async () => ({stdout, stderr});
}

async function notAsked(): Promise<never> {
  throw new Error('no machine is to be asked');
}

describe('probeCluster, by a machine', () => {
  it('runs the script, and finds the report among what else is printed', async () => {
    const scripts: (readonly string[])[] = [];
    const run = async (script: readonly string[]) => {
      scripts.push(script);
      return {stdout: `Enable succeeded:\n[stdout]\n${printReport(REPORT)}\n[stderr]\n`, stderr: ''};
    };

    expect(await probeCluster({run})).toEqual(HEALTH);
    expect(scripts).toEqual([HEALTH_SCRIPT]);
  });

  it('misses nodes and add-ons that there should be', async () => {
    const expected = {nodes: 5, addons: ['coredns', 'kube-proxy']};

    expect(await probeCluster({run: prints(printReport(REPORT)), expected})).toEqual({
      ...HEALTH,
      nodes: {...HEALTH.nodes, wanted: 5},
      addons: [...HEALTH.addons, {name: 'kube-proxy', ready: 0, wanted: 1}],
    });
  });

  it('says of an API server that lists no nodes that it is not well', async () => {
    const report: HealthReport = {...REPORT, api: {ok: true, detail: 'etcd is slow'}, nodes: null, addons: []};

    expect(await probeCluster({run: prints(printReport(report)), expected: {nodes: 5, addons: ['coredns']}})).toEqual({
      apiServer: {ok: false, detail: 'etcd is slow'},
      nodes: {ready: 0, registered: 0, wanted: 5, notReady: []},
      addons: [],
      source: 'run-command',
    });
  });

  it.each([
    ['nothing', ''],
    ['half a report', printReport(REPORT).slice(40)],
    ['another version', printReport({...REPORT, version: 2 as 1})],
    ['a report without a part', printReport(REPORT).replace('"total"', '"all"')],
    ['no JSON', printReport(REPORT).replace('{', '')],
  ])('does not take for a report: %s', async (_, stdout) => {
    const {apiServer} = await probeCluster({run: prints(stdout, 'sh: 1: mktemp: not found\n')});

    expect(apiServer).toEqual({
      ok: false,
      detail: 'the machine that was asked printed no report: sh: 1: mktemp: not found',
    });
  });
});

describe('probeCluster, directly', () => {
  it('asks the API server for little', async () => {
    const server = await startFakeApiServer(WELL);

    expect(await probeCluster({run: notAsked, kubeconfig: server.kubeconfig})).toEqual({...HEALTH, source: 'api'});
    expect(server.asked.toSorted()).toEqual([
      '/api/v1/nodes/test-apps-000001 application/json',
      '/api/v1/nodes?includeObject=None application/json;as=Table;v=v1;g=meta.k8s.io',
      `${APPS}/daemonsets application/json`,
      `${APPS}/deployments application/json`,
      '/readyz?verbose text/plain',
    ]);
  });

  it('names the checks that fail', async () => {
    const body =
      '[+]ping ok\n[-]etcd failed: reason withheld\n[-]informer-sync failed: reason withheld\nreadyz check failed\n';
    const server = await startFakeApiServer({'/readyz?verbose': {status: 500, body}});

    expect(await probeCluster({run: notAsked, kubeconfig: server.kubeconfig})).toEqual({
      apiServer: {ok: false, detail: 'not ready: etcd, informer-sync'},
      nodes: {ready: 0, registered: 0, wanted: 0, notReady: []},
      addons: [],
      source: 'api',
    });
  });

  it('says what it does not answer', async () => {
    const server = await startFakeApiServer({...WELL, [`${APPS}/daemonsets`]: {status: 503, body: {}}});
    const {apiServer} = await probeCluster({run: notAsked, kubeconfig: server.kubeconfig});

    expect(apiServer).toEqual({ok: false, detail: `the API server answers 503 to ${APPS}/daemonsets`});
  });

  it.each([
    ['does not answer in time', {'/readyz?verbose': 'hangs'}],
    ['does not know the user', {'/readyz?verbose': {status: 401, body: {}}}],
    ['lets the user do nothing', {'/readyz?verbose': {status: 403, body: {}}}],
  ] as const)('asks a machine if the server %s', async (_, answers) => {
    const server = await startFakeApiServer(answers);
    const run = prints(printReport(REPORT));

    expect(await probeCluster({run, kubeconfig: server.kubeconfig, directTimeout: 200})).toEqual(HEALTH);
  });

  it('asks a machine if another server answers', async () => {
    const [server, other] = await Promise.all([startFakeApiServer(WELL), startFakeApiServer(WELL)]);
    const [, url = ''] = /server: (\S+)/.exec(other.kubeconfig) ?? [];
    const wrong = server.kubeconfig.replace(/server: \S+/, `server: ${url}`);

    expect(await probeCluster({run: prints(printReport(REPORT)), kubeconfig: wrong})).toEqual(HEALTH);
    expect(other.asked).toEqual([]);
  });

  it('asks a machine if nobody is there', async () => {
    const text = kubeconfig({
      cluster: 'test',
      server: 'https://127.0.0.1:1',
      certificateAuthority: '',
      user: {name: 'a', certificate: '', key: ''},
    });

    expect(await probeCluster({run: prints(printReport(REPORT)), kubeconfig: text})).toEqual(HEALTH);
    expect(await probeCluster({run: prints(printReport(REPORT)), kubeconfig: 'kind: Config\n'})).toEqual(HEALTH);
  });

  it('stops when it is told to', async () => {
    const server = await startFakeApiServer({'/readyz?verbose': 'hangs'});
    const signal = AbortSignal.timeout(50);

    await expect(probeCluster({run: notAsked, kubeconfig: server.kubeconfig, signal})).rejects.toThrow('timeout');
  });
});
