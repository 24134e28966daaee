import {execFileSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run, succeed} from './process.ts';

/** All namespaces of all fabrics begin like this; then come the process that made them and a random part. */
const PREFIX = 'vnf';

const FOLDER = '/run/netns';

/** Prefixes of fabrics of this process that are still there, for the case that it ends before it could tidy up. */
const alive = new Set<string>();
let tidiesUp = false;

/**
 * The beginning of the names of one fabric's network namespaces: no other fabric on this machine has the same. Makes
 * the fabric's folder too.
 */
export function claimPrefix(): string {
  removeAbandoned();
  const prefix = `${PREFIX}-${process.pid}-${randomBytes(3).toString('hex')}`;
  if (!tidiesUp) process.once('exit', removeAll);
  tidiesUp = true;
  alive.add(prefix);
  mkdirSync(folderOf(prefix), {mode: 0o700});
  return prefix;
}

/** The folder for the files of a fabric. */
export function folderOf(prefix: string): string {
  return join(tmpdir(), prefix);
}

/** Makes a network namespace. */
export async function createNamespace(name: string): Promise<void> {
  await succeed(['ip', 'netns', 'add', name]);
  await succeed(['ip', '-n', name, 'link', 'set', 'lo', 'up']);
}

/** Ends all programs in a network namespace and removes it. */
export async function deleteNamespace(name: string): Promise<void> {
  const {stdout} = await run(['ip', 'netns', 'pids', name]);
  killAll(stdout);
  await run(['ip', 'netns', 'delete', name]);
}

/** Removes whatever is left of a fabric. */
export async function releasePrefix(prefix: string): Promise<void> {
  for (const name of namespacesOf(prefix)) await deleteNamespace(name);
  rmSync(folderOf(prefix), {recursive: true, force: true});
  alive.delete(prefix);
}

/** The command that runs another one in a network namespace. */
export function inNamespace(name: string, argv: readonly string[]): readonly string[] {
  return ['nsenter', `--net=${FOLDER}/${name}`, ...argv];
}

/** The network namespaces that belong to a fabric, or to all fabrics of a process. */
export function namespacesOf(prefix: string): readonly string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).filter((name) => name.startsWith(`${prefix}-`));
}

/** A test run that was killed leaves namespaces and folders behind; the next one removes them. */
function removeAbandoned(): void {
  const isAbandoned = (name: string): boolean => !existsSync(`/proc/${name.split('-')[1]}`);
  for (const name of namespacesOf(PREFIX).filter(isAbandoned)) removeSync(name);
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`${PREFIX}-`));
  for (const name of folders.filter(isAbandoned)) rmSync(folderOf(name), {recursive: true, force: true});
}

function removeAll(): void {
  for (const prefix of alive) {
    for (const name of namespacesOf(prefix)) removeSync(name);
    rmSync(folderOf(prefix), {recursive: true, force: true});
  }
}

function removeSync(name: string): void {
  try {
    killAll(execFileSync('ip', ['netns', 'pids', name], {encoding: 'utf8'}));
    execFileSync('ip', ['netns', 'delete', name]);
  } catch {
    // Another run may be removing the same one at this moment.
  }
}

function killAll(pids: string): void {
  for (const pid of pids.split('\n').filter((line) => line !== '')) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
