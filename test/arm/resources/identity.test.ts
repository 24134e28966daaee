import {describe, expect, it} from 'vitest';
import {CORP_ID, IDENTITY_ID} from '../../cluster/cluster-builder.ts';
import {buildFrom, namesOf, partOf, partsOf} from '../template-parts.ts';

describe('the identity', () => {
  it('may do everything in the resource group of the cluster', () => {
    const template = buildFrom();

    const found = [
      ...partsOf(template, 'Microsoft.ManagedIdentity/userAssignedIdentities'),
      ...partsOf(template, 'Microsoft.Authorization/roleAssignments'),
    ];

    expect(found).toEqual([
      {name: 'prod', properties: {}},
      {
        name: "[guid(resourceGroup().id, resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod'), 'b24988ac-6180-42a0-ab88-20f7382dd24c')]",
        dependsOn: ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod')]"],
        properties: {
          roleDefinitionId:
            "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')]",
          principalId:
            "[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod'), '2024-11-30').principalId]",
          principalType: 'ServicePrincipal',
        },
      },
    ]);
  });

  it('may use the subnets of an existing virtual network, by a deployment in its group', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.4.0/22'},
        ],
      },
    });

    const found = partOf(template, 'Microsoft.Resources/deployments', 'prod-subnet-access');

    expect(found).toEqual({
      name: 'prod-subnet-access',
      subscriptionId: '00000000-0000-0000-0000-000000000000',
      resourceGroup: 'network',
      dependsOn: ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod')]"],
      properties: {
        mode: 'Incremental',
        expressionEvaluationOptions: {scope: 'Inner'},
        parameters: {
          principalId: {
            value:
              "[reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod'), '2024-11-30').principalId]",
          },
          identityId: {value: "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod')]"},
        },
        template: {
          $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
          contentVersion: '1.0.0.0',
          parameters: {
            principalId: {
              type: 'string',
              metadata: {description: 'Object id of the identity with which the cluster calls Azure'},
            },
            identityId: {type: 'string', metadata: {description: 'Resource id of that identity'}},
          },
          resources: [
            {
              type: 'Microsoft.Authorization/roleAssignments',
              apiVersion: '2022-04-01',
              name: "[guid('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/control-plane', parameters('identityId'), '4d97b98b-1d4f-4787-a291-c67834d212e7')]",
              scope: 'Microsoft.Network/virtualNetworks/corp/subnets/control-plane',
              properties: {
                roleDefinitionId:
                  "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4d97b98b-1d4f-4787-a291-c67834d212e7')]",
                principalId: "[parameters('principalId')]",
                principalType: 'ServicePrincipal',
              },
            },
            {
              type: 'Microsoft.Authorization/roleAssignments',
              apiVersion: '2022-04-01',
              name: "[guid('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp/subnets/apps', parameters('identityId'), '4d97b98b-1d4f-4787-a291-c67834d212e7')]",
              scope: 'Microsoft.Network/virtualNetworks/corp/subnets/apps',
              properties: {
                roleDefinitionId:
                  "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4d97b98b-1d4f-4787-a291-c67834d212e7')]",
                principalId: "[parameters('principalId')]",
                principalType: 'ServicePrincipal',
              },
            },
          ],
        },
      },
    });
  });

  it('is neither made nor given anything if it exists', () => {
    const template = buildFrom({identity: {id: IDENTITY_ID}});

    const found = [
      namesOf(template, 'Microsoft.ManagedIdentity/userAssignedIdentities'),
      namesOf(template, 'Microsoft.Authorization/roleAssignments'),
      partOf(template, 'Microsoft.Compute/virtualMachines', 'prod-control-plane-0').identity,
    ];

    expect(found).toEqual([
      [],
      [],
      {
        type: 'UserAssigned',
        userAssignedIdentities: {
          '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod':
            {},
        },
      },
    ]);
  });
});
