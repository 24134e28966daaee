import {countOf} from '../definition/count-words.ts';
import {EXIT} from '../exit-codes.ts';
import {type Aim, commandFor, isForgotten} from '../operations/again.ts';
import {azCommandsFor, azFor} from '../operations/az-commands.ts';
import {problemWords} from '../operations/deploy-cluster.ts';
import {waitingWords} from '../operations/deploy-follow.ts';
import type {DeployEnd, DeployOutcome, DeploySite} from '../operations/deploy-outcome.ts';
import {unhealthyCommand} from '../operations/deploy-unhealthy.ts';
import type {TextOptions} from '../report/table.ts';
import {findingsAsText} from './check-text.ts';
import {type Described, describedLines, waysOut} from './described-lines.ts';
import {failuresAsText} from './failure-text.ts';

/** How the two streams are written to, and what was aimed at on the command line. */
export interface EndTextOptions extends Aim {
  readonly text: {readonly stdout: TextOptions; readonly stderr: TextOptions};
}

/** The texts of an end: data describes a cluster that is there. */
interface EndText {
  readonly data: string;
  readonly talk: string;
}

/** How the process ends. */
export function exitCodeOfEnd(end: DeployEnd): number {
  switch (end.kind) {
    case 'ready':
    case 'submitted':
      return EXIT.ok;
    case 'invalid':
      return EXIT.invalidDefinition;
    case 'declined':
      return EXIT.usage;
    case 'refused':
      return EXIT.checkFailed;
    case 'failed':
    case 'canceled':
    case 'gone':
      return EXIT.deploymentFailed;
    case 'timed-out':
      return EXIT.timedOut;
    case 'unhealthy':
      return EXIT.unhealthy;
  }
}

/** What came of a deployment, and what to do next. */
export function deployEndText({end}: DeployOutcome, {text, ...aim}: EndTextOptions): EndText {
  const again = commandFor('deploy', aim);
  const look = isForgotten(aim) ? '' : `look at it: ${commandFor('status', aim)}\n`;
  switch (end.kind) {
    case 'invalid':
      return talk('');
    case 'declined':
      return talk('nothing was done\n');
    case 'submitted':
      return talk(
        `Azure has taken it, and works on it in resource group ${end.site.group}\nfollow it: ${again}\n${look}`,
      );
    case 'refused':
      return talk(refusedText(end, aim, text.stderr));
    case 'failed':
      return talk(failedText(end, aim, text.stderr));
    case 'canceled':
      return talk(`the deployment was stopped by somebody\n${keptText(end)}\ngo on: ${again}\n`);
    case 'gone':
      return talk(`${goneText(end)}\ndeploy again: ${again}\n${look}`);
    case 'timed-out':
      return talk(
        `--timeout is over, ${goesOnText(end)}: ${waitingWords(end.waitingFor)}\nfollow it: ${again}\n${look}`,
      );
    case 'unhealthy':
      return {data: descriptionText(end, text.stdout), talk: unhealthyText(end, aim)};
    case 'ready':
      return {data: descriptionText(end, text.stdout), talk: readyText(end, aim)};
  }
}

function talk(words: string): EndText {
  return {data: '', talk: words};
}

function refusedText(end: Extract<DeployEnd, {kind: 'refused'}>, aim: Aim, options: TextOptions): string {
  const {findings, failures} = end;
  const reasons = failures.length > 0 ? failuresAsText(failures, options) : findingsAsText(findings, options);
  return `${reasons}\n${leftText(end, aim)}go on once it is mended: ${commandFor('deploy', aim)}\n`;
}

/** What stays behind, so that nobody has to look for it. */
function leftText({left, site}: Extract<DeployEnd, {kind: 'refused'}>, aim: Aim): string {
  if (left === undefined) return 'nothing was created\n';
  const {group} = site;
  const files = `keys and template stay in ${left.directory}, and are used again\n`;
  switch (left.group) {
    case 'untouched':
      return `nothing was created in Azure\n${files}`;
    case 'removed':
      return `nothing was created in Azure: resource group ${group}, made for it, was removed again\n${files}`;
    case 'kept':
      return `only resource group ${group} was created; it could not be removed again: ${azCommandsFor(site, aim).deleteGroup}\n${files}`;
  }
}

function failedText(
  {failures, final, site}: Extract<DeployEnd, {kind: 'failed'}>,
  aim: Aim,
  options: TextOptions,
): string {
  const state = final
    ? keptText({site})
    : `Azure is still working on the rest in resource group ${site.group}; what it makes is used again`;
  const stop = final ? '' : `stop it: ${azCommandsFor(site, aim).cancel}\n`;
  return `${failuresAsText(failures, options)}\n${state}\ngo on once it is mended: ${commandFor('deploy', aim)}\n${stop}`;
}

function goneText({site: {group, cluster}}: Extract<DeployEnd, {kind: 'gone'}>): string {
  return `Azure has no deployment ${cluster.name} in resource group ${group} any more: somebody has deleted it, or the resource group`;
}

/** Nothing is undone. */
function keptText({site}: {readonly site: DeploySite}): string {
  return `what was made until then stays in resource group ${site.group}, and is used again`;
}

function goesOnText({site}: {readonly site: DeploySite}): string {
  return `and Azure goes on in resource group ${site.group}`;
}

function unhealthyText({outcome, site}: Extract<DeployEnd, {kind: 'unhealthy'}>, aim: Aim): string {
  const az = azFor(aim, site.account);
  const minutes = Math.round(outcome.waited / 60_000);
  const problems = outcome.problems.map((problem) => `  ${problemWords(problem)}\n`).join('');
  const end =
    outcome.bound === 'timeout'
      ? '--timeout is over, and this is not well'
      : `this is not well after ${countOf(minutes, 'minute')}`;
  // What comes first keeps what comes after it from being well.
  const next = outcome.problems.slice(0, 1).map((problem) => `see why: ${unhealthyCommand(site, problem, az)}\n`);
  const look = isForgotten(aim) ? '' : `look again: ${commandFor('status', aim)}\n`;
  return `${end}:\n${problems}${next.join('')}${look}go on: ${commandFor('deploy', aim)}\n`;
}

function readyText({site, changed}: Extract<DeployEnd, {kind: 'ready'}>, {source}: Aim): string {
  const {cluster, account} = site;
  const what = changed
    ? `cluster ${cluster.name} is ready`
    : `cluster ${cluster.name} is as defined; nothing was changed`;
  if (account.simulated) return `${what} (in a simulated Azure)\n`;
  return `${what}\nnext: ${commandFor('kubeconfig', {source, azure: {}})} && kubectl get nodes\n`;
}

/** What a person wants to know of a cluster that is there. */
function descriptionText(
  {site, cluster, ...end}: Extract<DeployEnd, {kind: 'ready' | 'unhealthy'}>,
  options: TextOptions,
): string {
  const health = end.kind === 'ready' ? end.health : end.outcome.health;
  const {account, group, directory} = site;
  const {access} = site.cluster.controlPlane.endpoint;
  const rows: readonly Described[] = [
    [
      'Cluster',
      `${site.cluster.name} in ${site.cluster.location}, Kubernetes ${site.cluster.kubernetes.version.patch}`,
    ],
    ['Azure', `resource group ${group}, subscription ${account.subscriptionName}`],
    [
      'API server',
      access === 'public'
        ? `${cluster.apiServerUrl}, public`
        : `${cluster.apiServerUrl}, private: only from the virtual network`,
    ],
    ['Nodes', nodesText(site, health?.apiServer.ok === true ? health.nodes : undefined)],
    ['Internet', waysOut(cluster.outboundAddresses)],
    ['Keys', `${directory}/kubeconfig, ${directory}/pki: keep them like a password`],
  ];
  return describedLines(rows, options)
    .map((line) => `${line}\n`)
    .join('');
}

function nodesText(
  {cluster}: DeploySite,
  nodes: {readonly ready: number; readonly wanted: number} | undefined,
): string {
  const pools = cluster.nodePools.map(
    ({name, count}) => `${name} ${count.autoscaled ? `${count.min} to ${count.max}` : count.min}`,
  );
  const parts = [`control plane ${cluster.controlPlane.count}`, ...pools].join(', ');
  return nodes === undefined ? parts : `${nodes.ready} ready: ${parts}`;
}
