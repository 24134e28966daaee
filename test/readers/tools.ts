import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe} from 'vitest';
import {DEFAULT_MINOR} from '../../src/kubernetes/versions.ts';

/** Where scripts/install-test-tools puts what it builds. */
const TOOLS = fileURLToPath(new URL('../../node_modules/.cache/tools/bin/', import.meta.url));

/** Milliseconds for a test: the programs are large, and other tests run beside them. */
const TIMEOUT = 120_000;

/** kubeadm of a minor version. */
export function kubeadmOf(minor: string): string {
  return `kubeadm-${minor}`;
}

/** The program of test/tools that reads files with the code of Kubernetes' programs. */
export const READERS = `readers-${DEFAULT_MINOR}`;

/** The one that reads with the code of Azure's cloud provider. */
export const AZURE_READERS = `azure-readers-${DEFAULT_MINOR}`;

/** The one that reconciles Services with the code of Azure's cloud provider. */
export const AZURE_LOAD_BALANCER = `azure-load-balancer-${DEFAULT_MINOR}`;

/** The API server that manifests are given to. */
export const API_SERVER = `kube-apiserver-${DEFAULT_MINOR}`;

/** The path of a program that scripts/install-test-tools has built. */
export function toolPath(name: string): string {
  return `${TOOLS}${name}`;
}

/**
 * A group of tests with programs of scripts/install-test-tools, and others of this machine's: skipped, with the reason in
 * its name, where one is missing, or root.
 */
export function describeWithTools(
  name: string,
  tools: readonly string[],
  tests: () => void,
  programs: readonly string[] = [],
): void {
  const reason = whyNot(tools, ['chroot', ...programs]);
  if (reason === undefined) describe(name, {timeout: TIMEOUT}, tests);
  else describe.skip(`${name} (skipped: ${reason})`, tests);
}

function whyNot(tools: readonly string[], programs: readonly string[]): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const missing = tools.filter((tool) => !existsSync(toolPath(tool)));
  if (missing.length > 0) return `needs ${missing.join(', ')} from scripts/install-test-tools`;
  const unknown = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  return unknown.length > 0 ? `needs ${unknown.join(', ')}` : undefined;
}
