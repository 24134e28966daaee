import type {Cluster} from '../cluster/cluster.ts';
import {CLUSTER_SECRETS} from '../kubernetes/cluster-secrets.ts';
import type {ArmParameter} from './arm-template.ts';
import {sharedKeyParameters} from './resources/gateway.ts';

/** What whoever deploys gives: secrets, and what is there already. */
export function parametersOf(cluster: Cluster): Readonly<Record<string, ArmParameter>> {
  const secrets = Object.entries(CLUSTER_SECRETS).map(([name, {secret, description}]): [string, ArmParameter] => [
    name,
    {type: secret ? 'securestring' : 'string', metadata: {description}},
  ]);
  return {
    ...Object.fromEntries(secrets),
    ...sharedKeyParameters(cluster),
    existing: {
      type: 'array',
      defaultValue: [],
      metadata: {
        description:
          'Names of virtual machines, network security groups and the load balancer of Services that are there already',
      },
    },
    ...(cluster.nodePools.some(({type}) => type === 'scaleSet')
      ? {
          capacities: {
            type: 'object' as const,
            defaultValue: {},
            metadata: {description: 'Number of nodes of scale sets, by their names; of others, that of the definition'},
          },
        }
      : {}),
  };
}
