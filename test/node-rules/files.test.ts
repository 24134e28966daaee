import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type NodeValues, nodeFile} from '../fabric/node-file.ts';
import {describeOnFabric, withFabric} from '../fabric/on-fabric.ts';
import {run} from '../fabric/process.ts';

const VALUES: NodeValues = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};
const CLEAN = {code: 0, stdout: '', stderr: ''};

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
    const names = (await readdir(new URL('../../templates/node/', import.meta.url))).filter((name) =>
      name.endsWith('.sh'),
    );
    const files = names.map((name) => join(folder, name));
    for (const [place, name] of names.entries()) await writeFile(files[place] ?? '', await nodeFile(name));

    expect(names).toEqual(['write-pool.sh']);
    expect(await run(['shellcheck', '--enable=all', '--exclude=SC2250,SC2312', ...files])).toEqual(CLEAN);
  });

  it('find no fault in the units', async () => {
    const names = ['vnetk8s-pool.service', 'vnetk8s-rules.service'];
    const files = names.map((name) => join(folder, name));
    for (const [place, name] of names.entries()) await writeFile(files[place] ?? '', await nodeFile(name));

    expect(await run(['systemd-analyze', 'verify', ...files])).toEqual(CLEAN);
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
    const text = await nodeFile('sysctl.conf');
    const names = [...text.matchAll(/^(net\S+) =/gm)].map(([, name = '']) => name);

    const {code, stdout} = await run(['sysctl', '--names', ...names]);

    expect({code, names: stdout.trim().split('\n')}).toEqual({code: 0, names});
  });
}, ['shellcheck', 'systemd-analyze']);
