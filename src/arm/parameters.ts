import type {Cluster} from '../cluster/cluster.ts';
import {CLUSTER_SECRETS} from '../kubernetes/cluster-secrets.ts';
import type {ArmParameter} from './arm-template.ts';
import {sharedKeyParameters} from './resources/gateway.ts';

/** Names of resources that are there already. */
export const EXISTING = {
  type: 'array',
  defaultValue: [],
  metadata: {
    description:
      'Names of virtual machines, network security groups and the load balancer of Services that are there already',
  },
} as const satisfies ArmParameter;

/** Number of nodes of scale sets. */
export const CAPACITIES = {
  type: 'object',
  defaultValue: {},
  metadata: {description: 'Number of nodes of scale sets, by their names; of others, that of the definition'},
} as const satisfies ArmParameter;

/**
 * An extension that has run does not run again, even if it failed, unless something of it changes
 * (Azure: virtual-machines/extensions/custom-script-linux, "forceUpdateTag").
 */
export const ATTEMPT = {
  type: 'string',
  defaultValue: '1',
  metadata: {description: 'Anything else makes the bootstrap of single machines run again, after it failed'},
} as const satisfies ArmParameter;

/** What whoever deploys gives: secrets, and what is there already. */
export function parametersOf(cluster: Cluster): Readonly<Record<string, ArmParameter>> {
  const secrets = Object.entries(CLUSTER_SECRETS).map(([name, {secret, description}]): [string, ArmParameter] => [
    name,
    {type: secret ? 'securestring' : 'string', metadata: {description}},
  ]);
  return {
    ...Object.fromEntries(secrets),
    ...sharedKeyParameters(cluster),
    existing: EXISTING,
    ...(cluster.nodePools.some(({type}) => type === 'scaleSet') ? {capacities: CAPACITIES} : {}),
    bootstrapAttempt: ATTEMPT,
  };
}
