import {resolve} from '../../src/cluster/resolve.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import {fitPrefix} from '../../src/network/fit.ts';
import type {FitReport} from '../../src/network/fit-report.ts';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {comparePlans, type PlanComparison} from '../../src/network/what-if.ts';
import {prefix} from './sample-plans.ts';

// Answers to `--what` and `--fit` for one small cluster, as the address plan gives them.

const DEFINITION: ClusterDefinition = {
  apiVersion: 'vnetk8s/v1',
  name: 'prod',
  location: 'westeurope',
  network: {
    virtualNetwork: {
      peerings: [
        {
          name: 'hub',
          remoteVirtualNetworkId: '/virtualNetworks/hub',
          remoteAddressSpace: ['10.0.0.0/16', '10.2.0.0/23'],
        },
      ],
    },
  },
  nodePools: [
    {name: 'apps', count: {min: 3, max: 25}},
    {name: 'gpu', count: 6, maxPods: 50},
    {name: 'edge', count: 2},
  ],
  linux: {sshPublicKeys: ['ssh-ed25519 AAAA']},
};

/** What was asked. */
export const settings: readonly string[] = ['apps.count=40', 'apps.maxPods=50'];

/** The cluster with more and larger nodes in one pool, another pool in place of one; gpu in a subnet that is too small. */
export const comparison: PlanComparison = comparePlans(
  planOf(DEFINITION),
  planOf({
    ...DEFINITION,
    network: {subnets: [{name: 'gpu', cidr: '10.240.128.0/24'}]},
    nodePools: [
      {name: 'apps', count: {min: 3, max: 40}, maxPods: 50},
      {name: 'gpu', count: 6, maxPods: 50},
      {name: 'tools', count: 1},
    ],
  }),
);

/** The cluster beside itself. */
export const noChange: PlanComparison = comparePlans(planOf(DEFINITION), planOf(DEFINITION));

/** What of the cluster fits into a range. */
export function fitOf(cidr: string): FitReport {
  const cluster = resolve(DEFINITION);
  return fitPrefix(cluster, planAddresses(cluster), prefix(cidr));
}

function planOf(definition: ClusterDefinition) {
  return planAddresses(resolve(definition));
}
