import {Refusal} from '../fault.ts';
import type {ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {plainKind} from './plain-kind.ts';

const ZONES = 'Microsoft.Network/privateDnsZones';
const LINKS = `${ZONES}/virtualNetworkLinks`;
const RECORDS = `${ZONES}/A`;

/** Simulated ms of a zone or a link, and of a record. */
const ZONE_MS = 20_000;
const RECORD_MS = 1_000;

/** Zones of names that virtual networks see, and what is in them. */
export const PRIVATE_DNS_KINDS: readonly ResourceKind[] = [
  plainKind(ZONES, {time: ZONE_MS, remove: removeZone}),
  plainKind(LINKS, {time: ZONE_MS, remove: () => ZONE_MS}),
  plainKind(RECORDS, {tracked: false, time: RECORD_MS}),
];

/** Records go with their zone; while networks are linked to it, it stays (Azure: private-dns-privatednszone, "Restrictions"). */
function removeZone({store}: World, zone: StoredResource): number {
  if (store.list(LINKS, zone.id).length > 0) {
    throw new Refusal(409, {
      code: 'CannotDeleteResource',
      message: 'Can not delete resource before nested resources are deleted.',
    });
  }
  for (const {id} of store.list(RECORDS, zone.id)) store.remove(id);
  return ZONE_MS;
}
