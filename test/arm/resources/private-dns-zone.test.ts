import {describe, expect, it} from 'vitest';
import {CORP_ID} from '../../cluster/cluster-builder.ts';
import {buildFrom, namesOf, partsOf} from '../template-parts.ts';

describe('the private DNS zone', () => {
  it('has the name of the API server in it, for the virtual network', () => {
    const template = buildFrom();

    const found = [
      ...partsOf(template, 'Microsoft.Network/privateDnsZones'),
      ...partsOf(template, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'),
      ...partsOf(template, 'Microsoft.Network/privateDnsZones/A'),
    ];

    expect(found).toEqual([
      {name: 'prod.vnetk8s.internal', properties: {}},
      {
        name: 'prod.vnetk8s.internal/prod',
        dependsOn: [
          "[resourceId('Microsoft.Network/privateDnsZones', 'prod.vnetk8s.internal')]",
          "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'prod', 'apps')]",
        ],
        properties: {
          registrationEnabled: false,
          virtualNetwork: {id: "[resourceId('Microsoft.Network/virtualNetworks', 'prod')]"},
        },
      },
      {
        name: 'prod.vnetk8s.internal/api',
        dependsOn: ["[resourceId('Microsoft.Network/privateDnsZones', 'prod.vnetk8s.internal')]"],
        properties: {ttl: 300, aRecords: [{ipv4Address: '10.240.0.4'}]},
      },
    ]);
  });

  it('has no tags of people, of which Azure takes few there', () => {
    const {resources} = buildFrom({tags: {'cost centre': '42'}});

    const found = resources.flatMap(({type, tags}) => (/privateDnsZones(?!.*A$)/.test(type) ? [tags] : []));

    expect(found).toEqual([{'vnetk8s-cluster': 'prod'}, {'vnetk8s-cluster': 'prod'}]);
  });

  it('is not made for a virtual network that exists', () => {
    const template = buildFrom({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.4.0/22'},
        ],
      },
    });

    const found = namesOf(template, 'Microsoft.Network/privateDnsZones');

    expect(found).toEqual([]);
  });
});
