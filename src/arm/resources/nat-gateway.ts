import type {Cluster} from '../../cluster/cluster.ts';
import {natGatewayIpName, natGatewayName} from '../../cluster/names.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {resourceId, type Term} from '../expressions.ts';
import {LOCATION, mostNodes, type Site, zoneRedundant} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {dependsOn, to} from '../targets.ts';
import {publicIpAddress} from './public-ip-address.ts';

/**
 * Nodes that share a public IP: its 64,512 ports are 64 for each of a thousand, and that for every destination
 * (Azure: nat-gateway/nat-gateway-resource, "SNAT ports").
 */
const NODES_PER_IP = 1_000;

/** The NAT gateway with its public IPs, if nodes reach the Internet by one. */
export function natGatewayResources({cluster}: Site): readonly ArmResource[] {
  if (cluster.network.egress !== 'natGateway') return [];
  const targets = natGatewayIpTargets(cluster);
  return [
    ...targets.map((_, index) => publicIpAddress({name: natGatewayIpName(cluster, index), ...zoneRedundant(cluster)})),
    {
      type: 'Microsoft.Network/natGateways',
      apiVersion: API_VERSIONS['Microsoft.Network/natGateways'],
      name: natGatewayName(cluster),
      location: LOCATION,
      tags: COMMON_TAGS,
      ...dependsOn(...targets),
      sku: {name: 'Standard'},
      properties: {idleTimeoutInMinutes: IDLE_MINUTES, publicIpAddresses: targets.map(to)},
    } satisfies Resource<'Microsoft.Network/natGateways'>,
  ];
}

/** Azure's default; longer keeps ports from being used again (Azure: nat-gateway-resource, "TCP idle timeout"). */
const IDLE_MINUTES = 4;

/** The public IPs of the NAT gateway; none if there is no NAT gateway. */
export function natGatewayIpTargets(cluster: Cluster): readonly Term[] {
  if (cluster.network.egress !== 'natGateway') return [];
  const count = Math.max(1, Math.ceil((mostNodes(cluster) + cluster.controlPlane.count) / NODES_PER_IP));
  return Array.from({length: count}, (_, index) =>
    resourceId('Microsoft.Network/publicIPAddresses', natGatewayIpName(cluster, index)),
  );
}
