import {API_VERSIONS} from '../api-versions.ts';
import type {Resource, ResourceCopy} from '../arm-template.ts';
import {LOCATION} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';

/** What differs between public IPs. */
export interface PublicIp {
  readonly name: string;
  /** None: not bound to any. */
  readonly zones?: readonly string[];
  /** The name in the region's domain. */
  readonly dnsLabel?: string;
  readonly copy?: ResourceCopy;
}

/** A public IP: Standard, since everything that uses one here is, and so static. */
export function publicIpAddress({
  name,
  zones,
  dnsLabel,
  copy,
}: PublicIp): Resource<'Microsoft.Network/publicIPAddresses'> {
  return {
    type: 'Microsoft.Network/publicIPAddresses',
    apiVersion: API_VERSIONS['Microsoft.Network/publicIPAddresses'],
    name,
    ...(copy === undefined ? {} : {copy}),
    location: LOCATION,
    tags: COMMON_TAGS,
    sku: {name: 'Standard', tier: 'Regional'},
    ...(zones === undefined ? {} : {zones}),
    properties: {
      publicIPAllocationMethod: 'Static',
      publicIPAddressVersion: 'IPv4',
      ...(dnsLabel === undefined ? {} : {dnsSettings: {domainNameLabel: dnsLabel}}),
    },
  };
}
