import {describe, expect, it} from 'vitest';
import {buildFrom, namesOf, partsOf} from '../template-parts.ts';

describe('the NAT gateway', () => {
  it('has one public IP, in all zones of the region', () => {
    const template = buildFrom();

    const found = [
      ...partsOf(template, 'Microsoft.Network/publicIPAddresses'),
      ...partsOf(template, 'Microsoft.Network/natGateways'),
    ];

    expect(found).toEqual([
      {
        name: 'prod-nat-0',
        sku: {name: 'Standard', tier: 'Regional'},
        zones: ['1', '2', '3'],
        properties: {publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4'},
      },
      {
        name: 'prod',
        dependsOn: ["[resourceId('Microsoft.Network/publicIPAddresses', 'prod-nat-0')]"],
        sku: {name: 'Standard'},
        properties: {
          idleTimeoutInMinutes: 4,
          publicIpAddresses: [{id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-nat-0')]"}],
        },
      },
    ]);
  });

  it('has a public IP in no zone where the region has none', () => {
    const template = buildFrom({location: 'westus'});

    const found = partsOf(template, 'Microsoft.Network/publicIPAddresses');

    expect(found).toEqual([
      {
        name: 'prod-nat-0',
        sku: {name: 'Standard', tier: 'Regional'},
        properties: {publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4'},
      },
    ]);
  });

  it('has another public IP for every thousand nodes', () => {
    const template = buildFrom({
      network: {virtualNetwork: {addressSpace: ['10.0.0.0/8']}},
      nodePools: [{name: 'apps', count: 2000, maxPods: 4}],
    });

    const found = [
      namesOf(template, 'Microsoft.Network/publicIPAddresses'),
      partsOf(template, 'Microsoft.Network/natGateways').map(({properties}) => properties),
    ];

    expect(found).toEqual([
      ['prod-nat-0', 'prod-nat-1', 'prod-nat-2'],
      [
        {
          idleTimeoutInMinutes: 4,
          publicIpAddresses: [
            {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-nat-0')]"},
            {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-nat-1')]"},
            {id: "[resourceId('Microsoft.Network/publicIPAddresses', 'prod-nat-2')]"},
          ],
        },
      ],
    ]);
  });

  it('is not made where nodes have another way to the Internet', () => {
    const template = buildFrom({network: {egress: 'loadBalancer'}});

    const found = namesOf(template, 'Microsoft.Network/natGateways');

    expect(found).toEqual([]);
  });
});
