import type {Subnet} from '../../cluster/cluster.ts';
import {routeTableName} from '../../cluster/names.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {formatPrefix} from '../../ipv4/prefix.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {LOCATION, type Site} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import type {Part} from '../wire.ts';

/** A route table for every subnet that has routes of its own. */
export function routeTableResources({cluster}: Site): readonly ArmResource[] {
  if (cluster.network.virtualNetwork.kind === 'existing') return [];
  return cluster.network.subnets
    .filter(({routes}) => routes.length > 0)
    .map(
      ({name, routes}) =>
        ({
          type: 'Microsoft.Network/routeTables',
          apiVersion: API_VERSIONS['Microsoft.Network/routeTables'],
          name: routeTableName(cluster, name),
          location: LOCATION,
          tags: COMMON_TAGS,
          properties: {disableBgpRoutePropagation: false, routes: routes.map(routeOf)},
        }) satisfies Resource<'Microsoft.Network/routeTables'>,
    );
}

function routeOf({name, addressPrefix, nextHopType, nextHopIpAddress}: Subnet['routes'][number]) {
  return {
    name,
    properties: {
      addressPrefix: formatPrefix(addressPrefix),
      nextHopType,
      ...(nextHopIpAddress === undefined ? {} : {nextHopIpAddress: formatAddress(nextHopIpAddress)}),
    },
  } satisfies Part<'Route'>;
}
