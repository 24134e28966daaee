import type {Azure, Deployment} from '../azure/azure.ts';
import {noting, type Standing} from '../azure/azure-error.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {countOf} from '../definition/count-words.ts';
import type {LocatedFinding} from '../preflight/finding.ts';
import {commandFor} from './again.ts';
import {type AskedValues, type AskSecret, allValues, givenValues} from './asked-values.ts';
import {type AzureOptions, openAzure} from './azure-connection.ts';
import {checkAzure} from './check.ts';
import {finishDeployment} from './deploy-cluster.ts';
import type {DeployStep, Listener} from './deploy-events.ts';
import {aimOf, explainAll} from './deploy-failures.ts';
import {followDeployment} from './deploy-follow.ts';
import {assertKeysKept, assertSameKeys} from './deploy-keys.ts';
import type {Confirmation, DeployEnd, DeployOutcome, DeploySite} from './deploy-outcome.ts';
import {previewRequest} from './deploy-request.ts';
import {type Submission, submitDeployment} from './deploy-submit.ts';
import {deployedDefinition, findPlacedSubnets} from './deployed-definition.ts';
import {existingIn, liveParameters} from './deployment-parameters.ts';
import {isUnderWay} from './deployment-state.ts';
import {type ChangePreview, previewChanges} from './diff-preview.ts';
import {type GenerateOptions, prepareGeneration, type Run} from './generate.ts';
import {type LoadedDefinition, loadDefinition} from './load-definition.ts';
import {replayable} from './read-input.ts';
import {refusedChanges} from './refused-changes.ts';
import {hasErrors} from './validate.ts';

/** What to deploy, to where, and how far. */
export interface DeployOptions {
  readonly generate: Omit<GenerateOptions, 'task' | 'placed'>;
  readonly azure: AzureOptions;
  /** A file with values of parameters that others share, as `az` takes it. */
  readonly parameters?: string | undefined;
  /** Asks a person; says yes where it was said beforehand. Throws UserError where nobody can be asked. */
  readonly confirm: (question: Confirmation) => Promise<boolean>;
  /** Asks a person for a pre-shared key that no file has; absent: nobody can be asked. */
  readonly askSecret?: AskSecret | undefined;
  /** False: ends when Azure has taken it. */
  readonly wait: boolean;
  /** ms for everything after Azure has taken it. */
  readonly timeout: number;
  readonly listener: Listener;
  readonly signal?: AbortSignal | undefined;
}

/** All that the steps of one deployment need. */
export interface Deploying {
  readonly options: DeployOptions;
  readonly azure: Azure;
  readonly site: DeploySite;
  readonly run: Run;
  readonly loaded: LoadedDefinition;
  readonly tell: (step: DeployStep, state: 'started' | 'done' | 'failed', text: string) => void;
}

/** How things stand until somebody has said yes. */
function unchanged(options: DeployOptions): Standing {
  const again = [`run this again: ${commandFor('deploy', aimOf(options))}`];
  return {facts: ['nothing was changed'], again, isChanged: false};
}

/**
 * Creates a cluster, or changes it to what its definition says. Nothing is created in Azure before all checks have passed. A
 * deployment that is under way is followed, and what an earlier one has made is left as it is. Throws UserError for what
 * the user can put right, AzureError for what Azure refused outside of the deployment.
 */
export async function deploy(given: DeployOptions): Promise<DeployOutcome> {
  // The definition is read again once it is known where the subnets of a deployed cluster are.
  const options = {...given, generate: {...given.generate, stdin: replayable(given.generate.stdin)}};
  const first = await loadDefinition(options.generate);
  const {name, issues, meaning, intact} = first;
  if (meaning === undefined || !intact || hasErrors(issues)) return {name, issues, end: {kind: 'invalid'}};

  const standing = unchanged(options);
  const {azure, close} = await noting(standing, () => untilAborted(openAzure(options.azure, meaning), options.signal));
  try {
    options.listener({kind: 'account', account: azure.account, at: azure.now()});
    const group = options.azure.group ?? meaning.cluster.name;
    const before = await noting(standing, () => azure.deployments.find(group, meaning.cluster.name, options.signal));
    return await deployOver(options, azure, {group, found: before, cluster: meaning.cluster});
  } finally {
    await close();
  }
}

/** Ends with the signal what has no ear for it: who logs in by a browser may take a quarter of an hour. */
async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  const ended = Promise.withResolvers<never>();
  const end = (): void => ended.reject(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', end, {once: true});
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

async function deployOver(
  options: DeployOptions,
  azure: Azure,
  where: {readonly group: string; readonly found: Deployment | undefined; readonly cluster: Cluster},
): Promise<DeployOutcome> {
  const {group, found} = where;
  const deployed = found === undefined ? undefined : deployedDefinition(found);
  const placed = await noting(unchanged(options), () =>
    findPlacedSubnets(azure, {group, cluster: where.cluster, deployed, signal: options.signal}),
  );
  const {loaded, run} = await prepareGeneration({...options.generate, task: 'write', placed});
  const {name, issues} = loaded;
  if (run === undefined) return {name, issues, end: {kind: 'invalid'}};

  const {cluster, plan} = run.built;
  const site = {account: azure.account, group, cluster, plan, directory: run.directory.name};
  const tell: Deploying['tell'] = (step, state, text) =>
    options.listener({kind: 'step', step, state, text, at: azure.now()});
  const deploying = {options, azure, site, run, loaded, tell};
  await assertSameKeys(run, found);
  const attached =
    found !== undefined && isUnderWay(found) ? await followDeployment(deploying, found, existingIn(found)) : undefined;
  if (attached !== undefined && attached.kind !== 'again') return {name, issues, end: attached};
  const before = attached === undefined ? found : attached.before;
  return {name, issues, end: await deployAnew(deploying, before, deployed)};
}

/** Checks, shows, asks, and deploys. */
async function deployAnew(
  deploying: Deploying,
  before: Deployment | undefined,
  deployed: ReturnType<typeof deployedDefinition>,
): Promise<DeployEnd> {
  const {azure, site, run, options, tell} = deploying;
  const prepared = await noting(unchanged(options), () => prepare(deploying, before, deployed));
  if ('kind' in prepared) return prepared;

  const {preview} = prepared;
  if (before?.state === 'Succeeded' && deployed?.hash === run.provenance.definition && preview.isEmpty) {
    return finishDeployment(deploying, before, {changed: false, deadline: azure.now() + options.timeout});
  }
  tell('confirm', 'started', 'asking');
  if (!(await options.confirm({site, preview}))) return {kind: 'declined', site};
  tell('confirm', 'done', 'confirmed');
  const asked = await allValues(run.built.template, prepared.asked, options.askSecret);
  return submitDeployment(deploying, {...prepared, asked});
}

/** What is ready to be handed over, but for what a person is asked. */
type Prepared = Omit<Submission, 'asked'> & {readonly asked: AskedValues; readonly preview: ChangePreview};

/** Everything that changes nothing: what there is to say yes to, or why there is nothing. */
async function prepare(
  deploying: Deploying,
  before: Deployment | undefined,
  deployed: ReturnType<typeof deployedDefinition>,
): Promise<DeployEnd | Prepared> {
  const {azure, site, run, options, tell} = deploying;
  const {group, cluster, plan} = site;
  const asked = await valuesOf(deploying);
  const findings = await check(deploying);
  if (findings.some(({state}) => state === 'failed')) return {kind: 'refused', site, findings, failures: []};

  const live = await liveParameters(azure, cluster, group, before, options.signal);
  await assertKeysKept(run, before, live.existing);
  const exists = (await azure.groups.find(group, options.signal)) !== undefined;
  const request = previewRequest(run, group, live);
  const refusal = exists ? await validate(deploying, request) : undefined;
  if (refusal !== undefined) return refusal;

  tell('compare', 'started', 'asking Azure what would change');
  const preview = await previewChanges(azure, exists ? request : undefined, deployed, {cluster, plan}, options.signal);
  if (deployed !== undefined && before?.state === 'Succeeded') {
    const refused = refusedChanges(preview.changes, deployed.cluster, cluster, deploying.loaded.locate);
    if (refused.length > 0) return {kind: 'refused', site, findings: refused, failures: []};
  }
  tell('compare', 'done', preview.summary);
  return {live, asked, exists, before, preview};
}

/** Nobody shares a key with a simulated network: anything will do there. */
function valuesOf({azure, run, options}: Deploying): Promise<AskedValues> {
  const {parameters: file, generate, askSecret} = options;
  const otherwise = azure.account.simulated && file === undefined ? 'simulated' : undefined;
  return givenValues(run.built.template, {file, cwd: generate.cwd, otherwise, canAsk: askSecret !== undefined});
}

async function check({azure, site, loaded, options, tell}: Deploying): Promise<readonly LocatedFinding[]> {
  tell('check', 'started', 'checking quotas, permissions, addresses');
  const {group, cluster, plan} = site;
  const findings = await checkAzure(azure, {cluster, plan}, {group, locate: loaded.locate, signal: options.signal});
  const warnings = findings.filter(({state}) => state === 'warning');
  for (const {title, detail} of warnings) {
    options.listener({kind: 'notice', text: detail === undefined ? title : `${title}: ${detail}`, at: azure.now()});
  }
  const failed = findings.filter(({state}) => state === 'failed').length;
  const passed = findings.length - failed - warnings.length;
  tell(
    'check',
    failed > 0 ? 'failed' : 'done',
    `${countOf(passed, 'check')} passed, ${countOf(warnings.length, 'warning')}, ${failed} failed`,
  );
  return findings;
}

/** What Azure itself finds wrong, before anything is created. */
async function validate(
  deploying: Deploying,
  request: ReturnType<typeof previewRequest>,
): Promise<DeployEnd | undefined> {
  const {azure, site, options, tell} = deploying;
  tell('validate', 'started', 'asking Azure whether it would take the template');
  const error = await azure.deployments.validate(request, options.signal);
  if (error !== undefined) {
    return {kind: 'refused', site, findings: [], failures: explainAll(deploying, [{error}], false)};
  }
  tell('validate', 'done', 'Azure would take the template');
  return undefined;
}
