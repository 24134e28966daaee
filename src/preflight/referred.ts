import type {LiveCircuit} from '../azure/azure.ts';
import type {Cluster, Subnet} from '../cluster/cluster.ts';
import {shellWord} from '../shell-word.ts';
import {assignCommand} from './commands.ts';
import type {Known, PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {allows, assigneeOf} from './permissions.ts';
import {isSame, nameIn} from './resource-ids.ts';
import {routeFindings} from './subnet-routes.ts';

/** What a template refers to, and has not made: whether it is there, and may be used. */
export function referredFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const {network, identity} = site.cluster;
  const {virtualNetwork} = network;
  const isMissing = facts.identity?.known === true && facts.identity.value === undefined;
  const isNew = virtualNetwork.kind === 'new';
  const gateway = isNew ? virtualNetwork.gateway : undefined;
  return [
    ...(isNew ? network.subnets.flatMap((subnet) => tableFindings(subnet, facts, site)) : []),
    ...(gateway?.connections ?? []).flatMap(({circuitId, path}) =>
      circuitId === undefined ? [] : circuitFindings(circuitId, [...path, 'circuitId'], facts),
    ),
    // One that is not there is told of elsewhere.
    ...(identity.id === undefined || isMissing
      ? []
      : rightFindings({id: identity.id, ...IDENTITY, path: ['identity', 'id']}, facts)),
  ];
}

/** What is done to a resource that is there, how roles name it, and the role that allows it. */
interface Use {
  readonly id: string;
  readonly what: string;
  readonly action: string;
  readonly role: string;
  readonly path: Finding['path'];
}

const IDENTITY = {
  what: 'give machines the identity',
  action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
  role: 'Managed Identity Operator',
};

/** Azure: virtual-network/manage-route-table, "Permissions", and "Associate a route table to a subnet". */
function tableFindings(subnet: Subnet, facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  const {routeTableId: id, name} = subnet;
  const answer = id === undefined ? undefined : facts.referred.routeTables.get(id.toLowerCase());
  if (id === undefined || answer === undefined) return [];
  const path = [...subnet.path, 'routeTableId'];
  const subject = `route table ${nameIn(id)} of subnet ${name}`;
  if (!answer.known) return [unread('VK6024', subject, answer, path)];
  if (answer.value === undefined) return [missing(subject, id, path, 'az network route-table show')];
  const {location} = site.cluster;
  const {subscriptionId} = facts.account;
  const elsewhere = [
    ...(isSame(answer.value.location, location) ? [] : [`in ${answer.value.location}, and the cluster in ${location}`]),
    ...(isSame(id.split('/')[2] ?? '', subscriptionId) ? [] : [`in another subscription than the cluster`]),
  ];
  const planned = site.plan.subnets.find((each) => each.name === name);
  return [
    ...elsewhere.map(
      (where): Finding => ({
        code: 'VK6024',
        state: 'failed',
        title: `${subject} is ${where}`,
        path,
        remedy: ['use one of the same region and subscription'],
        command: `az network route-table list --subscription ${shellWord(subscriptionId)} --query "[?location=='${location}'].id"`,
      }),
    ),
    ...rightFindings({id, ...joinOf('routeTables'), what: `use ${subject}`, path}, facts),
    ...(planned === undefined
      ? []
      : routeFindings(planned, {routeTableId: id}, willHear(site.cluster), facts.referred, site)),
  ];
}

/** Whether gateways may tell a network that is made of routes by BGP. */
function willHear({network: {virtualNetwork}}: Cluster): boolean {
  if (virtualNetwork.kind === 'existing') return false;
  const {gateway, peerings} = virtualNetwork;
  return gateway?.type === 'ExpressRoute' || peerings.some(({useRemoteGateways}) => useRemoteGateways);
}

function joinOf(type: 'routeTables' | 'expressRouteCircuits'): Pick<Use, 'action' | 'role'> {
  return {action: `Microsoft.Network/${type}/join/action`, role: 'Network Contributor'};
}

function circuitFindings(id: string, path: Finding['path'], facts: PreflightFacts): readonly Finding[] {
  const answer: Known<LiveCircuit | undefined> | undefined = facts.referred.circuits.get(id.toLowerCase());
  if (answer === undefined) return [];
  const subject = `ExpressRoute circuit ${nameIn(id)}`;
  if (!answer.known) return [unread('VK6024', subject, answer, path)];
  if (answer.value === undefined) return [missing(subject, id, path, 'az network express-route show')];
  const lacking = lackOf(answer.value);
  const use = {id, ...joinOf('expressRouteCircuits'), what: `connect to ${subject}`, path};
  const rights = rightFindings(use, facts);
  if (lacking === undefined && rights.length === 0) {
    return [{code: 'VK6024', state: 'ok', title: `${subject} is there, and provisioned`, path}];
  }
  return [
    ...(lacking === undefined
      ? []
      : [
          {
            code: 'VK6024',
            state: 'failed',
            title: `${subject} ${lacking}: nothing can be connected to it yet`,
            path,
            remedy: ['have that done first', 'or leave the connection out until then'],
            command: `az network express-route show --ids ${shellWord(id)} --query "{provider: serviceProviderProvisioningState, peerings: peerings[].peeringType}"`,
          } as const,
        ]),
    ...rights,
  ];
}

/** What a circuit needs before a network is linked to it (Azure: expressroute-howto-linkvnet-arm, "Prerequisites"). */
function lackOf({providerState, peerings}: LiveCircuit): string | undefined {
  if (!isSame(providerState, 'Provisioned')) return `is not provisioned by its provider (${providerState})`;
  return peerings.some((type) => isSame(type, 'AzurePrivatePeering')) ? undefined : 'has no private peering';
}

function missing(subject: string, id: string, path: Finding['path'], show: string): Finding {
  return {
    code: 'VK6024',
    state: 'failed',
    title: `${subject} is not there`,
    detail: id,
    path,
    remedy: ['correct its id'],
    command: `${show} --ids ${shellWord(id)}`,
  };
}

function rightFindings({id, what, action, role, path}: Use, {referred, account}: PreflightFacts): readonly Finding[] {
  const answer = referred.permissions.get(id.toLowerCase());
  if (answer === undefined) return [];
  if (!answer.known) return [unread('VK6003', `whether you may ${what}`, answer, path)];
  if (allows(answer.value, action)) return [];
  return [
    {
      code: 'VK6003',
      state: 'failed',
      title: `you may not ${what}: ${action}`,
      path,
      remedy: ['have a role assigned that allows it'],
      command: assignCommand(role, id, assigneeOf(account)),
    },
  ];
}
