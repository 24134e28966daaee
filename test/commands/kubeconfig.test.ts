import {execFileSync} from 'node:child_process';
import {chmod, chown, lstat, mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
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

/** On one line, whatever the length of the folder's name. */
function unwrapped(text: string, folder: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll(folder, 'FOLDER');
}

/** Does something as the owner of a folder who may do no more than others: root may write everything. */
async function withoutPrivileges<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return work();
  const nobody = 65_534;
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  await Promise.all(paths.map((path) => chown(path, nobody, nobody)));
  process.seteuid?.(nobody);
  return work().finally(() => process.seteuid?.(0));
}

/** What is there, and of which kind. */
async function listed(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.map((entry) => `${entry.name} ${entry.isFile()} ${entry.isFIFO()} ${entry.isSymbolicLink()}`);
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

  it('writes to the first file of $KUBECONFIG that is there, and through a link', async () => {
    const {folder} = await workplace();
    await writeFile(join(folder, 'real'), '');
    await symlink('real', join(folder, 'link'));
    process.env['KUBECONFIG'] = [':missing', join(folder, 'link'), join(folder, 'second')].join(':');
    const {exitCode} = await runCommand(Kubeconfig, ['--context', 'work', '--set-current'], folder);

    expect(exitCode).toBe(0);
    expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'real'), 'utf8')).toContain('current-context: work\n');
  });

  it('writes to the last file of $KUBECONFIG if none is there', async () => {
    const {folder} = await workplace();
    process.env['KUBECONFIG'] = 'one:new/two';
    const {stderr} = await runCommand(Kubeconfig, [], folder);

    expect(stderr).toContain(`is in ${join(folder, 'new/two')}\n`);
  });

  it('leaves the current context to another file of $KUBECONFIG that says it', async () => {
    const {folder} = await workplace();
    await writeFile(join(folder, 'empty'), 'kind: Config\n');
    await writeFile(join(folder, 'mine'), OTHER);
    process.env['KUBECONFIG'] = 'empty:missing:mine';
    const careful = await runCommand(Kubeconfig, [], folder);
    const text = await readFile(join(folder, 'empty'), 'utf8');
    const resolute = await runCommand(Kubeconfig, ['--set-current'], folder);

    expect(careful.stderr.replaceAll(folder, 'FOLDER')).toBe(`\
context test-vnetk8s-admin is in FOLDER/empty
what was there before: FOLDER/empty.vnetk8s-backup
the current context is still other; to change it: kubectl config use-context test-vnetk8s-admin

  kubectl --context test-vnetk8s-admin get nodes
`);
    expect(text).not.toContain('current-context');
    expect(resolute.stderr).toContain('it is the current context now\n');
    expect(await readFile(join(folder, 'empty'), 'utf8')).toContain('current-context: test-vnetk8s-admin\n');
    expect(await readFile(join(folder, 'mine'), 'utf8')).toBe(OTHER);
  });

  it('refuses what would stand before another cluster of the name in another file of $KUBECONFIG', async () => {
    const {folder} = await workplace();
    const existing = 'clusters:\n- name: test\n  cluster:\n    server: https://elsewhere\n';
    await writeFile(join(folder, 'empty'), '');
    await writeFile(join(folder, 'mine'), existing);
    process.env['KUBECONFIG'] = 'empty:mine';
    const {exitCode, stderr} = await runCommand(Kubeconfig, [], folder);

    expect({exitCode, stderr: unwrapped(stderr, folder)}).toEqual({
      exitCode: 2,
      stderr:
        'error: in FOLDER/mine, cluster test is there already, and not the same' +
        ' to replace what is there: --kubeconfig FOLDER/mine --overwrite-existing' +
        ' or use another file: --kubeconfig FILE',
    });
    expect(await readFile(join(folder, 'empty'), 'utf8')).toBe('');
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

  it.each<readonly [string, (path: string) => unknown, string]>([
    [
      'a device: KUBECONFIG=/dev/null stays what it is',
      (path) => execFileSync('mkfifo', [path]),
      'it is a device, not a file',
    ],
    ['a directory', (path) => mkdir(path), 'it is a directory'],
    ['a text that is not UTF-8', (path) => writeFile(path, Buffer.from('# caf\xe9\n', 'latin1')), 'it is not UTF-8'],
    ['what is below a file', (path) => writeFile(dirname(path), ''), 'a file is in its way'],
    ['a link to itself', (path) => symlink(path, path), 'its links lead in a circle'],
  ])('does not change %s', async (_, make, reason) => {
    const {folder} = await workplace();
    const path = join(folder, 'made', 'config');
    if (reason !== 'a file is in its way') await mkdir(dirname(path));
    await make(path);
    const before = await listed(folder);
    const {exitCode, stderr} = await runCommand(Kubeconfig, ['--kubeconfig', path], folder);

    expect({exitCode, stderr: unwrapped(stderr, folder)}).toEqual({
      exitCode: 2,
      stderr:
        `error: cannot change FOLDER/made/config: ${reason}` +
        ' name another file: --kubeconfig FILE or print it: --stdout',
    });
    expect(await listed(folder)).toEqual(before);
  });

  it('does not change a file that it may not write, although it could replace it', async () => {
    const {folder, path} = await workplace(OTHER);
    await chmod(path, 0o400);
    const {exitCode, stderr} = await withoutPrivileges(folder, () => runCommand(Kubeconfig, [], folder));

    expect({exitCode, stderr: unwrapped(stderr, folder)}).toEqual({
      exitCode: 2,
      stderr:
        'error: cannot change FOLDER/.kube/config: permission denied' +
        ' name another file: --kubeconfig FILE or print it: --stdout',
    });
    expect(await readFile(path, 'utf8')).toBe(OTHER);
  });

  it.runIf(process.getuid?.() === 0)('leaves a file to its owner where root changes it', async () => {
    const {folder, path} = await workplace(OTHER);
    await chown(path, 12_345, 12_346);
    await runCommand(Kubeconfig, [], folder);
    const owners = await Promise.all([stat(path), stat(`${path}.vnetk8s-backup`)]);

    expect(owners.map(({uid, gid}) => [uid, gid])).toEqual([
      [12_345, 12_346],
      [12_345, 12_346],
    ]);
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

  it.each([
    ['is of another cluster', ownKubeconfig('dev'), 'out/kubeconfig is of cluster dev, not of test'],
    ['somebody has emptied', '', 'out/kubeconfig is not as vnetk8s has written it'],
    ['somebody has broken', 'clusters: [', 'out/kubeconfig is not as vnetk8s has written it'],
    ['is something else', 'a text', 'out/kubeconfig is not as vnetk8s has written it'],
  ])('takes nothing from a file that %s', async (_, text, message) => {
    const {folder} = await workplace();
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out/kubeconfig'), text);
    const runs = [['--stdout'], ['--stdout', '--context', 'work'], []];

    for (const flags of runs) {
      expect(await runCommand(Kubeconfig, ['-d', 'out/', ...flags], folder)).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: `error: ${message}\n  name the directory it was deployed from: --output-directory DIR\n`,
      });
    }
  });

  it('wants a name for a context, and one place to write to', async () => {
    const {folder} = await workplace();

    expect((await runCommand(Kubeconfig, ['--context', ''], folder)).stderr).toBe('error: --context needs a name\n');
    expect((await runCommand(Kubeconfig, ['--stdout', '--kubeconfig', 'x'], folder)).stderr).toBe(
      'error: --stdout and --kubeconfig exclude each other\n  all flags: vnetk8s kubeconfig --help\n',
    );
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
