import {API_VERSIONS} from '../api-versions.ts';
import type {Resource} from '../arm-template.ts';
import {LOCATION} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';

/** Azure's default (Azure: availability-set-overview, "How do availability sets work?"). */
const UPDATE_DOMAINS = 5;

/** An availability set for machines with managed disks. */
export function availabilitySet(name: string, faultDomains: number): Resource<'Microsoft.Compute/availabilitySets'> {
  return {
    type: 'Microsoft.Compute/availabilitySets',
    apiVersion: API_VERSIONS['Microsoft.Compute/availabilitySets'],
    name,
    location: LOCATION,
    tags: COMMON_TAGS,
    sku: {name: 'Aligned'},
    properties: {
      platformFaultDomainCount: faultDomains,
      // One fault domain allows but one update domain (Azure's portal, "Create availability set").
      platformUpdateDomainCount: faultDomains === 1 ? 1 : UPDATE_DOMAINS,
    },
  };
}
