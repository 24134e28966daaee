import type {ComputeManagementClient, ResourceSku, VirtualMachine} from '@azure/arm-compute';
import type {Compute, LiveMachine, Sku} from './azure.ts';
import {boundedTo} from './bounded.ts';
import {finished, orUndefined, signalled} from './calls.ts';
import {all, partsOfId} from './lazy.ts';

/** So many machines are asked at a time for how they are. */
const MOST_VIEWS = 8;

/** Of all that Azure has sizes of, what is looked at. */
const SKU_TYPES = ['virtualMachines', 'availabilitySets'];

/** What Azure knows of machines, by the SDK's client. */
export function computeOf(clientOf: () => Promise<ComputeManagementClient>, interval: number): Compute {
  return {
    hasImage: async (location, {publisher, offer, sku}, signal) => {
      const client = await clientOf();
      const options = {top: 1, ...signalled(signal)};
      const found = await orUndefined(client.virtualMachineImages.list(location, publisher, offer, sku, options));
      return (found ?? []).length > 0;
    },
    skus: async (location, signal) => {
      const client = await clientOf();
      const filter = `location eq '${location}'`;
      const found = await all(client.resourceSkus.list({filter, ...signalled(signal)}));
      return found.filter(({resourceType = ''}) => SKU_TYPES.includes(resourceType)).map((sku) => skuOf(sku, location));
    },
    usages: async (location, signal) => {
      const client = await clientOf();
      const usages = await all(client.usage.list(location, signalled(signal)));
      return usages.map(({name, currentValue, limit}) => ({
        name: name.value ?? '',
        localizedName: name.localizedValue ?? '',
        used: currentValue,
        limit,
      }));
    },
    scaleSets: async (group, signal) => {
      const client = await clientOf();
      const found = await all(client.virtualMachineScaleSets.list(group, signalled(signal)));
      return found.map(({id = '', name = '', sku, tags = {}, provisioningState = ''}) => ({
        id,
        name,
        vmSize: sku?.name ?? '',
        capacity: sku?.capacity ?? 0,
        provisioningState,
        tags,
      }));
    },
    scaleSetMachines: async (group, scaleSet, signal) => {
      const client = await clientOf();
      const found = await all(
        client.virtualMachineScaleSetVMs.list(group, scaleSet, {expand: 'instanceView', ...signalled(signal)}),
      );
      return found.map(({id = '', name = '', sku, osProfile, provisioningState = '', instanceView}) => ({
        id,
        name,
        ...(osProfile?.computerName === undefined ? {} : {computerName: osProfile.computerName}),
        vmSize: sku?.name ?? '',
        provisioningState,
        ...powerOf(instanceView?.statuses),
      }));
    },
    machineModels: async (group, signal) => {
      const client = await clientOf();
      return (await all(client.virtualMachines.list(group, signalled(signal)))).map(machineOf);
    },
    machines: async (group, signal) => {
      const client = await clientOf();
      const found = await all(client.virtualMachines.list(group, signalled(signal)));
      const bounded = boundedTo(MOST_VIEWS);
      return Promise.all(
        found.map((machine) =>
          bounded(async () => {
            const {name = ''} = machine;
            const view = await client.virtualMachines.instanceView(group, name, signalled(signal));
            return {...machineOf(machine), ...powerOf(view.statuses)};
          }),
        ),
      );
    },
    runCommand: async (machineId, script, signal) => {
      const client = await clientOf();
      const {group, name} = partsOfId(machineId);
      const input = {commandId: 'RunShellScript', script: [...script]};
      const poller = client.virtualMachines.runCommand(group, name, input, {
        updateIntervalInMs: interval,
        ...signalled(signal),
      });
      const {value = []} = await finished(poller, `run command on ${machineId}`, signal);
      return outputOf(value.map(({message = ''}) => message).join('\n'));
    },
  };
}

function machineOf({
  id = '',
  name = '',
  hardwareProfile,
  osProfile,
  provisioningState = '',
}: VirtualMachine): LiveMachine {
  return {
    id,
    name,
    ...(osProfile?.computerName === undefined ? {} : {computerName: osProfile.computerName}),
    vmSize: hardwareProfile?.vmSize ?? '',
    provisioningState,
  };
}

/** What a script printed: Azure puts both streams into one text (Azure: virtual-machines/linux/run-command). */
export function outputOf(message: string): {readonly stdout: string; readonly stderr: string} {
  const [, stdout = '', stderr = ''] = /\[stdout\]\n?([\s\S]*?)\n?\[stderr\]\n?([\s\S]*)$/.exec(message) ?? [];
  return {stdout, stderr};
}

function powerOf(statuses: readonly {readonly code?: string}[] | undefined): {readonly powerState?: string} {
  const found = statuses?.find(({code}) => code?.startsWith('PowerState/') === true)?.code;
  return found === undefined ? {} : {powerState: found.slice('PowerState/'.length)};
}

function skuOf(
  {name = '', family = '', capabilities = [], locationInfo = [], restrictions = []}: ResourceSku,
  location: string,
): Sku {
  const facts = Object.fromEntries(capabilities.map((each) => [each.name ?? '', each.value ?? '']));
  const zones =
    locationInfo.find((info) => info.location?.toLowerCase() === location)?.zones ?? locationInfo[0]?.zones ?? [];
  const whole = restrictions.find(({type}) => type === 'Location');
  const restrictedZones = restrictions
    .filter(({type}) => type === 'Zone')
    .flatMap(({restrictionInfo}) => restrictionInfo?.zones ?? []);
  return {
    name,
    family,
    vCpus: Number(facts['vCPUs'] ?? 0),
    zones: zones.toSorted(),
    restrictedZones,
    ...(whole === undefined ? {} : {restriction: whole.reasonCode ?? 'NotAvailableForSubscription'}),
    capabilities: facts,
  };
}
