import {describeValue} from '../../definition/describe-value.ts';
import type {Issue, Path} from '../../definition/issue.ts';
import {parseResourceId} from '../azure-names.ts';
import type {Cluster} from '../cluster.ts';
import type {ResourceType} from '../resource-id.ts';
import {newVirtualNetwork} from './named-ranges.ts';
import {error} from './rule.ts';

/** A resource id in the definition, and what it should be the id of. */
interface WrittenId {
  readonly id: string;
  readonly path: Path;
  readonly type: ResourceType;
}

/** What shows the ids of each kind of resource. */
const COMMANDS: Readonly<Record<ResourceType, string>> = {
  'Microsoft.Network/virtualNetworks': 'az network vnet list --query [].id',
  'Microsoft.Network/virtualNetworks/subnets': 'az network vnet subnet list --vnet-name … --query [].id',
  'Microsoft.Network/routeTables': 'az network route-table list --query [].id',
  'Microsoft.Network/expressRouteCircuits': 'az network express-route list --query [].id',
  'Microsoft.ManagedIdentity/userAssignedIdentities': 'az identity list --query [].id',
};

/** An id that is not complete or not spelled as ids are (Azure: template-functions-resource, resourceId). */
export function requireResourceIds(cluster: Cluster): Issue[] {
  return idsOf(cluster).flatMap((written) => {
    const parse = parseResourceId(written.id, written.type);
    if (parse.problem === undefined || parse.problem === 'type') return [];
    return [report('VK3703', written, parse)];
  });
}

/** An id of something else, such as of a subnet where the virtual network belongs. */
export function requireResourceTypes(cluster: Cluster): Issue[] {
  return idsOf(cluster).flatMap((written) => {
    const parse = parseResourceId(written.id, written.type);
    return parse.problem === 'type' ? [report('VK3704', written, parse)] : [];
  });
}

function idsOf(cluster: Cluster): WrittenId[] {
  const {network, identity} = cluster;
  const {virtualNetwork} = network;
  const {peerings = [], gateway} = newVirtualNetwork(cluster) ?? {};
  const existing = virtualNetwork.kind === 'new' ? undefined : virtualNetwork.id;
  // Tables of an existing network's subnets are not for vnetk8s to attach, whatever their ids.
  const tables = virtualNetwork.kind === 'new' ? network.subnets : [];
  return [
    ...idAt(existing, ['network', 'virtualNetwork', 'id'], 'Microsoft.Network/virtualNetworks'),
    ...peerings.flatMap(({remoteVirtualNetworkId: id, path}) =>
      idAt(id, [...path, 'remoteVirtualNetworkId'], 'Microsoft.Network/virtualNetworks'),
    ),
    ...(gateway?.connections ?? []).flatMap(({circuitId, path}) =>
      idAt(circuitId, [...path, 'circuitId'], 'Microsoft.Network/expressRouteCircuits'),
    ),
    ...tables.flatMap(({routeTableId, path}) =>
      idAt(routeTableId, [...path, 'routeTableId'], 'Microsoft.Network/routeTables'),
    ),
    ...idAt(identity.id, ['identity', 'id'], 'Microsoft.ManagedIdentity/userAssignedIdentities'),
  ];
}

function idAt(id: string | undefined, path: Path, type: ResourceType): WrittenId[] {
  return id === undefined ? [] : [{id, path, type}];
}

function report(
  code: Issue['code'],
  {id, path, type}: WrittenId,
  {reason, suggestion}: {readonly reason: string; readonly suggestion?: string},
): Issue {
  const hint = suggestion === undefined ? `copy one of these: ${COMMANDS[type]}` : `use ${suggestion}`;
  return error(code, path, `${describeValue(id)} ${reason}`, {hint});
}
