import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {readManifest, sha256} from '../../src/artifacts/manifest.ts';
import {contentsOf} from '../artifacts/sample-artifacts.ts';
import {temporaryDirectory} from '../temporary-directory.ts';
import {DEFINITION, generateIn, refusalOf} from './generate-samples.ts';

/** A folder with a definition; `_output/test` is where things are generated. */
async function folderWith(definition = DEFINITION): Promise<{readonly cwd: string; readonly output: string}> {
  const cwd = await temporaryDirectory();
  await writeFile(join(cwd, 'cluster.yaml'), definition);
  return {cwd, output: join(cwd, '_output/test')};
}

/** The changes of a run that writes or compares, without files that stay as they are. */
async function changesOf(running: ReturnType<typeof generateIn>) {
  const {generated} = await running;
  if (generated?.result.kind !== 'files') throw new Error('no files were generated');
  return generated.result.changes.filter(({change}) => change !== 'unchanged');
}

async function noticesOf(running: ReturnType<typeof generateIn>) {
  return (await running).generated?.notices;
}

describe('generate', () => {
  it('writes everything that deploys a cluster, and what it is made of', async () => {
    const {cwd, output} = await folderWith();

    const {valid, issues, generated} = await generateIn(cwd);

    expect([valid, issues, generated?.directory, generated?.notices]).toEqual([true, [], '_output/test', []]);
    const names = await readdir(output, {recursive: true});
    const isNode = (name: string) => name.startsWith('node/');
    expect(names.filter((name) => !isNode(name)).toSorted()).toEqual([
      'azuredeploy.json',
      'azuredeploy.parameters.json',
      'cluster.yaml',
      'kubeconfig',
      'manifest.json',
      'node',
      'pki',
      'pki/admin.crt',
      'pki/admin.key',
      'pki/ca.crt',
      'pki/ca.key',
      'pki/encryption-key',
      'pki/etcd',
      'pki/etcd/ca.crt',
      'pki/etcd/ca.key',
      'pki/front-proxy-ca.crt',
      'pki/front-proxy-ca.key',
      'pki/join-token',
      'pki/sa.key',
      'pki/sa.pub',
      'plan.json',
      'topology.svg',
    ]);
    expect(names).toContain('node/control-plane/cloud-init.yaml');
    expect(names).toContain('node/apps/etc/vnetk8s/kubeadm/join.yaml');
    expect(names).not.toContain('node/apps/opt/cni/bin/vnetk8s');
  });

  it('lets nobody but its owner read what holds a key', async () => {
    const {cwd, output} = await folderWith();

    await generateIn(cwd, {viewer: true});

    const contents = Object.entries(await contentsOf(output));
    const secrets = contents.filter(([, text]) => /PRIVATE KEY|client-key-data/.test(text));
    const closed = contents.filter(([, text]) => text.startsWith('600 '));
    expect(secrets.filter(([, text]) => !text.startsWith('600 '))).toEqual([]);
    expect(closed.map(([path]) => path)).toEqual([
      'azuredeploy.parameters.json',
      'kubeconfig',
      'kubeconfig-viewer',
      'pki/admin.key',
      'pki/ca.key',
      'pki/encryption-key',
      'pki/etcd/ca.key',
      'pki/front-proxy-ca.key',
      'pki/join-token',
      'pki/sa.key',
      'pki/viewer.key',
    ]);
    expect(contents.filter(([path, text]) => path.endsWith('/') && text !== '700')).toEqual([]);
    expect((await stat(output)).mode & 0o777).toBe(0o700);
  });

  it('lists every file with its hash, and the definition', async () => {
    const {cwd, output} = await folderWith();

    await generateIn(cwd);

    const manifest = readManifest(await readFile(join(output, 'manifest.json'), 'utf8'));
    const listed = await Promise.all(
      (manifest?.files ?? []).map(async ({path, sha256: hash}) => hash === sha256(await readFile(join(output, path)))),
    );
    expect(new Set(listed)).toEqual(new Set([true]));
    const definition = await readFile(join(output, 'cluster.yaml'));
    expect(manifest).toMatchObject({generator: '0.1.0', cluster: 'test', definition: sha256(definition)});
    const template = JSON.parse(await readFile(join(output, 'azuredeploy.json'), 'utf8'));
    expect(template.outputs.definitionHash.value).toBe(sha256(definition));
  });

  it('hands every secret to the template that it has a parameter for', async () => {
    const {cwd, output} = await folderWith();

    await generateIn(cwd);

    const read = async (name: string) => JSON.parse(await readFile(join(output, name), 'utf8')).parameters;
    const [declared, given] = await Promise.all([read('azuredeploy.json'), read('azuredeploy.parameters.json')]);
    const needed = Object.keys(declared).filter((name) => declared[name].defaultValue === undefined);
    expect(Object.keys(given)).toEqual(needed);
    expect(given.clusterCaKey.value).toBe(await readFile(join(output, 'pki/ca.key'), 'utf8'));
  });

  it('changes no byte when it runs again', async () => {
    const {cwd, output} = await folderWith();
    await generateIn(cwd, {viewer: true});
    const before = await contentsOf(output);

    const changes = await changesOf(generateIn(cwd, {now: new Date('2027-03-01T00:00:00Z')}));

    expect(changes).toEqual([]);
    expect(await contentsOf(output)).toEqual(before);
  });

  it('gives the same bytes elsewhere for the same definition and keys', async () => {
    const [first, second] = await Promise.all([folderWith(), folderWith()]);
    await generateIn(first.cwd);

    await generateIn(second.cwd, {pki: join(first.output, 'pki')});

    expect(await contentsOf(second.output)).toEqual(await contentsOf(first.output));
  });

  it('writes a definition from which the same comes again', async () => {
    const {cwd} = await folderWith();
    await generateIn(cwd);

    const changes = await changesOf(generateIn(cwd, {file: '_output/test/cluster.yaml', task: 'compare'}));

    // Who chose a range, and where it is written, is what the plan tells differently.
    expect(changes).toEqual([
      {path: 'plan.json', change: 'changed'},
      {path: 'manifest.json', change: 'changed'},
    ]);
  });

  it('writes nothing for a definition with an error', async () => {
    const {cwd} = await folderWith(DEFINITION.replace('count: 3', 'count: 9999'));

    const {valid, issues, generated} = await generateIn(cwd);

    expect([valid, generated]).toEqual([false, undefined]);
    expect(issues.map(({severity}) => severity)).toContain('error');
    expect(await readdir(cwd)).toEqual(['cluster.yaml']);
  });

  it('only says what it would do, if that is the task', async () => {
    const {cwd, output} = await folderWith();

    const fresh = await changesOf(generateIn(cwd, {task: 'compare'}));
    expect(await readdir(cwd)).toEqual(['cluster.yaml']);
    expect(new Set(fresh.map(({change}) => change))).toEqual(new Set(['new']));

    await generateIn(cwd);
    const before = await contentsOf(output);
    const changes = await changesOf(generateIn(cwd, {task: 'compare', set: ['nodePools[0].name=web']}));

    expect(changes.filter(({path}) => !path.startsWith('node/'))).toEqual([
      {path: 'azuredeploy.json', change: 'changed'},
      {path: 'cluster.yaml', change: 'changed'},
      {path: 'plan.json', change: 'changed'},
      {path: 'topology.svg', change: 'changed'},
      {path: 'manifest.json', change: 'changed'},
    ]);
    expect(changes).toContainEqual({path: 'node/web/cloud-init.yaml', change: 'new'});
    expect(changes).toContainEqual({path: 'node/apps/cloud-init.yaml', change: 'removed'});
    expect(await contentsOf(output)).toEqual(before);
  });

  it('removes the files of a pool that is gone', async () => {
    const {cwd, output} = await folderWith();
    await generateIn(cwd);

    await generateIn(cwd, {set: ['nodePools[0].name=web']});

    expect((await readdir(join(output, 'node'))).toSorted()).toEqual(['control-plane', 'web']);
  });

  it('takes manifests along, so that its definition needs nothing from elsewhere', async () => {
    const {cwd, output} = await folderWith(`${DEFINITION}addons: [{name: extra, manifest: manifests/extra.yaml}]\n`);
    await mkdir(join(cwd, 'manifests'));
    await writeFile(join(cwd, 'manifests/extra.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: extra}\n');

    await generateIn(cwd);

    expect(await readFile(join(output, 'addons/extra.yaml'), 'utf8')).toContain('kind: Namespace');
    expect(parse(await readFile(join(output, 'cluster.yaml'), 'utf8')).addons).toEqual([
      {name: 'extra', manifest: './addons/extra.yaml'},
    ]);
    const {valid} = await generateIn(cwd, {file: '_output/test/cluster.yaml', task: 'compare'});
    expect(valid).toBe(true);
  });

  it('leads people to the address of a private API server, and to the name of a public one', async () => {
    const {cwd, output} = await folderWith();
    const server = async () => parse(await readFile(join(output, 'kubeconfig'), 'utf8')).clusters[0].cluster.server;

    await generateIn(cwd);
    expect(await server()).toBe('https://10.240.0.4:6443');

    const set = ['controlPlane.endpoint.access=public', 'controlPlane.endpoint.authorizedCidrs=[198.51.100.0/24]'];
    await generateIn(cwd, {set});
    expect(await server()).toBe('https://test.westeurope.cloudapp.azure.com:6443');
  });

  it('keeps a kubeconfig for viewers that was asked for once', async () => {
    const {cwd, output} = await folderWith();
    await generateIn(cwd, {viewer: true});

    expect(await changesOf(generateIn(cwd))).toEqual([]);
    expect(parse(await readFile(join(output, 'kubeconfig-viewer'), 'utf8'))['current-context']).toBe('test-viewer');
  });

  it('says that a file which somebody changed is written anew', async () => {
    const {cwd, output} = await folderWith();
    await generateIn(cwd);
    await writeFile(join(output, 'azuredeploy.json'), '{}');

    expect(await noticesOf(generateIn(cwd))).toEqual([
      'azuredeploy.json was changed by hand: that is lost when it is written anew',
    ]);
    expect(await noticesOf(generateIn(cwd))).toEqual([]);
  });
});

describe('places of subnets', () => {
  it('stay when a pool before them is gone', async () => {
    const onePool = DEFINITION.replace('name: apps', 'name: last').replace(
      '[10.240.0.0/16]',
      '[10.240.0.0/16]\n  internalServices: {subnet: control-plane}',
    );
    const twoPools = onePool.replace('nodePools:\n', 'nodePools:\n  - name: first\n');
    const {cwd, output} = await folderWith(twoPools);
    const rangeOfLast = async () => {
      const {subnets} = JSON.parse(await readFile(join(output, 'plan.json'), 'utf8'));
      return subnets.find(({name}: {name: string}) => name === 'last').cidr;
    };
    await generateIn(cwd);
    expect(await rangeOfLast()).toBe('10.240.2.0/24');

    await writeFile(join(cwd, 'cluster.yaml'), onePool);
    await generateIn(cwd);

    expect(await rangeOfLast()).toBe('10.240.2.0/24');
    await generateIn(cwd, {directory: 'elsewhere'});
    expect(await readFile(join(cwd, 'elsewhere/plan.json'), 'utf8')).toContain('"10.240.1.0/24"');
  });

  it('are told of when they cannot stay', async () => {
    const {cwd} = await folderWith();
    await generateIn(cwd);

    expect(await noticesOf(generateIn(cwd, {set: ['nodePools[0].count=9'], task: 'compare'}))).toEqual([
      'subnet "apps" moves from 10.240.1.0/24 to 10.240.2.0/23: Azure refuses that as long as anything is in it',
    ]);
  });

  it('are planned anew where the earlier plan cannot be read', async () => {
    const {cwd, output} = await folderWith();
    await generateIn(cwd);
    await writeFile(join(output, 'plan.json'), '{"subnets": [{"name": 1}, null]}');

    const {valid} = await generateIn(cwd);

    expect(valid).toBe(true);
    expect(await changesOf(generateIn(cwd))).toEqual([]);
  });
});

describe('a directory', () => {
  it('of another cluster is refused, after faults of the definition', async () => {
    const {cwd} = await folderWith();
    await generateIn(cwd);
    const directory = '_output/test/';
    const set = ['name=other'];

    expect((await refusalOf(generateIn(cwd, {directory, set}))).message).toBe(
      '_output/test belongs to the cluster "test", and this is "other"',
    );
    const {valid} = await generateIn(cwd, {directory, set: [...set, 'location=nowhere at all']});
    expect(valid).toBe(false);
  });

  it('that an interrupted run left half-written is put in order, keys and all', async () => {
    const {cwd, output} = await folderWith();
    await generateIn(cwd);
    const before = await contentsOf(output);
    // As a process leaves it that is killed while it moves files to their places.
    const staging = join(output, '.vnetk8s-staging');
    await mkdir(join(staging, 'files'), {recursive: true});
    await cp(join(output, 'pki'), join(staging, 'files/pki'), {recursive: true});
    await cp(join(output, 'manifest.json'), join(staging, 'manifest.json'));
    await rm(join(output, 'pki'), {recursive: true});
    await rm(join(output, 'manifest.json'));

    expect(await changesOf(generateIn(cwd, {task: 'compare'}))).toMatchObject([{path: 'manifest.json'}]);
    await generateIn(cwd);

    expect(await contentsOf(output)).toEqual(before);
  });

  it('gets the files of one run only, however many run at once', async () => {
    const {cwd, output} = await folderWith();
    const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

    const codes = await Promise.all(
      Array.from({length: 3}, async () => {
        const [code] = await once(spawn(process.execPath, [program, 'generate'], {cwd, stdio: 'ignore'}), 'exit');
        return code;
      }),
    );

    expect(codes).toEqual([0, 0, 0]);
    const changes = await changesOf(generateIn(cwd, {now: new Date(), task: 'compare'}));
    expect(changes).toEqual([]);
    expect((await readdir(output)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('one artifact', () => {
  async function artifactOf(running: ReturnType<typeof generateIn>) {
    const {generated} = await running;
    return generated?.result.kind === 'artifact' ? generated.result.artifact : undefined;
  }

  it('is given, and nothing is written', async () => {
    const {cwd} = await folderWith();

    const artifact = await artifactOf(generateIn(cwd, {task: {artifact: 'azuredeploy.json'}}));

    expect([artifact?.path, artifact?.mode]).toEqual(['azuredeploy.json', 0o644]);
    expect(JSON.parse(String(artifact?.content)).contentVersion).toBe('1.0.0.0');
    expect(await readdir(cwd)).toEqual(['cluster.yaml']);
  });

  it('is not given with keys that are nowhere else', async () => {
    const {cwd, output} = await folderWith();
    const task = {artifact: 'kubeconfig'};

    expect(await refusalOf(generateIn(cwd, {task}))).toEqual({
      code: 'KEYS_NOT_KEPT',
      exitCode: 2,
      message: 'kubeconfig would hold keys that are nowhere else: nobody could use them again',
      suggestions: ['generate the directory first, and its keys are those in it', 'or bring keys: --pki DIR'],
    });

    await generateIn(cwd);
    const artifact = await artifactOf(generateIn(cwd, {task}));
    expect(artifact).toEqual({
      path: 'kubeconfig',
      content: await readFile(join(output, 'kubeconfig'), 'utf8'),
      mode: 0o600,
    });
  });

  it('that there is none of is told', async () => {
    const {cwd} = await folderWith();

    expect((await refusalOf(generateIn(cwd, {task: {artifact: 'template.json'}}))).message).toBe(
      'no artifact is called template.json',
    );
  });
});
