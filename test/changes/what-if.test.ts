import {describe, expect, it} from 'vitest';
import {filterWhatIf} from '../../src/changes/what-if.ts';

const ID = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/prod-apps';

describe("Azure's what-if without its noise", () => {
  it('keeps what is made, changed or deleted', () => {
    const delta = [{path: 'sku.capacity', propertyChangeType: 'Modify', before: 3, after: 5}];

    expect(
      filterWhatIf([
        {resourceId: `${ID}-1`, changeType: 'Create'},
        {resourceId: ID, changeType: 'Modify', delta},
        {resourceId: `${ID}-2`, changeType: 'Delete'},
        {resourceId: `${ID}-3`, changeType: 'NoChange'},
        {resourceId: `${ID}-4`, changeType: 'Ignore'},
      ]),
    ).toEqual([
      {id: `${ID}-1`, kind: 'create', details: []},
      {id: ID, kind: 'change', details: ['sku.capacity 3 → 5']},
      {id: `${ID}-2`, kind: 'delete', details: []},
    ]);
  });

  it('leaves out what Azure alone writes, what it computes later, and what differs in nothing but capitals or order', () => {
    const delta = [
      {path: 'properties.provisioningState', propertyChangeType: 'Delete', before: 'Succeeded'},
      {
        path: 'properties.subnet.id',
        propertyChangeType: 'Modify',
        before: '/Subscriptions/S',
        after: '/subscriptions/s',
      },
      {
        path: 'properties.principalId',
        propertyChangeType: 'Modify',
        before: 'x',
        after: "[reference('id').principalId]",
      },
      {path: 'properties.mode', propertyChangeType: 'Modify', before: 'Manual', after: 'manual'},
      {path: 'properties.list', propertyChangeType: 'Modify', before: ['b', 'a'], after: ['a', 'b']},
      {path: 'properties.flag', propertyChangeType: 'NoEffect', before: 1, after: 2},
    ];

    expect(filterWhatIf([{resourceId: ID, changeType: 'Modify', delta}])).toEqual([]);
  });
});
