import {apiServerHostName, privateDnsZoneName} from '../../cluster/names.ts';
import type {Address} from '../../ipv4/address.ts';
import {formatAddress} from '../../ipv4/address.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource} from '../arm-template.ts';
import {resourceId} from '../expressions.ts';
import type {Site} from '../site.ts';
import {tagsOfDns} from '../tags.ts';
import {dependsOn, to, virtualNetworkTarget} from '../targets.ts';
import {networkAtRestTarget} from './peerings.ts';

/** How long resolvers may keep the record: its address never changes. */
const RECORD_SECONDS = 300;

/**
 * The zone in which the API server has its name, for everybody in the virtual network: machines of the cluster have it in
 * /etc/hosts. Not in an existing network, which a link would be a change of.
 */
export function privateDnsResources({cluster}: Site, loadBalancer: Address): readonly ArmResource[] {
  if (cluster.network.virtualNetwork.kind === 'existing') return [];
  const zone = privateDnsZoneName(cluster);
  const zoneId = resourceId('Microsoft.Network/privateDnsZones', zone);
  const network = virtualNetworkTarget(cluster);
  return [
    {
      type: 'Microsoft.Network/privateDnsZones',
      apiVersion: API_VERSIONS['Microsoft.Network/privateDnsZones'],
      name: zone,
      location: 'global',
      tags: tagsOfDns(cluster),
      properties: {},
    } satisfies Resource<'Microsoft.Network/privateDnsZones'>,
    {
      type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
      apiVersion: API_VERSIONS['Microsoft.Network/privateDnsZones/virtualNetworkLinks'],
      name: `${zone}/${cluster.name}`,
      location: 'global',
      tags: tagsOfDns(cluster),
      ...dependsOn(zoneId, network, networkAtRestTarget(cluster)),
      properties: {registrationEnabled: false, virtualNetwork: to(network)},
    } satisfies Resource<'Microsoft.Network/privateDnsZones/virtualNetworkLinks'>,
    {
      type: 'Microsoft.Network/privateDnsZones/A',
      apiVersion: API_VERSIONS['Microsoft.Network/privateDnsZones/A'],
      name: `${zone}/${apiServerHostName(cluster).slice(0, -zone.length - 1)}`,
      ...dependsOn(zoneId),
      properties: {ttl: RECORD_SECONDS, aRecords: [{ipv4Address: formatAddress(loadBalancer)}]},
    } satisfies Resource<'Microsoft.Network/privateDnsZones/A'>,
  ];
}
