import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {succeed} from '../fabric/process.ts';

/** Where scripts/install-test-tools puts programs, and a key of what each was made from. */
const TOOLS = fileURLToPath(new URL('../../node_modules/.cache/tools/', import.meta.url));

/** The modules that the programs are built from. */
const MODULES = fileURLToPath(new URL('../tools/', import.meta.url));

/** Programs of scripts/install-test-tools that the mirror's packages and images are made of. */
export const PROGRAMS = [
  'cloud-controller-manager',
  'cloud-node-manager',
  'containerd',
  'containerd-shim-runc-v2',
  'coredns',
  'crictl',
  'ctr',
  'etcd',
  'kube-apiserver-1.36',
  'kube-controller-manager-1.36',
  'kube-proxy-1.36',
  'kube-scheduler-1.36',
  'kubeadm-1.36',
  'kubectl',
  'kubelet-1.36',
  'loopback',
  'portmap',
] as const;

/** Debian's packages whose programs are in the mirror too, with what they are called. */
export const DEBIAN_PROGRAMS: Readonly<Record<string, string>> = {
  'busybox-static': 'busybox',
  curl: 'curl',
  nftables: 'nft',
  runc: 'runc',
};

/** What the mirror is made with. */
const MAKERS = ['dpkg-deb', 'gcc', 'gpg', 'ldd', 'openssl', 'tar'];

/** The path of a program that scripts/install-test-tools has built. */
export function toolPath(name: (typeof PROGRAMS)[number]): string {
  return `${TOOLS}bin/${name}`;
}

/** Why no mirror can be made on this machine; undefined if it can. */
export function whyNoMirror(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'needs Linux on x86-64';
  const missing = PROGRAMS.filter((name) => !existsSync(toolPath(name)));
  if (missing.length > 0) return `needs ${missing.join(', ')} from scripts/install-test-tools`;
  const unknown = [...MAKERS, ...Object.values(DEBIAN_PROGRAMS)].filter(
    (program) => spawnSync('which', [program]).status !== 0,
  );
  return unknown.length > 0 ? `needs ${unknown.join(', ')} from scripts/install-test-packages` : undefined;
}

/** What the programs are made from: as long as this stays, they stay. */
export async function programKeys(): Promise<string> {
  const keys = await Promise.all(
    PROGRAMS.map(async (name) => `${name} ${await readFile(`${TOOLS}keys/${name}`, 'utf8')}`),
  );
  return `${keys.join('')}${await succeed(['dpkg-query', '--show', ...Object.keys(DEBIAN_PROGRAMS)])}`;
}

/** The version of a module that a folder of test/tools requires, without its `v`: `1.36.3`. */
export async function moduleVersion(folder: string, module: string): Promise<string> {
  const text = await readFile(`${MODULES}${folder}/go.mod`, 'utf8');
  const version = new RegExp(`\\s${module.replaceAll('.', '\\.')} v(\\S+)`).exec(text)?.[1];
  if (version === undefined) throw new Error(`test/tools/${folder}/go.mod does not require ${module}`);
  return version;
}
