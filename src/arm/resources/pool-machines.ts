import type {Cluster, NodePool} from '../../cluster/cluster.ts';
import {
  networkInterfaceName,
  podPublicIpDnsLabel,
  podPublicIpName,
  poolAvailabilitySetName,
  poolMachineName,
} from '../../cluster/names.ts';
import type {ArmResource} from '../arm-template.ts';
import {
  call,
  copyIndex,
  element,
  expression,
  integer,
  literal,
  nameTerm,
  nameText,
  resourceId,
  type Term,
} from '../expressions.ts';
import {acceleratedNetworking} from '../machine-settings.ts';
import {zoneRedundant} from '../site.ts';
import {
  nodeSecurityGroupTarget,
  outboundLoadBalancerTarget,
  staticAddressTargets,
  subnetTarget,
  to,
} from '../targets.ts';
import {availabilitySet} from './availability-set.ts';
import {ADDRESS_INDEX, networkInterface, poolsOfPrimary} from './network-interface.ts';
import {lastNodeRuleTarget, publicPodsGroupTarget} from './network-security-groups.ts';
import {networkAtRestTarget} from './peerings.ts';
import {publicIpAddress} from './public-ip-address.ts';
import {outboundPoolTarget} from './service-load-balancer.ts';
import {machineResources, type RoleTerms} from './virtual-machine.ts';

/** Some machines of a pool: `count` of them, from number `first` on. */
export interface MachineRange {
  readonly first: number;
  readonly count: number;
}

/** What machines of a pool share: an availability set, if they have no zones. */
export function poolAvailabilitySets(cluster: Cluster): readonly ArmResource[] {
  return cluster.nodePools
    .filter((pool) => pool.type === 'virtualMachines' && pool.zones.length === 0)
    .map((pool) => availabilitySet(poolAvailabilitySetName(cluster, pool), pool.faultDomains));
}

/** Machines of a `virtualMachines` pool, with their network interfaces and the public IPs of their pods. */
export function poolMachineResources(
  cluster: Cluster,
  pool: NodePool,
  range: MachineRange,
  terms: RoleTerms,
): readonly ArmResource[] {
  const {vmSize, osDisk, spot} = pool;
  const index = copyIndex(undefined, range.first);
  return [
    ...publicIps(cluster, pool, range, index),
    poolInterface(cluster, pool, range, index),
    ...machineResources({
      ...terms,
      name: poolMachineName(cluster, pool, '{0}'),
      index,
      copy: {name: pool.name, count: range.count},
      linux: cluster.linux,
      vmSize,
      osDisk,
      ...placement(cluster, pool, index),
      ...(spot === undefined ? {} : {spot}),
    }),
  ];
}

/** Machines go to the zones in turn. */
function placement(cluster: Cluster, pool: NodePool, index: Term) {
  const {zones} = pool;
  if (zones.length === 0) {
    return {
      availabilitySet: resourceId('Microsoft.Compute/availabilitySets', poolAvailabilitySetName(cluster, pool)),
    };
  }
  const [only] = zones;
  if (zones.length === 1 && only !== undefined) return {zones: [only]};
  const all = call('createArray', ...zones.map(literal));
  return {zones: [expression(element(all, call('mod', index, integer(zones.length))))]};
}

function poolInterface(cluster: Cluster, pool: NodePool, range: MachineRange, index: Term): ArmResource {
  const {subnet, vmSize, maxPods, podPublicIPs} = pool;
  const perNode = podPublicIPs?.perNode ?? 0;
  const group = publicPodsGroupTarget(cluster, pool);
  return networkInterface({
    name: networkInterfaceName(poolMachineName(cluster, pool, '{0}')),
    index,
    copy: {name: `${pool.name}-interfaces`, count: range.count},
    subnet: subnetTarget(cluster, subnet),
    securityGroup: nodeSecurityGroupTarget(cluster),
    acceleratedNetworking: acceleratedNetworking(vmSize),
    addresses: maxPods + 1,
    // With a load balancer for the way out, the cloud controller puts interfaces, not addresses, behind internal ones.
    ...(cluster.network.egress === 'loadBalancer' ? {once: true} : {}),
    properties: {
      privateIPAllocationMethod: 'Dynamic',
      ...(perNode === 0 ? {} : {publicIPAddress: expression(publicIpOfAddress(cluster, pool, perNode, index))}),
      // On all of them, since Azure takes no network interface whose ipConfigurations differ in this
      // (AllIpConfigurationsOnANicMustBelongToTheSameApplicationSecurityGroups). Without a public IP, nothing comes in.
      ...(group === undefined ? {} : {applicationSecurityGroups: [to(group)]}),
      ...poolsOfPrimary(outboundLoadBalancerTarget(cluster) === undefined ? [] : [outboundPoolTarget(cluster)]),
    },
    after: [
      networkAtRestTarget(cluster),
      lastNodeRuleTarget(cluster),
      group,
      ...Array.from({length: perNode}, (_, address) => publicIpTarget(cluster, pool, index, address + 1)),
      outboundLoadBalancerTarget(cluster),
      ...staticAddressTargets(cluster, subnet),
    ],
  });
}

/** One loop for each address of a node, so that a network interface can wait for its own and no others. */
function publicIps(cluster: Cluster, pool: NodePool, range: MachineRange, index: Term): readonly ArmResource[] {
  const {perNode = 0, dnsLabelPrefix} = pool.podPublicIPs ?? {};
  return Array.from({length: perNode}, (_, at) => {
    const address = at + 1;
    return publicIpAddress({
      name: nameText(podPublicIpName(poolMachineName(cluster, pool, '{0}'), address), index),
      copy: {name: `${pool.name}-public-ips-${address}`, count: range.count},
      ...zoneRedundant(cluster),
      ...(dnsLabelPrefix === undefined
        ? {}
        : {dnsLabel: nameText(podPublicIpDnsLabel(dnsLabelPrefix, '{0}', address), index)}),
    });
  });
}

function publicIpTarget(cluster: Cluster, pool: NodePool, index: Term, address: number): Term {
  const pattern = podPublicIpName(poolMachineName(cluster, pool, '{0}'), address);
  return resourceId('Microsoft.Network/publicIPAddresses', nameTerm(pattern, index));
}

/** The first pods' addresses have public IPs; the node's own has none. */
function publicIpOfAddress(cluster: Cluster, pool: NodePool, perNode: number, index: Term): Term {
  const pattern = podPublicIpName(poolMachineName(cluster, pool, '{0}'), ADDRESS_PLACE);
  const name = call('format', literal(pattern), index, ADDRESS_INDEX);
  const target = resourceId('Microsoft.Network/publicIPAddresses', name);
  const isPublic = call(
    'and',
    call('greater', ADDRESS_INDEX, integer(0)),
    call('lessOrEquals', ADDRESS_INDEX, integer(perNode)),
  );
  return call('if', isPublic, call('createObject', literal('id'), target), call('null'));
}

/** Where the second argument of `format` goes. */
const ADDRESS_PLACE = '{1}';
