import {countOf, formatCount} from '../definition/count-words.ts';
import type {DeleteOutcome, DeleteProgress} from '../operations/delete.ts';
import type {DeleteItem, DeletePlan} from '../operations/delete-plan.ts';
import {fixedWidth, indentText, leastWidth, type Row, type TextOptions, tableLines} from '../report/table.ts';
import type {Shown} from './base-command.ts';

/** Names that are listed of a type; all are in `--json`. */
const MOST_NAMES = 20;

/** What people call the types: one and many. */
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  'microsoft.authorization/roleassignments': ['role assignment', 'role assignments'],
  'microsoft.compute/availabilitysets': ['availability set', 'availability sets'],
  'microsoft.compute/disks': ['disk', 'disks'],
  'microsoft.compute/virtualmachines': ['virtual machine', 'virtual machines'],
  'microsoft.compute/virtualmachinescalesets': ['scale set', 'scale sets'],
  'microsoft.managedidentity/userassignedidentities': ['identity', 'identities'],
  'microsoft.network/applicationsecuritygroups': ['application security group', 'application security groups'],
  'microsoft.network/connections': ['connection', 'connections'],
  'microsoft.network/loadbalancers': ['load balancer', 'load balancers'],
  'microsoft.network/localnetworkgateways': ['local network gateway', 'local network gateways'],
  'microsoft.network/natgateways': ['NAT gateway', 'NAT gateways'],
  'microsoft.network/networkinterfaces': ['network interface', 'network interfaces'],
  'microsoft.network/networksecuritygroups': ['network security group', 'network security groups'],
  'microsoft.network/privatednszones': ['private DNS zone', 'private DNS zones'],
  'microsoft.network/privatednszones/virtualnetworklinks': ['DNS link', 'DNS links'],
  'microsoft.network/privatelinkservices': ['private link service', 'private link services'],
  'microsoft.network/publicipaddresses': ['public IP', 'public IPs'],
  'microsoft.network/routetables': ['route table', 'route tables'],
  'microsoft.network/virtualnetworkgateways': ['gateway', 'gateways'],
  'microsoft.network/virtualnetworks': ['virtual network', 'virtual networks'],
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': ['peering', 'peerings'],
  'microsoft.resources/deployments': ['deployment record', 'deployment records'],
  'microsoft.resources/resourcegroups': ['resource group', 'resource groups'],
};

/** What is deleted and what stays, for whoever has to decide. */
export function deletePlanText(
  plan: DeletePlan,
  {account}: Pick<DeleteOutcome, 'account'>,
  options: TextOptions,
): string {
  const {group, whole, own, outside, foreign} = plan;
  const where = account.simulated ? 'in a simulated Azure' : `in subscription ${account.subscriptionName}`;
  const head = whole
    ? `resource group ${group} and all in it, ${where}`
    : `the resources of cluster ${plan.cluster} in resource group ${group}, ${where}`;
  return [
    ...section(`to be deleted: ${head}`, own, nameOf, options),
    ...section('to be deleted, in other resource groups', outside, placeOf, options),
    ...section(`stays in resource group ${group}, since it is not of the cluster`, foreign, nameOf, options),
    '',
  ].join('\n');
}

function section(
  title: string,
  items: readonly DeleteItem[],
  label: (item: DeleteItem) => string,
  options: TextOptions,
): readonly string[] {
  if (items.length === 0) return title.startsWith('to be deleted:') ? indentText(title, options.width, '  ', '') : [];
  const types = Map.groupBy(items, ({type}) => type.toLowerCase());
  const rows = [...types.values()].map((members): Row => {
    const names = members.map(label).toSorted();
    const more = names.length > MOST_NAMES ? `, and ${formatCount(names.length - MOST_NAMES)} more` : '';
    return {cells: [{text: countedType(members)}, {text: names.slice(0, MOST_NAMES).join(', ') + more}]};
  });
  return [
    ...indentText(`${title}:`, options.width, '  ', ''),
    ...listLines(rows, {...options, width: options.width - 2}).map((line) => `  ${line}`),
  ];
}

/** What there is of each type, beside it, or below it where there is no room. */
function listLines(rows: readonly Row[], options: TextOptions): readonly string[] {
  const columns = [{header: ''}, {header: ''}];
  if (fixedWidth(columns, rows) + leastWidth(columns, rows) <= options.width) {
    // The header is empty: the title stands for it.
    return tableLines(columns, rows, options).slice(1);
  }
  return rows.flatMap(({cells: [type, names]}) => [
    type?.text ?? '',
    ...indentText(names?.text ?? '', options.width, '  '),
  ]);
}

function countedType(items: readonly DeleteItem[]): string {
  return countOf(items.length, typeWords(items[0]?.type ?? ''), typeWords(items[0]?.type ?? '', 1));
}

/** A line for something that is being deleted, or is. */
export function deleteProgressText({state, item}: DeleteProgress): string {
  const what = `${typeWords(item.type)} ${item.name}`;
  return state === 'done' ? `deleted ${what}\n` : `deleting ${what}: this takes some minutes\n`;
}

function typeWords(type: string, form: 0 | 1 = 0): string {
  return WORDS[type.toLowerCase()]?.[form] ?? type;
}

function nameOf({name}: DeleteItem): string {
  return name;
}

/** With its virtual network, which tells where it is. */
function placeOf({id, type, name}: DeleteItem): string {
  const [, group = '', network = ''] = /\/resourceGroups\/([^/]+)\/.*\/virtualNetworks\/([^/]+)\//i.exec(id) ?? [];
  const what = type.toLowerCase().endsWith('/virtualnetworkpeerings') ? `${network}/${name}` : name;
  return `${what} in ${group}`;
}

/** What was deleted, and what is left. */
export function showDeletion(outcome: DeleteOutcome, options: TextOptions & {readonly again: string}): Shown {
  return {data: '', talk: endText(outcome, options), document: deletionDocument(outcome)};
}

function endText({plan, end, account}: DeleteOutcome, options: TextOptions & {readonly again: string}): string {
  const {style, again, width} = options;
  switch (end.kind) {
    case 'planned':
      return 'nothing was deleted: that was --dry-run\n';
    case 'declined':
      return 'nothing was deleted\n';
    case 'deleted': {
      const simulated = account.simulated ? ', in a simulated Azure' : '';
      const local = `its directory, with keys that nothing can be done with any more, stays: _output/${plan.cluster} unless you named another`;
      return `${style.green(`cluster ${plan.cluster} is deleted`)}${simulated}\n${indentText(local, width, '  ', '').join('\n')}\n`;
    }
    case 'incomplete': {
      const lines = end.failures.flatMap(({item, code, message}) => [
        ...indentText(`${typeWords(item.type)} ${item.name} is not deleted: ${message} (${code})`, width, '  ', ''),
      ]);
      return [
        ...lines.map(style.red),
        'other parts of it may be gone already',
        `go on once it is mended: ${again}`,
        '',
      ].join('\n');
    }
  }
}

function deletionDocument({plan, end, account}: DeleteOutcome): object {
  return {
    apiVersion: 'vnetk8s/v1',
    kind: 'Deletion',
    cluster: plan.cluster,
    resourceGroup: plan.group,
    subscription: account.subscriptionId,
    simulated: account.simulated,
    result: end.kind,
    wholeResourceGroup: plan.whole,
    deletes: [...plan.outside, ...plan.own],
    keeps: plan.foreign,
    ...(end.kind === 'incomplete' ? {failures: end.failures} : {}),
  };
}
