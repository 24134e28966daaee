import {CLUSTER_TAG} from '../cluster/tags.ts';
import {shellWord} from '../shell-word.ts';
import type {PlannedSite, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';

/** What a deployment needs of resource providers. */
const PROVIDERS = ['Microsoft.Compute', 'Microsoft.Network', 'Microsoft.ManagedIdentity', 'Microsoft.Authorization'];

/** The subscription, its providers, the resource group and what is locked. */
export function placeFindings(facts: PreflightFacts, site: PlannedSite): readonly Finding[] {
  return [
    ...subscriptionFindings(facts),
    ...providerFindings(facts),
    ...groupFindings(facts, site),
    ...lockFindings(facts),
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

function providerFindings({providers}: PreflightFacts): readonly Finding[] {
  if (!providers.known) return [unread('VK6002', 'which resource providers are registered', providers, [])];
  const missing = PROVIDERS.filter((name) => (providers.value.get(name) ?? 'Registered') !== 'Registered');
  if (missing.length === 0)
    return [{code: 'VK6002', state: 'ok', title: 'resource providers are registered', path: []}];
  return [
    {
      code: 'VK6002',
      state: 'warning',
      title: `not registered: ${missing.join(', ')}`,
      detail: 'a deployment registers them, which takes some minutes',
      path: [],
      command: missing.map((name) => `az provider register --namespace ${name}`).join(' && '),
    },
  ];
}

function groupFindings({group: answer, groupName}: PreflightFacts, {cluster}: PlannedSite): readonly Finding[] {
  if (!answer.known) return [unread('VK6004', `resource group ${groupName}`, answer, ['name'])];
  const group = answer.value;
  if (group === undefined) {
    return [
      {
        code: 'VK6004',
        state: 'ok',
        title: `resource group ${groupName} is not there yet: it will be made`,
        path: ['name'],
      },
    ];
  }
  const owner = group.tags[CLUSTER_TAG];
  if (owner !== undefined && owner !== cluster.name) {
    return [
      {
        code: 'VK6004',
        state: 'failed',
        title: `resource group ${groupName} is that of cluster ${owner}`,
        path: ['name'],
        remedy: ['use another resource group: --resource-group GROUP', 'or another name of the cluster'],
      },
    ];
  }
  if (group.location.toLowerCase() === cluster.location.toLowerCase()) {
    return [
      {
        code: 'VK6004',
        state: 'ok',
        title: `resource group ${groupName} is there, in ${group.location}`,
        path: ['location'],
      },
    ];
  }
  return [
    {
      code: 'VK6004',
      state: 'warning',
      title: `resource group ${groupName} is in ${group.location}, and the cluster in ${cluster.location}`,
      detail: 'what Azure keeps of its resources is then in the other region',
      path: ['location'],
    },
  ];
}

function lockFindings({locks}: PreflightFacts): readonly Finding[] {
  if (!locks.known) return [unread('VK6005', 'locks', locks, [])];
  const readOnly = locks.value.filter(({level}) => level === 'ReadOnly');
  if (readOnly.length > 0) {
    return [
      {
        code: 'VK6005',
        state: 'failed',
        title: `nothing can be written: lock ${readOnly.map(({name}) => name).join(', ')}`,
        path: [],
        remedy: ['remove it, or use another resource group'],
        command: `az lock delete --ids ${readOnly.map(({id}) => shellWord(id)).join(' ')}`,
      },
    ];
  }
  const others = locks.value.map(({name}) => name);
  if (others.length === 0) return [];
  return [
    {
      code: 'VK6005',
      state: 'warning',
      title: `nothing can be deleted: lock ${others.join(', ')}`,
      detail: 'the cloud controller cannot remove load balancers of Services, nor the autoscaler nodes',
      path: [],
    },
  ];
}
