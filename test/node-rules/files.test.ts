import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import type {MachineSetups} from '../../src/node/machine-setup.ts';
import {setUpMachines} from '../../src/node/set-up-machines.ts';
import {buildCluster} from '../cluster/cluster-builder.ts';
import {type NodeValues, nodeFile} from '../fabric/node-file.ts';
import {describeOnFabric, withFabric} from '../fabric/on-fabric.ts';
import {run} from '../fabric/process.ts';
import {scriptText} from './sandbox.ts';

const VALUES: NodeValues = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};
const CLEAN = {code: 0, stdout: '', stderr: ''};

/** The machines of a cluster with everything that adds a file. */
function setUp(): Promise<MachineSetups> {
  const edge = {name: 'edge', type: 'virtualMachines' as const, podPublicIPs: {perNode: 2, dnsLabelPrefix: 'shop'}};
  const cluster = buildCluster({nodePools: [{name: 'apps', count: {min: 1, max: 5}}, edge]});
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: extra\n';
  return setUpMachines(cluster, planAddresses(cluster), [{name: 'extra', text}]);
}

const HAS_CLOUD_INIT = spawnSync('which', ['cloud-init']).status === 0;

describe.skipIf(!HAS_CLOUD_INIT)(`cloud-init${HAS_CLOUD_INIT ? '' : ' (skipped: needs cloud-init)'}`, () => {
  it('accepts the custom data of every role', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cloud-init-'));
    const {controlPlane, pools} = await setUp();
    const outcomes = [];
    for (const {name, cloudInit} of [controlPlane, ...pools]) {
      const file = join(folder, name);
      await writeFile(file, cloudInit);
      outcomes.push(await run(['cloud-init', 'schema', '--config-file', file], {timeout: 30_000}));
    }
    await rm(folder, {recursive: true});

    expect(outcomes).toEqual(
      ['control-plane', 'apps', 'edge'].map((name) => ({
        ...CLEAN,
        stdout: `Valid cloud-config: ${join(folder, name)}\n`,
      })),
    );
  });
});

describe('the CNI configuration', () => {
  it('names the plugin, with the capability it needs, and portmap', async () => {
    expect(JSON.parse(await nodeFile('10-vnetk8s.conflist'))).toEqual({
      cniVersion: '1.0.0',
      cniVersions: ['1.0.0', '1.1.0'],
      name: 'vnetk8s',
      plugins: [
        {type: 'vnetk8s', capabilities: {'io.kubernetes.cri.pod-annotations': true}},
        {type: 'portmap', capabilities: {portMappings: true}, snat: true},
      ],
    });
  });
});

describeOnFabric('the tools that read the node’s files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'node-files-'));
  });
  afterAll(async () => {
    await rm(folder, {recursive: true});
  });
  const world = withFabric(async () => ({}));

  it.each<[string, NodeValues]>([
    ['one range', VALUES],
    ['overlapping ranges', {...VALUES, unmasqueradedCidrs: ['10.240.0.0/12', '10.240.0.0/16', '192.168.0.0/16']}],
    ['instance metadata for pods', {...VALUES, podAccessToInstanceMetadata: true}],
  ])('find no fault in the rules for %s', async (_name, values) => {
    const file = join(folder, 'rules.nft');
    await writeFile(file, await nodeFile('rules.nft.hbs', values));

    expect(await world().fabric.internet.exec(['nft', '-c', '-f', file])).toEqual(CLEAN);
  });

  it('find no fault in the scripts', async () => {
    const {controlPlane, pools} = await setUp();
    const names = (await readdir(new URL('../../templates/node/', import.meta.url))).filter((name) =>
      name.endsWith('.sh'),
    );
    const files = names.map((name) => join(folder, name));
    for (const [place, name] of names.entries()) {
      const text = await nodeFile(name);
      // cloud-init runs its commands as a script of this kind.
      await writeFile(files[place] ?? '', name === 'bootcmd.sh' ? `#!/bin/sh\n${text}` : text);
    }
    const deployScripts = [controlPlane, ...pools].map(({name}) => join(folder, `deploy-${name}`));
    for (const [place, {deployScript}] of [controlPlane, ...pools].entries()) {
      await writeFile(deployScripts[place] ?? '', scriptText(deployScript, {}));
    }

    expect(names).toEqual(['bootcmd.sh', 'bootstrap.sh', 'write-pool.sh']);
    expect(await run(['shellcheck', '--enable=all', '--exclude=SC2250,SC2312', ...files, ...deployScripts])).toEqual(
      CLEAN,
    );
  });

  it('find no fault in the units', async () => {
    const units = join(folder, 'units');
    const {controlPlane} = await setUp();
    const written = controlPlane.files.filter(({path}) => path.startsWith('/etc/systemd/system/'));
    for (const {path, content} of written) {
      const file = join(units, path.slice('/etc/systemd/system/'.length));
      await mkdir(dirname(file), {recursive: true});
      await writeFile(file, content);
    }
    // Its package brings it; what is ours is a part of it.
    await writeFile(join(units, 'kubelet.service'), '[Service]\nExecStart=/bin/true\n');
    const names = ['kubelet.service', 'var-lib-etcd.mount', 'vnetk8s-pool.service', 'vnetk8s-rules.service'];

    const outcome = await run(['systemd-analyze', 'verify', ...names.map((name) => join(units, name))]);

    expect(written.map(({path}) => path.slice('/etc/systemd/system/'.length)).sort()).toEqual([
      'kubelet.service.d/20-vnetk8s-etcd-disk.conf',
      ...names.slice(1),
    ]);
    expect(outcome).toEqual(CLEAN);
  });

  it('know every kernel setting', async () => {
    const file = join(folder, 'sysctl.conf');
    await writeFile(file, await nodeFile('sysctl.conf'));

    // Not in a namespace: the size of the neighbour table is a setting of the whole machine.
    expect(await run(['sysctl', '--dry-run', `--load=${file}`])).toEqual({
      ...CLEAN,
      stdout: [
        'net.ipv4.ip_forward = 1',
        'net.ipv4.conf.all.send_redirects = 0',
        'net.ipv4.conf.default.send_redirects = 0',
        'net.ipv4.conf.all.accept_redirects = 0',
        'net.ipv4.conf.default.accept_redirects = 0',
        'net.ipv4.conf.all.promote_secondaries = 1',
        'net.ipv4.neigh.default.gc_thresh1 = 4096',
        'net.ipv4.neigh.default.gc_thresh2 = 8192',
        'net.ipv4.neigh.default.gc_thresh3 = 16384',
        '',
      ].join('\n'),
    });
  });

  it('have every kernel setting, as sysctl names it', async () => {
    const text = `${await nodeFile('sysctl.conf')}${await nodeFile('kubelet-sysctl.conf')}`;
    const names = [...text.matchAll(/^([a-z]\S+) =/gm)].map(([, name = '']) => name);

    const {code, stdout} = await run(['sysctl', '--names', ...names]);

    expect({code, names: stdout.trim().split('\n')}).toEqual({code: 0, names});
  });
}, ['shellcheck', 'systemd-analyze']);
