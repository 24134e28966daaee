import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT, runProcess, startProcess} from './run-process.ts';

const ESCAPE = '\u001b';
const COMMANDS = readdirSync(join(ROOT, 'src/commands')).map((file) => file.replace('.ts', ''));

describe('a process of vnetk8s', () => {
  it('tells its version and that of Node', async () => {
    const expected = `vnetk8s/${packageJson.version} ${process.platform}-${process.arch} node-${process.version}\n`;

    expect((await runProcess(['--version'])).stdout).toBe(expected);
    expect((await runProcess(['-v'])).stdout).toBe(expected);
  });

  it('ends with the code that the table of exit codes says', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'wrong.yaml'), 'apiVersion: vnetk8s/v1\n');
    const codes = async (...lines: string[][]) => {
      return Promise.all(lines.map(async (line) => (await runProcess(line, {cwd: folder})).exitCode));
    };

    expect(await codes(['--help'], ['help', 'plan'], ['schema'], ['explain', 'exit-codes'])).toEqual([0, 0, 0, 0]);
    expect(await codes(['valdate'], ['validate', '--strct'], ['help', 'valdate'], ['import'])).toEqual([2, 2, 2, 2]);
    expect(await codes(['validate'], ['plan', 'nope.yaml'], ['explain', 'nothing'])).toEqual([3, 3, 3]);
    expect(await codes(['validate', 'wrong.yaml'], ['plan', 'wrong.yaml'])).toEqual([4, 4]);
  });

  it('suggests the command that was meant', async () => {
    const {stdout, stderr} = await runProcess(['valdate', 'cluster.yaml']);

    expect([stdout, stderr]).toEqual([
      '',
      `\
error: there is no command valdate
  did you mean vnetk8s validate?
  all commands: vnetk8s --help
`,
    ]);
  });

  it('reads a definition from standard input, also to compare two', async () => {
    const stdin = await readFile(join(ROOT, 'examples/minimal.yaml'), 'utf8');

    const validation = await runProcess(['validate', '-'], {stdin});
    const comparison = await runProcess(['plan', '-', '--what', 'apps.count=4'], {stdin});

    expect(validation).toEqual({
      stdout: `\
<stdin> is valid: 3 control-plane machines, 1 node pool, up to 6 nodes and 180
  pods, 226 addresses
`,
      stderr: '',
      exitCode: 0,
      signal: null,
    });
    expect([comparison.exitCode, comparison.stdout.split('\n')[0]]).toEqual([0, 'What if apps.count=4']);
  });

  it('does not wait for standard input that nobody asked for', async () => {
    const child = startProcess(['validate', 'examples/minimal.yaml']);

    const exitCode = await new Promise((resolve) => child.on('exit', resolve));

    expect(exitCode).toBe(0);
  });

  it('ends silently when nobody reads on', async () => {
    const child = startProcess(['plan', 'examples/4000-nodes.yaml', '-o', 'html']);
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout?.destroy();

    const exitCode = await new Promise((resolve) => child.on('close', resolve));

    expect([exitCode, stderr]).toEqual([0, '']);
  });

  it.runIf(existsSync('/dev/full')).each([
    ['data', 'status', '>/dev/full', 2, 'error: cannot write to standard output: the disk is full\n'],
    ['data as JSON', 'status --json', '>/dev/full', 2, 'error: cannot write to standard output: the disk is full\n'],
    ['what is said about it', 'status', '2>/dev/full', 0, ''],
    ['both', 'status', '>/dev/full 2>&1', 2, ''],
    ['events', 'deploy --output json', '>/dev/full', 2, 'error: cannot write to standard output: the disk is full\n'],
  ])('goes on where the disk is full, and tells it: %s', {timeout: 30_000}, async (_, command, where, code, error) => {
    const folder = await temporaryFolder();
    const file = join(ROOT, 'examples/minimal.yaml');
    await runProcess(['deploy', file, '--simulate-state', 'azure.json'], {cwd: folder});
    const line = `"${process.execPath}" "${ROOT}bin/run.js" ${command} "${file}" --simulate-state azure.json ${where}`;
    const {status, stderr} = spawnSync('sh', ['-c', line], {cwd: folder, encoding: 'utf8'});

    expect([status, stderr.replace(/^asking a simulated .*\n/, '')]).toEqual([code, error]);
  });

  it('has colours only where they are wanted', async () => {
    const paints = async (args: string[], env: Record<string, string> = {}) => {
      const {stdout, stderr} = await runProcess(args, {env});
      return (stdout + stderr).includes(ESCAPE);
    };
    const wrong = ['validate', 'examples/minimal.yaml', '--set', 'nodePools[0].count=many'];

    expect(await paints(wrong)).toBe(false);
    expect(await paints(wrong, {FORCE_COLOR: '1'})).toBe(true);
    expect(await paints([...wrong, '--no-color'], {FORCE_COLOR: '1'})).toBe(false);
    expect(await paints(['nope'], {FORCE_COLOR: '1'})).toBe(true);
    expect(await paints(['plan', 'examples/minimal.yaml', '--no-color'], {FORCE_COLOR: '1'})).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is ended by %s, which shells report as 130 or 143', async (signal) => {
    const child = startProcess(['validate', '-'], {env: {NODE_DEBUG: undefined}});
    child.stdin?.write('apiVersion: vnetk8s/v1\n');
    await new Promise((resolve) => setTimeout(resolve, 400));

    child.kill(signal);

    const ended = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
    expect(ended).toBe(signal);
  });

  it('keeps to 80 columns in all help', {timeout: 60_000}, async () => {
    const helps = await Promise.all(
      [[], ...COMMANDS.map((command) => [command])].map((args) => runProcess([...args, '-h'])),
    );

    const wide = helps.flatMap(({stdout}) => stdout.split('\n')).filter((line) => line.length > 80);

    expect([helps.length, wide]).toEqual([15, []]);
  });

  it('asks nothing without a terminal', async () => {
    const folder = await temporaryFolder();

    const {stderr, exitCode} = await runProcess(['init'], {cwd: folder, env: {HOME: folder}});

    expect([exitCode, stderr.split('\n')[0]]).toEqual([3, 'error: there is no SSH public key in ~/.ssh']);
  });

  it('says in one line that Node is too old', async () => {
    const folder = await temporaryFolder();
    const script = join(folder, 'old.mjs');
    const pretend = `Object.defineProperty(process, 'versions', {value: {node: '20.11.1'}});`;
    const version = `Object.defineProperty(process, 'version', {value: 'v20.11.1'});`;
    await writeFile(script, `${pretend}\n${version}\nawait import(${JSON.stringify(join(ROOT, 'bin/run.js'))});\n`);

    const run = await runProcess(['plan'], {script, cwd: folder});

    expect(run).toEqual({
      stdout: '',
      stderr:
        'error: vnetk8s needs Node 22.18 or newer, and this is v20.11.1: install Node 24, or, in a checkout of vnetk8s, run "npx vnetk8s", which brings its own\n',
      exitCode: 2,
      signal: null,
    });
  });
});
