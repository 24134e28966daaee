import {apiPublicIpName, apiServerPublicHostName} from '../cluster/names.ts';
import type {Address} from '../ipv4/address.ts';
import {formatAddress} from '../ipv4/address.ts';
import {API_SERVER_PORT} from '../node/kubeadm-cluster.ts';
import {API_VERSIONS} from './api-versions.ts';
import type {ArmOutput} from './arm-template.ts';
import {call, expression, property, reference, resourceId, type Term} from './expressions.ts';
import {natGatewayIpTargets} from './resources/nat-gateway.ts';
import {outboundIpTargets} from './resources/service-load-balancer.ts';
import type {Site} from './site.ts';
import {identityTarget, idOf, nodeSecurityGroupTarget, virtualNetworkTarget} from './targets.ts';

/** What a cluster was made from, for whoever looks at it later, from anywhere. */
export interface DefinitionOutputs {
  /** The definition with nothing left out, as text: a comment comes first, so that ARM takes it for no expression. */
  readonly definition: string;
  /** Its SHA-256. */
  readonly definitionHash: string;
}

/** What a deployment says when it is done: where the cluster is, and what it was made from. */
export function outputsOf(
  {cluster}: Site,
  loadBalancer: Address,
  {definition, definitionHash}: DefinitionOutputs,
): Record<string, ArmOutput> {
  const isPublic = cluster.controlPlane.endpoint.access === 'public';
  const address = formatAddress(loadBalancer);
  const publicIp = resourceId('Microsoft.Network/publicIPAddresses', apiPublicIpName(cluster));
  const outbound = [...natGatewayIpTargets(cluster), ...outboundIpTargets(cluster)];
  return {
    apiServerAddress: {type: 'string', value: address},
    ...(isPublic
      ? {
          apiServerFqdn: {
            type: 'string',
            value: expression(property(knownOf(publicIp, 'dnsSettings'), 'fqdn')),
          } as const,
        }
      : {}),
    apiServerUrl: {
      type: 'string',
      value: `https://${isPublic ? apiServerPublicHostName(cluster) : address}:${API_SERVER_PORT}`,
    },
    virtualNetworkId: {type: 'string', value: idOf(virtualNetworkTarget(cluster))},
    nodeSecurityGroupId: {type: 'string', value: idOf(nodeSecurityGroupTarget(cluster))},
    identityId: {type: 'string', value: idOf(identityTarget(cluster))},
    outboundAddresses: {
      type: 'array',
      value:
        outbound.length === 0 ? [] : expression(call('createArray', ...outbound.map((ip) => knownOf(ip, 'ipAddress')))),
    },
    definition: {type: 'string', value: definition},
    definitionHash: {type: 'string', value: definitionHash},
  };
}

function knownOf(publicIp: Term, name: string): Term {
  return property(reference(publicIp, API_VERSIONS['Microsoft.Network/publicIPAddresses']), name);
}
