import {existsSync} from 'node:fs';
import {delimiter, join, resolve} from 'node:path';

/** Where a person keeps kubeconfigs. */
export interface KubeconfigPlace {
  /** `$KUBECONFIG`, a list of files. */
  readonly variable: string | undefined;
  readonly home: string;
  readonly cwd: string;
}

/** The file that something is added to, and others that programs read together with it: what they say comes after it. */
export interface KubeconfigFiles {
  readonly path: string;
  readonly others: readonly string[];
}

/**
 * Which files people's programs read, and which of them they write to: the one that is asked for, or of `$KUBECONFIG` the first
 * that is there, or else its last, or `~/.kube/config` (Kubernetes: "kubectl config", the loading order).
 */
export function findKubeconfig(asked: string | undefined, {variable, home, cwd}: KubeconfigPlace): KubeconfigFiles {
  if (asked !== undefined) return {path: resolve(cwd, asked), others: []};
  const listed = (variable ?? '').split(delimiter).filter((path) => path !== '');
  const paths = listed.map((path) => resolve(cwd, path));
  const path = paths.find((each) => existsSync(each)) ?? paths.at(-1) ?? join(home, '.kube', 'config');
  return {path, others: [...new Set(paths)].filter((each) => each !== path)};
}
