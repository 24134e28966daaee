import type fc from 'fast-check';
import type {Cluster} from '../../src/cluster/cluster.ts';
import {resolve} from '../../src/cluster/resolve.ts';
import {checkCluster} from '../../src/cluster/rules.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {planRules} from '../../src/network/plan-rules.ts';
import {anySensibleDefinition} from '../generated/arbitrary-definition.ts';

/** Clusters without errors. */
export const soundCluster: fc.Arbitrary<Cluster> = anySensibleDefinition.filter(isSound).map(resolve);

function isSound(definition: ClusterDefinition): boolean {
  const cluster = resolve(definition);
  const issues = [...checkCluster(cluster, definition), ...planRules(cluster, planAddresses(cluster))];
  return issues.every(({severity}) => severity !== 'error');
}
