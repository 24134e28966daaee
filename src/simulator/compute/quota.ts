import type {JsonObject} from '../../template/value.ts';
import {Refusal} from '../fault.ts';
import {textAt} from '../fields.ts';
import type {Endpoint, Put, World} from '../resource-kind.ts';
import {addedBy, demandOf, SCALE_SETS, usedIn} from './demand.ts';
import {plainLocation, sameLocation} from './resource-ids.ts';
import {FAMILIES, familyLabel} from './sizes.ts';

/**
 * vCPUs that a subscription has of every family, and in all, unless the settings say otherwise. A new subscription of
 * Azure's has 10 to 100: here the largest cluster fits, and a file of faults lowers what it wants to see exceeded.
 */
const DEFAULT_VCPUS = 100_000;

/** What is counted beside vCPUs: Azure's names, labels and defaults (Azure: azure-subscription-service-limits). */
const COUNTED: readonly {readonly name: string; readonly label: string; readonly limit: number}[] = [
  {name: 'availabilitySets', label: 'Availability Sets', limit: 2_500},
  {name: 'cores', label: 'Total Regional vCPUs', limit: DEFAULT_VCPUS},
  {name: 'virtualMachines', label: 'Virtual Machines', limit: 25_000},
  {name: 'virtualMachineScaleSets', label: 'Virtual Machine Scale Sets', limit: 2_500},
  {name: 'lowPriorityCores', label: 'Total Regional Low-priority vCPUs', limit: DEFAULT_VCPUS},
  {name: 'PremiumDiskCount', label: 'Premium Storage Managed Disks', limit: 50_000},
  {name: 'StandardSSDDiskCount', label: 'StandardSSDStorageDisks', limit: 50_000},
  {name: 'StandardDiskCount', label: 'Standard Storage Managed Disks', limit: 50_000},
];

const LIMITS: ReadonlyMap<string, number> = new Map([
  ...COUNTED.map(({name, limit}) => [name, limit] as const),
  ...FAMILIES.map((name) => [name, DEFAULT_VCPUS] as const),
]);

/** GET of what a location has been used for, and its limits (Azure: REST API, compute/usage/list). */
export const USAGES_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/locations\/([^/]+)\/usages$/i,
  answer: (world, match) => {
    const location = plainLocation(match[1] ?? '');
    const used = new Map([...usedIn(world, location), ...resourcesIn(world, location)]);
    const labels = [...COUNTED, ...FAMILIES.map((name) => ({name, label: familyLabel(name)}))];
    return {
      value: labels.map(
        ({name, label}): JsonObject => ({
          unit: 'Count',
          currentValue: used.get(name) ?? 0,
          limit: limitOf(world, name),
          name: {value: name, localizedValue: label},
        }),
      ),
    };
  },
};

/** What is counted by the resource. Disks of scale sets are not among the resources that are kept. */
function resourcesIn(world: World, location: string): ReadonlyMap<string, number> {
  const count = (type: string, keep: (sku: string) => boolean = () => true) =>
    world.store
      .list(type)
      .filter((resource) => sameLocation(textAt(resource, 'location') ?? '', location))
      .filter((resource) => keep(textAt(resource, 'sku', 'name') ?? '')).length;
  const disks = (prefix: string) => count('Microsoft.Compute/disks', (sku) => sku.startsWith(prefix));
  return new Map([
    ['availabilitySets', count('Microsoft.Compute/availabilitySets')],
    ['virtualMachineScaleSets', count(SCALE_SETS)],
    ['PremiumDiskCount', disks('Premium_')],
    ['StandardSSDDiskCount', disks('StandardSSD_')],
    ['StandardDiskCount', disks('Standard_')],
  ]);
}

function limitOf({settings}: World, name: string): number {
  const set = Object.entries(settings.quotas).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return set?.[1] ?? LIMITS.get(name) ?? DEFAULT_VCPUS;
}

/**
 * Refuses what does not fit into an allowance: of a single PUT `OperationNotAllowed`, and of a deployment before it
 * begins `QuotaExceeded`, counted over all its PUTs and said of the first of them that uses the allowance.
 */
export function checkQuota(
  world: World,
  put: Put,
  code: 'OperationNotAllowed' | 'QuotaExceeded',
  puts: readonly Put[] = [put],
): void {
  const demand = demandOf(put.type, put.body);
  if (demand === undefined) return;
  const {location, amounts} = demand;
  let used: ReadonlyMap<string, number> | undefined;
  for (const name of amounts.keys()) {
    const first = puts.find((other) => demandUses(other, location, name)) ?? put;
    if (first.id.toLowerCase() !== put.id.toLowerCase()) continue;
    const required = puts.reduce((sum, other) => sum + addedBy(other, location, name), 0);
    if (required === 0) continue;
    used ??= usedIn(world, location);
    const current = used.get(name) ?? 0;
    const limit = limitOf(world, name);
    if (current + required > limit) throw quotaRefusal(world, code, {name, location, limit, current, required});
  }
}

function demandUses(put: Put, location: string, name: string): boolean {
  const demand = demandOf(put.type, put.body);
  return demand?.location === location && demand.amounts.has(name);
}

interface Excess {
  readonly name: string;
  readonly location: string;
  readonly limit: number;
  readonly current: number;
  readonly required: number;
}

/** What Azure's text calls an allowance. */
function quotaLabel(name: string): string {
  if (name === 'cores') return 'Total Regional Cores';
  if (name === 'lowPriorityCores') return 'LowPriorityCores';
  return name === 'virtualMachines' ? 'Virtual Machines' : `${name} Cores`;
}

/** In Azure's words (Azure: troubleshoot/virtual-machine-scale-sets/quotaexceeded-error). */
function quotaRefusal({settings}: World, code: string, {name, location, limit, current, required}: Excess): Refusal {
  const needed = current + required;
  const request = {
    subscriptionId: settings.subscriptionId,
    command: 'openQuotaApprovalBlade',
    quotas: [
      {
        location,
        providerId: 'Microsoft.Compute',
        resourceName: name,
        quotaRequest: {properties: {limit: needed, unit: 'Count', name: {value: name}}},
      },
    ],
  };
  const parameters = JSON.stringify(request).replaceAll('"', '%22').replaceAll('{', '%7B').replaceAll('}', '%7D');
  const page = name === 'cores' ? 'regional-quota-requests' : 'per-vm-quota-requests';
  return new Refusal(409, {
    code,
    message:
      `Operation could not be completed as it results in exceeding approved ${quotaLabel(name)} quota. ` +
      `Additional details - Deployment Model: Resource Manager, Location: ${location}, Current Limit: ${limit}, ` +
      `Current Usage: ${current}, Additional Required: ${required}, (Minimum) New Limit Required: ${needed}. ` +
      'Setup Alerts when Quota reaches threshold. Learn more at https://aka.ms/quotamonitoringalerting . ' +
      'Submit a request for Quota increase at ' +
      `https://aka.ms/ProdportalCRP/#blade/Microsoft_Azure_Capacity/UsageAndQuota.ReactView/Parameters/${parameters} ` +
      'by specifying parameters listed in the ‘Details’ section for deployment to succeed. Please read more about ' +
      `quota limits at https://docs.microsoft.com/en-us/azure/azure-supportability/${page}`,
  });
}
