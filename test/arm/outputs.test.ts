import {describe, expect, it} from 'vitest';
import {CORP_ID, IDENTITY_ID} from '../cluster/cluster-builder.ts';
import {buildFrom} from './template-parts.ts';

describe('outputs', () => {
  it('say where a private cluster is, and what it was made from', () => {
    const template = buildFrom();

    const found = template.outputs;

    expect(found).toEqual({
      apiServerAddress: {type: 'string', value: '10.240.0.4'},
      apiServerUrl: {type: 'string', value: 'https://10.240.0.4:6443'},
      virtualNetworkId: {type: 'string', value: "[resourceId('Microsoft.Network/virtualNetworks', 'prod')]"},
      nodeSecurityGroupId: {
        type: 'string',
        value: "[resourceId('Microsoft.Network/networkSecurityGroups', 'prod-nodes')]",
      },
      identityId: {type: 'string', value: "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'prod')]"},
      outboundAddresses: {
        type: 'array',
        value:
          "[createArray(reference(resourceId('Microsoft.Network/publicIPAddresses', 'prod-nat-0'), '2025-05-01').ipAddress)]",
      },
      definition: {type: 'string', value: '# the definition'},
      definitionHash: {type: 'string', value: 'abc123'},
    });
  });

  it('have the name of a public API server in the domain of its cloud', () => {
    const template = buildFrom({
      cloud: 'AzureUSGovernment',
      location: 'usgovvirginia',
      controlPlane: {endpoint: {access: 'public', authorizedCidrs: ['198.51.100.0/24']}},
    });

    const found = [template.outputs['apiServerFqdn'], template.outputs['apiServerUrl']];

    expect(found).toEqual([
      {
        type: 'string',
        value:
          "[reference(resourceId('Microsoft.Network/publicIPAddresses', 'prod-apiserver'), '2025-05-01').dnsSettings.fqdn]",
      },
      {type: 'string', value: 'https://prod.usgovvirginia.cloudapp.usgovcloudapi.net:6443'},
    ]);
  });

  it('have the ids of what was there before', () => {
    const template = buildFrom({
      identity: {id: IDENTITY_ID},
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        egress: 'userDefinedRoutes',
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.4.0/22'},
        ],
      },
    });

    const found = [
      template.outputs['virtualNetworkId'],
      template.outputs['identityId'],
      template.outputs['outboundAddresses'],
    ];

    expect(found).toEqual([
      {
        type: 'string',
        value:
          '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp',
      },
      {
        type: 'string',
        value:
          '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod',
      },
      {type: 'array', value: []},
    ]);
  });
});
