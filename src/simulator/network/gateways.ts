import {Refusal} from '../fault.ts';
import {listAt, textAt} from '../fields.ts';
import {plainKind} from './plain-kind.ts';

const MINUTE = 60_000;

/** Gateways take longer than all else (Azure: vpn-gateway, "45 minutes or more"). */
export const GATEWAY_KIND = plainKind('Microsoft.Network/virtualNetworkGateways', {
  time: 25 * MINUTE,
  check: (_, put) => {
    const subnets = listAt(put.body, 'properties', 'ipConfigurations').map(
      (item) => textAt(item, 'properties', 'subnet', 'id') ?? '',
    );
    if (subnets.length > 0 && subnets.every((id) => id.toLowerCase().endsWith('/subnets/gatewaysubnet'))) return;
    throw new Refusal(400, {
      code: 'VirtualNetworkGatewaySubnetNameInvalid',
      message: `Virtual network gateway ${put.id} must be in a subnet with the name GatewaySubnet.`,
      details: [],
    });
  },
});

/** What describes the other end of a tunnel. */
export const LOCAL_GATEWAY_KIND = plainKind('Microsoft.Network/localNetworkGateways', {time: 3_000});

/** Tunnels and circuits. The shared key is never shown. */
export const CONNECTION_KIND = plainKind('Microsoft.Network/connections', {
  time: 20_000,
  complete: (_, put) => {
    const {sharedKey: __, ...properties} = (put.body['properties'] ?? {}) as Readonly<Record<string, never>>;
    return {...properties, connectionStatus: 'Unknown'};
  },
});

/** Circuits, which an operator of networks makes. */
export const CIRCUIT_KIND = plainKind('Microsoft.Network/expressRouteCircuits', {time: 3_000});
