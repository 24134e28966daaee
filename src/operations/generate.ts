import {readFile} from 'node:fs/promises';
import {dirname, resolve as resolvePath} from 'node:path';
import type {ArmTemplate} from '../arm/arm-template.ts';
import type {Artifact, Artifacts, Change} from '../artifacts/artifact.ts';
import {type Provenance, sha256} from '../artifacts/manifest.ts';
import {type DirectoryView, openDirectory, viewDirectory} from '../artifacts/output-directory.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {EXIT} from '../exit-codes.ts';
import type {Prefix} from '../ipv4/prefix.ts';
import {CLUSTER_SECRETS} from '../kubernetes/cluster-secrets.ts';
import type {Randomness} from '../pki/random-texts.ts';
import {UserError} from '../user-error.ts';
import {buildCluster} from './generate-cluster.ts';
import {type Addon, type BuiltCluster, keyArtifacts, openArtifacts, PARAMETERS_FILE} from './generate-files.ts';
import {assertFits, type Headroom, measureHeadroom} from './generate-headroom.ts';
import {type FoundPki, findPki, PKI_FOLDER} from './generate-pki.ts';
import {type EarlierPlan, findMoves, PLAN_FILE, readEarlierPlan} from './generate-placement.ts';
import {type LoadedDefinition, type LoadOptions, loadDefinition} from './load-definition.ts';
import {hasErrors} from './validate.ts';

/** What to generate, where to, and from which keys. */
export interface GenerateOptions extends Omit<LoadOptions, 'findPlaced'> {
  /** The directory to write to; undefined: `_output/` and the cluster's name. */
  readonly directory?: string | undefined;
  /** A folder of keys, laid out as kubeadm's. */
  readonly pki?: string | undefined;
  /** Also a kubeconfig for whoever may look, but change nothing. */
  readonly viewer: boolean;
  /** `write`; `compare`: say what writing would do; or one artifact, of which nothing is written but its content. */
  readonly task: 'write' | 'compare' | {readonly artifact: string};
  readonly version: string;
  readonly now: Date;
  readonly random: Randomness;
  /** Where subnets of the cluster are, if it is deployed already: they stay there, whatever the directory says. */
  readonly placed?: ReadonlyMap<string, Prefix> | undefined;
}

/** What came of it, and what is wrong with the definition. */
export interface GenerateOutcome {
  readonly name: string;
  readonly issues: LoadedDefinition['issues'];
  /** True if there is no error. */
  readonly valid: boolean;
  /** Absent if there is one. */
  readonly generated?: Generated;
}

/** What was generated. */
export interface Generated {
  readonly cluster: Cluster;
  /** The directory as the user calls it. */
  readonly directory: string;
  readonly headroom: Headroom;
  /** Parameters of the template that nothing generated has a value for: secrets that somebody else shares. */
  readonly asked: readonly string[];
  /** What people should know of, in words. */
  readonly notices: readonly string[];
  readonly result: GeneratedResult;
}

/** What was done with it: files written or compared, or the one that was asked for. */
export type GeneratedResult =
  | {readonly kind: 'files'; readonly written: boolean; readonly changes: readonly Change[]}
  | {readonly kind: 'artifact'; readonly artifact: Artifact};

/** What all steps of one run need. */
export interface Run {
  readonly options: GenerateOptions;
  readonly directory: {readonly path: string; readonly name: string; readonly cluster: string};
  readonly earlier: EarlierPlan;
  readonly built: BuiltCluster;
  readonly headroom: Headroom;
  readonly provenance: Provenance;
}

/** A definition that was read, and everything that follows from it without keys, if it has no error. */
export interface Preparation {
  readonly loaded: LoadedDefinition;
  readonly run?: Run;
}

/**
 * Generates everything that deploys a cluster. Keys and the places of subnets that the directory has are used again; the
 * same definition with the same keys gives the same bytes. Throws UserError if the definition cannot be read, if the
 * directory or keys cannot be used, or if the template would be larger than Azure takes.
 */
export async function generate(options: GenerateOptions): Promise<GenerateOutcome> {
  const {loaded, run} = await prepareGeneration(options);
  const {name, issues} = loaded;
  if (run === undefined) return {name, issues, valid: false};
  return {name, issues, valid: true, generated: await performGeneration(run)};
}

/** Reads a definition and builds all that holds no keys; nothing is written. Throws as `generate` does. */
export async function prepareGeneration(options: GenerateOptions): Promise<Preparation> {
  let earlier: EarlierPlan = {placed: new Map()};
  const loaded = await loadDefinition({
    ...options,
    findPlaced: async (cluster) => {
      earlier = await findEarlierPlan(directoryOf(options, cluster));
      // Others may have deployed since: what is deployed stays where it is.
      return new Map([...earlier.placed, ...(options.placed ?? [])]);
    },
  });
  const {name, issues, meaning, intact} = loaded;
  if (meaning === undefined || !intact || hasErrors(issues)) return {loaded};

  const {cluster, plan} = meaning;
  const addons = await readAddons(cluster, definitionFolder(options, name));
  const built = await buildCluster(cluster, plan, addons);
  const headroom = measureHeadroom(built);
  assertFits(headroom);
  const provenance = {generator: options.version, cluster: cluster.name, definition: sha256(built.definition)};
  return {loaded, run: {options, directory: directoryOf(options, cluster), earlier, built, headroom, provenance}};
}

/** Does what was prepared for: writes, compares, or picks one artifact. */
export async function performGeneration(run: Run): Promise<Generated> {
  const {built, directory, earlier, headroom} = run;
  const {result, notices} = await perform(run);
  return {
    cluster: built.cluster,
    directory: directory.name,
    headroom,
    asked: askedParameters(built.template),
    notices: [...findMoves(earlier.placed, built.plan), ...notices],
    result,
  };
}

/** Parameters that nothing generated has a value for: secrets that somebody else shares. */
export function askedParameters({parameters}: ArmTemplate): readonly string[] {
  return Object.entries(parameters).flatMap(([name, {defaultValue}]) =>
    defaultValue === undefined && !(name in CLUSTER_SECRETS) ? [name] : [],
  );
}

type Performed = Pick<Generated, 'result' | 'notices'>;

async function perform(run: Run): Promise<Performed> {
  const {task} = run.options;
  if (task === 'write') return write(run);
  const view = await viewDirectory(run.directory);
  if (task !== 'compare') return pickArtifact(run, view, task.artifact);
  const {artifacts, notices} = await allArtifacts(run, view);
  const changes = await view.compare(artifacts, run.provenance);
  return {result: {kind: 'files', written: false, changes}, notices};
}

async function write(run: Run): Promise<Performed> {
  const output = await openDirectory(run.directory);
  try {
    await assertSamePlan(run, output);
    const {artifacts, notices} = await allArtifacts(run, output);
    const changes = await output.write(artifacts, run.provenance);
    return {result: {kind: 'files', written: true, changes}, notices};
  } finally {
    await output.close();
  }
}

async function pickArtifact(run: Run, view: DirectoryView, path: string): Promise<Performed> {
  const open = openArtifacts(run.built);
  const artifact = open.find((candidate) => candidate.path === path);
  if (artifact !== undefined) return {result: {kind: 'artifact', artifact}, notices: []};

  const {pki, isNew, notices} = await findKeys(run, view);
  const withKeys = keyArtifacts(run.built.cluster, run.built.plan, pki);
  const wanted = withKeys.find((candidate) => candidate.path === path);
  if (wanted === undefined) throw unknownArtifact(path, [...open, ...withKeys]);
  if (isNew) throw lostKeys(path);
  return {result: {kind: 'artifact', artifact: wanted}, notices};
}

async function allArtifacts(
  run: Run,
  view: DirectoryView,
): Promise<{readonly artifacts: Artifacts; readonly notices: readonly string[]}> {
  const {built} = run;
  const [{pki, notices}, edits] = await Promise.all([findKeys(run, view), view.findEdits()]);
  const [template, ...others] = openArtifacts(built);
  const [parameters, ...keys] = keyArtifacts(built.cluster, built.plan, pki);
  // What a deployment takes comes first.
  const artifacts = [template ?? [], parameters ?? [], others, keys].flat();
  const paths = new Set(artifacts.map(({path}) => path));
  const overwritten = edits.filter(
    ({path, edit}) => edit === 'changed' && paths.has(path) && !path.startsWith(`${PKI_FOLDER}/`),
  );
  const ofEdits = overwritten.map(({path}) => `${path} was changed by hand: that is lost when it is written anew`);
  return {artifacts, notices: [...notices, ...ofEdits]};
}

/** The keys of the directory, those that are brought, and new ones for what is still missing. */
export function findKeys({options, directory, built}: Run, view: DirectoryView): Promise<FoundPki> {
  const {pki, viewer, now, random, cwd} = options;
  const {authorityValidityDays, validityDays} = built.cluster.kubernetes.certificates;
  const given = pki === undefined ? undefined : {path: resolvePath(cwd, pki), name: pki.replace(/(?<=.)\/+$/, '')};
  return findPki(
    {view, directory: directory.name, given},
    {cluster: built.cluster.name, authorityValidityDays, validityDays, viewer, now, random},
  );
}

/** The plan of this run rests on the places that another one may have changed in the meantime. */
async function assertSamePlan({directory, earlier, built}: Run, view: DirectoryView): Promise<void> {
  const now = (await view.read(PLAN_FILE))?.toString();
  if (now === earlier.text) return;
  const own = openArtifacts(built).find(({path}) => path === PLAN_FILE);
  if (now === own?.content) return;
  throw new UserError(`another run has changed ${directory.name} in the meantime`, {
    code: 'DIRECTORY_BUSY',
    exitCode: EXIT.usage,
    suggestions: ['run this again'],
  });
}

function directoryOf({directory, cwd}: GenerateOptions, {name: cluster}: Pick<Cluster, 'name'>) {
  const name = directory === undefined ? `_output/${cluster}` : directory.replace(/(?<=.)\/+$/, '');
  return {path: resolvePath(cwd, name), name, cluster};
}

/** What an earlier run planned. That the directory cannot be used is told later, when the definition is known to be right. */
async function findEarlierPlan(directory: ReturnType<typeof directoryOf>): Promise<EarlierPlan> {
  try {
    return await readEarlierPlan(await viewDirectory(directory));
  } catch (error) {
    if (error instanceof UserError) return {placed: new Map()};
    throw error;
  }
}

/** The folder that paths in the definition are relative to. */
function definitionFolder({cwd, file}: GenerateOptions, name: string): string {
  return file === '-' ? cwd : dirname(resolvePath(cwd, name));
}

/** That the files are there was checked with the definition. */
async function readAddons(cluster: Cluster, folder: string): Promise<readonly Addon[]> {
  return Promise.all(
    cluster.addons.map(async ({name, manifest}) => {
      try {
        return {name, text: await readFile(resolvePath(folder, manifest), 'utf8')};
      } catch (error) {
        const message = `cannot read ${manifest}, the manifest of addon "${name}"`;
        throw new UserError(message, {code: 'FILE_UNREADABLE', exitCode: EXIT.notFound, cause: error});
      }
    }),
  );
}

function unknownArtifact(path: string, artifacts: Artifacts): UserError {
  const names = artifacts.map((artifact) => artifact.path).filter((name) => !name.includes('/'));
  return new UserError(`no artifact is called ${path}`, {
    code: 'USAGE',
    exitCode: EXIT.usage,
    suggestions: [`there are ${names.join(', ')}, and those that "vnetk8s generate --dry-run" lists`],
  });
}

function lostKeys(path: string): UserError {
  const files = path === PARAMETERS_FILE ? 'its values' : 'its keys';
  return new UserError(`${path} would hold keys that are nowhere else: nobody could use them again`, {
    code: 'KEYS_NOT_KEPT',
    exitCode: EXIT.usage,
    suggestions: [`generate the directory first, and ${files} are those in it`, 'or bring keys: --pki DIR'],
  });
}
