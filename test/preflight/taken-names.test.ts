import {describe, expect, it} from 'vitest';
import type {ResourceSummary} from '../../src/azure/azure.ts';
import {answered, faults, WELL} from './known-facts.ts';

const OWN = {'vnetk8s-cluster': 'minimal'};

function resource(type: string, name: string, tags: ResourceSummary['tags'] = {}): ResourceSummary {
  return {id: `/subscriptions/sub/resourceGroups/minimal/providers/${type}/${name}`, type, name, tags};
}

async function takenFaults(...resources: readonly ResourceSummary[]): Promise<readonly string[]> {
  return faults({own: {...WELL.own, resources: answered(resources)}});
}

describe('resources by names of a cluster', () => {
  it('are its own if they are tagged so, or nobody tags them', async () => {
    expect(
      await takenFaults(
        resource('Microsoft.Network/virtualNetworks', 'minimal', OWN),
        resource('Microsoft.Compute/virtualMachines', 'minimal-control-plane-0', OWN),
        resource('Microsoft.Network/loadBalancers', 'minimal-apiserver'),
        resource('Microsoft.Network/virtualNetworks', 'minimal-2'),
        resource('Microsoft.Storage/storageAccounts', 'minimal'),
      ),
    ).toEqual([]);
  });

  it('are its own where it is already, although somebody has written them without their tags', async () => {
    expect(
      await takenFaults(
        resource('Microsoft.Compute/virtualMachineScaleSets', 'minimal-apps'),
        resource('Microsoft.Network/networkSecurityGroups', 'minimal-nodes', OWN),
      ),
    ).toEqual([]);
  });

  it("are somebody else's if they have no tag, or another, whatever their capitals", async () => {
    expect(
      await takenFaults(
        resource('microsoft.network/VIRTUALNETWORKS', 'Minimal'),
        resource('Microsoft.Compute/virtualMachineScaleSets', 'minimal-apps', {'vnetk8s-cluster': 'other'}),
      ),
    ).toEqual([
      "VK6026 failed name: there already, and not tagged as the cluster's: VIRTUALNETWORKS Minimal, virtualMachineScaleSets minimal-apps",
    ]);
  });

  it('are written out up to five', async () => {
    const machines = [0, 1, 2].map((index) => `minimal-control-plane-${index}`);
    const all = [
      ...machines.map((name) => resource('Microsoft.Compute/virtualMachines', name)),
      ...['minimal-control-plane', 'minimal-nodes'].map((name) =>
        resource('Microsoft.Network/networkSecurityGroups', name),
      ),
      resource('Microsoft.Network/natGateways', 'minimal'),
    ];
    expect(await takenFaults(...all)).toEqual([
      "VK6026 failed name: there already, and not tagged as the cluster's: virtualMachines minimal-control-plane-0, virtualMachines minimal-control-plane-1, virtualMachines minimal-control-plane-2, networkSecurityGroups minimal-control-plane, networkSecurityGroups minimal-nodes and 1 more",
    ]);
  });
});
