import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {EXIT} from '../exit-codes.ts';
import {
  clusterOf,
  currentContextOf,
  type MergedKubeconfig,
  type MergeOptions,
  mergeKubeconfig,
} from '../kubernetes/merge-kubeconfig.ts';
import {shellWord} from '../shell-word.ts';
import {systemReason} from '../system-reason.ts';
import {UserError} from '../user-error.ts';
import {editKubeconfig, readKubeconfig} from './kubeconfig-file.ts';
import {findKubeconfig, type KubeconfigPlace} from './kubeconfig-place.ts';
import {findTarget, type TargetOptions} from './status-target.ts';

/** Which kubeconfig, and where to. */
export interface KubeconfigOptions extends TargetOptions {
  /** The directory that `generate` or `deploy` has written; undefined: `_output/` and the cluster's name. */
  readonly directory?: string | undefined;
  /** The one for whoever may look, but change nothing. */
  readonly viewer: boolean;
  /** Another name for the context. */
  readonly context?: string | undefined;
  /** Prints it, and writes nothing. */
  readonly print: boolean;
  /** The file to take it into; undefined: the one that kubectl writes to. */
  readonly kubeconfig?: string | undefined;
  readonly overwrite: boolean;
  readonly setCurrent: boolean;
  /** Asks a person whether the context becomes the current one instead of another; absent: nobody can be asked. */
  readonly askCurrent?: ((context: string, before: string) => Promise<boolean>) | undefined;
  readonly place: Omit<KubeconfigPlace, 'cwd'>;
}

/** What came of it. */
export type KubeconfigOutcome =
  | {readonly kind: 'printed'; readonly cluster: string; readonly text: string}
  | {
      readonly kind: 'merged';
      readonly cluster: string;
      /** The file. */
      readonly path: string;
      /** False: kubectl has to be told the file, which is none of those that it reads by itself. */
      readonly isDefault: boolean;
      readonly merged: Omit<MergedKubeconfig, 'text' | 'kind'>;
      /** What the file was before. */
      readonly backup?: string;
    };

/**
 * Takes the kubeconfig of a cluster into the one of a person, or prints it. It is taken from the directory that `generate`
 * has written: the keys in it are nowhere else. Throws UserError if there is none, or if it cannot be taken in.
 */
export async function takeKubeconfig(options: KubeconfigOptions): Promise<KubeconfigOutcome> {
  const {name: cluster} = await findTarget(options);
  const own = await readOwn(cluster, options);
  const {context, cwd} = options;
  if (context === '') {
    throw new UserError('--context needs a name', {code: 'USAGE', exitCode: EXIT.usage});
  }
  if (options.print) {
    const plain = {context, overwrite: false, setCurrent: false};
    return {kind: 'printed', cluster, text: context === undefined ? own : mergeInto('', '', own, plain).text};
  }
  const {path, others} = findKubeconfig(options.kubeconfig, {...options.place, cwd});
  const elsewhere = await lookElsewhere(others, own, options);
  const how = {context, overwrite: options.overwrite, elsewhere};
  // Somebody may think about it for long: nobody is kept from the file meanwhile.
  const setCurrent = options.setCurrent || (await wantsCurrent(path, own, {...how, askCurrent: options.askCurrent}));
  const {result, backup} = await editKubeconfig(path, (text) => {
    const {kind: _, text: newText, ...merged} = mergeInto(path, text, own, {...how, setCurrent});
    return {...(merged.changed ? {text: newText} : {}), result: merged};
  });
  const isDefault = options.kubeconfig === undefined;
  return {kind: 'merged', cluster, path, isDefault, merged: result, ...(backup === undefined ? {} : {backup})};
}

/**
 * The current context that other files of `$KUBECONFIG` say. Throws UserError if one of them has entries of the same names that
 * differ: ours come before them, and theirs could not be reached any more.
 */
async function lookElsewhere(
  paths: readonly string[],
  own: string,
  {context, overwrite}: KubeconfigOptions,
): Promise<string | undefined> {
  const texts = await Promise.all(
    paths.map(async (path) => ({path, text: await readFile(path, 'utf8').catch(() => '')})),
  );
  if (!overwrite) {
    for (const {path, text} of texts) {
      const result = mergeKubeconfig(text, own, {context, overwrite: false, setCurrent: false});
      if (result.kind === 'conflict') throw conflict(path, result.entries, `--kubeconfig ${shellWord(path)} `);
    }
  }
  return texts.map(({text}) => currentContextOf(text)).find((current) => current !== undefined);
}

/** Whether somebody who has another current context wants this one. */
async function wantsCurrent(
  path: string,
  own: string,
  {askCurrent, ...how}: Omit<MergeOptions, 'setCurrent'> & Pick<KubeconfigOptions, 'askCurrent'>,
): Promise<boolean> {
  if (askCurrent === undefined) return false;
  const {before, context} = mergeInto(path, await readKubeconfig(path), own, {...how, setCurrent: false});
  return before !== undefined && before !== context && (await askCurrent(context, before));
}

function mergeInto(path: string, text: string, own: string, options: MergeOptions): MergedKubeconfig {
  const result = mergeKubeconfig(text, own, options);
  if (result.kind === 'merged') return result;
  if (result.kind === 'unreadable') {
    throw new UserError(`${path}:${result.line} is no kubeconfig: ${result.reason}`, {
      code: 'KUBECONFIG_UNREADABLE',
      exitCode: EXIT.usage,
      suggestions: ['correct it, or name another file: --kubeconfig FILE', 'nothing was changed'],
    });
  }
  throw conflict(path, result.entries, '');
}

/** `where`: flags with which the file is written to. */
function conflict(path: string, entries: readonly string[], where: string): UserError {
  const are = entries.length === 1 ? 'is' : 'are';
  return new UserError(`in ${path}, ${entries.join(', ')} ${are} there already, and not the same`, {
    code: 'KUBECONFIG_CONFLICT',
    exitCode: EXIT.usage,
    suggestions: [`to replace what is there: ${where}--overwrite-existing`, 'or use another file: --kubeconfig FILE'],
  });
}

/** The kubeconfig of a cluster, as it was written. Throws UserError if there is none, or another one. */
async function readOwn(cluster: string, {directory, viewer, cwd}: KubeconfigOptions): Promise<string> {
  const folder = directory === undefined ? `_output/${cluster}` : directory.replace(/(?<=.)\/+$/, '');
  const file = `${folder}/${viewer ? 'kubeconfig-viewer' : 'kubeconfig'}`;
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw missing(file, viewer, error);
  });
  const found = clusterOf(text);
  if (found === cluster) return text;
  const message =
    found === undefined
      ? `${file} is not as vnetk8s has written it`
      : `${file} is of cluster ${found}, not of ${cluster}`;
  throw new UserError(message, {code: 'KUBECONFIG_UNREADABLE', exitCode: EXIT.usage, suggestions: [DIRECTORY]});
}

const DIRECTORY = 'name the directory it was deployed from: --output-directory DIR';

function missing(file: string, viewer: boolean, error: NodeJS.ErrnoException): UserError {
  const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  const why = viewer
    ? 'it is made by "vnetk8s generate --viewer-kubeconfig"'
    : 'its keys are nowhere else: Azure does not have them';
  return new UserError(
    isMissing ? `there is no ${file}` : `cannot read ${file}: ${systemReason(error) ?? error.message}`,
    {
      code: isMissing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      exitCode: EXIT.notFound,
      suggestions: [DIRECTORY, why],
      cause: error,
    },
  );
}
