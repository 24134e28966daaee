import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, it} from 'vitest';
import {removeControlGroup, thawControlGroup} from './control-groups.ts';

const FREEZER = '/sys/fs/cgroup/freezer';

const reason =
  process.getuid?.() === 0 && existsSync(FREEZER) ? undefined : 'needs root and control groups of version 1';

it.skipIf(reason !== undefined)(
  `processes that were frozen when they were killed end${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  async () => {
    const name = `vnf-${process.pid}-frozen`;
    const group = join(FREEZER, name, 'pod', 'container');
    await mkdir(group, {recursive: true});
    const sleeper = spawn('sleep', ['1000']);
    await writeFile(join(group, 'cgroup.procs'), String(sleeper.pid));
    await writeFile(join(group, 'freezer.state'), 'FROZEN');
    while ((await readFile(join(group, 'freezer.state'), 'utf8')) !== 'FROZEN\n') await sleep(10);
    const ended = once(sleeper, 'exit').then(() => 'ended');
    sleeper.kill('SIGKILL');

    const before = await Promise.race([ended, sleep(200, 'frozen')]);
    await thawControlGroup(name);
    const after = await Promise.race([ended, sleep(5000, 'frozen')]);
    await removeControlGroup(name);

    expect([before, after, existsSync(join(FREEZER, name))]).toEqual(['frozen', 'ended', false]);
  },
);
