import {lstat, mkdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import Kubeconfig from '../../src/commands/kubeconfig.ts';
import {kubeconfig} from '../../src/kubernetes/kubeconfig.ts';
import {DEFINITION, runCommand, temporaryFolder} from './run-command.ts';

const {HOME, KUBECONFIG} = process.env;

afterEach(() => {
  restore('HOME', HOME);
  restore('KUBECONFIG', KUBECONFIG);
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

function ownKubeconfig(name: string, user = 'vnetk8s-admin'): string {
  const keys = {certificate: 'certificate', key: 'key'};
  const server = 'https://10.0.0.4:6443';
  return kubeconfig({cluster: name, server, certificateAuthority: 'authority', user: {name: user, ...keys}});
}

/** A folder with a definition and what was generated of it, which is the home of the one who calls, too. */
async function workplace(existing?: string): Promise<{readonly folder: string; readonly path: string}> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '_output/test'), {recursive: true});
  await writeFile(join(folder, '_output/test/kubeconfig'), ownKubeconfig('test'));
  await writeFile(join(folder, 'cluster.yaml'), DEFINITION);
  process.env['HOME'] = folder;
  delete process.env['KUBECONFIG'];
  const path = join(folder, '.kube/config');
  if (existing !== undefined) {
    await mkdir(join(folder, '.kube'));
    await writeFile(path, existing, {mode: 0o644});
  }
  return {folder, path};
}

const OTHER = '# mine\ncurrent-context: other\n';

describe('vnetk8s kubeconfig', () => {
  it('makes a kubeconfig where there is none, for its owner alone', async () => {
    const {folder, path} = await workplace();

    expect(await runCommand(Kubeconfig, [], folder)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `context test-vnetk8s-admin is in ${path}\nit is the current context now\n\n  kubectl get nodes\n`,
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path, 'utf8')).trim().split('\n').toSorted()).toEqual(
      ownKubeconfig('test')
        .trim()
        .split('\n')
        .toSorted()
        .map((line) => line.replace(/^ {2}(?=[- ])/, '')),
    );
  });

  it('adds the cluster to the one that is there, and keeps that beside it', async () => {
    const {folder, path} = await workplace(OTHER);

    expect((await runCommand(Kubeconfig, ['--name', 'test'], folder)).stderr).toBe(
      `context test-vnetk8s-admin is in ${path}
what was there before: ${path}.vnetk8s-backup
the current context is still other; to change it: kubectl config use-context test-vnetk8s-admin

  kubectl --context test-vnetk8s-admin get nodes
`,
    );
    expect(await readFile(`${path}.vnetk8s-backup`, 'utf8')).toBe(OTHER);
    expect(await readFile(path, 'utf8')).toContain('# mine\ncurrent-context: other\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('does nothing the second time', async () => {
    const {folder, path} = await workplace(OTHER);
    await runCommand(Kubeconfig, [], folder);
    const {mtimeMs} = await stat(path);
    const {stderr} = await runCommand(Kubeconfig, [], folder);

    expect(stderr).toContain(`context test-vnetk8s-admin was in ${path} already\n`);
    expect((await stat(path)).mtimeMs).toBe(mtimeMs);
  });

  it('writes to the first file of $KUBECONFIG, and through a link', async () => {
    const {folder} = await workplace();
    await writeFile(join(folder, 'real'), '');
    await symlink('real', join(folder, 'link'));
    process.env['KUBECONFIG'] = `:${join(folder, 'link')}:${join(folder, 'second')}`;
    const {exitCode} = await runCommand(Kubeconfig, ['--context', 'work', '--set-current'], folder);

    expect(exitCode).toBe(0);
    expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'real'), 'utf8')).toContain('current-context: work\n');
  });

  it('prints the whole of it', async () => {
    const {folder} = await workplace();

    expect(await runCommand(Kubeconfig, ['--stdout'], folder)).toEqual({
      exitCode: 0,
      stdout: ownKubeconfig('test'),
      stderr: '',
    });
  });

  it('prints it with another name of the context', async () => {
    const {folder} = await workplace();
    const {stdout} = await runCommand(Kubeconfig, ['--stdout', '--context', 'work'], folder);

    expect(stdout).toContain('current-context: work\n');
  });

  it('tells as JSON what it did', async () => {
    const {folder, path} = await workplace(OTHER);

    expect(JSON.parse((await runCommand(Kubeconfig, ['--json'], folder)).stdout)).toEqual({
      cluster: 'test',
      path,
      changed: true,
      context: 'test-vnetk8s-admin',
      currentContext: 'other',
      replaced: [],
      backup: `${path}.vnetk8s-backup`,
    });
  });

  it('refuses what would replace another cluster of the name', async () => {
    const existing = 'clusters:\n- name: test\n  cluster:\n    server: https://elsewhere\n';
    const {folder, path} = await workplace(existing);

    expect(await runCommand(Kubeconfig, [], folder)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('cluster test is there already, and'),
    });
    expect(await readFile(path, 'utf8')).toBe(existing);
    expect((await runCommand(Kubeconfig, ['--overwrite-existing'], folder)).stderr).toContain(
      'replaced: cluster test\n',
    );
  });

  it('does not touch a file that it cannot read, and says where', async () => {
    const {folder, path} = await workplace('users: [\n');
    const {exitCode, stderr} = await runCommand(Kubeconfig, [], folder);

    expect(exitCode).toBe(2);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${path}:2 is no kubeconfig:`);
    expect(await readFile(path, 'utf8')).toBe('users: [\n');
  });

  it('waits for no other program that writes', async () => {
    const {folder, path} = await workplace(OTHER);
    await writeFile(`${path}.lock`, '');
    const {exitCode, stderr} = await runCommand(Kubeconfig, [], folder);

    expect({exitCode, stderr: stderr.replaceAll(/\s+/g, ' ').trim()}).toEqual({
      exitCode: 2,
      stderr: `error: another program is writing ${path} run this again if no kubectl runs, one has died: remove ${path}.lock`,
    });
  });

  it('says where keys are if they are not there', async () => {
    const {folder} = await workplace();

    expect(await runCommand(Kubeconfig, ['--name', 'prod'], folder)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: `error: there is no _output/prod/kubeconfig
  name the directory it was deployed from: --output-directory DIR
  its keys are nowhere else: Azure does not have them
`,
    });
    expect(
      (await runCommand(Kubeconfig, ['--viewer'], folder)).stderr,
    ).toBe(`error: there is no _output/test/kubeconfig-viewer
  name the directory it was deployed from: --output-directory DIR
  it is made by "vnetk8s generate --viewer-kubeconfig"
`);
  });

  it('says what to name where there is no definition', async () => {
    expect(await runCommand(Kubeconfig, [], await temporaryFolder())).toEqual({
      exitCode: 3,
      stdout: '',
      stderr:
        'error: there is neither cluster.yaml nor vnetk8s.yaml in this directory\n  name a definition, or the cluster: --name NAME\n',
    });
  });

  it('wants one cluster', async () => {
    const {folder} = await workplace();

    expect((await runCommand(Kubeconfig, ['cluster.yaml', '--name', 'test'], folder)).stderr).toBe(
      'error: a definition and --name are given\n  give one: --name needs no file\n',
    );
    expect((await runCommand(Kubeconfig, ['--name', '../etc'], folder)).stderr).toBe(
      'error: "../etc" is no name of a cluster: has .; only a to z, 0 to 9 and - are\n  allowed\n',
    );
  });
});
