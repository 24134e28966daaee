import {spawnSync} from 'node:child_process';
import {describe} from 'vitest';

/** The programs that a fabric is built from; scripts/install-test-packages installs them. */
const PROGRAMS = ['ip', 'nft', 'nsenter', 'tcpdump', 'sysctl', 'nc', 'curl', 'ping'];

/** Why a fabric cannot be built on this machine; undefined if it can. */
export function whyNoFabric(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const missing = PROGRAMS.filter((program) => spawnSync('which', [program]).status !== 0);
  return missing.length > 0 ? `needs ${missing.join(', ')}` : undefined;
}

/** A group of tests on a fabric: skipped, with the reason in its name, where there can be none. */
export function describeOnFabric(name: string, tests: () => void): void {
  const reason = whyNoFabric();
  if (reason === undefined) describe(name, tests);
  else describe.skip(`${name} (skipped: ${reason})`, tests);
}
