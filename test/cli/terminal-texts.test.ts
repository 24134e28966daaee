import {cp, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT} from '../e2e/run-process.ts';
import {canMakeTerminals, runInTerminal} from './terminal-process.ts';
import {screenOf} from './terminal-screen.ts';

const FILE = 'examples/minimal.yaml';
const STATE = ['--simulate-state', 'azure.json'];
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh eve@example.com';
const CHANGES = [
  ...['--set', 'nodePools[0].count=9'],
  ...['--set', 'kubernetes.version=1.37'],
  ...['--set', `linux.sshPublicKeys=["${KEY}"]`],
];

/** What a command shows in a terminal that is 80 columns wide, of a cluster that is deployed. */
const COMMANDS: readonly (readonly [name: string, exitCode: number, args: readonly string[]])[] = [
  ['diff-same', 0, ['diff', FILE, ...STATE]],
  ['diff-changed', 0, ['diff', FILE, ...STATE, ...CHANGES]],
  ['status', 0, ['status', FILE, ...STATE]],
  ['status-changed', 0, ['status', FILE, ...STATE, ...CHANGES]],
  ['status-elsewhere', 3, ['status', '--name', 'other', ...STATE]],
  ['kubeconfig', 0, ['kubeconfig', FILE, '--kubeconfig', 'config']],
  ['kubeconfig-elsewhere', 3, ['kubeconfig', '--name', 'other']],
  ['delete-planned', 0, ['delete', FILE, ...STATE, '--dry-run']],
  ['delete', 0, ['delete', FILE, ...STATE, '--yes', '--confirm', 'minimal']],
  ['delete-unconfirmed', 2, ['delete', FILE, ...STATE, '--yes', '--confirm', 'wrong']],
];

describe.skipIf(!canMakeTerminals())('texts in a terminal', {timeout: 60_000}, () => {
  let deployed = '';

  beforeAll(async () => {
    deployed = await temporaryFolder();
    await symlink(join(ROOT, 'examples'), join(deployed, 'examples'));
    await runInTerminal(['deploy', FILE, ...STATE], {cwd: deployed});
  }, 60_000);

  /** Each in a copy of its own: some of them change what is deployed. */
  async function show(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const cwd = await temporaryFolder();
    await cp(deployed, cwd, {recursive: true});
    const {written, exitCode} = await runInTerminal(args, {cwd, env});
    const {pictures, cursorVisible} = screenOf(written);
    return {text: `${pictures.at(-1)?.replaceAll(cwd, 'FOLDER')}\n`, written, exitCode, cursorVisible};
  }

  it.each(COMMANDS)('%s', async (name, exitCode, args) => {
    const colored = await show(args);
    const dumb = await show(args, {TERM: 'dumb'});

    await expect(colored.text).toMatchFileSnapshot(`../golden/terminal/${name}.txt`);
    expect(dumb.text).toBe(colored.text);
    expect(dumb.written).not.toContain('\x1b');
    expect([colored.exitCode, dumb.exitCode]).toEqual([exitCode, exitCode]);
    // What is to be typed is not broken.
    expect(colored.text.split('\n').filter((line) => line.length > 80 && !line.includes('vnetk8s '))).toEqual([]);
  });
});
