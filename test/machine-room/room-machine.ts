import type {Provisioning} from '../boot/guest-disks.ts';
import type {InstanceModel, MachineOptions} from '../fabric/model.ts';
import {at, idsAt, isSame, listAt, nameOf, textAt} from './json.ts';
import type {ResourceManager} from './resource-manager.ts';
import {networkInterfacesOf, securityRulesOf} from './room-network.ts';

/** What somebody deployed a machine with, and nobody is shown again. */
export interface MachineSecrets {
  /** In base64. */
  readonly customData: string;
  /** What the extension runs. */
  readonly script: string;
}

/** A machine as Azure has it. */
export interface RoomMachine {
  /** Its computer name. */
  readonly name: string;
  /** Id of the virtual machine, or of the machine of a scale set. */
  readonly id: string;
  readonly virtualNetwork: string;
  /** How it is attached to the virtual network. */
  readonly options: MachineOptions & {readonly instance: InstanceModel};
  readonly hasDisk: boolean;
}

/** All machines of a group: virtual machines, and those of scale sets. */
export function machinesOf(azure: ResourceManager): readonly RoomMachine[] {
  const sets = azure.list('Microsoft.Compute/virtualMachineScaleSets');
  const identities = identitiesOf(azure);
  return [
    ...azure
      .list('Microsoft.Compute/virtualMachines')
      .map((machine) => machineOf(azure, machine, identities, at(machine, 'properties', 'hardwareProfile', 'vmSize'))),
    ...sets.flatMap((set) =>
      azure
        .below(textAt(set, 'id'), 'virtualMachines')
        .map((machine) => machineOf(azure, machine, identities, at(set, 'sku', 'name'), textAt(set, 'name'))),
    ),
  ];
}

/** Who a machine was made by: the name of the virtual machine or of the scale set. */
export function modelOf({id}: RoomMachine): string {
  const [, set] = /\/virtualMachineScaleSets\/([^/]+)\//i.exec(id) ?? [];
  return set ?? nameOf(id);
}

/** What is on the provisioning disk of a machine. */
export function provisioningOf({name, options}: RoomMachine, {customData}: MachineSecrets): Provisioning {
  const {adminUsername, sshPublicKey} = options.instance;
  return {name, adminUsername, sshPublicKey, customData};
}

function identitiesOf(azure: ResourceManager): readonly string[] {
  return azure
    .list('Microsoft.ManagedIdentity/userAssignedIdentities')
    .map((identity) => textAt(identity, 'properties', 'clientId'));
}

function machineOf(
  azure: ResourceManager,
  machine: unknown,
  identities: readonly string[],
  vmSize: unknown,
  vmScaleSetName = '',
): RoomMachine {
  const id = textAt(machine, 'id');
  const settings = at(machine, 'properties', 'osProfile');
  const name = textAt(settings, 'computerName');
  const compute = {
    name: textAt(machine, 'name'),
    location: textAt(machine, 'location'),
    resourceGroupName: id.split('/')[4] ?? '',
    resourceId: id,
    subscriptionId: id.split('/')[2] ?? '',
    vmScaleSetName,
    vmSize,
    zone: String(at(machine, 'zones', 0) ?? ''),
  };
  const instance: InstanceModel = {
    vmId: textAt(machine, 'properties', 'vmId'),
    adminUsername: textAt(settings, 'adminUsername'),
    sshPublicKey: textAt(settings, 'linuxConfiguration', 'ssh', 'publicKeys', 0, 'keyData'),
    compute,
    identities,
  };
  return {name, id, ...attachment(azure, id, {name, instance}), hasDisk: disksOf(machine).length > 0};
}

function disksOf(machine: unknown): readonly unknown[] {
  return listAt(machine, 'properties', 'storageProfile', 'dataDisks');
}

function attachment(
  azure: ResourceManager,
  machine: string,
  {name, instance}: {readonly name: string; readonly instance: InstanceModel},
): Pick<RoomMachine, 'virtualNetwork' | 'options'> {
  const nic = networkInterfacesOf(azure).find((each) =>
    isSame(String(at(each, 'properties', 'virtualMachine', 'id')), machine),
  );
  const configurations = listAt(nic, 'properties', 'ipConfigurations');
  const addresses = configurations.map((each) => textAt(each, 'properties', 'privateIPAddress'));
  const [primary = '', ...secondary] = addresses;
  if (at(configurations, 0, 'properties', 'primary') !== true) throw new Error(`${machine}: the first is not primary`);
  const [, network = '', subnet = ''] =
    /\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/.exec(textAt(configurations, 0, 'properties', 'subnet', 'id')) ?? [];
  const group = at(nic, 'properties', 'networkSecurityGroup', 'id');
  return {
    virtualNetwork: network,
    options: {
      name,
      subnet,
      primary,
      secondary,
      instance,
      ipForwarding: at(nic, 'properties', 'enableIPForwarding') === true,
      ...(typeof group === 'string' ? {securityRules: securityRulesOf(azure, group)} : {}),
    },
  };
}

/** The members of a pool of back ends, as primary addresses: network interfaces, or addresses (Azure: backend-pool-management). */
export function membersOf(azure: ResourceManager, balancer: unknown, pool: string): readonly string[] {
  const interfaces = networkInterfacesOf(azure).flatMap((nic) =>
    listAt(nic, 'properties', 'ipConfigurations')
      .filter((each) => idsAt(each, 'properties', 'loadBalancerBackendAddressPools').some((id) => isSame(id, pool)))
      .map((each) => textAt(each, 'properties', 'privateIPAddress')),
  );
  const described = listAt(balancer, 'properties', 'backendAddressPools').find((each) =>
    isSame(textAt(each, 'id'), pool),
  );
  const addresses = listAt(described, 'properties', 'loadBalancerBackendAddresses').flatMap((each) => {
    const address = at(each, 'properties', 'ipAddress');
    return typeof address === 'string' && address !== '' ? [address] : [];
  });
  return [...new Set([...interfaces, ...addresses])];
}
