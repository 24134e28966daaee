import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {listAt, numberAt, objectAt, textAt, textsAt, valueAt} from '../fields.ts';
import {assertSubnet} from '../network/network-interfaces.ts';
import {assertReferences} from '../network/references.ts';
import type {Put, World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import {checkHardware} from './hardware-checks.ts';
import {
  changeRefused,
  checkAdministrator,
  checkComputerName,
  checkCustomData,
  checkIdentities,
  checkSize,
  checkZones,
  invalidParameter,
} from './machine-checks.ts';
import {ipConfigurationsIn, subnetOf} from './scale-set-network.ts';

/** Machines of a scale set, and of one in a single placement group (Azure: virtual-machine-scale-sets-placement-groups). */
const MOST_INSTANCES = 1_000;
const MOST_IN_ONE_PLACEMENT_GROUP = 100;

/** ipConfigurations of a machine, over all its interfaces (Azure: azure-subscription-service-limits, "networking"). */
const MOST_IP_CONFIGURATIONS = 256;

/** What can be told of a scale set before anything else is there. */
export function checkModel(world: World, put: Put): void {
  checkZones(put);
  const size = textAt(put.body, 'sku', 'name') ?? textAt(put.existing, 'sku', 'name');
  checkSize(world, put, size);
  checkHardware(size, objectAt(put.body, 'properties', 'virtualMachineProfile', 'storageProfile'));
  checkCapacity(put.body);
}

function checkCapacity(body: JsonObject): void {
  const capacity = numberAt(body, 'sku', 'capacity') ?? 0;
  const single = valueAt(body, 'properties', 'singlePlacementGroup') === true;
  const most = single ? MOST_IN_ONE_PLACEMENT_GROUP : MOST_INSTANCES;
  if (Number.isInteger(capacity) && capacity >= 0 && capacity <= most) return;
  throw invalidParameter(
    `The value ${capacity} of parameter sku.capacity is out of range. The value must be between 0 and ${most}.`,
    'sku.capacity',
  );
}

/** What can be told of it once all that it refers to is there. */
export function checkScaleSet(world: World, put: Put): void {
  checkModel(world, put);
  checkIdentities(world, put);
  const profile = objectAt(put.body, 'properties', 'virtualMachineProfile');
  const osProfile = objectAt(profile, 'osProfile');
  checkCustomData(osProfile);
  checkIpConfigurations(put, profile);
  assertReferences(world, put);
  for (const subnet of new Set(ipConfigurationsIn(profile).map(subnetOf))) assertSubnet(world, put, subnet);
  if (put.existing !== undefined) {
    refuseChanges(put, put.existing);
    return;
  }
  if (textAt(put.body, 'properties', 'orchestrationMode')?.toLowerCase() === 'flexible') {
    throw invalidParameter(
      'This simulation knows scale sets with orchestrationMode Uniform only.',
      'orchestrationMode',
    );
  }
  checkAdministrator(osProfile);
  checkComputerName(`${textAt(osProfile, 'computerNamePrefix') ?? ''}000000`, 'computerNamePrefix');
}

function checkIpConfigurations({id, existing}: Put, profile: JsonObject): void {
  const interfaces = listAt(profile, 'networkProfile', 'networkInterfaceConfigurations');
  if (interfaces.length === 0 && existing === undefined) {
    throw invalidParameter('Virtual machine scale set must have at least one network interface.', 'networkProfile');
  }
  const count = ipConfigurationsIn(profile).length;
  if (count <= MOST_IP_CONFIGURATIONS) return;
  throw new Refusal(400, {
    code: 'SecondaryIpConfigurationCountPerVMSSVMExceeded',
    message:
      `The total number of secondary ipconfigurations ${count} in network profile of VM scale set ${id} ` +
      `exceeds ${MOST_IP_CONFIGURATIONS}.`,
    details: [],
  });
}

/** Texts that can be chosen only once; left out, they stay. */
const FIXED: readonly (readonly string[])[] = [
  ['orchestrationMode'],
  ['virtualMachineProfile', 'priority'],
  ['virtualMachineProfile', 'osProfile', 'computerNamePrefix'],
  ['virtualMachineProfile', 'osProfile', 'adminUsername'],
];

function refuseChanges({body}: Put, existing: StoredResource): void {
  const wanted = objectAt(body, 'properties');
  for (const path of FIXED) {
    const value = textAt(wanted, ...path);
    const had = textAt(existing.properties, ...path);
    if (value !== undefined && value.toLowerCase() !== had?.toLowerCase())
      throw changeRefused(path.slice(-2).join('.'));
  }
  const zones = textsAt(body, 'zones');
  const removed = textsAt(existing, 'zones').filter((zone) => zones.length > 0 && !zones.includes(zone));
  if (removed.length > 0) throw changeRefused('zones');
  // A scale set can leave its single placement group, and never come back.
  if (wanted['singlePlacementGroup'] === true && existing.properties['singlePlacementGroup'] === false) {
    throw changeRefused('singlePlacementGroup');
  }
}
