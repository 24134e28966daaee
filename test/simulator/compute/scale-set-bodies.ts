import {networkKinds} from '../../../src/simulator/network/network-kinds.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {ADMINISTRATOR} from './machine-bodies.ts';
import {idOf, make} from './simulated-world.ts';

export const SET = idOf('Microsoft.Compute/virtualMachineScaleSets', 'pool');
export const NETWORK = idOf('Microsoft.Network/virtualNetworks', 'net');
export const SUBNET = `${NETWORK}/subnets/apps`;

/** A virtual network with the subnet that scale sets are in. */
export function addNetwork(world: World, addressPrefix = '10.1.0.0/24'): void {
  const kind = networkKinds.find(({type}) => type === 'Microsoft.Network/virtualNetworks');
  if (kind === undefined) throw new Error('there are no virtual networks');
  make(world, kind, NETWORK, {
    location: 'westeurope',
    properties: {
      addressSpace: {addressPrefixes: ['10.1.0.0/16']},
      subnets: [{name: 'apps', properties: {addressPrefix}}],
    },
  });
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
