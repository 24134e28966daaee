import {stringify} from 'yaml';
import {buildTemplate} from '../arm/build-template.ts';
import {sha256} from '../artifacts/manifest.ts';
import type {Cluster} from '../cluster/cluster.ts';
import {clusterDefinitionOf} from '../cluster/cluster-definition-of.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {setUpMachines} from '../node/set-up-machines.ts';
import {type Addon, addonFile, type BuiltCluster} from './generate-files.ts';

/** Builds all of a cluster that holds no keys. */
export async function buildCluster(
  cluster: Cluster,
  plan: AddressPlan,
  addons: readonly Addon[],
): Promise<BuiltCluster> {
  const definition = definitionText(cluster, plan);
  const machines = await setUpMachines(cluster, plan, addons);
  const template = buildTemplate({cluster, plan, machines, definition, definitionHash: sha256(definition)});
  return {cluster, plan, machines, template, definition, addons};
}

/** The definition with nothing left out, also no address that the plan decided. */
export function definitionText(cluster: Cluster, plan: AddressPlan): string {
  const {loadBalancer} = plan.controlPlane;
  const addons = cluster.addons.map((addon) => ({...addon, manifest: `./${addonFile(addon.name)}`}));
  const definition = clusterDefinitionOf(
    {...cluster, addons},
    {
      subnets: new Map(plan.subnets.flatMap(({name, cidr}) => (cidr === undefined ? [] : [[name, cidr] as const]))),
      ...(loadBalancer === undefined ? {} : {firstAddress: loadBalancer}),
    },
  );
  return `\
# What "vnetk8s generate" made the cluster ${cluster.name} of: every default, and every range that was planned. It is a
# definition itself, which leads to the same addresses. It is written anew each time: change the one that you wrote.
${stringify(definition, {lineWidth: 0, aliasDuplicateObjects: false})}`;
}
