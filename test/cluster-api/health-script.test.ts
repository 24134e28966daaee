import {spawnSync} from 'node:child_process';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {HEALTH_MARKER, type HealthReport, printReport} from '../../src/cluster-api/health-report.ts';
import {HEALTH_SCRIPT} from '../../src/cluster-api/health-script.ts';
import {readReport} from '../../src/cluster-api/read-report.ts';
import {temporaryDirectory} from '../temporary-directory.ts';
import {type KubectlAnswers, runHealthScript} from './fake-kubectl.ts';

const NODES = `prod-control-plane-0   Ready                      control-plane   5m   v1.36.1
prod-apps-000000       Ready,SchedulingDisabled   <none>          4m   v1.36.1
prod-apps-000001       NotReady                   <none>          3m   v1.36.1
`;

const WELL: KubectlAnswers = {
  nodes: {prints: NODES},
  reasons: {'prod-apps-000001': 'KubeletNotReady'},
  addons: {prints: 'coredns 1 2\ncloud-node-manager 3 3\n'},
};

const UNKNOWN: HealthReport = {version: 1, api: {ok: false, detail: ''}, nodes: null, addons: []};

async function reportOf(answers: KubectlAnswers, options?: {readonly shell?: string; readonly bootstrapped?: boolean}) {
  const {stdout, stderr} = await runHealthScript(await temporaryDirectory(), answers, options);
  expect(stderr).toBe('');
  const report = readReport(stdout);
  expect(stdout).toBe(report === undefined ? '' : printReport(report));
  return report;
}

function has(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

describe('the health script', () => {
  it('begins with the line that simulated machines know it by', () => {
    expect(HEALTH_SCRIPT[0]).toBe(HEALTH_MARKER);
  });

  it.runIf(has('shellcheck'))('has nothing that shellcheck objects to', () => {
    const {stdout, status} = spawnSync('shellcheck', ['--shell=sh', '-'], {input: `${HEALTH_SCRIPT.join('\n')}\n`});

    expect({status, found: String(stdout)}).toEqual({status: 0, found: ''});
  });

  it.each(['dash', 'bash', 'busybox sh'].filter((shell) => has(shell.split(' ')[0] ?? '')))(
    'reports nodes and addons, run by %s',
    async (shell) => {
      expect(await reportOf(WELL, {shell})).toEqual({
        version: 1,
        api: {ok: true, detail: 'ok'},
        nodes: {ready: 2, total: 3, notReady: [{name: 'prod-apps-000001', reason: 'KubeletNotReady'}]},
        addons: [
          {name: 'coredns', ready: 1, wanted: 2},
          {name: 'cloud-node-manager', ready: 3, wanted: 3},
        ],
      });
    },
  );

  it('says that there is no Kubernetes on the machine yet', async () => {
    const report = await reportOf(WELL, {bootstrapped: false});

    expect({...report, api: {ok: report?.api.ok}}).toEqual({...UNKNOWN, api: {ok: false}});
    expect(report?.api.detail).toMatch(
      /^there is no \S+admin\.conf on this machine: its bootstrap has not got that far$/,
    );
  });

  it('gives the last words of kubectl if the API server does not answer', async () => {
    const complains =
      'E1127 10:00:00 memcache.go:265] "Unhandled Error" err="couldn\'t get"\nThe connection to the server "api\\x":6443 was refused\n\n';

    expect(await reportOf({readyz: {complains}})).toEqual({
      ...UNKNOWN,
      api: {ok: false, detail: "The connection to the server 'api'x':6443 was refused"},
    });
  });

  it('names the checks that fail', async () => {
    const complains =
      'Error from server (InternalError): an error on the server ("[+]ping ok\\n[-]etcd failed: reason withheld\\n[+]log ok\\n[-]informer-sync failed: reason withheld\\nreadyz check failed") has prevented the request from succeeding\n';

    expect(await reportOf({readyz: {complains}})).toEqual({
      ...UNKNOWN,
      api: {ok: false, detail: 'not ready: etcd, informer-sync'},
    });
  });

  it('says so if nodes cannot be listed', async () => {
    expect(await reportOf({nodes: {complains: 'Error from server (Timeout): etcd is slow\n'}})).toEqual({
      ...UNKNOWN,
      api: {ok: true, detail: 'Error from server (Timeout): etcd is slow'},
    });
  });

  it('knows a cluster without nodes', async () => {
    expect(await reportOf({})).toEqual({
      ...UNKNOWN,
      api: {ok: true, detail: 'ok'},
      nodes: {ready: 0, total: 0, notReady: []},
    });
  });

  it('prints less than Run Command keeps, of 4,000 nodes that are not ready too', async () => {
    const names = Array.from({length: 4000}, (_, index) => `${'n'.repeat(57)}-${String(index).padStart(5, '0')}`);
    const addons = Array.from({length: 100}, (_, index) => `${'a'.repeat(60)}-${index} 0 4000\n`).join('');
    const report = await reportOf({
      nodes: {prints: names.map((name) => `${name}   NotReady   <none>   3m   v1.36.1\n`).join('')},
      reasons: Object.fromEntries(names.slice(0, 5).map((name) => [name, 'R'.repeat(200)])),
      addons: {prints: addons},
    });

    expect(report?.nodes).toMatchObject({ready: 0, total: 4000, notReady: {length: 5}});
    expect(report?.addons).toHaveLength(20);
    expect(printReport(report ?? UNKNOWN).length).toBeLessThan(4096);
  });

  it('leaves nothing behind on the machine', async () => {
    const folder = await temporaryDirectory();
    await runHealthScript(folder, WELL);

    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });
});
