import {spawnSync} from 'node:child_process';
import {afterAll, beforeAll, describe} from 'vitest';
import {createFabric} from './create-fabric.ts';
import type {Fabric} from './fabric.ts';
import type {Machine} from './machine.ts';

/** The programs that a fabric is built from; scripts/install-test-packages installs them. */
const PROGRAMS = ['ip', 'nft', 'nsenter', 'unshare', 'tcpdump', 'sysctl', 'nc', 'curl', 'ping'];

/** Milliseconds: a test takes about one second, and other tests run beside it. */
const TIMEOUT = 60_000;

/** Why a fabric, and tests with the other programs named, cannot be had on this machine; undefined if they can. */
export function whyNoFabric(programs: readonly string[] = []): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const missing = [...PROGRAMS, ...programs].filter((program) => spawnSync('which', [program]).status !== 0);
  return missing.length > 0 ? `needs ${missing.join(', ')}` : undefined;
}

/** A group of tests on a fabric: skipped, with the reason in its name, where root or a program is missing. */
export function describeOnFabric(name: string, tests: () => void, programs: readonly string[] = []): void {
  const reason = whyNoFabric(programs);
  if (reason === undefined) describe(name, {timeout: TIMEOUT}, tests);
  else describe.skip(`${name} (skipped: ${reason})`, tests);
}

/**
 * Builds a fabric before the tests of the group that this is called in, and removes it after them. Returns how to get
 * at what was built.
 */
export function withFabric<World>(build: (fabric: Fabric) => Promise<World>): () => World & {readonly fabric: Fabric} {
  let fabric: Fabric | undefined;
  let world: World | undefined;
  beforeAll(async () => {
    fabric = await createFabric();
    world = await build(fabric);
  }, TIMEOUT);
  afterAll(async () => {
    await fabric?.dispose();
  }, TIMEOUT);
  return () => {
    if (fabric === undefined || world === undefined) throw new Error('the fabric has not been built');
    return {...world, fabric};
  };
}

/** The sources of the connections to a port that reached a machine while something was tried. */
export async function sourcesSeenBy(
  machine: Machine,
  port: number,
  attempt: () => Promise<unknown>,
): Promise<readonly string[]> {
  const opening = `tcp dst port ${port} and tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn`;
  const capture = await machine.capture(opening, {device: 'any', direction: 'in'});
  await attempt();
  return [...new Set((await capture.stop()).map(({source}) => source))];
}
