import type {Cluster} from '../cluster/cluster.ts';
import {findLocation} from '../cluster/locations.ts';
import type {AddressPlan} from '../network/address-plan.ts';
import {expression, variable} from './expressions.ts';

/** Where resources are: the template's variable `location`, which is the region of the definition. */
export const LOCATION = expression(variable('location'));

/** All zones of a region that has any (Azure: reliability/availability-zones-overview). */
const ALL_ZONES = ['1', '2', '3'] as const;

/** The cluster and its addresses: what resources of the network are made from. */
export interface Site {
  readonly cluster: Cluster;
  readonly plan: AddressPlan;
}

/** The zones of something that survives the loss of any one of them; none where the region has none. */
export function zoneRedundant(cluster: Cluster): {readonly zones?: readonly string[]} {
  return findLocation(cluster.location)?.zones === true ? {zones: ALL_ZONES} : {};
}

/** Highest count of nodes in pools, those that an upgrade starts included. */
export function mostNodes({nodePools}: Cluster): number {
  return nodePools.reduce((total, {count, maxSurge}) => total + count.max + maxSurge, 0);
}
