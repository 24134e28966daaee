import {describe, expect, it} from 'vitest';
import type {Permission} from '../../src/azure/azure.ts';
import type {PreflightFacts} from '../../src/preflight/facts.ts';
import {judge} from '../../src/preflight/judge.ts';
import {ALL, answered, faults, GROUP, NETWORK, site, WELL} from './known-facts.ts';

describe('what an identity that is there lacks', () => {
  const identity = (roles: readonly Permission[], joins: readonly Permission[]): Partial<PreflightFacts> => ({
    identity: answered({
      principalId: 'principal',
      roles: answered(roles),
      subnetRoles: new Map([[`${NETWORK}/subnets/k8s-nodes`.toLowerCase(), answered(joins)]]),
    }),
  });
  const flag =
    'identity.id=/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/i/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i';

  it('is nothing if it may do all', async () => {
    expect(await faults(identity(ALL, ALL), 'minimal', flag)).toEqual([]);
  });

  it('is what it may not do in the group, and subnets that it may not join', async () => {
    const reader = [{actions: ['*/read'], notActions: []}];
    const group = answered(GROUP);
    const findings = judge({...WELL, group, ...identity(reader, reader)}, await site('minimal', flag));

    expect(findings.filter(({state}) => state === 'failed').map(({title, command}) => [title, command])).toEqual([
      [
        'the identity may not, in resource group minimal: Microsoft.Network/loadBalancers/write, Microsoft.Network/publicIPAddresses/write, Microsoft.Network/networkSecurityGroups/write, Microsoft.Network/networkInterfaces/write, Microsoft.Compute/virtualMachines/write, Microsoft.Compute/virtualMachineScaleSets/write, Microsoft.Compute/virtualMachineScaleSets/virtualMachines/write',
        'az role assignment create --assignee-object-id principal --assignee-principal-type ServicePrincipal --role Contributor --scope /subscriptions/sub/resourceGroups/minimal',
      ],
      [
        'the identity may not join subnet k8s-nodes',
        `az role assignment create --assignee-object-id principal --assignee-principal-type ServicePrincipal --role 'Network Contributor' --scope ${`${NETWORK}/subnets/k8s-nodes`.toLowerCase()}`,
      ],
    ]);
  });
});
