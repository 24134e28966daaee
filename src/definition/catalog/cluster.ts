import type {CatalogEntry} from './catalog-entry.ts';
import {gatewayEntries} from './cluster-gateways.ts';
import {machineEntries} from './cluster-machines.ts';
import {nameEntries} from './cluster-names.ts';
import {networkEntries} from './cluster-network.ts';
import {poolEntries} from './cluster-pools.ts';
import {publicIpEntries} from './cluster-public-ips.ts';
import {rangeEntries} from './cluster-ranges.ts';
import {routeEntries} from './cluster-routes.ts';

/** VK3xxx: rules of the cluster, by code. */
export const clusterEntries: readonly CatalogEntry[] = [
  ...rangeEntries,
  ...networkEntries,
  ...gatewayEntries,
  ...routeEntries,
  ...machineEntries,
  ...poolEntries,
  ...publicIpEntries,
  ...nameEntries,
].toSorted((a, b) => a.code.localeCompare(b.code));
