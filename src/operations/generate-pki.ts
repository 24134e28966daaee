import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {DirectoryView} from '../artifacts/output-directory.ts';
import {EXIT} from '../exit-codes.ts';
import {type ClusterPki, filesOfPart, PKI_FILES, type PkiPart, RENEWABLE_PARTS} from '../pki/cluster-pki.ts';
import {makeClusterPki, type PkiOptions} from '../pki/make-pki.ts';
import type {PkiProblem} from '../pki/pki-problem.ts';
import {type PkiTexts, readPki} from '../pki/read-pki.ts';
import {UserError} from '../user-error.ts';

/** The folder of keys within a directory of artifacts. */
export const PKI_FOLDER = 'pki';

/** A folder of keys that the user brings. */
export interface GivenFolder {
  /** Absolute. */
  readonly path: string;
  /** What the user calls it. */
  readonly name: string;
}

/** What a PKI comes from, besides what is made. */
export interface PkiSources {
  /** The directory of artifacts, whose keys are used again. */
  readonly view: DirectoryView;
  /** What the user calls that directory. */
  readonly directory: string;
  readonly given?: GivenFolder | undefined;
}

/** A complete PKI, and what there is to say about it. */
export interface FoundPki {
  readonly pki: ClusterPki;
  readonly notices: readonly string[];
  /** True if keys were made that are nowhere yet: who does not write them loses them. */
  readonly isNew: boolean;
}

/** What may differ between a directory and the keys that are given: a cluster outlives its exchange. */
const EXCHANGEABLE: readonly PkiPart[] = [...RENEWABLE_PARTS, 'joinToken'];

/**
 * Finds the keys of a cluster: those of the directory first, for a cluster cannot get others; then those that the user
 * brings; what is still missing is made. Throws UserError that tells everything that is wrong with them.
 */
export async function findPki({view, directory, given}: PkiSources, options: PkiOptions): Promise<FoundPki> {
  const folder = `${directory}/${PKI_FOLDER}`;
  const [ownTexts, givenTexts] = await Promise.all([readOwnTexts(view), readGivenTexts(given)]);
  await assertComplete(view, folder);
  const own = readPki(ownTexts, options.now);
  const brought = readPki(givenTexts, options.now);
  assertUsable(folder, own.problems);
  if (given !== undefined) {
    assertUsable(given.name, brought.problems);
    assertSame(own.pki, brought.pki, folder, given.name);
  }
  const known = {...own.pki, ...brought.pki};
  const pki = await makeClusterPki(known, options);
  const warnings = [...own.problems, ...brought.problems].map(({file, message}) => `${file} ${message}`);
  return {
    pki,
    notices: [...new Set(warnings), ...renewals(known, pki)],
    isNew: partsOf(pki).some((part) => known[part] === undefined && !isRenewable(part)),
  };
}

/** Certificates of people that took the place of others, in words. */
function renewals(known: Partial<ClusterPki>, pki: ClusterPki): readonly string[] {
  return RENEWABLE_PARTS.filter((part) => known[part] !== undefined && known[part] !== pki[part]).map(
    (part) => `${part}.crt has expired, or is not of this authority, and was made anew`,
  );
}

async function readOwnTexts(view: DirectoryView): Promise<PkiTexts> {
  return readTexts(async (file) => (await view.read(`${PKI_FOLDER}/${file}`))?.toString());
}

async function readGivenTexts(given: GivenFolder | undefined): Promise<PkiTexts> {
  if (given === undefined) return new Map();
  const {path, name} = given;
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() !== true) {
    const message = stats === undefined ? `there is no directory ${name}` : `${name} is no directory`;
    throw new UserError(message, {code: 'FILE_NOT_FOUND', exitCode: EXIT.notFound, suggestions: [LAYOUT]});
  }
  const texts = await readTexts((file) => readGiven(join(path, file), `${name}/${file}`));
  if (texts.has('ca.crt') || texts.has('ca.key')) return texts;
  throw new UserError(`${name} has neither ca.crt nor ca.key`, {
    code: 'FILE_NOT_FOUND',
    exitCode: EXIT.notFound,
    suggestions: [LAYOUT],
  });
}

const LAYOUT =
  "--pki names a folder laid out as kubeadm's: ca.crt and ca.key; and, if there are, etcd/ca.crt and .key, front-proxy-ca.crt and .key, sa.key";

async function readGiven(path: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = code === 'EACCES' ? 'permission denied' : code === 'EISDIR' ? 'it is a directory' : String(code);
    throw new UserError(`cannot read ${name}: ${reason}`, {
      code: 'FILE_UNREADABLE',
      exitCode: EXIT.notFound,
      cause: error,
    });
  }
}

async function readTexts(read: (file: string) => Promise<string | undefined>): Promise<PkiTexts> {
  const entries = await Promise.all(PKI_FILES.map(async (file) => [file, await read(file)] as const));
  return new Map(entries.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const])));
}

/**
 * Refuses to go on without keys that were there once, or with others in their place: a cluster that was deployed trusts
 * those, and new ones would lock everybody out of it.
 */
async function assertComplete(view: DirectoryView, folder: string): Promise<void> {
  const edits = new Map((await view.findEdits()).map(({path, edit}) => [path, edit]));
  const lasting = PKI_FILES.filter((file) => !filesOf(RENEWABLE_PARTS).includes(file));
  const problems = lasting.flatMap((file) => {
    const edit = edits.get(`${PKI_FOLDER}/${file}`);
    if (edit === undefined || (edit === 'changed' && filesOf(EXCHANGEABLE).includes(file))) return [];
    return [edit === 'missing' ? `${file} is missing` : `${file} is not the one that was generated`];
  });
  if (problems.length === 0) return;
  throw new UserError(`the keys in ${folder} are not those of the cluster:\n${problems.join('\n')}`, {
    code: 'PKI_INCOMPLETE',
    exitCode: EXIT.usage,
    suggestions: [
      'restore them from a copy: a cluster that was deployed with them knows no others',
      'for a cluster that is yet to be deployed, generate into another directory: --output-directory',
    ],
  });
}

function assertUsable(folder: string, problems: readonly PkiProblem[]): void {
  const errors = problems.filter(({severity}) => severity === 'error');
  if (errors.length === 0) return;
  const lines = errors.map(({file, message, hint}) => `${file} ${message}${hint === undefined ? '' : `: ${hint}`}`);
  throw new UserError(`the keys in ${folder} cannot be used:\n${lines.join('\n')}`, {
    code: 'PKI_INVALID',
    exitCode: EXIT.usage,
  });
}

function assertSame(own: Partial<ClusterPki>, given: Partial<ClusterPki>, folder: string, name: string): void {
  const differing = partsOf(given).filter(
    (part) =>
      !EXCHANGEABLE.includes(part) &&
      own[part] !== undefined &&
      JSON.stringify(own[part]) !== JSON.stringify(given[part]),
  );
  if (differing.length === 0) return;
  const lines = differing.map((part) => `${filesOfPart(part)[0]} is another one`);
  throw new UserError(`the keys in ${name} are not those in ${folder}:\n${lines.join('\n')}`, {
    code: 'PKI_CONFLICT',
    exitCode: EXIT.usage,
    suggestions: [
      'leave --pki out: the keys of the directory are used again',
      'a cluster keeps its keys; for another one, generate into another directory: --output-directory',
    ],
  });
}

function filesOf(parts: readonly PkiPart[]): readonly string[] {
  return parts.flatMap(filesOfPart);
}

function partsOf(pki: Partial<ClusterPki>): readonly PkiPart[] {
  return Object.keys(pki) as PkiPart[];
}

function isRenewable(part: PkiPart): boolean {
  return RENEWABLE_PARTS.some((renewable) => renewable === part);
}
