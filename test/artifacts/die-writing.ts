/*
 * Writes artifacts into a directory, and kills itself before its n-th change to the file system; in the middle of it if
 * that is the writing of a file. Run by a test: node die-writing.ts DIRECTORY N first|second.
 */

import promises, {type FileHandle} from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';

const [, , directory = '', deadly = '', which] = process.argv;
let step = 0;

function isDeadly(): boolean {
  step += 1;
  return step === Number(deadly);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment to arrive; nothing may happen until then.
  for (;;);
}

const fileSystem = promises as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
for (const name of ['link', 'mkdir', 'open', 'rename', 'rm', 'rmdir', 'unlink', 'writeFile']) {
  const original = fileSystem[name];
  if (original === undefined) throw new Error(`there is no ${name}`);
  fileSystem[name] = async (...args) => {
    if (isDeadly()) die();
    const result = await original.apply(promises, args);
    return name === 'open' ? dyingHandle(result as FileHandle) : result;
  };
}
syncBuiltinESMExports();

function dyingHandle(handle: FileHandle): FileHandle {
  const write = handle.writeFile.bind(handle);
  handle.writeFile = async (content) => {
    if (!isDeadly()) return write(content);
    await write(Buffer.from(content as string).subarray(0, 3));
    return die();
  };
  return handle;
}

const {openDirectory} = await import('../../src/artifacts/output-directory.ts');
const {FIRST, PROVENANCE, SECOND} = await import('./sample-artifacts.ts');
const output = await openDirectory({path: directory, name: 'out', cluster: 'prod'});
await output.write(which === 'first' ? FIRST : SECOND, PROVENANCE);
await output.close();
