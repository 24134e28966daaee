import type {Linux, NodePool, OsDisk} from '../../cluster/cluster.ts';
import {networkInterfaceName, osDiskName} from '../../cluster/names.ts';
import {API_VERSIONS} from '../api-versions.ts';
import type {ArmResource, Resource, ResourceCopy} from '../arm-template.ts';
import {call, expression, isExisting, nameTerm, nameText, parameter, resourceId, type Term} from '../expressions.ts';
import {
  administrator,
  BOOT_DIAGNOSTICS,
  diskController,
  imageReference,
  osDisk,
  SCRIPT_EXTENSION,
  scriptExtension,
  securityProfile,
} from '../machine-settings.ts';
import {LOCATION} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {dependsOn, type Target, to} from '../targets.ts';
import type {Part} from '../wire.ts';

/** What a template knows of a role's machines beside the definition. */
export interface RoleTerms {
  /** Custom data, in base64. */
  readonly customData: Term;
  /** The script of the extension, in base64. */
  readonly script: Term;
}

/** What differs between single machines. */
export interface Machine extends RoleTerms {
  /** With an index, a pattern for it. */
  readonly name: string;
  readonly index?: Term;
  /** Of as many machines as it says; their loops are called after `name`. */
  readonly copy?: {readonly name: string; readonly count: number};
  readonly linux: Linux;
  readonly vmSize: string;
  readonly osDisk: OsDisk;
  /** Either zones or an availability set. */
  readonly zones?: readonly string[];
  readonly availabilitySet?: Term;
  readonly dataDisks?: readonly Part<'DataDisk'>[];
  readonly spot?: NodePool['spot'];
  readonly identity?: Target;
}

/** A virtual machine, and the extension that makes it a member of the cluster. */
export function machineResources(machine: Machine): readonly ArmResource[] {
  return [virtualMachine(machine), machineExtension(machine)];
}

function virtualMachine(machine: Machine): Resource<'Microsoft.Compute/virtualMachines'> {
  const {name, index, vmSize, zones, availabilitySet, identity} = machine;
  const networkInterface = resourceId(
    'Microsoft.Network/networkInterfaces',
    nameTerm(networkInterfaceName(name), index),
  );
  return {
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: API_VERSIONS['Microsoft.Compute/virtualMachines'],
    name: nameText(name, index),
    ...copyOf(machine, 'machines'),
    location: LOCATION,
    tags: COMMON_TAGS,
    ...(zones === undefined ? {} : {zones}),
    ...(identity === undefined
      ? {}
      : {identity: {type: 'UserAssigned' as const, userAssignedIdentities: {[to(identity).id]: {}}}}),
    ...dependsOn(networkInterface, availabilitySet, identity),
    properties: {
      ...(availabilitySet === undefined ? {} : {availabilitySet: to(availabilitySet)}),
      hardwareProfile: {vmSize},
      ...spotProperties(machine.spot),
      ...securityProfile(vmSize),
      storageProfile: storageProfile(machine),
      osProfile: osProfile(machine),
      networkProfile: {networkInterfaces: [{...to(networkInterface), properties: {primary: true}}]},
      diagnosticsProfile: BOOT_DIAGNOSTICS,
    },
  };
}

/** Azure's name for machines that it may take back. */
export function spotProperties(spot: NodePool['spot']) {
  if (spot === undefined) return {};
  const {evictionPolicy, maxPrice} = spot;
  return {priority: 'Spot', evictionPolicy, billingProfile: {maxPrice}} satisfies Part<'MachineProperties'>;
}

function storageProfile({name, index, vmSize, osDisk: disk, dataDisks}: Machine) {
  return {
    imageReference: imageReference(vmSize),
    ...diskController(vmSize),
    osDisk: {name: nameText(osDiskName(name), index), ...osDisk(vmSize, disk), deleteOption: 'Delete'},
    ...(dataDisks === undefined ? {} : {dataDisks}),
  } satisfies Part<'StorageProfile'>;
}

/** Custom data can be given once: a machine that is there already would refuse any other. */
function osProfile({name, index, linux, customData}: Machine) {
  return {
    computerName: nameText(name, index),
    ...administrator(linux),
    customData: expression(call('if', isExisting(nameTerm(name, index)), call('null'), customData)),
  } satisfies Part<'OSProfile'>;
}

function machineExtension(machine: Machine): Resource<'Microsoft.Compute/virtualMachines/extensions'> {
  const {name, index, script} = machine;
  return {
    type: 'Microsoft.Compute/virtualMachines/extensions',
    apiVersion: API_VERSIONS['Microsoft.Compute/virtualMachines/extensions'],
    name: nameText(`${name}/${SCRIPT_EXTENSION}`, index),
    ...copyOf(machine, 'extensions'),
    location: LOCATION,
    tags: COMMON_TAGS,
    ...dependsOn(resourceId('Microsoft.Compute/virtualMachines', nameTerm(name, index))),
    properties: {
      ...scriptExtension(expression(script)),
      forceUpdateTag: expression(parameter('bootstrapAttempt')),
    },
  };
}

function copyOf({copy}: Machine, kind: string): {readonly copy?: ResourceCopy} {
  return copy === undefined ? {} : {copy: {name: `${copy.name}-${kind}`, count: copy.count}};
}
