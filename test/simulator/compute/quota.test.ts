import {describe, expect, it} from 'vitest';
import {AVAILABILITY_SET_KIND} from '../../../src/simulator/compute/availability-sets.ts';
import {USAGES_ENDPOINT} from '../../../src/simulator/compute/quota.ts';
import {VIRTUAL_MACHINE_KIND} from '../../../src/simulator/compute/virtual-machines.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {addInterface, MACHINE, machineBody} from './machine-bodies.ts';
import {idOf, make, putOf, refusalOf, SUBSCRIPTION, simulatedWorld} from './simulated-world.ts';

const TYPE = VIRTUAL_MACHINE_KIND.type;

function refusal(code: string, label: string, name: string, page: string, numbers: readonly number[]) {
  const [limit, current, required, needed] = numbers;
  const parameters =
    `%7B%22subscriptionId%22:%22${SUBSCRIPTION}%22,%22command%22:%22openQuotaApprovalBlade%22,%22quotas%22:` +
    `[%7B%22location%22:%22westeurope%22,%22providerId%22:%22Microsoft.Compute%22,%22resourceName%22:%22${name}%22,` +
    `%22quotaRequest%22:%7B%22properties%22:%7B%22limit%22:${needed},%22unit%22:%22Count%22,%22name%22:` +
    `%7B%22value%22:%22${name}%22%7D%7D%7D%7D]%7D`;
  return {
    status: 409,
    code,
    message:
      `Operation could not be completed as it results in exceeding approved ${label} quota. Additional details - ` +
      `Deployment Model: Resource Manager, Location: westeurope, Current Limit: ${limit}, Current Usage: ${current}, ` +
      `Additional Required: ${required}, (Minimum) New Limit Required: ${needed}. Setup Alerts when Quota reaches ` +
      'threshold. Learn more at https://aka.ms/quotamonitoringalerting . Submit a request for Quota increase at ' +
      `https://aka.ms/ProdportalCRP/#blade/Microsoft_Azure_Capacity/UsageAndQuota.ReactView/Parameters/${parameters} by ` +
      'specifying parameters listed in the ‘Details’ section for deployment to succeed. Please read more about quota ' +
      `limits at https://docs.microsoft.com/en-us/azure/azure-supportability/${page}`,
  };
}

function usagesOf(world: World, location = 'westeurope'): readonly JsonObject[] {
  const match = USAGES_ENDPOINT.path.exec(
    `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Compute/locations/${location}/usages`,
  );
  if (match === null) throw new Error('the path is not known');
  return USAGES_ENDPOINT.answer(world, match, {query: new URLSearchParams(), body: {}})['value'] as JsonObject[];
}

describe('quotas', () => {
  it('are counted over all machines of a deployment before it begins, and said once', () => {
    const world = simulatedWorld({quotas: {CORES: 5}});
    const puts = ['one', 'two', 'three'].map((name) => putOf(world, TYPE, idOf(TYPE, name), machineBody({}, {}, name)));
    const preflight = (index: number) => {
      const put = puts[index];
      if (put !== undefined) VIRTUAL_MACHINE_KIND.preflight?.(world, put, new Set(), puts);
    };
    expect(refusalOf(() => preflight(0))).toEqual(
      refusal('QuotaExceeded', 'Total Regional Cores', 'cores', 'regional-quota-requests', [5, 0, 6, 6]),
    );
    preflight(1);
    preflight(2);
  });

  it('hold for each machine that is made, also those of families', () => {
    const world = simulatedWorld({quotas: {standardDSv5Family: 3}});
    addInterface(world);
    addInterface(world, 'two');
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    const put = putOf(world, TYPE, idOf(TYPE, 'two'), machineBody({}, {}, 'two'));
    expect(refusalOf(() => VIRTUAL_MACHINE_KIND.put(world, put))).toEqual(
      refusal(
        'OperationNotAllowed',
        'standardDSv5Family Cores',
        'standardDSv5Family',
        'per-vm-quota-requests',
        [3, 2, 2, 4],
      ),
    );
  });

  it('do not stand in the way of what is there already', () => {
    const world = simulatedWorld();
    addInterface(world);
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    const full: World = {...world, settings: {...world.settings, quotas: {cores: 2}}};
    expect(VIRTUAL_MACHINE_KIND.put(full, putOf(full, TYPE, MACHINE, machineBody()))).toBe(15_000);
  });

  it('of spot machines are their own', () => {
    const world = simulatedWorld({quotas: {lowPriorityCores: 1, cores: 0}});
    addInterface(world);
    const put = putOf(world, TYPE, MACHINE, machineBody({priority: 'Spot'}));
    expect(refusalOf(() => VIRTUAL_MACHINE_KIND.put(world, put))).toEqual(
      refusal('OperationNotAllowed', 'LowPriorityCores', 'lowPriorityCores', 'per-vm-quota-requests', [1, 0, 2, 2]),
    );
  });
});

describe('usages of a location', () => {
  it('count what is there, against limits that the settings may lower', () => {
    const world = simulatedWorld({quotas: {standarddsv5family: 40}});
    addInterface(world);
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    make(world, AVAILABILITY_SET_KIND, idOf(AVAILABILITY_SET_KIND.type, 'set'), {
      location: 'West Europe',
      sku: {name: 'Aligned'},
      properties: {},
    });
    const usage = (value: string, localizedValue: string, currentValue: number, limit: number) => ({
      unit: 'Count',
      currentValue,
      limit,
      name: {value, localizedValue},
    });
    const usages = usagesOf(world);
    expect(usages.slice(0, 8)).toEqual([
      usage('availabilitySets', 'Availability Sets', 1, 2_500),
      usage('cores', 'Total Regional vCPUs', 2, 100_000),
      usage('virtualMachines', 'Virtual Machines', 1, 25_000),
      usage('virtualMachineScaleSets', 'Virtual Machine Scale Sets', 0, 2_500),
      usage('lowPriorityCores', 'Total Regional Low-priority vCPUs', 0, 100_000),
      usage('PremiumDiskCount', 'Premium Storage Managed Disks', 1, 50_000),
      usage('StandardSSDDiskCount', 'StandardSSDStorageDisks', 0, 50_000),
      usage('StandardDiskCount', 'Standard Storage Managed Disks', 0, 50_000),
    ]);
    expect(usages.slice(8).filter(({currentValue}) => currentValue !== 0)).toEqual([
      usage('standardDSv5Family', 'Standard DSv5 Family vCPUs', 2, 40),
    ]);
    expect(usagesOf(world, 'eastus').every(({currentValue}) => currentValue === 0)).toBe(true);
  });
});
