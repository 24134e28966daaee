import {symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openLiveView} from '../../src/cli/deploy-live.ts';
import type {DeployEvent, ResourceProgress} from '../../src/operations/deploy-events.ts';
import {plainStyle} from '../../src/report/table.ts';
import {temporaryFolder} from '../commands/run-command.ts';
import {ROOT} from '../e2e/run-process.ts';
import {canMakeTerminals, runInTerminal} from './terminal-process.ts';
import {screenOf} from './terminal-screen.ts';

const SLOW = new URL('slow-simulator.js', import.meta.url).pathname;

describe.skipIf(!canMakeTerminals())('deploy in a terminal', {timeout: 60_000}, () => {
  async function deployInTerminal(options: Parameters<typeof runInTerminal>[1] = {}) {
    const cwd = await temporaryFolder();
    await symlink(join(ROOT, 'examples'), join(cwd, 'examples'));
    const run = await runInTerminal(['deploy', 'examples/minimal.yaml', '--simulate'], {cwd, ...options});
    const {pictures, cursorVisible} = screenOf(run.written);
    return {...run, pictures, last: `${pictures.at(-1)}\n`, cursorVisible};
  }

  it('shows a tree that changes, and leaves its last picture', async () => {
    const {pictures, last, exitCode, cursorVisible} = await deployInTerminal({columns: 240});
    const middle = pictures.find((picture) => picture.includes('⠋ waiting for'));

    await expect(`${middle}\n`).toMatchFileSnapshot('../golden/terminal/deploy-middle.txt');
    await expect(last).toMatchFileSnapshot('../golden/terminal/deploy-last.txt');
    expect({exitCode, cursorVisible}).toEqual({exitCode: 0, cursorVisible: true});
  });

  it('counts only what is made, where a deployment leaves alone what is there', async () => {
    const cwd = await temporaryFolder();
    await symlink(join(ROOT, 'examples'), join(cwd, 'examples'));
    const args = ['deploy', 'examples/minimal.yaml', '--simulate-state', 'azure.json'];
    await runInTerminal(args, {cwd});
    const {written} = await runInTerminal([...args, '--set', 'nodePools[apps].count=5'], {cwd});
    const lines = screenOf(written).pictures.at(-1)?.split('\n') ?? [];

    expect(
      lines.slice(lines.indexOf('✓ deployment minimal is under way'), lines.indexOf('✓ all resources are there')),
    ).toEqual([
      '✓ deployment minimal is under way',
      '✓ network 8/8, 20s',
      '✓ control plane 13/13, 15s',
      '✓ identity 2/2, 2s',
      '✓ pool apps 1/1, 4m31s',
    ]);
  });

  it('marks checks that have failed', async () => {
    const cwd = await temporaryFolder();
    await symlink(join(ROOT, 'examples'), join(cwd, 'examples'));
    await writeFile(join(cwd, 'faults.yaml'), 'quotas: {standardDSv5Family: 10}');
    const args = ['deploy', 'examples/minimal.yaml', '--simulate-faults', 'faults.yaml'];
    const {written, exitCode} = await runInTerminal(args, {cwd});

    expect(exitCode).toBe(5);
    expect(screenOf(written).pictures.at(-1)?.split('\n').slice(0, 2)).toEqual([
      'asking a simulated Azure: nothing of it is real',
      '✗ 6 checks passed, 0 warnings, 1 failed',
    ]);
  });

  it.each([40, 80])('never writes a line of the tree that is broken at %i columns', async (columns) => {
    const {pictures} = await deployInTerminal({columns});
    const tree = pictures.flatMap((picture) => picture.split('\n').filter((line) => /^[⠋✗-] |^ {2}\w/.test(line)));

    expect(tree.filter((line) => line.length >= columns && line.startsWith('⠋'))).toEqual([]);
  });

  it('shows only what there are rows for', async () => {
    const {pictures, last} = await deployInTerminal({rows: 4});
    const middle = pictures.find((picture) => picture.includes('⠋ waiting for'));

    expect(middle?.split('\n').slice(-3)).toEqual([
      expect.stringMatching(/^⠋ control plane /),
      expect.stringMatching(/^⠋ waiting for /),
      '  and 3 more',
    ]);
    expect(last).toContain('✓ network 9/9');
  });

  it('ends by Ctrl-C with how to go on, and a terminal in order', async () => {
    const env = {NODE_OPTIONS: `--import=${SLOW}`};
    const typed = [{after: 'network 1/9', keys: '\x03'}];
    const {last, exitCode, cursorVisible} = await deployInTerminal({env, typed});

    await expect(last.replace('^C', '')).toMatchFileSnapshot('../golden/terminal/deploy-interrupted.txt');
    expect({exitCode, cursorVisible}).toEqual({exitCode: 130, cursorVisible: true});
  });

  it('leaves a log without any control sequence where the terminal can do nothing', async () => {
    const {written} = await deployInTerminal({env: {TERM: 'dumb'}});

    expect(written).not.toContain('\x1b');
    expect(written).toContain('Z pool apps: virtualMachineScaleSets minimal-apps is there after ');
  });

  it('has no colours with NO_COLOR, and the same words', async () => {
    const {written, last} = await deployInTerminal({columns: 240, env: {NO_COLOR: '1'}});

    expect(written.replaceAll(/.\[(?:\d*A|J|\?25[hl])/g, '')).not.toContain('\x1b[');
    await expect(last).toMatchFileSnapshot('../golden/terminal/deploy-last.txt');
  });
});

describe('the view of a deployment', () => {
  const AT = Date.UTC(2026, 0, 1);

  /** A terminal that notes what is written to it, and a view on it, whose time is set by hand. */
  function openView() {
    let text = '';
    let time = 0;
    const write = (chunk: string): boolean => {
      text += chunk.replaceAll('\n', '\r\n');
      return true;
    };
    const stream = {write, columns: 80, rows: 24} as unknown as NodeJS.WriteStream;
    const view = openLiveView(stream, {width: 80, style: plainStyle}, () => time);
    return {
      view,
      tell: (event: DeployEvent, at = 0) => view.listener({...event, at: AT + at}),
      passes: (ms: number) => {
        time += ms;
      },
      screen: () => screenOf(text).pictures.at(-1)?.split('\n'),
    };
  }

  function resource(name: string, state: ResourceProgress['state'], duration?: number): DeployEvent {
    const known = {id: `/${name}`, type: 'Microsoft.Compute/virtualMachines', name, branch: 'pool apps', state};
    return {kind: 'resource', resource: {...known, ...(duration === undefined ? {} : {duration})}};
  }

  const BRANCHES: DeployEvent = {kind: 'branches', branches: [{name: 'pool apps', resources: 4}]};

  it('tells for how long each part is being made, also between two events', async () => {
    const {view, tell, passes, screen} = openView();
    tell({kind: 'step', step: 'resources', state: 'started', text: 'creating resources'});
    tell(BRANCHES);
    tell(resource('vm-0', 'running', 70_000), 5_000);
    tell(resource('vm-1', 'running'), 5_000);
    passes(65_000);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const seen = screen();
    await view.end();

    expect(seen).toEqual(['⠋ pool apps 0/4: vm-0 2m15s, vm-1 1m05s', '⠋ creating resources, 1m10s']);
    expect(screen()).toEqual(['- pool apps 0/4: vm-0 2m15s, vm-1 1m05s']);
  });

  it('says what is waited for until something happens', async () => {
    const {view, tell, screen} = openView();
    tell({kind: 'step', step: 'cluster', state: 'started', text: 'asking the cluster'});
    tell({kind: 'heartbeat', text: '2 of 5 nodes are ready'}, 20_000);
    const silent = screen();
    tell({kind: 'step', step: 'cluster', state: 'done', text: '5 nodes are ready'}, 30_000);
    await view.end();

    expect(silent).toEqual(['⠋ 2 of 5 nodes are ready, 20s']);
    expect(screen()).toEqual(['✓ 5 nodes are ready']);
  });

  it('writes warnings and issues above the tree, which stays whole', async () => {
    const {view, tell, screen} = openView();
    tell(BRANCHES);
    tell({kind: 'notice', text: 'Azure does not answer, and the deployment goes on: 503'});
    const excerpt = {firstLine: 3, lines: ['count: 900']};
    const location = {source: 'cluster.yaml', line: 3, column: 8, length: 3, excerpt};
    const known = {code: 'VK201', path: 'nodePools[0].count', related: [], location} as const;
    tell({kind: 'issues', issues: [{...known, severity: 'error', message: 'too many nodes'}]});
    const seen = screen();
    await view.end();

    expect(seen).toEqual([
      'warning: Azure does not answer, and the deployment goes on: 503',
      'error: cluster.yaml:3:8: too many nodes',
      '  pool apps 0/4',
    ]);
  });

  it('marks what has failed, and what was not all there', async () => {
    const {view, tell, screen} = openView();
    tell({kind: 'branches', branches: [{name: 'network', resources: 2}, ...branchesOf(BRANCHES)]});
    tell({kind: 'resource', resource: {...progressOf(resource('vnet', 'succeeded', 3_000)), branch: 'network'}});
    tell(resource('vm-0', 'failed', 9_000));
    tell(resource('vm-1', 'running'));
    await view.end();

    expect(screen()).toEqual(['- network 1/2', '✗ pool apps 0/4: vm-0 failed']);
  });

  it('keeps still while a person is asked', async () => {
    const {view, tell, passes, screen} = openView();
    tell({kind: 'step', step: 'compare', state: 'started', text: 'asking Azure what would change'});
    const seen = await view.pause(async () => {
      passes(60_000);
      await new Promise((resolve) => setTimeout(resolve, 250));
      return screen();
    });

    expect(seen).toEqual(['']);
  });

  function branchesOf(event: DeployEvent) {
    return event.kind === 'branches' ? event.branches : [];
  }

  function progressOf(event: DeployEvent): ResourceProgress {
    if (event.kind !== 'resource') throw new Error('no resource');
    return event.resource;
  }
});
