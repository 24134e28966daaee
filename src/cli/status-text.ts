import {countOf, formatCount} from '../definition/count-words.ts';
import {type Aim, commandFor} from '../operations/again.ts';
import type {DefinitionStatus, HealthStatus, StatusOutcome} from '../operations/status.ts';
import {
  type Cell,
  fixedWidth,
  indentText,
  leastWidth,
  type Row,
  type TextOptions,
  tableLines,
} from '../report/table.ts';
import type {Shown} from './base-command.ts';
import {type Described, describedLines, waysOut} from './described-lines.ts';

/** Public IPs that are listed; all are in `--output json`. */
const MOST_ADDRESSES = 10;

/** How it is written, and what was aimed at: what to do next is about the same cluster. */
export interface StatusTextOptions {
  readonly stdout: TextOptions;
  readonly aim: Aim;
}

/** How a cluster is, and what to do next. */
export function showStatus(outcome: StatusOutcome, {stdout, aim}: StatusTextOptions): Shown {
  const parts = [
    descriptionLines(outcome, stdout),
    machineLines(outcome, stdout),
    addressLines(outcome),
    healthLines(outcome.health, stdout),
    [...verdictLines(outcome, commandFor('deploy', withoutName(aim)), stdout), ...differenceLines(outcome, aim)],
  ];
  const data = parts.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  return {data: data.join('\n'), talk: '', document: statusDocument(outcome)};
}

function descriptionLines(outcome: StatusOutcome, options: TextOptions): readonly string[] {
  const {cluster, account, group, access, definition, deployment} = outcome;
  const where = account.simulated
    ? `resource group ${group} of a simulated Azure: nothing of it is real`
    : `resource group ${group}, subscription ${account.subscriptionName}`;
  const rows: readonly Described[] = [
    ['Cluster', cluster],
    ['Azure', where],
    ['Deployment', deploymentWords(outcome)],
    ['Definition', definitionWords(definition, deployment.underWay)],
    ...(access === undefined
      ? []
      : ([
          ['API server', access.apiServerUrl],
          ['Internet', waysOut(access.outboundAddresses)],
        ] as const)),
  ];
  return describedLines(rows, options);
}

function deploymentWords({deployment: {state, timestamp, underWay}}: StatusOutcome): string {
  const time = `${timestamp.slice(0, 10)} ${timestamp.slice(11, 16)} UTC`;
  if (underWay) return `under way (${state.toLowerCase()}) since ${time}`;
  return `${state.toLowerCase()}, ${time}`;
}

function definitionWords(definition: DefinitionStatus, underWay: boolean): string {
  const deployed = underWay ? 'is being deployed' : 'is deployed';
  switch (definition.kind) {
    case 'same':
      return `${definition.file} is what ${deployed}`;
    case 'changed':
      return `${definition.file} is not what ${deployed}`;
    case 'unknown':
      return 'not compared';
  }
}

function machineLines({machines, scaleSets}: StatusOutcome, options: TextOptions): readonly string[] {
  if (machines.length + scaleSets.length === 0) return [];
  const state = (text: string, well: boolean): Cell => ({
    text: text.toLowerCase(),
    ...(well ? {} : {paint: options.style.red}),
  });
  const rows: readonly Row[] = [
    ...alike(machines).map(({name, count, machine: {vmSize, state: text, well}}) => ({
      cells: [{text: name}, {text: formatCount(count)}, {text: vmSize}, state(text, well)],
    })),
    ...scaleSets.map(({name, vmSize, capacity, state: text, well}) => ({
      cells: [{text: name}, {text: formatCount(capacity)}, {text: vmSize}, state(text, well)],
    })),
  ];
  const columns = [
    {header: 'MACHINES'},
    {header: 'COUNT', align: 'right'},
    {header: 'SIZE'},
    {header: 'STATE'},
  ] as const;
  if (fixedWidth(columns, rows) + leastWidth(columns, rows) <= options.width) return tableLines(columns, rows, options);
  // There is no room for columns.
  return rows.flatMap(({cells: [name, ...rest]}) => [
    name?.text ?? '',
    `  ${rest.map(({text, paint}) => paint?.(text) ?? text).join(' ')}`,
  ]);
}

/** Machines of one group, size and state as one row: `prod-apps-*`. */
function alike(machines: StatusOutcome['machines']) {
  const groups = Map.groupBy(machines, ({name, vmSize, state}) => [name.replace(/\d+$/, ''), vmSize, state].join(' '));
  return [...groups.values()].flatMap((members) => {
    const [machine] = members;
    if (machine === undefined) return [];
    const name = members.length === 1 ? machine.name : machine.name.replace(/\d+$/, '*');
    return [{name, count: members.length, machine}];
  });
}

function addressLines({podPublicIps}: StatusOutcome): readonly string[] {
  if (podPublicIps.length === 0) return [];
  const more = podPublicIps.length - MOST_ADDRESSES;
  return [
    `${countOf(podPublicIps.length, 'public IP')} for pods:`,
    ...podPublicIps
      .slice(0, MOST_ADDRESSES)
      .map(({address, fqdn}) => `  ${address}${fqdn === undefined ? '' : ` ${fqdn}`}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more: --output json`] : []),
  ];
}

function healthLines(status: HealthStatus, options: TextOptions): readonly string[] {
  if (status.kind === 'not-asked')
    return indentText(`The cluster was not asked: ${status.reason}`, options.width, '  ', '');
  const {apiServer, nodes, addons} = status.health;
  if (!apiServer.ok) return indentText(`The API server is not well: ${apiServer.detail}`, options.width, '  ', '');
  const expected = Math.max(nodes.wanted, nodes.registered);
  const late = nodes.notReady.map(({name, reason}) => `  ${name}: ${reason}`);
  const unnamed = nodes.registered - nodes.ready - late.length;
  const missing = nodes.wanted - nodes.registered;
  const rows: readonly Row[] = addons.map(({name, ready, wanted}) => {
    const paint = ready < wanted ? {paint: options.style.red} : {};
    return {cells: [{text: name}, {text: `${formatCount(ready)}/${formatCount(wanted)}`, ...paint}]};
  });
  return [
    `${formatCount(nodes.ready)} of ${countOf(expected, 'node')} ${expected === 1 ? 'is' : 'are'} ready`,
    ...late,
    ...(unnamed > 0 ? [`  and ${formatCount(unnamed)} more that are not ready`] : []),
    ...(missing > 0 ? [`  ${countOf(missing, 'node')} never joined`] : []),
    ...(rows.length === 0
      ? []
      : ['', ...tableLines([{header: 'ADD-ON'}, {header: 'READY', align: 'right'}], rows, options)]),
  ];
}

/** A cluster is deployed from a definition, not by its name. */
function withoutName({source: {name: _, ...source}, azure}: Aim): Aim {
  return {source, azure};
}

function differenceLines({definition}: StatusOutcome, aim: Aim): readonly string[] {
  return definition.kind === 'changed' ? [`what a deployment would change: ${commandFor('diff', aim)}`] : [];
}

function verdictLines(
  {cluster, deployment, well}: StatusOutcome,
  deploy: string,
  {style}: TextOptions,
): readonly string[] {
  if (well) return [style.green(`cluster ${cluster} is well`)];
  if (deployment.underWay) return [style.yellow(`cluster ${cluster} is being deployed; to follow it: ${deploy}`)];
  const failed = deployment.state !== 'Succeeded';
  return [style.red(`cluster ${cluster} is not well${failed ? `; to see why, and to go on: ${deploy}` : ''}`)];
}

function statusDocument({account, group, access, health, ...outcome}: StatusOutcome): object {
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Status',
    ...outcome,
    resourceGroup: group,
    subscription: account.subscriptionId,
    simulated: account.simulated,
    ...(access ?? {}),
    health: health.kind === 'asked' ? health.health : {notAsked: health.reason},
    ...(health.kind === 'asked' ? {problems: health.problems} : {}),
  };
}
