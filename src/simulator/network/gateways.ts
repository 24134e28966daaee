import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, shown, textAt} from '../fields.ts';
import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {plainKind} from './plain-kind.ts';

const MINUTE = 60_000;
const GATEWAYS = 'Microsoft.Network/virtualNetworkGateways';
const CONNECTIONS = 'Microsoft.Network/connections';

/** Gateways take longer than all else (Azure: vpn-gateway, "45 minutes or more"). */
export const GATEWAY_KIND = plainKind(GATEWAYS, {
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
  actions: {
    connections: ({store}, gateway) => ({
      result: {
        value: store
          .list(CONNECTIONS)
          .filter(({properties}) => isSame(textAt(properties, 'virtualNetworkGateway1', 'id'), gateway.id))
          .map(shown),
      },
    }),
  },
});

/** ipConfigurations of gateways in a subnet. Azure shows those of all that is in it; only these are asked for. */
export function gatewayParts({store}: World, subnet: StoredResource): readonly JsonObject[] {
  return store.list(GATEWAYS).flatMap(({id, properties}) =>
    listAt(properties, 'ipConfigurations')
      .filter((item) => isSame(textAt(item, 'properties', 'subnet', 'id'), subnet.id))
      .map((item) => ({id: `${id}/ipConfigurations/${textAt(item, 'name')}`})),
  );
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** What describes the other end of a tunnel. */
export const LOCAL_GATEWAY_KIND = plainKind('Microsoft.Network/localNetworkGateways', {time: 3_000});

/** Tunnels and circuits. The shared key is never shown. */
export const CONNECTION_KIND = plainKind(CONNECTIONS, {
  time: 20_000,
  complete: (_, put) => {
    const {sharedKey: __, ...properties} = (put.body['properties'] ?? {}) as Readonly<Record<string, never>>;
    return {...properties, connectionStatus: 'Unknown'};
  },
});

/** Circuits, which an operator of networks makes. */
export const CIRCUIT_KIND = plainKind('Microsoft.Network/expressRouteCircuits', {time: 3_000});
