import type {Cluster} from '../../cluster/cluster.ts';
import {
  controlPlaneAvailabilitySetName,
  controlPlaneMachineName,
  etcdDiskName,
  networkInterfaceName,
} from '../../cluster/names.ts';
import {formatAddress} from '../../ipv4/address.ts';
import type {AddressPlan} from '../../network/address-plan.ts';
import type {ArmResource} from '../arm-template.ts';
import {element, expression, integer, resourceId, type Term, variable} from '../expressions.ts';
import {acceleratedNetworking} from '../machine-settings.ts';
import type {Site} from '../site.ts';
import {
  apiLoadBalancerTarget,
  controlPlaneSecurityGroupTarget,
  identityTarget,
  publicApiLoadBalancerTarget,
  subnetTarget,
} from '../targets.ts';
import {controlPlanePoolTargets} from './api-load-balancers.ts';
import {availabilitySet} from './availability-set.ts';
import {ADDRESS_INDEX, networkInterface, poolsOfPrimary} from './network-interface.ts';
import {lastControlPlaneRuleTarget} from './network-security-groups.ts';
import {networkAtRestTarget} from './peerings.ts';
import {machineResources, type RoleTerms} from './virtual-machine.ts';

/** The variable with the addresses of the control plane: a list for each machine, its own first. */
export const ADDRESSES_VARIABLE = 'controlPlaneAddresses';

/** The value of that variable. */
export function controlPlaneAddresses({controlPlane}: AddressPlan): readonly (readonly string[])[] {
  return controlPlane.nodes.map((node, index) => [node, ...(controlPlane.pods[index] ?? [])].map(formatAddress));
}

/**
 * The machines of the control plane, each with its network interface, all of whose addresses are static; without zones,
 * in an availability set.
 */
export function controlPlaneResources(site: Site, terms: RoleTerms): readonly ArmResource[] {
  const {cluster} = site;
  const {count, zones, faultDomains} = cluster.controlPlane;
  const indexes = Array.from({length: count}, (_, index) => index);
  return [
    ...(zones.length > 0 ? [] : [availabilitySet(controlPlaneAvailabilitySetName(cluster), faultDomains)]),
    ...indexes.map((index) => controlPlaneInterface(site, index)),
    ...indexes.flatMap((index) => controlPlaneMachine(cluster, index, terms)),
  ];
}

function controlPlaneInterface(site: Site, index: number): ArmResource {
  const {cluster} = site;
  const {subnet, vmSize, maxPods} = cluster.controlPlane;
  const address = element(element(variable(ADDRESSES_VARIABLE), integer(index)), ADDRESS_INDEX);
  return networkInterface({
    name: networkInterfaceName(controlPlaneMachineName(cluster, index)),
    subnet: subnetTarget(cluster, subnet),
    securityGroup: controlPlaneSecurityGroupTarget(cluster),
    acceleratedNetworking: acceleratedNetworking(vmSize),
    addresses: maxPods + 1,
    properties: {
      privateIPAllocationMethod: 'Static',
      privateIPAddress: expression(address),
      ...poolsOfPrimary(controlPlanePoolTargets(cluster)),
    },
    after: [
      networkAtRestTarget(cluster),
      lastControlPlaneRuleTarget(site),
      apiLoadBalancerTarget(cluster),
      publicApiLoadBalancerTarget(cluster),
    ],
  });
}

function controlPlaneMachine(cluster: Cluster, index: number, terms: RoleTerms) {
  const {zones, vmSize, osDisk, etcdDisk, count} = cluster.controlPlane;
  const name = controlPlaneMachineName(cluster, index);
  const zone = zones[index % zones.length];
  return machineResources({
    ...terms,
    name,
    linux: cluster.linux,
    vmSize,
    osDisk,
    ...(zone === undefined ? {availabilitySet: availabilitySetTarget(cluster)} : {zones: [zone]}),
    dataDisks: [
      {
        lun: 0,
        name: etcdDiskName(name),
        createOption: 'Empty',
        diskSizeGB: etcdDisk.sizeGiB,
        // etcd waits for every write to be on the disk: a cache could only delay it.
        caching: 'None',
        managedDisk: {storageAccountType: 'Premium_LRS'},
        // A machine that is replaced joins the others and gets its data from them; of a single one, this is all there is.
        deleteOption: count === 1 ? 'Detach' : 'Delete',
      },
    ],
    identity: identityTarget(cluster),
  });
}

function availabilitySetTarget(cluster: Cluster): Term {
  return resourceId('Microsoft.Compute/availabilitySets', controlPlaneAvailabilitySetName(cluster));
}
