import {execFile, execFileSync} from 'node:child_process';
import {chmod, copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT} from '../e2e/run-process.ts';

/** A step of a pipeline that runs a script. */
interface Step {
  readonly name: string;
  readonly script: string;
  /** Whether it is one of those that run only where something would change. */
  readonly onChanges: boolean;
}

/** In place of npm's: runs the checkout, against a simulated Azure where Azure would be asked. */
const NPX = `#!/bin/sh
shift
case $1 in
  diff|deploy) exec "$NODE" "$RUN" "$@" --simulate-state "$STATE" ;;
  *) exec "$NODE" "$RUN" "$@" ;;
esac
`;

async function githubSteps(): Promise<readonly Step[]> {
  const {jobs} = parse(await readFile(join(ROOT, 'docs/pipelines/github-actions.yaml'), 'utf8'));
  const steps: readonly {readonly name: string; readonly run?: string; readonly if?: string}[] = jobs.cluster.steps;
  return steps.flatMap(({name, run, if: condition = ''}) =>
    run === undefined ? [] : [{name, script: run, onChanges: condition.includes('changes')}],
  );
}

async function azureSteps(): Promise<readonly Step[]> {
  const {steps} = parse(await readFile(join(ROOT, 'docs/pipelines/azure-pipelines.yaml'), 'utf8'));
  return steps.flatMap(
    (step: {
      readonly script?: string;
      readonly displayName?: string;
      readonly condition?: string;
      readonly inputs?: {readonly inlineScript?: string};
    }) => {
      const script = step.script ?? step.inputs?.inlineScript;
      const onChanges = step.condition?.includes('changes') === true;
      return script === undefined ? [] : [{name: step.displayName ?? '', script, onChanges}];
    },
  );
}

/** A checkout with a cluster that somebody has deployed, and the keys of it as the pipeline keeps them. */
async function repository() {
  const folder = await temporaryFolder();
  const bin = join(folder, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'npx'), NPX);
  await chmod(join(bin, 'npx'), 0o755);
  await copyFile(join(ROOT, 'examples/minimal.yaml'), join(folder, 'cluster.yaml'));
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH']}`,
    NODE: process.execPath,
    RUN: join(ROOT, 'bin/run.js'),
    STATE: join(folder, 'azure.json'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_OUTPUT: join(folder, 'output'),
  };
  const laptop = join(folder, 'laptop');
  execFileSync('npx', ['vnetk8s', 'deploy', 'cluster.yaml', '-d', laptop], {cwd: folder, env, stdio: 'ignore'});
  const archive = join(folder, 'keys.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', laptop, 'pki']);
  return {folder, env: {...env, VNETK8S_KEYS: (await readFile(archive)).toString('base64')}, archive};
}

type Repository = Awaited<ReturnType<typeof repository>>;

/** Runs the steps as a runner would, and gives those that ran with their exit codes. */
async function runSteps(steps: readonly Step[], {folder, env, archive}: Repository): Promise<readonly string[]> {
  const ran: string[] = [];
  let talk = '';
  for (const {name, script, onChanges} of steps) {
    const output = await readFile(env.GITHUB_OUTPUT, 'utf8').catch(() => '');
    const [, changes] = [.../changes[\]=](\d+)/g[Symbol.matchAll](`${output}${talk}`)].at(-1) ?? [];
    if (onChanges && changes !== '10') continue;
    // Azure Pipelines puts its variables into a script before bash sees it.
    const own = script
      .replaceAll(/\$\((Build\.ArtifactStagingDirectory|Agent\.TempDirectory)\)/g, folder)
      .replaceAll('$(keys.secureFilePath)', archive);
    const [code, text] = await new Promise<readonly [number, string]>((resolve) => {
      const child = execFile('bash', ['-e', '-c', own], {cwd: folder, env}, (_error, stdout, stderr) =>
        resolve([child.exitCode ?? -1, stdout + stderr]),
      );
    });
    talk += text;
    ran.push(`${name}: ${code}`);
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${text}`);
  }
  execFileSync('rm', ['-rf', 'keys', '_output'], {cwd: folder});
  return ran;
}

describe.each([
  ['GitHub Actions', githubSteps, ['Bring the keys: 0', 'Deploy: 0']],
  ['Azure Pipelines', azureSteps, ['Deploy: 0']],
] as const)('the pipeline for %s', (_, read, onChanges) => {
  it('deploys a change, and nothing where there is none', {timeout: 120_000}, async () => {
    const steps = await read();
    const checkout = await repository();
    const looks = ['Find faults: 0', 'Show the plan: 0', 'Show what would change: 0'];

    const without = await runSteps(steps, checkout);
    const text = await readFile(join(checkout.folder, 'cluster.yaml'), 'utf8');
    await writeFile(join(checkout.folder, 'cluster.yaml'), text.replace('- name: apps', '- name: apps\n    count: 5'));
    await writeFile(checkout.env.GITHUB_OUTPUT, '');
    const changed = await runSteps(steps, checkout);
    await writeFile(checkout.env.GITHUB_OUTPUT, '');
    const again = await runSteps(steps, checkout);

    expect([without, changed, again]).toEqual([looks, [...looks, ...onChanges], looks]);
  });
});
