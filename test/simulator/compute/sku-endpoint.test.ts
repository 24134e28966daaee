import {describe, expect, it} from 'vitest';
import {familyOf, findSize} from '../../../src/simulator/compute/sizes.ts';
import {SKU_ENDPOINT} from '../../../src/simulator/compute/sku-endpoint.ts';
import type {Settings} from '../../../src/simulator/settings.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {SUBSCRIPTION, simulatedWorld} from './simulated-world.ts';

function skuOf(name: string, location: string, restrictedSizes: Settings['restrictedSizes'] = []) {
  const match = SKU_ENDPOINT.path.exec(`/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Compute/skus`);
  if (match === null) throw new Error('the path is not known');
  const query = new URLSearchParams({'api-version': '2021-07-01', $filter: `location eq '${location}'`});
  const {value} = SKU_ENDPOINT.answer(simulatedWorld({restrictedSizes}), match, {query, body: {}});
  return (value as JsonObject[]).find((sku) => sku['name'] === name);
}

describe('SKUs of a location', () => {
  it('say what a size has, and where', () => {
    expect(skuOf('Standard_D4pds_v5', 'westeurope')).toEqual({
      resourceType: 'virtualMachines',
      name: 'Standard_D4pds_v5',
      tier: 'Standard',
      size: 'D4pds_v5',
      family: 'standardDPDSv5Family',
      locations: ['westeurope'],
      locationInfo: [{location: 'westeurope', zones: ['1', '2', '3'], zoneDetails: []}],
      capabilities: [
        {name: 'MaxResourceVolumeMB', value: '153600'},
        {name: 'OSVhdSizeMB', value: '1047552'},
        {name: 'vCPUs', value: '4'},
        {name: 'vCPUsAvailable', value: '4'},
        {name: 'MemoryGB', value: '16'},
        {name: 'HyperVGenerations', value: 'V2'},
        {name: 'CpuArchitectureType', value: 'Arm64'},
        {name: 'DiskControllerTypes', value: 'SCSI'},
        {name: 'LowPriorityCapable', value: 'True'},
        {name: 'PremiumIO', value: 'True'},
        {name: 'EphemeralOSDiskSupported', value: 'True'},
        {name: 'EncryptionAtHostSupported', value: 'True'},
        {name: 'AcceleratedNetworkingEnabled', value: 'True'},
        {name: 'MaxNetworkInterfaces', value: '2'},
        {name: 'MaximumPlatformFaultDomainCount', value: '3'},
        {name: 'TrustedLaunchDisabled', value: 'True'},
      ],
      restrictions: [],
    });
  });

  it('have no zones where the region has none', () => {
    expect(skuOf('Standard_D2s_v5', 'westus')?.['locationInfo']).toEqual([
      {location: 'westus', zones: [], zoneDetails: []},
    ]);
  });

  it('tell in which zones a size may not be used', () => {
    const restricted = [{size: 'Standard_D2s_v5', zones: ['1']}];
    expect(skuOf('Standard_D2s_v5', 'westeurope', restricted)?.['restrictions']).toEqual([
      {
        type: 'Zone',
        values: ['westeurope'],
        restrictionInfo: {locations: ['westeurope'], zones: ['1']},
        reasonCode: 'NotAvailableForSubscription',
      },
    ]);
  });

  it('tell that a size may not be used at all', () => {
    const restricted = [{size: 'Standard_D2s_v5', reason: 'QuotaId'}];
    expect(skuOf('Standard_D2s_v5', 'westeurope', restricted)?.['restrictions']).toEqual([
      {
        type: 'Location',
        values: ['westeurope'],
        restrictionInfo: {locations: ['westeurope']},
        reasonCode: 'QuotaId',
      },
      {
        type: 'Zone',
        values: ['westeurope'],
        restrictionInfo: {locations: ['westeurope'], zones: ['1', '2', '3']},
        reasonCode: 'QuotaId',
      },
    ]);
  });
});

describe('families', () => {
  it('are called as usages call them', () => {
    const names = [
      'D4s_v5',
      'D4ads_v5',
      'D4ads_v6',
      'D4_v3',
      'B2s',
      'B2s_v2',
      'E4as_v4',
      'F8s_v2',
      'DC4as_v5',
      'A2_v2',
    ];
    const families = names.map((name) => {
      const size = findSize(`standard_${name}`);
      return size === undefined ? name : familyOf(size);
    });
    expect(families).toEqual([
      'standardDSv5Family',
      'standardDADSv5Family',
      'StandardDadsv6Family',
      'standardDv3Family',
      'standardBSFamily',
      'standardBsv2Family',
      'standardEASv4Family',
      'standardFSv2Family',
      'standardDCASv5Family',
      'standardAv2Family',
    ]);
  });
});
