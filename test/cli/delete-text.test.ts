import {describe, expect, it} from 'vitest';
import {confirmDelete} from '../../src/cli/confirm-delete.ts';
import {deletePlanText, deleteProgressText, showDeletion} from '../../src/cli/delete-text.ts';
import type {DeleteOutcome} from '../../src/operations/delete.ts';
import type {DeleteItem, DeletePlan} from '../../src/operations/delete-plan.ts';
import {plainStyle} from '../../src/report/table.ts';
import {fakeAzure, fakeState, idIn} from '../operations/cluster-in-azure.ts';

const TEXT = {width: 80, style: plainStyle};
const AGAIN = {...TEXT, again: 'vnetk8s delete cluster.yaml'};

const {account: ACCOUNT} = fakeAzure(fakeState());

function item(type: string, name: string, groupName = 'test'): DeleteItem {
  return {id: idIn(groupName, `${type}/${name}`), type, name};
}

const PEERING: DeleteItem = {
  id: idIn('hub-rg', 'Microsoft.Network/virtualNetworks/hub/virtualNetworkPeerings/test-abcdefghijklm'),
  type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  name: 'test-abcdefghijklm',
};

const ROLE: DeleteItem = {
  id: `${idIn('net-rg', 'Microsoft.Network/virtualNetworks/net/subnets/nodes')}/providers/Microsoft.Authorization/roleAssignments/7`,
  type: 'Microsoft.Authorization/roleAssignments',
  name: 'net/nodes',
};

const PLAN: DeletePlan = {
  cluster: 'test',
  group: 'test',
  outside: [],
  whole: true,
  own: [
    ...Array.from({length: 22}, (_, index) =>
      item('Microsoft.Compute/virtualMachines', `test-${String(index).padStart(2, '0')}`),
    ),
    item('Microsoft.Compute/virtualMachineScaleSets', 'test-apps'),
    item('Microsoft.Network/publicIPAddresses', 'test-nat-0'),
  ],
  foreign: [],
};

const PART: DeletePlan = {
  ...PLAN,
  outside: [PEERING, ROLE],
  whole: false,
  own: PLAN.own.slice(-1),
  foreign: [item('Microsoft.Storage/storageAccounts', 'logs')],
};

function outcome(end: DeleteOutcome['end'], plan = PLAN): DeleteOutcome {
  return {account: ACCOUNT, plan, end};
}

describe('deletePlanText', () => {
  it('lists names below their type where there is no room beside it', () => {
    expect(deletePlanText(PART, {account: ACCOUNT}, {...TEXT, width: 36})).toBe(`\
to be deleted: the resources of
  cluster test in resource group
  test, in subscription Production:
  1 public IP  test-nat-0
to be deleted, in other resource
  groups:
  1 peering
    hub/test-abcdefghijklm in hub-rg
  1 role assignment
    net/nodes in net-rg
stays in resource group test,
  since it is not of the cluster:
  1 Microsoft.Storage/storageAccounts
    logs
`);
  });

  it('lists what is deleted with the resource group', () => {
    expect(deletePlanText(PLAN, {account: ACCOUNT}, TEXT)).toBe(`\
to be deleted: resource group test and all in it, in subscription Production:
  22 virtual machines  test-00, test-01, test-02, test-03, test-04, test-05,
                       test-06, test-07, test-08, test-09, test-10, test-11,
                       test-12, test-13, test-14, test-15, test-16, test-17,
                       test-18, test-19, and 2 more
  1 scale set          test-apps
  1 public IP          test-nat-0
`);
  });

  it('lists what is deleted elsewhere, and what stays', () => {
    expect(deletePlanText(PART, {account: {...ACCOUNT, simulated: true}}, TEXT)).toBe(`\
to be deleted: the resources of cluster test in resource group test, in a
  simulated Azure:
  1 public IP  test-nat-0
to be deleted, in other resource groups:
  1 peering          hub/test-abcdefghijklm in hub-rg
  1 role assignment  net/nodes in net-rg
stays in resource group test, since it is not of the cluster:
  1 Microsoft.Storage/storageAccounts  logs
`);
  });

  it('says that an empty resource group is deleted', () => {
    expect(deletePlanText({...PLAN, own: []}, {account: ACCOUNT}, TEXT)).toBe(
      'to be deleted: resource group test and all in it, in subscription Production\n',
    );
  });
});

describe('deleteProgressText', () => {
  it('says what is deleted, in words where there are any', () => {
    const item = {id: '', type: 'Microsoft.Resources/resourceGroups', name: 'test'};
    const other = {id: '', type: 'Microsoft.Storage/storageAccounts', name: 'logs'};

    expect(deleteProgressText({state: 'started', item})).toBe(
      'deleting resource group test: this takes some minutes\n',
    );
    expect(deleteProgressText({state: 'done', item: other})).toBe('deleted Microsoft.Storage/storageAccounts logs\n');
  });
});

describe('showDeletion', () => {
  it.each([
    ['planned', 'nothing was deleted: that was --dry-run\n'],
    ['declined', 'nothing was deleted\n'],
    [
      'deleted',
      'cluster test is deleted\nits directory, with keys that nothing can be done with any more, stays:\n  _output/test unless you named another\n',
    ],
  ] as const)('tells the end: %s', (kind, talk) => {
    expect(showDeletion(outcome({kind}), AGAIN).talk).toBe(talk);
  });

  it('says what is not deleted, and how to go on', () => {
    const failures = [{item: item('Microsoft.Network/loadBalancers', 'test'), code: 'InUse', message: 'it is used'}];

    expect(showDeletion(outcome({kind: 'incomplete', failures}, PART), AGAIN)).toEqual({
      data: '',
      talk: `\
load balancer test is not deleted: it is used (InUse)
other parts of it may be gone already
go on once it is mended: vnetk8s delete cluster.yaml
`,
      document: {
        apiVersion: 'vnetk8s/v1',
        kind: 'Deletion',
        cluster: 'test',
        resourceGroup: 'test',
        subscription: '00000000-0000-0000-0000-000000000001',
        simulated: false,
        result: 'incomplete',
        wholeResourceGroup: false,
        deletes: [PEERING, ROLE, ...PART.own],
        keeps: PART.foreign,
        failures,
      },
    });
  });
});

describe('confirmDelete', () => {
  const never = async (): Promise<string> => {
    throw new Error('somebody was asked');
  };
  const options = {yes: false, name: undefined, show: () => undefined, ask: never};

  it.each([
    ['the name', 'test', true],
    ['the name with spaces around it', ' test ', true],
    ['yes', 'yes', false],
    ['nothing', '', false],
  ])('has the name typed: %s', async (_, typed, expected) => {
    const messages: string[] = [];
    const ask = async (message: string): Promise<string> => {
      messages.push(message);
      return typed;
    };

    expect(await confirmDelete(PLAN, ACCOUNT, {...options, ask})).toBe(expected);
    expect(messages).toEqual(['Type test to delete it for ever:']);
  });

  it('asks nobody if it was said beforehand, or if nothing is real', async () => {
    expect(await confirmDelete(PLAN, ACCOUNT, {...options, yes: true, name: 'test'})).toBe(true);
    expect(await confirmDelete(PLAN, {...ACCOUNT, simulated: true}, options)).toBe(true);
  });

  it.each([
    [
      '--yes alone',
      {yes: true},
      '--yes alone deletes nothing: the cluster has to be named',
      'say --yes --confirm test',
    ],
    [
      '--confirm alone',
      {name: 'test'},
      'nobody can be asked whether to delete this',
      'say it beforehand: --yes --confirm test',
    ],
    [
      'another name',
      {yes: true, name: 'prod'},
      '--confirm says prod, but the cluster is called test',
      'say --confirm test',
    ],
  ])('does not delete by %s', async (_, said, message, suggestion) => {
    await expect(confirmDelete(PLAN, ACCOUNT, {...options, ...said, ask: undefined})).rejects.toMatchObject({
      message,
      exitCode: 2,
      suggestions: [suggestion, 'or only look: --dry-run'],
    });
  });
});
