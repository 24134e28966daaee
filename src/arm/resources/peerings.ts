import {parseResourceId} from '../../cluster/azure-names.ts';
import type {Cluster, Peering} from '../../cluster/cluster.ts';
import {peeringDeploymentName, remotePeeringName, virtualNetworkName} from '../../cluster/names.ts';
import type {ResourceId} from '../../cluster/resource-id.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {call, expression, foreignResourceId, literal, parameter, resourceId, type Term} from '../expressions.ts';
import {nestedDeployment} from '../nested-deployment.ts';
import type {Site} from '../site.ts';
import {dependsOn, type Target, virtualNetworkTarget} from '../targets.ts';
import {lastSubnetTarget} from './virtual-network.ts';

/** The parameter of the nested deployment that says what the other network is peered with. */
const VIRTUAL_NETWORK = 'virtualNetworkId';

/**
 * Peerings, each with its other side: that is made first, in a deployment of the other network's resource group, because a
 * gateway must be offered before it can be used.
 */
export function peeringResources({cluster}: Site): readonly ArmResource[] {
  const peerings = peeringsOf(cluster);
  const network = virtualNetworkTarget(cluster);
  if (typeof network === 'string') return [];
  const targets = peerings.map((peering) => localTarget(cluster, peering));
  return peerings.flatMap((peering, index) => [
    // Azure peers with no network that is being written to (ReferencedResourceNotProvisioned): one peering after the other.
    remoteSide(cluster, peering, network, targets[index - 1] ?? lastSubnetTarget(cluster)),
    localSide(cluster, peering),
  ]);
}

/**
 * The last that is written of the virtual network. What takes addresses of it waits for this: Azure refuses references to a
 * subnet or a network that it still writes (ReferencedResourceNotProvisioned: hashicorp/terraform#7986), and machines ask
 * for names and packages at once, which may be on the other side of a peering.
 */
export function networkAtRestTarget(cluster: Cluster): Target {
  const last = peeringsOf(cluster).at(-1);
  return last === undefined ? lastSubnetTarget(cluster) : localTarget(cluster, last);
}

function peeringsOf({network}: Cluster): readonly Peering[] {
  return network.virtualNetwork.kind === 'new' ? network.virtualNetwork.peerings : [];
}

function localSide(cluster: Cluster, peering: Peering): ArmResource {
  const {name, remoteVirtualNetworkId, allowForwardedTraffic, useRemoteGateways} = peering;
  const {subscriptionId, resourceGroup} = remoteOf(peering);
  const deployment = peeringDeploymentName(cluster, name);
  return {
    type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    apiVersion: API_VERSIONS['Microsoft.Network/virtualNetworks/virtualNetworkPeerings'],
    name: `${virtualNetworkName(cluster)}/${name}`,
    ...dependsOn(foreignResourceId(subscriptionId, resourceGroup, 'Microsoft.Resources/deployments', deployment)),
    properties: {
      remoteVirtualNetwork: {id: remoteVirtualNetworkId},
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic,
      allowGatewayTransit: false,
      useRemoteGateways,
    },
  } satisfies Resource<'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'>;
}

function remoteSide(cluster: Cluster, peering: Peering, network: Term, previous: Target): ArmResource {
  const {subscriptionId, resourceGroup, names} = remoteOf(peering);
  return nestedDeployment({
    name: peeringDeploymentName(cluster, peering.name),
    place: {subscriptionId, resourceGroup},
    after: [previous],
    parameters: {
      [VIRTUAL_NETWORK]: {
        type: 'string',
        description: 'Resource id of the virtual network to peer with',
        value: expression(network),
      },
    },
    variables: {},
    resources: [
      {
        type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
        apiVersion: API_VERSIONS['Microsoft.Network/virtualNetworks/virtualNetworkPeerings'],
        name: expression(
          call(
            'format',
            literal(remotePeeringName(cluster, names[0])),
            call('uniqueString', parameter(VIRTUAL_NETWORK)),
          ),
        ),
        properties: {
          remoteVirtualNetwork: {id: expression(parameter(VIRTUAL_NETWORK))},
          allowVirtualNetworkAccess: true,
          // Pods send with addresses of their network: nothing is forwarded by it.
          allowForwardedTraffic: false,
          allowGatewayTransit: peering.useRemoteGateways,
          useRemoteGateways: false,
        },
      } satisfies Resource<'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'>,
    ],
  });
}

function remoteOf({remoteVirtualNetworkId}: Peering): ResourceId {
  const parse = parseResourceId(remoteVirtualNetworkId, 'Microsoft.Network/virtualNetworks');
  if (parse.problem !== undefined) throw new Error(`${remoteVirtualNetworkId} is no id of a virtual network`);
  return parse.resource;
}

function localTarget(cluster: Cluster, {name}: Peering): Term {
  const type = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';
  return resourceId(type, virtualNetworkName(cluster), name);
}
