import {CLUSTER_TAG} from '../cluster/tags.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {groupLockFindings} from './locks.ts';
import {allows} from './permissions.ts';
import {isSame} from './resource-ids.ts';

/** What a deployment needs of resource providers. */
const PROVIDERS = ['Microsoft.Compute', 'Microsoft.Network', 'Microsoft.ManagedIdentity', 'Microsoft.Authorization'];

/** The subscription, its providers, the resource group and what is locked. */
export function placeFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  return [
    ...subscriptionFindings(facts),
    ...providerFindings(facts),
    ...groupFindings(facts, site),
    ...groupLockFindings(facts),
  ];
}

function subscriptionFindings({account}: PreflightFacts): readonly Finding[] {
  const {subscriptionName, subscriptionState, subscriptionId} = account;
  const path: Finding['path'] = [];
  if (subscriptionState === '' || subscriptionState === 'Enabled') {
    return [{code: 'VK6001', state: 'ok', title: `subscription ${subscriptionName} is enabled`, path}];
  }
  return [
    {
      code: 'VK6001',
      state: 'failed',
      title: `subscription ${subscriptionName} is ${subscriptionState.toLowerCase()}: nothing can be made in it`,
      path,
      remedy: ['use another one: --subscription ID', 'or have it enabled by whoever pays for it'],
      command: `az account show --subscription ${shellWord(subscriptionId)}`,
    },
  ];
}

/** Those of the providers that a deployment needs and the subscription has not registered. */
export function unregisteredOf(providers: ReadonlyMap<string, string>): readonly string[] {
  return PROVIDERS.filter((name) => (providers.get(name) ?? 'Registered') !== 'Registered');
}

/** A deployment registers providers, if whoever deploys may do that in the subscription (Azure: resource-providers-and-types). */
function providerFindings({providers, subscriptionPermissions, account}: PreflightFacts): readonly Finding[] {
  if (!providers.known) return [unread('VK6002', 'which resource providers are registered', providers, [])];
  const missing = unregisteredOf(providers.value);
  if (missing.length === 0)
    return [{code: 'VK6002', state: 'ok', title: 'resource providers are registered', path: []}];
  const mayNot = (name: string): boolean =>
    subscriptionPermissions?.known === true && !allows(subscriptionPermissions.value, `${name}/register/action`);
  const forbidden = missing.filter(mayNot);
  const register = (names: readonly string[]): string =>
    names
      .map((name) => `az provider register --namespace ${name} --subscription ${shellWord(account.subscriptionId)}`)
      .join(' && ');
  if (forbidden.length > 0) {
    return [
      {
        code: 'VK6002',
        state: 'failed',
        title: `not registered: ${forbidden.join(', ')}, and you may not register them`,
        path: [],
        remedy: ['have them registered by somebody who may: a Contributor of the subscription'],
        command: register(missing),
      },
    ];
  }
  return [
    {
      code: 'VK6002',
      state: 'warning',
      title: `not registered: ${missing.join(', ')}`,
      detail: 'a deployment registers them, which takes some minutes',
      path: [],
      command: register(missing),
    },
  ];
}

function groupFindings({group: answer, groupName}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  if (!answer.known) return [unread('VK6004', `resource group ${groupName}`, answer, ['name'])];
  const finding = (state: Finding['state'], title: string, at: string, more: Partial<Finding> = {}): Finding => ({
    code: 'VK6004',
    state,
    title: `resource group ${groupName} is ${title}`,
    path: [at],
    ...more,
  });
  const group = answer.value;
  if (group === undefined) return [finding('ok', 'not there yet: it will be made', 'name')];
  const {location, tags} = group;
  const owner = tags[CLUSTER_TAG];
  if (owner !== undefined && owner !== cluster.name) {
    const remedy = ['use another resource group: --resource-group GROUP', 'or another name of the cluster'];
    return [finding('failed', `that of cluster ${owner}`, 'name', {remedy})];
  }
  if (isSame(location, cluster.location)) return [finding('ok', `there, in ${location}`, 'location')];
  const detail = 'what Azure keeps of its resources is then in the other region';
  return [finding('warning', `in ${location}, and the cluster in ${cluster.location}`, 'location', {detail})];
}
