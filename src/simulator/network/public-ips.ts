import {createHash} from 'node:crypto';
import {formatAddress, parseAddress} from '../../ipv4/address.ts';
import {checkZones} from '../compute/machine-checks.ts';
import {plainLocation, sameLocation} from '../compute/resource-ids.ts';
import {Refusal} from '../fault.ts';
import {objectAt, textAt, without} from '../fields.ts';
import type {Put, World} from '../resource-kind.ts';
import {plainKind, propertiesOf} from './plain-kind.ts';
import {removePublicIp, showPublicIp} from './public-ip-use.ts';

export const PUBLIC_IP_TYPE = 'Microsoft.Network/publicIPAddresses';

/** Names of usages that count public IPs, and how many of them an enterprise agreement has in a region. */
export const PUBLIC_IP_QUOTAS = ['PublicIPAddresses', 'StaticPublicIPAddresses', 'IPv4StandardSkuPublicIpAddresses'];
export const PUBLIC_IP_LIMIT = 1_000;

/** Where simulated public IPs begin: a range of Azure's. */
const FIRST = '20.0.0.0';
const MANY = 2 ** 22;

/** Public IPs: an address that is the same every time, and a name in the region. */
export const PUBLIC_IP_KIND = plainKind(PUBLIC_IP_TYPE, {
  time: 2_000,
  preflight: checkZones,
  check: (world, put) => {
    if (put.existing === undefined) assertQuota(world, textAt(put.body, 'location') ?? '');
    const label = textAt(put.body, 'properties', 'dnsSettings', 'domainNameLabel');
    if (label !== undefined && !isLabelFree(world, label, textAt(put.body, 'location') ?? '', put.id)) {
      throw new Refusal(400, {
        code: 'DnsRecordInUse',
        message: `DNS record ${fqdnOf(label, textAt(put.body, 'location') ?? '')} is already used by another public IP.`,
        details: [],
      });
    }
  },
  complete: (world, put) => completed(world, put),
  show: showPublicIp,
  remove: removePublicIp,
});

/** Whether a name in a region is nobody's, or that of one resource. */
export function isLabelFree({store, settings}: World, label: string, location: string, owner = ''): boolean {
  const wanted = label.toLowerCase();
  if (settings.takenDnsLabels.some((each) => each.toLowerCase() === wanted)) return false;
  return !store
    .list(PUBLIC_IP_TYPE)
    .some(
      (each) =>
        each.id.toLowerCase() !== owner.toLowerCase() &&
        textAt(each.properties, 'dnsSettings', 'domainNameLabel')?.toLowerCase() === wanted &&
        sameLocation(textAt(each, 'location') ?? '', location),
    );
}

/** Refuses one more than the region's quota (names as usages have them). */
function assertQuota({store, settings}: World, location: string): void {
  const limit = Math.min(...PUBLIC_IP_QUOTAS.map((name) => settings.quotas[name] ?? PUBLIC_IP_LIMIT));
  const own = store.list(PUBLIC_IP_TYPE).filter((each) => sameLocation(textAt(each, 'location') ?? '', location));
  if (own.length < limit) return;
  throw new Refusal(400, {
    code: 'PublicIPCountLimitReached',
    message: `Cannot create more than ${limit} public IP addresses for this subscription in this region.`,
    details: [],
  });
}

function completed(world: World, put: Put) {
  const properties = without(propertiesOf(put), 'ipConfiguration', 'natGateway');
  const settings = objectAt(properties, 'dnsSettings');
  const label = textAt(settings, 'domainNameLabel');
  const location = textAt(put.body, 'location') ?? '';
  return {
    idleTimeoutInMinutes: 4,
    ...properties,
    ipAddress: textAt(put.existing?.properties, 'ipAddress') ?? addressFor(world, put.id),
    ...(label === undefined ? {} : {dnsSettings: {...settings, fqdn: fqdnOf(label, location)}}),
  };
}

function fqdnOf(label: string, location: string): string {
  return `${label}.${plainLocation(location)}.cloudapp.azure.com`;
}

/** The address that an id stands for, or the next that nobody has. */
function addressFor({store}: World, id: string): string {
  const taken = new Set(store.list(PUBLIC_IP_TYPE).map(({properties}) => textAt(properties, 'ipAddress')));
  let number = createHash('sha256').update(id.toLowerCase()).digest().readUInt32BE(0) % MANY;
  const address = () => formatAddress((parseAddress(FIRST) ?? 0) + number);
  while (taken.has(address())) number = (number + 1) % MANY;
  return address();
}
