import type {ClusterDefinition} from '../definition/cluster-definition.generated.ts';
import type {Issue} from '../definition/issue.ts';
import type {Cluster} from './cluster.ts';
import {
  forbidAuthorizedCidrsOfPrivateEndpoint,
  forbidEphemeralControlPlane,
  requireAuthorizedCidrs,
  requireDnsLabelOfEndpoint,
  warnOfOpenEndpoint,
  warnOfPrivateAuthorizedCidrs,
} from './rules/control-plane.ts';
import {forbidDefaultRouteBesideEgress, requireWayOut, warnOfAssumedWayOut} from './rules/egress.ts';
import {
  forbidChangesToNetwork,
  forbidChangesToSubnets,
  forbidNatGateway,
  requireAddressSpace,
  requireListedSubnets,
  requireSubnetRanges,
} from './rules/existing-virtual-network.ts';
import {
  forbidDefaultRouteOfGateway,
  forbidOtherTypesKeys,
  forbidRepeatedConnectionNames,
  forbidRetiredSku,
  requireCircuit,
  requirePeerAddress,
  requirePublicPeerAddress,
  requireSkuOfType,
} from './rules/gateway.ts';
import {
  forbidEndOfLife,
  forbidUnknownMinors,
  requireLastingAuthorities,
  warnOfUnknownPatches,
  warnOfUnusedMirrors,
} from './rules/kubernetes.ts';
import {
  forbidRepeatedTaints,
  forbidReservedLabels,
  requireLabelKeys,
  requireLabelValues,
  requireTaints,
} from './rules/labels-and-taints.ts';
import {forbidPrivateKeys, requireAdminUsername, requirePublicKeys, warnOfRepeatedKeys} from './rules/linux.ts';
import {requireLocationOfCloud, requireLocationSpelling, warnOfUnknownLocation} from './rules/location.ts';
import {
  forbidConfidentialSizes,
  forbidFaultDomainsBesideZones,
  limitEphemeralDisks,
  requireControlPlaneSize,
  requireLocalStorage,
  requirePremiumStorage,
  requirePremiumStorageOfEtcd,
  requireVmSizeSpelling,
  warnOfFaultDomainsOfScaleSets,
  warnOfUnknownVmSizes,
  warnOfZonesWithoutZones,
} from './rules/machines.ts';
import {
  forbidOwnTags,
  forbidRepeatedAddons,
  forbidRepeatedTags,
  forbidReservedTags,
  limitScaleSetTags,
  requireAzureNames,
  requireClusterName,
  requireTagNames,
} from './rules/names.ts';
import {
  forbidAutoscaledMachines,
  forbidKeepingEphemeralDisks,
  forbidRepeatedPoolNames,
  forbidSpotInAvailabilitySet,
  forbidSpotInChina,
  forbidSpotSizes,
  limitAvailabilitySets,
  requireOrderedCounts,
  requireSpotPrice,
  warnOfNoNodes,
} from './rules/node-pools.ts';
import {
  forbidRemoteBesideOwnGateway,
  forbidRepeatedPeeringNames,
  forbidRepeatedPeers,
  limitRemoteGateways,
  warnOfUnreachableDnsServers,
  warnOfUnreachableOnPremises,
} from './rules/peerings.ts';
import {
  forbidPodPublicIPsOfScaleSets,
  forbidRepeatedDnsPrefixes,
  limitPodPublicIPs,
  requirePorts,
  warnOfClosedPodPublicIPs,
  warnOfNatGatewayBeforePodPublicIPs,
  warnOfPublicIPQuota,
} from './rules/pod-public-ips.ts';
import {
  forbidInternetAsOnPremises,
  forbidOnPremisesRangesInside,
  forbidOverlapsAmongPeers,
  forbidOverlapsInAddressSpace,
  forbidOverlapsWithPeers,
  forbidReservedRanges,
  warnOfPublicRanges,
} from './rules/ranges.ts';
import {requireResourceIds, requireResourceTypes} from './rules/resource-ids.ts';
import {
  forbidOtherNextHopAddresses,
  forbidRepeatedDestinations,
  forbidRepeatedRouteNames,
  forbidRoutesBesideTable,
  forbidRoutesToExpressRoute,
  requireGatewayForRoutes,
  requireNextHopOfAppliance,
  requireReachableNextHop,
  warnOfRoutesIntoOwnSubnet,
} from './rules/routes.ts';
import type {Rule} from './rules/rule.ts';
import {forbidExclusiveServiceEndpoints, requireKnownServiceEndpoints} from './rules/service-endpoints.ts';
import {
  forbidReservedDnsAddress,
  forbidServiceRangeInPeers,
  forbidServiceRangeInVirtualNetwork,
  forbidServiceRangeOnPremises,
  limitServiceRange,
  requireDnsInServiceRange,
  warnOfServiceRangeInSummary,
  warnOfSmallServiceRange,
} from './rules/service-range.ts';
import {forbidRepeatedSubnets, forbidReservedSubnets, requireKnownSubnets} from './rules/subnets.ts';

export type {Rule} from './rules/rule.ts';

/**
 * What a cluster must be that a schema cannot say. Each rule finds one kind of fault; what needs the address plan is in
 * `network/plan-rules.ts`.
 */
export const rules: readonly Rule[] = [
  // rules/location.ts
  requireLocationSpelling,
  warnOfUnknownLocation,
  requireLocationOfCloud,

  // rules/names.ts
  requireClusterName,
  forbidRepeatedAddons,
  requireAzureNames,
  requireTagNames,
  forbidReservedTags,
  forbidRepeatedTags,
  forbidOwnTags,
  limitScaleSetTags,

  // rules/resource-ids.ts
  requireResourceIds,
  requireResourceTypes,

  // rules/kubernetes.ts
  forbidEndOfLife,
  forbidUnknownMinors,
  warnOfUnknownPatches,
  warnOfUnusedMirrors,
  requireLastingAuthorities,

  // rules/ranges.ts
  forbidOverlapsInAddressSpace,
  forbidOverlapsWithPeers,
  forbidOverlapsAmongPeers,
  forbidOnPremisesRangesInside,
  forbidReservedRanges,
  warnOfPublicRanges,
  forbidInternetAsOnPremises,

  // rules/service-range.ts
  forbidServiceRangeInVirtualNetwork,
  forbidServiceRangeInPeers,
  forbidServiceRangeOnPremises,
  warnOfServiceRangeInSummary,
  limitServiceRange,
  warnOfSmallServiceRange,
  requireDnsInServiceRange,
  forbidReservedDnsAddress,

  // rules/existing-virtual-network.ts
  requireAddressSpace,
  requireListedSubnets,
  requireSubnetRanges,
  forbidChangesToNetwork,
  forbidChangesToSubnets,
  forbidNatGateway,

  // rules/peerings.ts
  forbidRepeatedPeeringNames,
  forbidRepeatedPeers,
  limitRemoteGateways,
  forbidRemoteBesideOwnGateway,
  warnOfUnreachableOnPremises,
  warnOfUnreachableDnsServers,

  // rules/gateway.ts
  requireSkuOfType,
  forbidRetiredSku,
  requirePeerAddress,
  requireCircuit,
  forbidOtherTypesKeys,
  requirePublicPeerAddress,
  forbidRepeatedConnectionNames,
  forbidDefaultRouteOfGateway,

  // rules/subnets.ts
  forbidReservedSubnets,
  requireKnownSubnets,
  forbidRepeatedSubnets,

  // rules/routes.ts
  requireNextHopOfAppliance,
  forbidOtherNextHopAddresses,
  requireReachableNextHop,
  warnOfRoutesIntoOwnSubnet,
  requireGatewayForRoutes,
  forbidRoutesToExpressRoute,
  forbidRepeatedRouteNames,
  forbidRepeatedDestinations,
  forbidRoutesBesideTable,

  // rules/egress.ts
  forbidDefaultRouteBesideEgress,
  requireWayOut,
  warnOfAssumedWayOut,

  // rules/service-endpoints.ts
  requireKnownServiceEndpoints,
  forbidExclusiveServiceEndpoints,

  // rules/control-plane.ts
  forbidAuthorizedCidrsOfPrivateEndpoint,
  requireAuthorizedCidrs,
  warnOfOpenEndpoint,
  warnOfPrivateAuthorizedCidrs,
  forbidEphemeralControlPlane,
  requireDnsLabelOfEndpoint,

  // rules/machines.ts
  requireVmSizeSpelling,
  warnOfUnknownVmSizes,
  requirePremiumStorage,
  requirePremiumStorageOfEtcd,
  forbidConfidentialSizes,
  requireControlPlaneSize,
  requireLocalStorage,
  limitEphemeralDisks,
  warnOfZonesWithoutZones,
  forbidFaultDomainsBesideZones,
  warnOfFaultDomainsOfScaleSets,

  // rules/node-pools.ts
  forbidRepeatedPoolNames,
  requireOrderedCounts,
  limitAvailabilitySets,
  warnOfNoNodes,
  forbidAutoscaledMachines,
  forbidSpotInAvailabilitySet,
  forbidSpotSizes,
  forbidSpotInChina,
  requireSpotPrice,
  forbidKeepingEphemeralDisks,

  // rules/labels-and-taints.ts
  requireLabelKeys,
  requireLabelValues,
  forbidReservedLabels,
  requireTaints,
  forbidRepeatedTaints,

  // rules/pod-public-ips.ts
  forbidPodPublicIPsOfScaleSets,
  limitPodPublicIPs,
  forbidRepeatedDnsPrefixes,
  requirePorts,
  warnOfClosedPodPublicIPs,
  warnOfNatGatewayBeforePodPublicIPs,
  warnOfPublicIPQuota,

  // rules/linux.ts
  forbidPrivateKeys,
  requirePublicKeys,
  warnOfRepeatedKeys,
  requireAdminUsername,
];

/** Everything that is wrong with a cluster, in the order of the rules. `definition` is the one that it comes from. */
export function checkCluster(cluster: Cluster, definition: ClusterDefinition): readonly Issue[] {
  return rules.flatMap((rule) => rule(cluster, definition));
}
