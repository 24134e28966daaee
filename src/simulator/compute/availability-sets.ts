import {Refusal} from '../fault.ts';
import {numberAt, objectAt, textAt} from '../fields.ts';
import type {Put, ResourceKind, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {VIRTUAL_MACHINES} from './demand.ts';
import {changeRefused, invalidParameter} from './machine-checks.ts';

export const AVAILABILITY_SETS = 'Microsoft.Compute/availabilitySets';

/** Fault and update domains (Azure: availability-set-overview). */
const MOST_FAULT_DOMAINS = 3;
const MOST_UPDATE_DOMAINS = 20;
const DEFAULTS = {platformFaultDomainCount: 2, platformUpdateDomainCount: 5};

/** Microsoft.Compute/availabilitySets. */
export const AVAILABILITY_SET_KIND: ResourceKind = {
  type: AVAILABILITY_SETS,
  tracked: true,
  preflight: (_world, put) => checkDomains(put),
  put: (world, put) => {
    checkDomains(put);
    const {location = '', tags = {}, sku = {name: 'Classic'}} = put.body;
    const {id, type, name} = put;
    const properties = {...DEFAULTS, ...objectAt(put.body, 'properties')};
    world.store.put({id, type, name, location, tags, sku, properties});
    return 0;
  },
  show: (world, set) => ({
    ...set,
    properties: {...set.properties, virtualMachines: machinesIn(world, set).map(({id}) => ({id: id.toUpperCase()}))},
  }),
  remove: (world, set) => {
    if (machinesIn(world, set).length === 0) return 0;
    throw new Refusal(409, {
      code: 'OperationNotAllowed',
      message: `Availability Set '${set.name}' cannot be deleted. Before deleting an Availability Set please ensure that it does not contain any VM.`,
    });
  },
};

function checkDomains({body, existing}: Put): void {
  for (const [property, most] of [
    ['platformFaultDomainCount', MOST_FAULT_DOMAINS],
    ['platformUpdateDomainCount', MOST_UPDATE_DOMAINS],
  ] as const) {
    const count = numberAt(body, 'properties', property) ?? DEFAULTS[property];
    if (count < 1 || count > most) {
      throw invalidParameter(`The specified value ${count} for '${property}' must be between 1 and ${most}.`, property);
    }
    if (existing !== undefined && numberAt(existing.properties, property) !== count) throw changeRefused(property);
  }
}

/** The machines of an availability set, in the order in which they came. */
export function machinesIn({store}: World, set: StoredResource): readonly StoredResource[] {
  const id = set.id.toLowerCase();
  return store
    .list(VIRTUAL_MACHINES)
    .filter(({properties}) => textAt(properties, 'availabilitySet', 'id')?.toLowerCase() === id);
}
