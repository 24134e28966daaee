import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdir, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {lockState} from '../../src/operations/state-lock.ts';
import {temporaryFolder} from '../commands/run-command.ts';

const LOCK = new URL('../../src/operations/state-lock.ts', import.meta.url).href;

/** Another process that takes a state file, and has it until it is ended; `body`: what it does then. */
async function otherHolder(path: string, body = 'setInterval(() => undefined, 1_000)') {
  const code = `import {lockState} from '${LOCK}'; const release = await lockState('${path}', 'azure.json'); console.log('held'); ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {stdio: ['ignore', 'pipe', 'ignore']});
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

function fileIn(folder: string): string {
  return join(folder, 'azure.json');
}

describe('the lock of a state file', {timeout: 60_000}, () => {
  it('is a mark beside the file, until it is given back', async () => {
    const folder = await temporaryFolder();
    const release = await lockState(fileIn(folder), 'azure.json');
    const held = await readdir(folder);
    release();
    release();

    expect(held).toEqual([expect.stringMatching(/^\.azure\.json\.lock\.\d+\.\d+\.\S+$/)]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a second process, and tells it which one is the first', async () => {
    const folder = await temporaryFolder();
    const {pid} = await otherHolder(fileIn(folder));

    await expect(lockState(fileIn(folder), 'azure.json')).rejects.toMatchObject({
      message: `azure.json is in use by process ${pid}`,
      code: 'SIMULATION_STATE_IN_USE',
      exitCode: 2,
      suggestions: [
        `wait until it has ended, or end it: kill ${pid}`,
        'name another file: each has an Azure of its own',
      ],
    });
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('refuses the same process a second time', async () => {
    const folder = await temporaryFolder();
    onTestFinished(await lockState(fileIn(folder), 'azure.json'));

    await expect(lockState(fileIn(folder), 'azure.json')).rejects.toThrow('azure.json is in use by this process');
  });

  it('is not that of another file in the same folder', async () => {
    const folder = await temporaryFolder();
    onTestFinished(await lockState(join(folder, 'azure.json.lock.json'), 'other.json'));
    const release = await lockState(fileIn(folder), 'azure.json');
    release();
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('is waited for if it is about to be given back', async () => {
    const folder = await temporaryFolder();
    setTimeout(await lockState(fileIn(folder), 'azure.json'), 60);
    const release = await lockState(fileIn(folder), 'azure.json');
    release();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is given back at %s, which ends the process', async (signal) => {
    const folder = await temporaryFolder();
    const child = await otherHolder(fileIn(folder));
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('stays with a process that goes on at a signal', async () => {
    const folder = await temporaryFolder();
    const body = "process.once('SIGINT', () => console.log('on')); setInterval(() => undefined, 1_000)";
    const child = await otherHolder(fileIn(folder), body);
    child.kill('SIGINT');
    await once(child.stdout, 'data');
    expect(await readdir(folder)).toHaveLength(1);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([null, 'SIGINT']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is given back by a process that fails', async () => {
    const folder = await temporaryFolder();
    const child = await otherHolder(fileIn(folder), "process.exitCode = 3; throw 'oh'");
    await once(child, 'exit');
    expect(await readdir(folder)).toEqual([]);
  });

  it("of a process that was killed is nobody's", async () => {
    const folder = await temporaryFolder();
    const child = await otherHolder(fileIn(folder));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readdir(folder)).toHaveLength(1);

    const release = await lockState(fileIn(folder), 'azure.json');
    expect(await readdir(folder)).toEqual([expect.stringContaining(`.${process.pid}.`)]);
    release();
  });

  it.runIf(process.platform === 'linux')("is nobody's if another process has the number by now", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, `.azure.json.lock.${process.ppid}.1.${hostname()}`), '');
    const release = await lockState(fileIn(folder), 'azure.json');
    release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('of another host stays, as nobody can tell whether its process is there', async () => {
    const folder = await temporaryFolder();
    const mark = join(folder, '.azure.json.lock.7.1.build-3.example');
    await writeFile(mark, '');
    await expect(lockState(fileIn(folder), 'azure.json')).rejects.toMatchObject({
      message: 'azure.json is in use by process 7 on build-3.example',
      suggestions: [
        'wait until it has ended, or end it on build-3.example',
        `if build-3.example is gone, remove ${mark}`,
        'name another file: each has an Azure of its own',
      ],
    });
  });

  it('is of one of many that begin at once', async () => {
    const folder = await temporaryFolder();
    const held = "console.log('held'); process.stdin.resume().on('end', () => process.exit())";
    const code = `import {lockState} from '${LOCK}'; await lockState('${fileIn(folder)}', 'azure.json').then(() => {${held}}, ({code}) => console.log(code));`;
    const children = Array.from({length: 6}, () => spawn(process.execPath, ['--input-type=module', '-e', code]));
    const answers = await Promise.all(
      children.map(async (child) => {
        onTestFinished(() => void child.kill('SIGKILL'));
        const [text] = await once(child.stdout, 'data');
        return String(text).trim();
      }),
    );
    const ends = children.map(async (child) => {
      if (child.exitCode === null) await once(child, 'exit');
    });
    for (const child of children) child.stdin.end();
    await Promise.all(ends);

    expect(answers.filter((answer) => answer !== 'SIMULATION_STATE_IN_USE')).toEqual(['held']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says why nothing can be put beside the file', async () => {
    const folder = await temporaryFolder();
    await expect(lockState(join(folder, 'none', 'azure.json'), 'none/azure.json')).rejects.toMatchObject({
      message: 'cannot write none/azure.json: ENOENT',
      code: 'FILE_UNWRITABLE',
      exitCode: 2,
    });
  });
});
