import {API_VERSIONS} from '../api-versions.ts';
import type {Resource, ResourceCopy} from '../arm-template.ts';
import {call, copyIndex, expression, integer, literal, nameText, type Term, unlessExisting} from '../expressions.ts';
import {LOCATION} from '../site.ts';
import {COMMON_TAGS} from '../tags.ts';
import {dependsOn, type Target, to} from '../targets.ts';
import type {Expression, Part} from '../wire.ts';

/** The name of the copy that makes ipConfigurations: that of the list, as Azure Resource Manager has it. */
const LOOP = 'ipConfigurations';

/** The place of an ipConfiguration in its list: 0 is the node's own, the others are its pods'. */
export const ADDRESS_INDEX: Term = copyIndex(LOOP);

/** Whether an ipConfiguration is the node's own. */
export const IS_PRIMARY: Term = call('equals', ADDRESS_INDEX, integer(0));

/** The name of an ipConfiguration: `address-0` is the node's own. */
export const ADDRESS_NAME = nameText('address-{0}', ADDRESS_INDEX);

/** Backend pools for the node's own ipConfiguration, and none for its pods'. */
export function poolsOfPrimary(pools: readonly Term[]): {readonly loadBalancerBackendAddressPools?: Expression} {
  if (pools.length === 0) return {};
  const list = call('createArray', ...pools.map((pool) => call('createObject', literal('id'), pool)));
  return {loadBalancerBackendAddressPools: expression(call('if', IS_PRIMARY, list, call('createArray')))};
}

/** What differs between network interfaces of single machines. */
export interface MachineInterface {
  /** With an index, a pattern for it. */
  readonly name: string;
  readonly index?: Term;
  readonly copy?: ResourceCopy;
  readonly subnet: Target;
  readonly securityGroup: Term;
  readonly acceleratedNetworking: {readonly enableAcceleratedNetworking?: boolean};
  /** Addresses of the pods, and the node's own. */
  readonly addresses: number;
  /** An ipConfiguration, but for its subnet. */
  readonly properties: Part<'AddressProperties'>;
  /** Written once, since the cloud controller puts it behind load balancers. */
  readonly once?: boolean;
  /** What must be there before, beside the subnet and the security group. */
  readonly after: readonly (Target | undefined)[];
}

/**
 * A network interface with one ipConfiguration for the node and one for every pod it can run. It forwards nothing:
 * every address of a pod is one of its own.
 */
export function networkInterface(machine: MachineInterface): Resource<'Microsoft.Network/networkInterfaces'> {
  const {name, index, copy, subnet, securityGroup, acceleratedNetworking, addresses, properties, after} = machine;
  return {
    type: 'Microsoft.Network/networkInterfaces',
    apiVersion: API_VERSIONS['Microsoft.Network/networkInterfaces'],
    name: nameText(name, index),
    ...(machine.once === true ? {condition: unlessExisting(name, index)} : {}),
    ...(copy === undefined ? {} : {copy}),
    location: LOCATION,
    tags: COMMON_TAGS,
    ...dependsOn(subnet, securityGroup, ...after),
    properties: {
      networkSecurityGroup: to(securityGroup),
      ...acceleratedNetworking,
      copy: [
        {
          name: LOOP,
          count: addresses,
          input: {
            name: ADDRESS_NAME,
            properties: {primary: expression(IS_PRIMARY), subnet: to(subnet), ...properties},
          },
        },
      ],
    },
  };
}
