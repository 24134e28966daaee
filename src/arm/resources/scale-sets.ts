import type {Cluster, NodePool} from '../../cluster/cluster.ts';
import {MAX_INSTANCES_PER_SCALE_SET} from '../../cluster/limits.ts';
import {computerNamePrefix, scaleSetName} from '../../cluster/names.ts';
import type {ScaleSetBounds} from '../../cluster/tags.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {call, element, expression, integer, literal, parameter, type Term} from '../expressions.ts';
import {
  acceleratedNetworking,
  administrator,
  BOOT_DIAGNOSTICS,
  diskController,
  imageReference,
  osDisk,
  SCRIPT_EXTENSION,
  scriptExtension,
  securityProfile,
} from '../machine-settings.ts';
import {LOCATION} from '../site.ts';
import {tagsOfScaleSet} from '../tags.ts';
import {
  dependsOn,
  nodeSecurityGroupTarget,
  outboundLoadBalancerTarget,
  staticAddressTargets,
  subnetTarget,
  to,
} from '../targets.ts';
import type {Part} from '../wire.ts';
import {ADDRESS_NAME, IS_PRIMARY, poolsOfPrimary} from './network-interface.ts';
import {lastNodeRuleTarget} from './network-security-groups.ts';
import {networkAtRestTarget} from './peerings.ts';
import {outboundPoolTarget} from './service-load-balancer.ts';
import {type RoleTerms, spotProperties} from './virtual-machine.ts';

/** A pool, and what a template knows of its machines beside. */
interface ScaleSetPool {
  readonly cluster: Cluster;
  readonly pool: NodePool;
  readonly terms: RoleTerms;
}

/** The scale sets of a pool: one for every thousand nodes that it may have, filled one after the other. */
export function scaleSetResources(cluster: Cluster, pool: NodePool, terms: RoleTerms): readonly ArmResource[] {
  return scaleSetBounds(pool).map((bounds, shard) => scaleSet({cluster, pool, terms}, shard, bounds));
}

/** How many nodes each scale set of a pool has at least and at most: appending nodes to the pool moves none. */
export function scaleSetBounds({count}: NodePool): readonly ScaleSetBounds[] {
  const shards = Math.max(1, Math.ceil(count.max / MAX_INSTANCES_PER_SCALE_SET));
  return Array.from({length: shards}, (_, shard) => ({
    min: share(count.min, shard),
    max: share(count.max, shard),
  }));
}

function share(nodes: number, shard: number): number {
  const left = nodes - shard * MAX_INSTANCES_PER_SCALE_SET;
  return Math.min(Math.max(left, 0), MAX_INSTANCES_PER_SCALE_SET);
}

function scaleSet(parts: ScaleSetPool, shard: number, bounds: ScaleSetBounds): ArmResource {
  const {cluster, pool} = parts;
  const name = scaleSetName(cluster, pool, shard);
  return {
    type: 'Microsoft.Compute/virtualMachineScaleSets',
    apiVersion: API_VERSIONS['Microsoft.Compute/virtualMachineScaleSets'],
    name,
    location: LOCATION,
    tags: tagsOfScaleSet(cluster, pool, bounds),
    ...(pool.zones.length === 0 ? {} : {zones: pool.zones}),
    ...dependsOn(
      subnetTarget(cluster, pool.subnet),
      networkAtRestTarget(cluster),
      nodeSecurityGroupTarget(cluster),
      lastNodeRuleTarget(cluster),
      outboundLoadBalancerTarget(cluster),
      ...staticAddressTargets(cluster, pool.subnet),
    ),
    sku: {name: pool.vmSize, tier: 'Standard', capacity: expression(capacity(name, bounds.min))},
    properties: {
      orchestrationMode: 'Uniform',
      // A node that Azure adds and takes away again would have joined the cluster.
      overprovision: false,
      // More than a hundred instances (Azure: virtual-machine-scale-sets-placement-groups).
      singlePlacementGroup: false,
      // Nodes are replaced one after the other, drained: never by Azure.
      upgradePolicy: {mode: 'Manual'},
      virtualMachineProfile: machineProfile(parts, shard),
    },
  } satisfies Resource<'Microsoft.Compute/virtualMachineScaleSets'>;
}

/** What every machine of the scale set is made from. */
function machineProfile({cluster, pool, terms}: ScaleSetPool, shard: number) {
  const {vmSize, spot} = pool;
  return {
    ...spotProperties(spot),
    ...securityProfile(vmSize),
    storageProfile: {
      imageReference: imageReference(vmSize),
      ...diskController(vmSize),
      osDisk: osDisk(vmSize, pool.osDisk),
    },
    osProfile: {
      computerNamePrefix: computerNamePrefix(cluster, pool, shard),
      ...administrator(cluster.linux),
      customData: expression(terms.customData),
    },
    networkProfile: {networkInterfaceConfigurations: [interfaceOf(cluster, pool)]},
    extensionProfile: {
      extensions: [{name: SCRIPT_EXTENSION, properties: scriptExtension(expression(terms.script))}],
    },
    diagnosticsProfile: BOOT_DIAGNOSTICS,
  } satisfies Part<'MachineProfile'>;
}

/** What the autoscaler, or whoever else scales, made of it; in a first deployment, what the definition says. */
function capacity(scaleSetOfPool: string, count: number): Term {
  const capacities = parameter('capacities');
  const name = literal(scaleSetOfPool);
  return call('if', call('contains', capacities, name), element(capacities, name), integer(count));
}

/** All addresses are dynamic: a scale set knows no others (Azure: VirtualMachineScaleSetIPConfiguration). */
function interfaceOf(cluster: Cluster, {vmSize, subnet, maxPods}: NodePool) {
  return {
    name: 'primary',
    properties: {
      primary: true,
      networkSecurityGroup: to(nodeSecurityGroupTarget(cluster)),
      ...acceleratedNetworking(vmSize),
      copy: [
        {
          name: 'ipConfigurations',
          count: maxPods + 1,
          input: {
            name: ADDRESS_NAME,
            properties: {
              primary: expression(IS_PRIMARY),
              subnet: to(subnetTarget(cluster, subnet)),
              ...poolsOfPrimary(outboundLoadBalancerTarget(cluster) === undefined ? [] : [outboundPoolTarget(cluster)]),
            },
          },
        },
      ],
    },
  } satisfies Part<'ScaleSetInterface'>;
}
