import {cp, mkdir, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {buildPackage} from '../../scripts/build-package.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT, runProcess} from './run-process.ts';

let script: string;

/** What is published, compiled and laid out as npm would install it: below node_modules, where Node strips no types. */
beforeAll(async () => {
  const modules = join(await temporaryFolder(), 'node_modules');
  const target = join(modules, 'vnetk8s');
  await mkdir(target, {recursive: true});
  await buildPackage(join(target, 'dist'));
  for (const part of [...packageJson.files.filter((file) => file !== 'dist'), 'package.json']) {
    await cp(join(ROOT, part), join(target, part), {recursive: true});
  }
  for (const name of Object.keys(packageJson.dependencies)) {
    await mkdir(join(modules, name, '..'), {recursive: true});
    await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
  script = join(target, 'bin/run.js');
}, 30_000);

describe('the published package', () => {
  it.each([
    [['--help']],
    [['validate', 'examples/minimal.yaml']],
    [['plan', 'examples/hub-and-spoke.yaml', '-o', 'html']],
    [['validate', 'examples/minimal.yaml', '--set', 'name=Prod', '-o', 'sarif']],
    [['explain', 'VK2003']],
    [['schema']],
    [['import', 'test/import/max-pods.json']],
    [['generate', 'examples/pod-public-ips.yaml', '--stdout', 'azuredeploy.json']],
    [['check', 'examples/hub-and-spoke.yaml', '--simulate']],
    [['diff', 'examples/minimal.yaml', 'examples/spot.yaml']],
    [['nope']],
  ])('does what the checkout does: %s', async (args) => {
    const published = await runProcess(args, {script});
    const checkout = await runProcess(args);

    expect(published).toEqual(checkout);
    expect(checkout.stdout + checkout.stderr).not.toBe('');
  });
});
