import {describe, expect, it} from 'vitest';
import type {Resource} from '../../src/arm/arm-template.ts';

type NetworkInterface = Resource<'Microsoft.Network/networkInterfaces'>;
type SecurityRule = Resource<'Microsoft.Network/networkSecurityGroups/securityRules'>;
type ScaleSet = Resource<'Microsoft.Compute/virtualMachineScaleSets'>;
type Machine = Resource<'Microsoft.Compute/virtualMachines'>;
type Extension = Resource<'Microsoft.Compute/virtualMachines/extensions'>;

const nic = {type: 'Microsoft.Network/networkInterfaces', apiVersion: '2025-05-01', name: 'nic'} as const;
const rule = {type: 'Microsoft.Network/networkSecurityGroups/securityRules', apiVersion: '2025-05-01'} as const;
const set = {
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  apiVersion: '2025-04-01',
  name: 's',
  location: 'l',
} as const;
const machine = {
  type: 'Microsoft.Compute/virtualMachines',
  apiVersion: '2025-04-01',
  name: 'vm',
  location: 'l',
} as const;
const allow = {priority: 100, access: 'Allow', direction: 'Inbound', protocol: 'Tcp'} as const;

// Whether these compile is the test: `tsc` refuses an expected error that is not there.
const typed = [
  {
    ...nic,
    properties: {
      ipConfigurations: [{name: 'a', properties: {primary: true, subnet: {id: '[variables(1)]'}}}],
      enableAcceleratedNetworking: '[parameters(1)]',
    },
  } satisfies NetworkInterface,
  {
    ...nic,
    properties: {copy: [{name: 'ipConfigurations', count: 3, input: {name: 'a', properties: {primary: '[true()]'}}}]},
  } satisfies NetworkInterface,
  // @ts-expect-error misspelt: ipConfiguration
  {...nic, properties: {ipConfiguration: []}} satisfies NetworkInterface,
  // @ts-expect-error misspelt within a list
  {...nic, properties: {ipConfigurations: [{properties: {privateIpAddress: ''}}]}} satisfies NetworkInterface,
  // @ts-expect-error one level too high, as in the SDK
  {...nic, ipConfigurations: []} satisfies NetworkInterface,
  // @ts-expect-error one level too high, within a list
  {...nic, properties: {ipConfigurations: [{name: 'a', primary: true}]}} satisfies NetworkInterface,
  // @ts-expect-error read-only
  {...nic, properties: {macAddress: '00-0D-3A-00-00-00'}} satisfies NetworkInterface,
  // @ts-expect-error read-only
  {...nic, properties: {provisioningState: 'Succeeded'}} satisfies NetworkInterface,
  // @ts-expect-error text where a boolean belongs
  {...nic, properties: {enableIPForwarding: 'yes'}} satisfies NetworkInterface,
  // @ts-expect-error no list of that name
  {...nic, properties: {copy: [{name: 'addresses', count: 3, input: {}}]}} satisfies NetworkInterface,
  // @ts-expect-error misspelt within a copy
  {...nic, properties: {copy: [{name: 'ipConfigurations', count: 3, input: {nam: ''}}]}} satisfies NetworkInterface,
  // @ts-expect-error another version of the API
  {...nic, apiVersion: '2018-08-01', properties: {}} satisfies NetworkInterface,
  {...rule, name: 'a/b', properties: allow} satisfies SecurityRule,
  // @ts-expect-error a number as text
  {...rule, name: 'a/b', properties: {...allow, priority: '100'}} satisfies SecurityRule,
  {
    ...set,
    sku: {name: 'Standard_D4s_v5', capacity: '[parameters(1)]'},
    properties: {overprovision: false},
  } satisfies ScaleSet,
  // @ts-expect-error a closed list of values
  {...set, properties: {upgradePolicy: {mode: 'manual'}}} satisfies ScaleSet,
  {...machine, properties: {storageProfile: {osDisk: {createOption: 'FromImage', caching: 'None'}}}} satisfies Machine,
  // @ts-expect-error a closed list of values, far within
  {...machine, properties: {storageProfile: {osDisk: {createOption: 'FromImage', caching: 'Some'}}}} satisfies Machine,
  // @ts-expect-error what must be there is not: createOption
  {...machine, properties: {storageProfile: {osDisk: {caching: 'None'}}}} satisfies Machine,
  {
    type: 'Microsoft.Compute/virtualMachines/extensions',
    apiVersion: '2025-04-01',
    name: 'vm/bootstrap',
    location: 'l',
    properties: {publisher: 'Microsoft.Azure.Extensions', type: 'CustomScript'},
  } satisfies Extension,
];

describe('wire types', () => {
  it('take the shape of the JSON, and no other', () => {
    expect(typed).toHaveLength(20);
  });
});
