import {describe, expect, it} from 'vitest';
import {
  requireAddressSpace,
  requireListedSubnets,
  requireSubnetRanges,
} from '../../../src/cluster/rules/existing-virtual-network.ts';
import {buildDefinition, CORP_ID, findIssues} from '../cluster-builder.ts';

describe('requireAddressSpace', () => {
  it('refuses an existing network without its ranges', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(requireAddressSpace, definition);

    expect(issues).toEqual([
      {
        code: 'VK3201',
        severity: 'error',
        path: ['network', 'virtualNetwork', 'addressSpace'],
        message: 'addressSpace is missing: pods must know which addresses are those of the existing network',
        hint: `add what this shows: az network vnet show --ids ${CORP_ID} --query addressSpace.addressPrefixes`,
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
      },
    ]);
  });

  it('accepts an existing network with its ranges', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(requireAddressSpace, definition);

    expect(issues).toEqual([]);
  });

  it('accepts that a new network has none written', () => {
    const definition = buildDefinition({network: {}});

    const issues = findIssues(requireAddressSpace, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireListedSubnets', () => {
  it('refuses a control plane in a subnet that is not listed', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [{name: 'apps', cidr: '10.1.1.0/24'}],
      },
    });

    const issues = findIssues(requireListedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3202',
        severity: 'error',
        path: ['controlPlane', 'subnet'],
        message: 'subnet "control-plane" of the control plane is not listed in network.subnets',
        hint: 'add {name: control-plane, cidr: …} to network.subnets, or use "apps"',
        related: [
          {path: ['network', 'subnets'], message: 'the subnets of the existing network'},
          {path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'},
        ],
      },
    ]);
  });

  it('accepts that all subnets are listed', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(requireListedSubnets, definition);

    expect(issues).toEqual([]);
  });

  it('suggests the nearest name', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
      nodePools: [{name: 'web', subnet: 'app'}],
    });

    const issues = findIssues(requireListedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3202',
        severity: 'error',
        path: ['nodePools', 0, 'subnet'],
        message: 'subnet "app" of node pool "web" is not listed in network.subnets',
        hint: 'did you mean "apps"?',
        related: [
          {path: ['network', 'subnets'], message: 'the subnets of the existing network'},
          {path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'},
        ],
      },
    ]);
  });

  it('refuses a written subnet of internal load balancers', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
        internalServices: {subnet: 'balancers'},
      },
    });

    const issues = findIssues(requireListedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3202',
        severity: 'error',
        path: ['network', 'internalServices', 'subnet'],
        message: 'subnet "balancers" of internal load balancers is not listed in network.subnets',
        hint: 'add {name: balancers, cidr: …} to network.subnets, or use "control-plane" or "apps"',
        related: [
          {path: ['network', 'subnets'], message: 'the subnets of the existing network'},
          {path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'},
        ],
      },
    ]);
  });

  it('reports a pool and not the load balancers that are where it is', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
      nodePools: [{name: 'web'}],
    });

    const issues = findIssues(requireListedSubnets, definition);

    expect(issues).toEqual([
      {
        code: 'VK3202',
        severity: 'error',
        path: ['nodePools', 0, 'subnet'],
        message: 'subnet "web" of node pool "web" is not listed in network.subnets',
        hint: 'add {name: web, cidr: …} to network.subnets, or use "control-plane" or "apps"',
        related: [
          {path: ['network', 'subnets'], message: 'the subnets of the existing network'},
          {path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'},
        ],
      },
    ]);
  });

  it('accepts subnets of a new network that nobody lists', () => {
    const definition = buildDefinition({network: {}});

    const issues = findIssues(requireListedSubnets, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireSubnetRanges', () => {
  it('refuses a listed subnet without its range', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [{name: 'control-plane', cidr: '10.1.0.0/24'}, {name: 'apps'}],
      },
    });

    const issues = findIssues(requireSubnetRanges, definition);

    expect(issues).toEqual([
      {
        code: 'VK3203',
        severity: 'error',
        path: ['network', 'subnets', 1, 'cidr'],
        message: 'subnet "apps" has no cidr, and in an existing network the plan cannot choose one',
        hint: 'add what this shows: az network vnet subnet show --name apps … --query addressPrefix',
        related: [{path: ['network', 'virtualNetwork', 'id'], message: 'the existing network'}],
      },
    ]);
  });

  it('accepts subnets with their ranges', () => {
    const definition = buildDefinition({
      network: {
        virtualNetwork: {id: CORP_ID, addressSpace: ['10.1.0.0/16']},
        subnets: [
          {name: 'control-plane', cidr: '10.1.0.0/24'},
          {name: 'apps', cidr: '10.1.1.0/24'},
        ],
      },
    });

    const issues = findIssues(requireSubnetRanges, definition);

    expect(issues).toEqual([]);
  });

  it('accepts that the plan chooses in a new network', () => {
    const definition = buildDefinition({network: {subnets: [{name: 'apps'}]}});

    const issues = findIssues(requireSubnetRanges, definition);

    expect(issues).toEqual([]);
  });
});
