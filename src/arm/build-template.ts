import type {Cluster, NodePool} from '../cluster/cluster.ts';
import type {Address} from '../ipv4/address.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import type {MachineSetup, MachineSetups} from '../node/machine-setup.ts';
import type {ArmResource, ArmTemplate} from './arm-template.ts';
import {reduceDependencies} from './dependencies.ts';
import {CONTENT_VERSION, DEPLOYMENT_SCHEMA} from './deployment-schema.ts';
import {type DefinitionOutputs, outputsOf} from './outputs.ts';
import {parametersOf} from './parameters.ts';
import {poolDeployments} from './pool-deployments.ts';
import {customDataVariable, hasMachines, poolResources, roleTerms, roleValues} from './pool-resources.ts';
import {apiLoadBalancerResources} from './resources/api-load-balancers.ts';
import {ADDRESSES_VARIABLE, controlPlaneAddresses, controlPlaneResources} from './resources/control-plane.ts';
import {gatewayResources} from './resources/gateway.ts';
import {identityResources} from './resources/identity.ts';
import {natGatewayResources} from './resources/nat-gateway.ts';
import {publicPodsGroupResources, securityGroupResources} from './resources/network-security-groups.ts';
import {peeringResources} from './resources/peerings.ts';
import {poolAvailabilitySets} from './resources/pool-machines.ts';
import {privateDnsResources} from './resources/private-dns-zone.ts';
import {routeTableResources} from './resources/route-tables.ts';
import {serviceLoadBalancerResources} from './resources/service-load-balancer.ts';
import {virtualNetworkResources} from './resources/virtual-network.ts';
import type {Site} from './site.ts';
import {commonTags} from './tags.ts';
import {identityTarget} from './targets.ts';
import {fitsOneDeployment} from './template-size.ts';

/** What a template is made from. */
export interface TemplateInput extends DefinitionOutputs {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
  readonly machines: MachineSetups;
}

/** A pool, and what makes its machines. */
interface PoolSetup {
  readonly pool: NodePool;
  readonly setup: MachineSetup;
}

/**
 * The template that makes the cluster. It is one deployment as long as that fits the limits of Azure Resource Manager;
 * beyond them, which the cluster's size decides and nothing else, each pool is a deployment within it.
 *
 * The cluster and its plan must be without errors: what `checkCluster` and `planRules` refuse, this throws for.
 */
export function buildTemplate(input: TemplateInput): ArmTemplate {
  const {cluster, plan, machines} = input;
  const site: Site = {cluster, plan};
  const loadBalancer = apiAddress(plan);
  const pools = poolSetups(cluster, machines);
  const setups = [machines.controlPlane, ...pools.map(({setup}) => setup)];
  return {
    $schema: DEPLOYMENT_SCHEMA,
    contentVersion: CONTENT_VERSION,
    parameters: parametersOf(cluster),
    variables: {
      location: cluster.location,
      tags: commonTags(cluster),
      [ADDRESSES_VARIABLE]: controlPlaneAddresses(plan),
      ...customDataVariable(setups),
    },
    resources: reduceDependencies(allResources(site, loadBalancer, machines.controlPlane, pools)),
    outputs: outputsOf(site, loadBalancer, input),
  };
}

function allResources(
  site: Site,
  loadBalancer: Address,
  controlPlane: MachineSetup,
  pools: readonly PoolSetup[],
): readonly ArmResource[] {
  const {cluster} = site;
  const base = [
    ...networkResources(site, loadBalancer),
    ...identityResources(site),
    ...controlPlaneResources(site, roleTerms(controlPlane, identityTarget(cluster))),
    ...poolAvailabilitySets(cluster),
  ];
  const together = [...base, ...pools.flatMap((pool) => poolAsResources(cluster, pool))];
  const values = new Map(
    [controlPlane, ...pools.map(({setup}) => setup)].flatMap((setup) =>
      roleValues(setup, roleTerms(setup, identityTarget(cluster))),
    ),
  );
  if (fitsOneDeployment({resources: together, values})) return together;
  return [...base, ...pools.flatMap(({pool, setup}) => poolDeployments(cluster, pool, setup))];
}

function networkResources(site: Site, loadBalancer: Address): readonly ArmResource[] {
  return [
    ...routeTableResources(site),
    ...natGatewayResources(site),
    ...virtualNetworkResources(site),
    ...peeringResources(site),
    ...gatewayResources(site),
    ...publicPodsGroupResources(site),
    ...securityGroupResources(site),
    ...apiLoadBalancerResources(site, loadBalancer),
    ...privateDnsResources(site, loadBalancer),
    ...serviceLoadBalancerResources(site),
  ];
}

function poolAsResources(cluster: Cluster, {pool, setup}: PoolSetup): readonly ArmResource[] {
  return poolResources(cluster, pool, {first: 0, count: pool.count.max}, roleTerms(setup, identityTarget(cluster)));
}

function poolSetups({nodePools}: Cluster, {pools}: MachineSetups): readonly PoolSetup[] {
  return nodePools.filter(hasMachines).map((pool) => {
    const setup = pools.find(({name}) => name === pool.name);
    if (setup === undefined) throw new Error(`nothing is set up for node pool ${pool.name}`);
    return {pool, setup};
  });
}

function apiAddress({controlPlane}: AddressPlan): Address {
  if (controlPlane.loadBalancer === undefined) throw new Error('the plan has no addresses for the control plane');
  return controlPlane.loadBalancer;
}
