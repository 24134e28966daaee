import {describe, expect, it} from 'vitest';
import {type DeleteOptions, deleteIn} from '../../src/operations/delete.ts';
import {
  deployment,
  type FakeState,
  fakeAzure,
  fakeState,
  group,
  idIn,
  resource,
  SUBSCRIPTION,
} from './cluster-in-azure.ts';

const OURS = {'vnetk8s-cluster': 'test'};
const FOREIGN = resource('Microsoft.Storage/storageAccounts/logs', {});

const EVERYTHING = [
  resource('Microsoft.Network/publicIPAddresses/test-nat-0'),
  resource('Microsoft.Network/natGateways/test'),
  resource('Microsoft.Network/applicationSecurityGroups/test-apps-pods'),
  resource('Microsoft.Network/networkSecurityGroups/test-nodes'),
  resource('Microsoft.Network/virtualNetworks/test'),
  resource('Microsoft.Network/privateDnsZones/test.vnetk8s.internal'),
  resource('Microsoft.Network/privateDnsZones/test.vnetk8s.internal/virtualNetworkLinks/test'),
  resource('Microsoft.Network/loadBalancers/test-apiserver'),
  resource('Microsoft.Network/networkInterfaces/test-control-plane-0'),
  resource('Microsoft.Compute/virtualMachines/test-control-plane-0'),
  resource('Microsoft.Compute/virtualMachines/test-control-plane-0/extensions/bootstrap', {}),
  resource('Microsoft.Compute/virtualMachineScaleSets/test-apps'),
  resource('Microsoft.Compute/disks/test-control-plane-0-os', {}),
  resource('Microsoft.Compute/disks/test-control-plane-0-etcd', {}),
  resource('Microsoft.Compute/disks/test-apps_test-apps_0_OsDisk_1_abc', {}),
  resource('Microsoft.ManagedIdentity/userAssignedIdentities/test'),
  // What the cloud controller has made for Services.
  resource('Microsoft.Network/loadBalancers/test', {}),
  resource('Microsoft.Network/loadBalancers/test-internal', {}),
  resource('Microsoft.Network/publicIPAddresses/test-a0b1', {
    'k8s-azure-cluster-name': 'test',
    'k8s-azure-service': 'default/web',
  }),
];

const ROLE = idIn('test', 'Microsoft.Authorization/roleAssignments/1');

interface Run {
  readonly state: FakeState;
  readonly progress: string[];
  readonly result: Awaited<ReturnType<typeof deleteIn>>;
}

async function run(state: FakeState, options: Partial<DeleteOptions> = {}): Promise<Run> {
  const progress: string[] = [];
  const result = await deleteIn(
    fakeAzure(state),
    {name: 'test'},
    {
      azure: {auth: 'auto', env: {}, cwd: '/', version: '0'},
      set: [],
      stdin: process.stdin,
      cwd: '/',
      dryRun: false,
      confirm: async () => true,
      onProgress: ({state: step, item}) => progress.push(`${step} ${item.name}`),
      ...options,
    },
  );
  return {state, progress, result};
}

async function failureOf(state: FakeState, options: Partial<DeleteOptions> = {}): Promise<unknown> {
  return run(state, options).then(
    () => undefined,
    ({message, exitCode, suggestions}) => ({message, exitCode, suggestions}),
  );
}

describe('deleting a cluster', () => {
  it('deletes the resource group if that was made for it and holds nothing else', async () => {
    const {state, progress, result} = await run(
      fakeState({groups: [group('test', OURS)], resources: EVERYTHING, deployments: [deployment('test', 'test')]}),
    );

    expect(state.deleted).toEqual(['test']);
    expect(result.end).toEqual({kind: 'deleted'});
    expect(result.plan).toMatchObject({whole: true, outside: [], foreign: [], own: {length: 18}});
    expect(progress).toEqual(['started test', 'done test']);
  });

  it.each([
    ['something else is in the resource group', OURS, [FOREIGN]],
    ['the resource group was there before', {}, []],
  ])('deletes one after the other if %s', async (_, tags, others) => {
    const {state, result} = await run(
      fakeState({
        groups: [group('test', tags)],
        resources: [...others, ...EVERYTHING],
        deployments: [deployment('test', 'test', {outputResources: [ROLE]})],
        unlisted: [ROLE],
      }),
    );

    expect(state.deleted.map((id) => id.replace('test/providers/', ''))).toEqual([
      'Microsoft.Compute/virtualMachines/test-control-plane-0',
      'Microsoft.Compute/virtualMachineScaleSets/test-apps',
      'Microsoft.Network/networkInterfaces/test-control-plane-0',
      'Microsoft.Compute/disks/test-control-plane-0-os',
      'Microsoft.Compute/disks/test-control-plane-0-etcd',
      'Microsoft.Compute/disks/test-apps_test-apps_0_OsDisk_1_abc',
      'Microsoft.Network/loadBalancers/test-apiserver',
      'Microsoft.Network/loadBalancers/test',
      'Microsoft.Network/loadBalancers/test-internal',
      'Microsoft.Network/privateDnsZones/test.vnetk8s.internal/virtualNetworkLinks/test',
      'Microsoft.Network/virtualNetworks/test',
      'Microsoft.Network/privateDnsZones/test.vnetk8s.internal',
      'Microsoft.Network/natGateways/test',
      'Microsoft.Network/networkSecurityGroups/test-nodes',
      'Microsoft.Network/publicIPAddresses/test-nat-0',
      'Microsoft.Network/applicationSecurityGroups/test-apps-pods',
      'Microsoft.Network/publicIPAddresses/test-a0b1',
      'Microsoft.Authorization/roleAssignments/1',
      'Microsoft.ManagedIdentity/userAssignedIdentities/test',
      'Microsoft.Resources/deployments/test',
    ]);
    expect(state.resources).toEqual(others);
    expect(result.plan.foreign.map(({name}) => name)).toEqual(others.map(({name}) => name));
  });

  it('leaves another cluster of the resource group alone', async () => {
    const other = [
      resource('Microsoft.Network/loadBalancers/other', {'vnetk8s-cluster': 'other'}),
      resource('Microsoft.Network/publicIPAddresses/other-a0', {'k8s-azure-cluster-name': 'other'}),
      resource('Microsoft.Compute/disks/test-db', {}),
      resource('Microsoft.Compute/disks/test-apps-0-os', {'vnetk8s-cluster': 'other'}),
    ];
    const {state} = await run(
      fakeState({
        groups: [group('test', OURS)],
        resources: [...other, ...EVERYTHING],
        deployments: [deployment('test', 'test')],
      }),
    );

    expect(state.resources).toEqual(other);
  });

  it('deletes the other side of its peerings first, and no other peering', async () => {
    const hub = idIn('hub-rg', 'Microsoft.Network/virtualNetworks/hub');
    const own = idIn('test', 'Microsoft.Network/virtualNetworks/test');
    const network = {location: 'westeurope', addressPrefixes: [], dnsServers: [], subnets: []};
    const peering = (name: string, remoteVirtualNetworkId: string) => ({
      name,
      remoteVirtualNetworkId,
      remoteAddressPrefixes: [],
      state: 'Connected',
    });
    const {state, result} = await run(
      fakeState({
        groups: [group('test', OURS)],
        resources: EVERYTHING,
        deployments: [deployment('test', 'test')],
        networks: [
          {...network, id: own, name: 'test', peerings: [peering('hub', hub)]},
          {
            ...network,
            id: hub,
            name: 'hub',
            peerings: [
              peering('test-abcdefghijklm', own.toUpperCase()),
              peering('test-nopqrstuvwxyz', own.replace('/test/', '/elsewhere/')),
              peering('by-hand', own),
            ],
          },
        ],
      }),
    );

    expect(state.deleted).toEqual([
      'hub-rg/providers/Microsoft.Network/virtualNetworks/hub/virtualNetworkPeerings/test-abcdefghijklm',
      'test',
    ]);
    expect(result.plan.outside).toHaveLength(1);
  });

  it('takes back what its identity may do in an existing virtual network, which stays', async () => {
    const subnet = idIn('net-rg', 'Microsoft.Network/virtualNetworks/net/subnets/nodes');
    const assignment = `${subnet}/providers/Microsoft.Authorization/roleAssignments/7`;
    const nested = deployment('net-rg', 'test-subnet-access', {outputResources: [assignment, `${assignment}8`]});
    const {state, result} = await run(
      fakeState({
        groups: [group('test', OURS)],
        resources: EVERYTHING,
        deployments: [deployment('test', 'test'), nested],
        operations: [
          {
            operationId: '1',
            kind: 'Create',
            state: 'Succeeded',
            timestamp: '',
            target: {id: nested.id, type: 'Microsoft.Resources/deployments', name: nested.name},
          },
        ],
        unlisted: [assignment],
      }),
    );

    expect(result.plan.outside).toEqual([
      {id: assignment, type: 'Microsoft.Authorization/roleAssignments', name: 'net/nodes'},
    ]);
    expect(state.deleted).toEqual([assignment.replace(`/subscriptions/${SUBSCRIPTION}/resourceGroups/`, ''), 'test']);
  });

  it('goes on where it was interrupted', async () => {
    const state = fakeState({
      groups: [group('test')],
      resources: EVERYTHING,
      deployments: [deployment('test', 'test')],
      stuck: [idIn('test', 'Microsoft.Network/loadBalancers/test')],
    });
    const first = await run(state);
    expect(first.result.end).toEqual({
      kind: 'incomplete',
      failures: [
        {
          item: {
            id: idIn('test', 'Microsoft.Network/loadBalancers/test'),
            type: 'Microsoft.Network/loadBalancers',
            name: 'test',
          },
          code: 'InUse',
          message: 'something uses it',
        },
      ],
    });
    expect(state.resources.map(({name}) => name)).toContain('test-nat-0');

    state.stuck = [];
    expect((await run(state)).result.end).toEqual({kind: 'deleted'});
    expect({resources: state.resources, deployments: state.deployments}).toEqual({resources: [], deployments: []});
    expect(await failureOf(state)).toMatchObject({exitCode: 3});
  });

  it('keeps the resource group as long as something of it is left elsewhere', async () => {
    const subnet = idIn('net-rg', 'Microsoft.Network/virtualNetworks/net/subnets/nodes');
    const assignment = `${subnet}/providers/Microsoft.Authorization/roleAssignments/7`;
    const {state, result} = await run(
      fakeState({
        groups: [group('test', OURS)],
        resources: EVERYTHING,
        deployments: [deployment('test', 'test', {outputResources: [assignment]})],
        unlisted: [assignment],
        stuck: [assignment],
      }),
    );

    expect(result.end).toMatchObject({kind: 'incomplete', failures: [{item: {name: 'net/nodes'}, code: 'InUse'}]});
    expect(state.groups).toHaveLength(1);
  });

  it('deletes a resource group of its own that is empty', async () => {
    expect((await run(fakeState({groups: [group('test', OURS)]}))).state.deleted).toEqual(['test']);
  });

  it.each([
    ['a trial', {dryRun: true}, 'planned'],
    ['somebody says no', {confirm: async () => false}, 'declined'],
  ] as const)('deletes nothing if it is %s', async (_, options, kind) => {
    const {state, result} = await run(fakeState({groups: [group('test', OURS)], resources: EVERYTHING}), options);

    expect({deleted: state.deleted, end: result.end}).toEqual({deleted: [], end: {kind}});
  });

  it('refuses as long as a deployment is under way', async () => {
    const running = deployment('test', 'test', {state: 'Running'});

    const state = fakeState({groups: [group('test', OURS)], resources: EVERYTHING, deployments: [running]});
    const azure = {auth: 'auto', env: {}, cwd: '/', version: '0', subscription: 'Production'} as const;

    expect(await failureOf(state, {azure})).toEqual({
      message: 'cluster test is being deployed since 2026-11-27T10:55:00.0000000Z: nothing was deleted',
      exitCode: 7,
      suggestions: [
        'wait until that has ended, or stop it, then run this again:',
        // az may have chosen another one.
        `az deployment group cancel --resource-group test --name test --subscription ${SUBSCRIPTION}`,
      ],
    });
  });

  it('refuses what is locked', async () => {
    const id = idIn('test', 'Microsoft.Authorization/locks/keep');

    expect(
      await failureOf(
        fakeState({
          groups: [group('test', OURS)],
          resources: EVERYTHING,
          locks: [{id, name: 'keep', level: 'CanNotDelete'}],
        }),
      ),
    ).toEqual({
      message: 'locked by keep (CanNotDelete): nothing was deleted',
      exitCode: 5,
      suggestions: ['if it may be deleted, remove what locks it, then run this again', `az lock delete --ids ${id}`],
    });
  });

  it.each([
    ['resource group', fakeState()],
    ['thing of it in the resource group', fakeState({groups: [group('test')], resources: [FOREIGN]})],
    [
      'thing of it but some that are called like it, or are of a cluster of that name that others have made',
      fakeState({
        groups: [group('test')],
        resources: EVERYTHING.slice(-3),
        deployments: [deployment('test', 'test', {tags: {}})],
      }),
    ],
  ])('says so if there is no %s', async (_, state) => {
    expect(await failureOf(state)).toEqual({
      message: 'there is no cluster test in resource group test of subscription Production',
      exitCode: 3,
      suggestions: [
        'it may be deleted already',
        'name where it is: --resource-group GROUP, --subscription ID, --cloud CLOUD',
      ],
    });
  });
});
