import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {idOf} from './simulated-world.ts';

export const NIC = idOf('Microsoft.Network/networkInterfaces', 'one');
export const MACHINE = idOf('Microsoft.Compute/virtualMachines', 'one');

const KEY = {path: '/home/azureuser/.ssh/authorized_keys', keyData: 'ssh-ed25519 AAAA you@example.com'};

/** What an administrator comes in with. */
export const ADMINISTRATOR: JsonObject = {
  adminUsername: 'azureuser',
  linuxConfiguration: {disablePasswordAuthentication: true, ssh: {publicKeys: [KEY]}},
};

/** A network interface for the machine called `one`, or another. */
export function addInterface(world: World, name = 'one'): void {
  const id = idOf('Microsoft.Network/networkInterfaces', name);
  const type = 'Microsoft.Network/networkInterfaces';
  world.store.put({id, type, name, location: 'westeurope', properties: {provisioningState: 'Succeeded'}});
}

/** What a PUT of the machine called `one`, or another, has; `properties` come beside, or in place of, the usual. */
export function machineBody(properties: JsonObject = {}, rest: JsonObject = {}, name = 'one'): JsonObject {
  return {
    location: 'westeurope',
    tags: {team: 'a'},
    properties: {
      hardwareProfile: {vmSize: 'Standard_D2s_v5'},
      storageProfile: {
        imageReference: {publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest'},
        osDisk: {
          name: `${name}-os`,
          createOption: 'FromImage',
          diskSizeGB: 64,
          managedDisk: {storageAccountType: 'Premium_LRS'},
          deleteOption: 'Delete',
        },
      },
      osProfile: {computerName: name, ...ADMINISTRATOR, customData: 'aGVsbG8='},
      networkProfile: {networkInterfaces: [{id: idOf('Microsoft.Network/networkInterfaces', name)}]},
      ...properties,
    },
    ...rest,
  };
}

/** The extension of a machine. */
export const EXTENSION_BODY: JsonObject = {
  location: 'westeurope',
  properties: {
    publisher: 'Microsoft.Azure.Extensions',
    type: 'CustomScript',
    typeHandlerVersion: '2.1',
    settings: {},
    protectedSettings: {script: 'c2VjcmV0'},
    forceUpdateTag: '1',
  },
};
