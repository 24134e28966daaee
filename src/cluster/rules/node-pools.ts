import {countOf} from '../../definition/count-words.ts';
import type {Issue} from '../../definition/issue.ts';
import type {Cluster} from '../cluster.ts';
import {MAX_VMS_PER_AVAILABILITY_SET} from '../limits.ts';
import {error, findRepeats, warning} from './rule.ts';

/** A pool's name is part of the names of its nodes and resources. */
export function forbidRepeatedPoolNames({nodePools}: Cluster): Issue[] {
  return findRepeats(nodePools, ({name}) => name).map(({first, again}) => {
    const message = `"${again.name}" is the name of two node pools`;
    const related = [{path: [...first.path, 'name'], message: 'the first'}];
    return error('VK3501', [...again.path, 'name'], message, {hint: 'give each its own name', related});
  });
}

/** The autoscaler keeps a pool between the two. */
export function requireOrderedCounts({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({count, path}) => {
    if (count.min <= count.max) return [];
    const message = `min is ${count.min} and max is ${count.max}: there cannot be more nodes at least than at most`;
    const hint = `write {min: ${count.max}, max: ${count.min}}`;
    const related = [{path: [...path, 'count', 'max'], message: 'the most nodes'}];
    return [error('VK3502', [...path, 'count', 'min'], message, {hint, related})];
  });
}

/** Single machines that are in no zone are in an availability set (Azure: azure-subscription-service-limits). */
export function limitAvailabilitySets({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({type, zones, count, maxSurge, path, name}) => {
    const machines = count.max + maxSurge;
    if (type === 'scaleSet' || zones.length > 0 || machines <= MAX_VMS_PER_AVAILABILITY_SET) return [];
    const most = MAX_VMS_PER_AVAILABILITY_SET;
    const surge = maxSurge === 0 ? '' : `, ${maxSurge} of them during upgrades`;
    const message = `node pool "${name}" has ${countOf(machines, 'machine')}${surge}: an availability set holds ${most}`;
    const hint = `use at most ${countOf(most - maxSurge, 'node')}, zones, type: scaleSet, or a second pool`;
    const related = [
      {path: [...path, 'type'], message: 'single machines'},
      {path: [...path, 'zones'], message: 'in no zone'},
      ...(maxSurge === 0 ? [] : [{path: [...path, 'maxSurge'], message: `${maxSurge} more during upgrades`}]),
    ];
    return [error('VK3503', [...path, 'count'], message, {hint, related})];
  });
}

/** The control plane runs what belongs to it and nothing else. */
export function warnOfNoNodes({nodePools}: Cluster): Issue[] {
  const [first, ...others] = nodePools;
  if (first === undefined || nodePools.some(({count}) => count.min > 0)) return [];
  const message = 'no node pool has a node to begin with: pods wait until one is scaled up';
  const related = others.map(({path, name}) => ({path: [...path, 'count'], message: `node pool "${name}"`}));
  return [warning('VK3504', [...first.path, 'count'], message, {hint: 'give one pool at least 1 node', related})];
}

/** The cluster autoscaler changes the capacity of scale sets; it cannot make single machines with their addresses. */
export function forbidAutoscaledMachines({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({type, count, path}) => {
    if (type === 'scaleSet' || !count.autoscaled) return [];
    const message = 'only a scale set can be autoscaled, and this pool has type: virtualMachines';
    const hint = `write type: scaleSet, or a fixed number: count: ${count.max}`;
    const related = [{path: [...path, 'type'], message: 'virtualMachines'}];
    return [error('VK3505', [...path, 'count'], message, {hint, related})];
  });
}

/** Azure does not put spot machines into availability sets (Azure: error-codes-spot). */
export function forbidSpotInAvailabilitySet({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({spot, type, zones, path}) => {
    if (spot === undefined || type === 'scaleSet' || zones.length > 0) return [];
    const message = 'spot machines cannot be in an availability set, where virtualMachines without zones are';
    const related = [
      {path: [...path, 'type'], message: 'single machines'},
      {path: [...path, 'zones'], message: 'in no zone'},
    ];
    return [
      error('VK3514', [...path, 'spot'], message, {hint: 'write type: scaleSet, or add zones', related, at: 'key'}),
    ];
  });
}

/** Series B and sizes on promotion have no spot machines (Azure: virtual-machines/spot-vms, "Limitations"). */
export function forbidSpotSizes({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({spot, vmSize, path}) => {
    if (spot === undefined || !/^Standard_B|_Promo$/.test(vmSize)) return [];
    const message = `Azure has no spot machines of size ${vmSize}: none of series B, and no promotional ones`;
    const related = [{path: [...path, 'spot'], message: 'spot machines'}];
    return [
      error('VK3515', [...path, 'vmSize'], message, {hint: 'use another series, such as Standard_D4s_v5', related}),
    ];
  });
}

/** Azure operated by 21Vianet has none at all (Azure: virtual-machines/spot-vms, "Limitations"). */
export function forbidSpotInChina({nodePools, cloud}: Cluster): Issue[] {
  if (cloud !== 'AzureChinaCloud') return [];
  return nodePools.flatMap(({spot, path}) => {
    if (spot === undefined) return [];
    const message = 'there are no spot machines in AzureChinaCloud';
    const related = [{path: ['cloud'], message: cloud}];
    return [error('VK3516', [...path, 'spot'], message, {hint: 'remove spot', related, at: 'key'})];
  });
}

/** Azure takes -1 or more than nothing (Azure: error-codes-spot, MaxPriceValueInvalid). */
export function requireSpotPrice({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({spot, path}) => {
    if (spot === undefined || spot.maxPrice === -1 || spot.maxPrice > 0) return [];
    const message = `${spot.maxPrice} is no price: nothing is sold for it`;
    const hint = 'use -1 for up to the regular price, or dollars an hour, such as 0.25';
    return [error('VK3517', [...path, 'spot', 'maxPrice'], message, {hint})];
  });
}

/** A machine whose disk is its own cannot be switched off and kept (Azure: ephemeral-os-disks-faq). */
export function forbidKeepingEphemeralDisks({nodePools}: Cluster): Issue[] {
  return nodePools.flatMap(({spot, osDisk, path}) => {
    if (spot?.evictionPolicy !== 'Deallocate' || osDisk.storage !== 'Ephemeral') return [];
    const message = 'a machine with an Ephemeral disk cannot be kept switched off: Deallocate needs a managed disk';
    const related = [{path: [...path, 'osDisk', 'storage'], message: 'Ephemeral'}];
    const hint = 'use Delete, or another osDisk.storage';
    return [error('VK3519', [...path, 'spot', 'evictionPolicy'], message, {hint, related})];
  });
}
