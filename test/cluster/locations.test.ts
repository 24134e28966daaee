import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {findLocation, LOCATIONS, type Location, normalizeLocation} from '../../src/cluster/locations.ts';

describe('findLocation', () => {
  it.each<[name: string, location: Location | undefined]>([
    ['westeurope', {name: 'westeurope', cloud: 'AzureCloud', zones: true}],
    ['westus', {name: 'westus', cloud: 'AzureCloud', zones: false}],
    ['belgiumcentral', {name: 'belgiumcentral', cloud: 'AzureCloud', zones: true}],
    ['usgovvirginia', {name: 'usgovvirginia', cloud: 'AzureUSGovernment', zones: true}],
    ['usdodeast', {name: 'usdodeast', cloud: 'AzureUSGovernment', zones: false}],
    ['chinanorth3', {name: 'chinanorth3', cloud: 'AzureChinaCloud', zones: true}],
    ['chinaeast2', {name: 'chinaeast2', cloud: 'AzureChinaCloud', zones: false}],
    ['West Europe', undefined],
    ['WestEurope', undefined],
    ['mars', undefined],
    ['', undefined],
  ])('finds %j', (name, location) => {
    expect(findLocation(name)).toEqual(location);
  });
});

describe('LOCATIONS', () => {
  it('has every region once, in the cloud that its name tells', () => {
    const cloudByName = (name: string) =>
      name.startsWith('usgov') || name.startsWith('usdod')
        ? 'AzureUSGovernment'
        : name.startsWith('china')
          ? 'AzureChinaCloud'
          : 'AzureCloud';

    const misfits = [...LOCATIONS].filter(
      ([key, {name, cloud}]) => key !== name || !/^[a-z]+\d?$/.test(name) || cloud !== cloudByName(name),
    );

    expect(misfits).toEqual([]);
  });

  it('has zones in one region each of the government and the Chinese cloud', () => {
    const outside = [...LOCATIONS.values()].filter(({cloud}) => cloud !== 'AzureCloud');

    expect(outside.map(({name, zones}) => (zones ? `${name} with zones` : name))).toEqual([
      'usgovvirginia with zones',
      'usgovarizona',
      'usgovtexas',
      'usdodcentral',
      'usdodeast',
      'chinanorth3 with zones',
      'chinaeast',
      'chinaeast2',
      'chinaeast3',
      'chinanorth',
      'chinanorth2',
    ]);
  });
});

describe('normalizeLocation', () => {
  it.each([
    ['West Europe', 'westeurope'],
    ['west-europe', 'westeurope'],
    [' WestEurope ', 'westeurope'],
    ['(Europe) West Europe', 'westeurope'],
    ['US Gov Virginia', 'usgovvirginia'],
    ['East US 2', 'eastus2'],
    ['westeurope', 'westeurope'],
    ['', ''],
  ])('spells %j as %j', (text, name) => {
    expect(normalizeLocation(text)).toBe(name);
  });

  it('leaves the names of regions alone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LOCATIONS.keys()), (name) => {
        expect(normalizeLocation(name)).toBe(name);
      }),
    );
  });
});
