import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {ADMINISTRATOR} from './machine-bodies.ts';
import {idOf} from './simulated-world.ts';

export const SET = idOf('Microsoft.Compute/virtualMachineScaleSets', 'pool');
export const SUBNET = idOf('Microsoft.Network/virtualNetworks/subnets', 'net', 'apps');

/** The subnet that scale sets are in. */
export function addSubnet(world: World, addressPrefix = '10.1.0.0/24'): void {
  const type = 'Microsoft.Network/virtualNetworks/subnets';
  world.store.put({id: SUBNET, type, name: 'apps', properties: {addressPrefix, provisioningState: 'Succeeded'}});
}

export const EXTENSION: JsonObject = {
  name: 'bootstrap',
  properties: {
    publisher: 'Microsoft.Azure.Extensions',
    type: 'CustomScript',
    typeHandlerVersion: '2.1',
    settings: {},
  },
};

/** How many ipConfigurations a machine has. */
function interfaceOf(count: number): JsonObject {
  const ipConfigurations = Array.from({length: count}, (_, index) => ({
    name: `address-${index}`,
    properties: {primary: index === 0, subnet: {id: SUBNET}},
  }));
  return {name: 'primary', properties: {primary: true, ipConfigurations}};
}

/** What a PUT of the scale set called `pool` has. */
export function scaleSetBody(
  capacity: number,
  {
    addresses = 2,
    profile = {},
    properties = {},
    rest = {},
  }: {
    readonly addresses?: number;
    readonly profile?: JsonObject;
    readonly properties?: JsonObject;
    readonly rest?: JsonObject;
  } = {},
): JsonObject {
  return {
    location: 'westeurope',
    sku: {name: 'Standard_D2s_v5', tier: 'Standard', capacity},
    properties: {
      orchestrationMode: 'Uniform',
      singlePlacementGroup: false,
      upgradePolicy: {mode: 'Manual'},
      virtualMachineProfile: {
        storageProfile: {osDisk: {createOption: 'FromImage'}},
        osProfile: {computerNamePrefix: 'pool-', ...ADMINISTRATOR, customData: 'aGVsbG8='},
        networkProfile: {networkInterfaceConfigurations: [interfaceOf(addresses)]},
        extensionProfile: {
          extensions: [
            {
              ...EXTENSION,
              properties: {...(EXTENSION['properties'] as JsonObject), protectedSettings: {script: 'c2VjcmV0'}},
            },
          ],
        },
        ...profile,
      },
      ...properties,
    },
    ...rest,
  };
}
