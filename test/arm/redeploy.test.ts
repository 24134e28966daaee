import {describe, expect, it} from 'vitest';
import type {Resource} from '../../src/arm/arm-template.ts';
import {allResources, type ExpandedResource} from '../../src/template/expanded.ts';
import type {ValueObject} from '../../src/template/value.ts';
import {buildCluster, type Overrides} from '../cluster/cluster-builder.ts';
import {expand, templateOf} from './built-templates.ts';
import {largeSetups} from './machine-setups.ts';

const POOLS: NonNullable<Overrides['nodePools']> = [
  {name: 'apps', count: {min: 2, max: 9}},
  {name: 'edge', type: 'virtualMachines', count: 2, zones: ['1']},
];

/** What a deployment with these parameters is made of. */
function redeploy(overrides: Overrides, parameters: ValueObject, customDataBytes = 20): readonly ExpandedResource[] {
  const cluster = buildCluster({nodePools: POOLS, ...overrides});
  return allResources(expand(templateOf(cluster, largeSetups(cluster, customDataBytes)), parameters));
}

function machineOf(
  resources: readonly ExpandedResource[],
  name: string,
): Resource<'Microsoft.Compute/virtualMachines'> {
  const found = resources.find(
    (resource) => resource.type === 'Microsoft.Compute/virtualMachines' && resource.name === name,
  );
  return found?.body as unknown as Resource<'Microsoft.Compute/virtualMachines'>;
}

function customDataOf(resources: readonly ExpandedResource[], name: string): boolean {
  const profile = machineOf(resources, name).properties?.osProfile;
  return typeof profile === 'object' && profile.customData !== null;
}

describe('deploying again', () => {
  it('gives custom data only to machines that are not there', () => {
    const existing = ['prod-control-plane-0', 'prod-control-plane-2', 'prod-edge-0'];

    const resources = redeploy({}, {existing});

    const machines = [...existing, 'prod-control-plane-1', 'prod-edge-1'];
    expect(machines.map((name) => [name, customDataOf(resources, name)])).toEqual([
      ['prod-control-plane-0', false],
      ['prod-control-plane-2', false],
      ['prod-edge-0', false],
      ['prod-control-plane-1', true],
      ['prod-edge-1', true],
    ]);
  });

  it('does the same where pools are deployments of their own', () => {
    const nodePools = [{name: 'edge', type: 'virtualMachines' as const, count: 200, maxPods: 4, zones: ['1' as const]}];

    const resources = redeploy({nodePools}, {existing: ['prod-edge-150']}, 40_000);

    expect(['prod-edge-149', 'prod-edge-150'].map((name) => customDataOf(resources, name))).toEqual([true, false]);
  });

  it('leaves alone what the cloud controller writes to', () => {
    const existing = ['prod', 'prod-nodes', 'prod-control-plane', 'prod-edge-0'];

    const resources = redeploy({network: {egress: 'loadBalancer'}}, {existing});

    const left = resources.filter(({deployed}) => !deployed).map(({type, name}) => `${type} ${name}`);
    expect(left).toEqual([
      'Microsoft.Network/networkSecurityGroups prod-control-plane',
      'Microsoft.Network/networkSecurityGroups prod-nodes',
      'Microsoft.Network/loadBalancers prod',
      'Microsoft.Network/networkInterfaces prod-edge-0',
    ]);
  });

  it('writes network interfaces again that the cloud controller never touches', () => {
    const resources = redeploy({}, {existing: ['prod-edge-0']});

    expect(resources.filter(({deployed}) => !deployed)).toEqual([]);
  });

  it('keeps the number of nodes that a scale set has, where it is told', () => {
    const capacityOf = (parameters: ValueObject) =>
      redeploy({}, parameters).flatMap(({type, sku}) =>
        type === 'Microsoft.Compute/virtualMachineScaleSets' ? [sku] : [],
      );

    const found = [capacityOf({}), capacityOf({capacities: {'prod-apps': 7}}), capacityOf({capacities: {other: 7}})];

    const sku = (capacity: number) => [{name: 'Standard_D4s_v5', tier: 'Standard', capacity}];
    expect(found).toEqual([sku(2), sku(7), sku(2)]);
  });
});

describe('the script of the extension', () => {
  it('has every value in base64 once Azure has evaluated it', () => {
    const scripts = redeploy({}, {}).flatMap(({name, properties}) =>
      name === 'prod-edge-1/bootstrap' ? [properties['protectedSettings'] as {readonly script: string}] : [],
    );

    const token = Buffer.from('value of joinToken').toString('base64');
    expect(scripts.map(({script}) => Buffer.from(script, 'base64').toString())).toEqual([
      `#!/bin/sh\nput token ${token}\n`,
    ]);
  });
});
