import {createHash} from 'node:crypto';
import {formatAddress, parseAddress} from '../../ipv4/address.ts';
import {Refusal} from '../fault.ts';
import {objectAt, textAt} from '../fields.ts';
import type {Put, World} from '../resource-kind.ts';
import {plainKind, propertiesOf} from './plain-kind.ts';

export const PUBLIC_IP_TYPE = 'Microsoft.Network/publicIPAddresses';

/** Where simulated public IPs begin: a range of Azure's. */
const FIRST = '20.0.0.0';
const MANY = 2 ** 22;

/** Public IPs: an address that is the same every time, and a name in the region. */
export const PUBLIC_IP_KIND = plainKind(PUBLIC_IP_TYPE, {
  time: 2_000,
  check: (world, put) => {
    const label = textAt(put.body, 'properties', 'dnsSettings', 'domainNameLabel');
    if (label !== undefined && !isLabelFree(world, label, textAt(put.body, 'location') ?? '', put.id)) {
      throw new Refusal(400, {
        code: 'DnsRecordInUse',
        message: `DNS record ${fqdnOf(label, textAt(put.body, 'location') ?? '')} is already used by another public IP.`,
        details: [],
      });
    }
  },
  complete: (_, put) => completed(put),
});

/** Whether a name in a region is nobody's, or that of one resource. */
export function isLabelFree({store, settings}: World, label: string, location: string, owner = ''): boolean {
  if (settings.takenDnsLabels.includes(label)) return false;
  return !store
    .list(PUBLIC_IP_TYPE)
    .some(
      (each) =>
        each.id.toLowerCase() !== owner.toLowerCase() &&
        textAt(each.properties, 'dnsSettings', 'domainNameLabel') === label &&
        textAt(each, 'location') === location,
    );
}

function completed(put: Put) {
  const properties = propertiesOf(put);
  const settings = objectAt(properties, 'dnsSettings');
  const label = textAt(settings, 'domainNameLabel');
  const location = textAt(put.body, 'location') ?? '';
  return {
    ...properties,
    ipAddress: addressOf(put.id),
    idleTimeoutInMinutes: 4,
    ...(label === undefined ? {} : {dnsSettings: {...settings, fqdn: fqdnOf(label, location)}}),
  };
}

function fqdnOf(label: string, location: string): string {
  return `${label}.${location}.cloudapp.azure.com`;
}

function addressOf(id: string): string {
  const number = createHash('sha256').update(id.toLowerCase()).digest().readUInt32BE(0) % MANY;
  return formatAddress((parseAddress(FIRST) ?? 0) + number);
}
