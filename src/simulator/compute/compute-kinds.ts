import type {Json} from '../../template/value.ts';
import type {Endpoint, ResourceKind} from '../resource-kind.ts';
import {AVAILABILITY_SET_KIND} from './availability-sets.ts';
import {DISK_KIND} from './disks.ts';
import {EXTENSION_KIND} from './extensions.ts';
import {IMAGES_ENDPOINT} from './image-endpoint.ts';
import {USAGES_ENDPOINT} from './quota.ts';
import {SCALE_SET_KIND} from './scale-sets.ts';
import {SKU_ENDPOINT} from './sku-endpoint.ts';
import {VIRTUAL_MACHINE_KIND} from './virtual-machines.ts';

/** What Microsoft.Compute has, as far as clusters reach. */
export const computeKinds: readonly ResourceKind[] = [
  AVAILABILITY_SET_KIND,
  DISK_KIND,
  VIRTUAL_MACHINE_KIND,
  EXTENSION_KIND,
  SCALE_SET_KIND,
];

/** What Microsoft.Compute answers beside. */
export const computeEndpoints: readonly Endpoint<Json>[] = [SKU_ENDPOINT, USAGES_ENDPOINT, IMAGES_ENDPOINT];
