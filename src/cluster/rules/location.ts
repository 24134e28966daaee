import type {Issue} from '../../definition/issue.ts';
import {suggest} from '../../definition/suggest.ts';
import type {Cluster} from '../cluster.ts';
import {findLocation, LOCATIONS, normalizeLocation} from '../locations.ts';
import {error, warning} from './rule.ts';

/** Names of resources and hosts are made of the region's name, which has lower-case letters and digits only. */
export function requireLocationSpelling({location}: Cluster): Issue[] {
  const name = normalizeLocation(location);
  if (name === location) return [];
  const message = `"${location}" is not how Azure's programs spell a region`;
  return [error('VK3907', ['location'], message, {hint: `write ${name === '' ? 'it as in westeurope' : name}`})];
}

/** Azure opens new regions every few months, so that an unknown one may be right. */
export function warnOfUnknownLocation({location, cloud}: Cluster): Issue[] {
  if (findLocation(normalizeLocation(location)) !== undefined) return [];
  const regions = [...LOCATIONS.values()].filter((region) => region.cloud === cloud).map(({name}) => name);
  const near = suggest(location, regions);
  const message = `"${location}" is no region known to this release`;
  const hint = near === undefined ? 'compare with: az account list-locations --query [].name' : `did you mean ${near}?`;
  return [warning('VK3901', ['location'], message, {hint, related: [{path: ['cloud'], message: cloud}]})];
}

/** The clouds share no regions, accounts or endpoints. */
export function requireLocationOfCloud({location, cloud}: Cluster): Issue[] {
  const region = findLocation(location);
  if (region === undefined || region.cloud === cloud) return [];
  const message = `${location} is a region of ${region.cloud}, not of ${cloud}`;
  const hint = `write cloud: ${region.cloud}, or choose a region of ${cloud}`;
  return [error('VK3902', ['location'], message, {hint, related: [{path: ['cloud'], message: cloud}]})];
}
