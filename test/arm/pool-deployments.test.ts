import {describe, expect, it} from 'vitest';
import type {ArmTemplate} from '../../src/arm/arm-template.ts';
import {ATTEMPT, EXISTING} from '../../src/arm/parameters.ts';
import {allResources} from '../../src/template/expanded.ts';
import {measureTemplate} from '../../src/template/measure-template.ts';
import {buildCluster, type Overrides} from '../cluster/cluster-builder.ts';
import {asJson, expand, templateOf} from './built-templates.ts';
import {checkDependencies} from './dependency-checks.ts';
import {largeSetups} from './machine-setups.ts';
import {namesOf} from './template-parts.ts';

/** Half of what custom data may be: what a node's is at most. */
const CUSTOM_DATA_BYTES = 32_768;

const ROOM: Overrides = {network: {virtualNetwork: {addressSpace: ['10.0.0.0/8']}}};

function build(overrides: Overrides, customDataBytes = CUSTOM_DATA_BYTES): ArmTemplate {
  const cluster = buildCluster({...ROOM, ...overrides});
  return templateOf(cluster, largeSetups(cluster, customDataBytes));
}

/** A pool of single machines with zones, so that there can be many. */
function machines(count: number, maxPods: number, perNode = 0): NonNullable<Overrides['nodePools']>[number] {
  const podPublicIPs = perNode === 0 ? {} : {podPublicIPs: {perNode}};
  return {name: 'edge', type: 'virtualMachines', zones: ['1', '2'], count, maxPods, ...podPublicIPs};
}

const DEPLOYMENTS = 'Microsoft.Resources/deployments';

describe('a cluster that fits one deployment', () => {
  it.each([
    ['few machines', machines(20, 20)],
    ['scale sets, whatever their size', {name: 'apps', count: 3900, maxPods: 4}],
  ])('is one: %s', (_, pool) => {
    const template = build({nodePools: [pool]});

    expect(namesOf(template, DEPLOYMENTS)).toEqual([]);
  });
});

describe('a cluster that does not', () => {
  it('has a deployment for each pool, and for each part of one', () => {
    const template = build({nodePools: [{name: 'apps'}, machines(150, 30)]});

    const found = expand(template).nested.map(({name, resources}) => [name, resources.length]);

    expect(found).toEqual([
      ['prod-apps-0', 1],
      ['prod-edge-0', 180],
      ['prod-edge-1', 180],
      ['prod-edge-2', 90],
    ]);
  });

  it('has secrets as secrets on the way, and custom data once', () => {
    const template = build({nodePools: [machines(100, 30)]});

    const [first] = template.resources.flatMap(({type, properties}) => (type === DEPLOYMENTS ? [properties] : []));
    const {parameters, template: inner} = first as {parameters: unknown; template: ArmTemplate};

    expect([parameters, inner.parameters, inner.variables]).toEqual([
      {
        customData: {value: "[variables('customData').edge]"},
        script: {value: "[base64(concat('#!/bin/sh\nput token ', base64(parameters('joinToken')), '\n'))]"},
        existing: {value: "[parameters('existing')]"},
        bootstrapAttempt: {value: "[parameters('bootstrapAttempt')]"},
      },
      {
        customData: {type: 'string', metadata: {description: 'Custom data of the machines, in base64'}},
        script: {type: 'securestring', metadata: {description: 'Script that delivers secrets to machines, in base64'}},
        existing: {type: 'array', metadata: EXISTING.metadata},
        bootstrapAttempt: {type: 'string', metadata: ATTEMPT.metadata},
      },
      {location: 'westeurope', tags: {'vnetk8s-cluster': 'prod'}},
    ]);
  });

  it.each([
    ['too many resources', machines(300, 4, 3)],
    ['too many bytes of addresses', machines(60, 250)],
    ['too many bytes of custom data', machines(120, 4)],
  ])('keeps the limits in every deployment: %s', (_, pool) => {
    const template = build({nodePools: [pool]});

    const measures = measureTemplate(asJson(template), expand(template));

    const beyond = Object.entries(measures).filter(([, {value, limit}]) => value > limit);
    expect(measures.deployments.value).toBeGreaterThan(1);
    expect(beyond).toEqual([]);
  });

  it('makes every machine once, and waits for exactly what there must be', () => {
    const deployment = expand(build({nodePools: [machines(150, 30, 1)]}));
    const ids = allResources(deployment)
      .filter(({type}) => type === 'Microsoft.Compute/virtualMachines')
      .map(({name}) => name);

    const expected = [
      ...Array.from({length: 3}, (_, index) => `prod-control-plane-${index}`),
      ...Array.from({length: 150}, (_, index) => `prod-edge-${index}`),
    ];

    expect(ids).toEqual(expected);
    expect(deployment.problems).toEqual([]);
    expect(checkDependencies(deployment)).toEqual({missing: [], needless: [], atOnce: []});
  });
});
