import type {Cluster, NodePool} from '../cluster/cluster.ts';
import {poolDeploymentName} from '../cluster/names.ts';
import type {MachineSetup} from '../node/machine-setup.ts';
import {MAX_COPY_COUNT} from '../template/limits.ts';
import type {ArmResource} from './arm-template.ts';
import {innerDependencies, outerDependencies} from './dependencies.ts';
import {expression, parameter, variable} from './expressions.ts';
import {nestedDeployment, type PassedParameter} from './nested-deployment.ts';
import {ATTEMPT, CAPACITIES, EXISTING} from './parameters.ts';
import {poolResources, roleTerms, roleValues} from './pool-resources.ts';
import type {MachineRange} from './resources/pool-machines.ts';
import type {RoleTerms} from './resources/virtual-machine.ts';
import {commonTags} from './tags.ts';
import {identityTarget} from './targets.ts';
import {roundsPerDeployment} from './template-size.ts';

/** Inside such a deployment, custom data and script are parameters, since secrets must stay secret on the way. */
const INNER_TERMS: RoleTerms = {customData: parameter('customData'), script: parameter('script')};

/**
 * A pool in deployments of its own, for clusters that are too large for one: as many as it takes for single machines, one
 * for scale sets.
 */
export function poolDeployments(cluster: Cluster, pool: NodePool, setup: MachineSetup): readonly ArmResource[] {
  return rangesOf(cluster, pool, setup).map((range, shard) => {
    const resources = poolResources(cluster, pool, range, INNER_TERMS);
    return {
      ...nestedDeployment({
        name: poolDeploymentName(cluster, pool, shard),
        after: [],
        parameters: passedParameters(pool, roleTerms(setup, identityTarget(cluster))),
        variables: usedVariables(cluster, resources),
        resources: innerDependencies(resources),
      }),
      dependsOn: outerDependencies(resources),
    };
  });
}

/** Those of the outer template that the resources refer to: an autoscaled scale set has tags of its own. */
function usedVariables(cluster: Cluster, resources: readonly ArmResource[]): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(resources);
  const all = {location: cluster.location, tags: commonTags(cluster)};
  return Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(variable(name).code)));
}

function passedParameters(pool: NodePool, outer: RoleTerms): Readonly<Record<string, PassedParameter>> {
  const ofKind = pool.type === 'scaleSet' ? {capacities: CAPACITIES} : {existing: EXISTING, bootstrapAttempt: ATTEMPT};
  return {
    customData: {
      type: 'string',
      description: 'Custom data of the machines, in base64',
      value: expression(outer.customData),
    },
    script: {
      type: 'securestring',
      description: 'Script that delivers secrets to machines, in base64',
      value: expression(outer.script),
    },
    ...Object.fromEntries(
      Object.entries(ofKind).map(([name, {type, metadata}]) => [
        name,
        {type, description: metadata.description, value: expression(parameter(name))},
      ]),
    ),
  };
}

function rangesOf(cluster: Cluster, pool: NodePool, setup: MachineSetup): readonly MachineRange[] {
  const {max} = pool.count;
  if (pool.type === 'scaleSet') return [{first: 0, count: max}];
  const resources = poolResources(cluster, pool, {first: 0, count: 1}, INNER_TERMS);
  const rounds = roundsPerDeployment({resources, values: new Map(roleValues(setup, INNER_TERMS))});
  const most = Math.min(rounds, MAX_COPY_COUNT);
  return Array.from({length: Math.ceil(max / most)}, (_, shard) => ({
    first: shard * most,
    count: Math.min(most, max - shard * most),
  }));
}
