import type {
  Azure,
  Deployment,
  DeploymentOperation,
  LiveMachine,
  LivePublicIp,
  LiveScaleSet,
  LiveVirtualNetwork,
  ResourceGroup,
  ResourceSummary,
} from '../../src/azure/azure.ts';
import {AzureError} from '../../src/azure/azure-error.ts';
import {type HealthReport, printReport} from '../../src/cluster-api/health-report.ts';

/** What there is in an Azure of a test, and what it was asked to delete. */
export interface FakeState {
  groups: ResourceGroup[];
  resources: ResourceSummary[];
  deployments: Deployment[];
  operations: DeploymentOperation[];
  networks: LiveVirtualNetwork[];
  machines: LiveMachine[];
  scaleSets: LiveScaleSet[];
  publicIps: LivePublicIp[];
  locks: {id: string; name: string; level: string}[];
  /** Ids of what exists and is in no list. */
  unlisted: string[];
  /** What a machine of the control plane prints; a status: Azure refuses to ask it. */
  report: HealthReport | number;
  /** What cannot be deleted. */
  stuck: string[];
  readonly deleted: string[];
}

export const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';

/** The id of something in a resource group of the subscription. */
export function idIn(group: string, path: string): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/${path}`;
}

/** A resource of the group `test`; of the cluster unless other tags are given. */
export function resource(
  path: string,
  tags: Readonly<Record<string, string>> = {'vnetk8s-cluster': 'test'},
): ResourceSummary {
  const [provider = '', ...parts] = path.split('/');
  const type = [provider, ...parts.filter((_, index) => index % 2 === 0)].join('/');
  const names = parts.filter((_, index) => index % 2 === 1);
  return {id: idIn('test', path), type, name: names.join('/'), tags};
}

/** A resource group. */
export function group(name: string, tags: Readonly<Record<string, string>> = {}): ResourceGroup {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`;
  return {id, name, location: 'westeurope', tags, provisioningState: 'Succeeded'};
}

/** A deployment that has succeeded. */
export function deployment(groupName: string, name: string, parts: Partial<Deployment> = {}): Deployment {
  return {
    id: idIn(groupName, `Microsoft.Resources/deployments/${name}`),
    group: groupName,
    name,
    state: 'Succeeded',
    timestamp: '2026-11-27T10:55:00.0000000Z',
    correlationId: '00000000-0000-0000-0000-00000000000c',
    parameters: {},
    outputs: {},
    outputResources: [],
    tags: {},
    ...parts,
  };
}

/** A subscription with nothing in it but what is given. */
export function fakeState(parts: Partial<FakeState> = {}): FakeState {
  return {
    groups: [],
    resources: [],
    deployments: [],
    operations: [],
    networks: [],
    machines: [],
    scaleSets: [],
    publicIps: [],
    locks: [],
    unlisted: [],
    report: {version: 1, api: {ok: true, detail: 'ok'}, nodes: {ready: 0, total: 0, notReady: []}, addons: []},
    stuck: [],
    deleted: [],
    ...parts,
  };
}

/** An Azure that has what `state` says; whatever operations of day two do not ask for is refused. */
export function fakeAzure(state: FakeState, simulated = false): Azure {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  const inGroup = (name: string, id: string): boolean =>
    id.toLowerCase().includes(`/resourcegroups/${name.toLowerCase()}/`);
  const remove = (id: string): void => {
    if (state.stuck.some((stuck) => same(stuck, id))) {
      const body = {code: 'InUse', message: 'something uses it'};
      throw new AzureError(body, {status: 409, request: `DELETE ${id}`});
    }
    state.deleted.push(id.replace(`/subscriptions/${SUBSCRIPTION}/resourceGroups/`, ''));
  };
  const known: Record<string, unknown> = {
    account: {
      cloud: 'AzureCloud',
      tenantId: '00000000-0000-0000-0000-000000000002',
      subscriptionId: SUBSCRIPTION,
      subscriptionName: 'Production',
      subscriptionState: 'Enabled',
      identity: 'somebody@example.com',
      method: 'Azure CLI',
      simulated,
    },
    groups: {
      find: async (name: string) => state.groups.find((found) => same(found.name, name)),
      resources: async () => state.resources,
      findResource: async (id: string) => (state.unlisted.some((found) => same(found, id)) ? {id} : undefined),
      delete: async (name: string) => {
        remove(`/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`);
        state.groups = state.groups.filter((found) => !same(found.name, name));
      },
      deleteResource: async (id: string) => {
        remove(id);
        state.resources = state.resources.filter((found) => !same(found.id, id) && !found.id.startsWith(`${id}/`));
        state.deployments = state.deployments.filter((found) => !same(found.id, id));
        state.unlisted = state.unlisted.filter((found) => !same(found, id));
      },
    },
    deployments: {
      find: async (name: string, wanted: string) =>
        state.deployments.find((found) => same(found.group, name) && found.name === wanted),
      operations: async () => state.operations,
    },
    network: {
      findVirtualNetwork: async (id: string) => state.networks.find((found) => same(found.id, id)),
      publicIps: async () => state.publicIps,
    },
    compute: {
      machines: async () => state.machines,
      scaleSets: async () => state.scaleSets,
      runCommand: async (id: string) => {
        if (typeof state.report === 'number') {
          const body = {code: 'AuthorizationFailed', message: 'you may not run commands'};
          throw new AzureError(body, {status: state.report, request: `POST ${id}/runCommand`});
        }
        return {stdout: printReport(state.report), stderr: ''};
      },
    },
    access: {
      locks: async (scope: string) => state.locks.filter(({id}) => inGroup(scope.split('/')[4] ?? '', id)),
    },
    now: () => 0,
    wait: async () => undefined,
  };
  return known as unknown as Azure;
}
