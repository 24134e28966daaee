import {describe, expect, it} from 'vitest';
import {forbidRepeatedSubnets, forbidReservedSubnets, requireKnownSubnets} from '../../../src/cluster/rules/subnets.ts';
import {buildDefinition, findIssues} from '../cluster-builder.ts';

describe('forbidReservedSubnets', () => {
  it('refuses nodes in the subnet of a firewall', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', subnet: 'AzureFirewallSubnet'}]});

    const issues = findIssues(forbidReservedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3213',
        severity: 'error',
        path: ['nodePools', 0, 'subnet'],
        message: 'Azure keeps "AzureFirewallSubnet" for Azure Firewall: node pool "apps" cannot be there',
        hint: 'use a subnet of its own, or leave subnet out',
      },
    ]);
  });

  it('accepts nodes in a subnet of their own', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}]});

    const issues = findIssues(forbidReservedSubnets, definition);

    expect(issues).toEqual([]);
  });

  it('refuses the control plane and internal load balancers in such a subnet', () => {
    const definition = buildDefinition({
      controlPlane: {subnet: 'GatewaySubnet'},
      network: {internalServices: {subnet: 'azurebastionsubnet'}},
    });

    const issues = findIssues(forbidReservedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3213',
        severity: 'error',
        path: ['controlPlane', 'subnet'],
        message: 'Azure keeps "GatewaySubnet" for virtual network gateways: the control plane cannot be there',
        hint: 'use a subnet of its own, or leave subnet out',
      },
      {
        code: 'VK3213',
        severity: 'error',
        path: ['network', 'internalServices', 'subnet'],
        message: 'Azure keeps "azurebastionsubnet" for Azure Bastion: internal load balancers cannot be there',
        hint: 'use a subnet of its own, or leave subnet out',
      },
    ]);
  });
});

describe('requireKnownSubnets', () => {
  it('refuses a name that is not listed and suggests the nearest', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'frontend'}]},
      nodePools: [
        {name: 'web', subnet: 'frontend'},
        {name: 'shop', subnet: 'fronted'},
      ],
    });

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3214',
        severity: 'error',
        path: ['nodePools', 1, 'subnet'],
        message: 'subnet "fronted" of node pool "shop" does not exist',
        hint: 'did you mean "frontend"?',
        related: [{path: ['network', 'subnets'], message: 'the subnets that are listed'}],
      },
    ]);
  });

  it('accepts a name that is listed', () => {
    const definition = buildDefinition({
      network: {subnets: [{name: 'frontend'}]},
      nodePools: [
        {name: 'web', subnet: 'frontend'},
        {name: 'shop', subnet: 'frontend'},
      ],
    });

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([]);
  });

  it('lists what there is where no name is near', () => {
    const definition = buildDefinition({controlPlane: {subnet: 'etcd'}});

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3214',
        severity: 'error',
        path: ['controlPlane', 'subnet'],
        message: 'subnet "etcd" of the control plane does not exist',
        hint: 'list it in network.subnets, or use "apps"',
        related: [{path: ['network', 'subnets'], message: 'the subnets that are listed'}],
      },
    ]);
  });

  it('accepts that two pools share the subnet of one of them', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}, {name: 'batch', subnet: 'apps'}]});

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([]);
  });

  it('refuses the subnet that a pool would have had', () => {
    const definition = buildDefinition({
      nodePools: [
        {name: 'apps', subnet: 'control-plane'},
        {name: 'batch', subnet: 'apps'},
      ],
    });

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3214',
        severity: 'error',
        path: ['nodePools', 1, 'subnet'],
        message: 'subnet "apps" of node pool "batch" does not exist',
        hint: 'list it in network.subnets, or use "control-plane"',
        related: [{path: ['network', 'subnets'], message: 'the subnets that are listed'}],
      },
    ]);
  });

  it('refuses an unknown subnet of internal load balancers', () => {
    const definition = buildDefinition({network: {internalServices: {subnet: 'balancers', addresses: 8}}});

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3214',
        severity: 'error',
        path: ['network', 'internalServices', 'subnet'],
        message: 'subnet "balancers" of internal load balancers does not exist',
        hint: 'list it in network.subnets, or use "control-plane" or "apps"',
        related: [{path: ['network', 'subnets'], message: 'the subnets that are listed'}],
      },
    ]);
  });

  it('minds capitals', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}, {name: 'batch', subnet: 'Apps'}]});

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3214',
        severity: 'error',
        path: ['nodePools', 1, 'subnet'],
        message: 'subnet "Apps" of node pool "batch" does not exist',
        hint: 'did you mean "apps"?',
        related: [{path: ['network', 'subnets'], message: 'the subnets that are listed'}],
      },
    ]);
  });

  it('leaves a reserved subnet to another rule, whatever its capitals', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps', subnet: 'AzureBastionSubnet'}]});

    const issues = findIssues(requireKnownSubnets, definition);

    expect(issues).toEqual([]);
  });
});

describe('forbidRepeatedSubnets', () => {
  it('refuses a name that another subnet has', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {name: 'apps', cidr: '10.240.8.0/21'},
          {name: 'apps', cidr: '10.240.16.0/21'},
        ],
      },
    });

    const issues = findIssues(forbidRepeatedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3215',
        severity: 'error',
        path: ['network', 'subnets', 1, 'name'],
        message: '"apps" is the name of two subnets',
        hint: 'give each its own name',
        related: [{path: ['network', 'subnets', 0, 'name'], message: 'the first'}],
      },
    ]);
  });

  it('accepts names of their own', () => {
    const definition = buildDefinition({
      network: {
        subnets: [
          {name: 'apps', cidr: '10.240.8.0/21'},
          {name: 'batch', cidr: '10.240.16.0/21'},
        ],
      },
    });

    const issues = findIssues(forbidRepeatedSubnets, definition);

    expect(issues).toEqual([]);
  });

  it('does not tell capitals from small letters', () => {
    const definition = buildDefinition({network: {subnets: [{name: 'Apps'}]}});

    const issues = findIssues(forbidRepeatedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3215',
        severity: 'error',
        path: ['network', 'subnets', 0, 'name'],
        message: '"apps" and "Apps" are the same name to Azure, and there are two such subnets',
        hint: 'write it the same way everywhere, or give each its own name',
        related: [{path: ['nodePools', 0, 'subnet'], message: 'the first'}],
      },
    ]);
  });

  it('finds another spelling of GatewaySubnet', () => {
    const definition = buildDefinition({
      network: {virtualNetwork: {gateway: {type: 'Vpn'}}, subnets: [{name: 'gatewaysubnet'}]},
    });

    const issues = findIssues(forbidRepeatedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3215',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'gateway', 'subnet'],
        message: '"gatewaysubnet" and "GatewaySubnet" are the same name to Azure, and there are two such subnets',
        hint: 'write it the same way everywhere, or give each its own name',
        related: [{path: ['network', 'subnets', 0, 'name'], message: 'the first'}],
      },
    ]);
  });

  it('leaves a reference with the wrong capitals to another rule', () => {
    const definition = buildDefinition({nodePools: [{name: 'apps'}, {name: 'batch', subnet: 'Apps'}]});

    const issues = findIssues(forbidRepeatedSubnets, definition);

    expect(issues).toEqual([]);
  });
});
