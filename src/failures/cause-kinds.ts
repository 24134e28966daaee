import type {Cause} from './cause.ts';
import {
  addressesPlanned,
  changesShown,
  checkAgain,
  deployAgain,
  locksListed,
  machinesShown,
  operationsListed,
  policiesShown,
  providerRegistered,
  quotaLeft,
  rightsShown,
  sizesOffered,
} from './next-commands.ts';

/** More machines than the subscription may have. */
export const QUOTA: Cause = {
  issue: 'VK7001',
  title: 'the quota of the subscription does not allow it',
  remedy: ['raise the quota in this region: https://portal.azure.com, "Quotas"', 'use fewer nodes, or another vmSize'],
  next: quotaLeft,
  field: 'vmSize',
};

/** More public IPs than the subscription may have. */
export const PUBLIC_IPS: Cause = {
  issue: 'VK7001',
  title: 'the quota of public IPs does not allow it',
  remedy: ['raise the quota in this region: https://portal.azure.com, "Quotas"', 'use fewer public IPs'],
  next: quotaLeft,
};

/** More of a network than the subscription may have. */
export const OF_NETWORK: Cause = {
  issue: 'VK7001',
  title: 'the quota of the subscription does not allow it',
  remedy: ['raise the quota in this region: https://portal.azure.com, "Quotas"', 'delete what nobody uses'],
  next: quotaLeft,
};

/** A size of machines that cannot be had. */
export const SIZE: Cause = {
  issue: 'VK7002',
  title: 'machines of this size cannot be had here now',
  remedy: ['use another vmSize, other zones, or another location'],
  next: sizesOffered,
  field: 'vmSize',
};

/** A region that does not give it to this subscription, whatever the size. */
export const REGION: Cause = {
  issue: 'VK7002',
  title: 'this region makes nothing new now',
  remedy: ['use another location'],
  next: sizesOffered,
  ofLocation: true,
};

/** The same as SIZE, in one zone. */
export const ZONE: Cause = {
  ...SIZE,
  title: 'machines of this size cannot be had in this zone now',
  remedy: ['use other zones, another vmSize, or another location'],
  field: 'zones',
};

/** Addresses that somebody else has, or that are not there. */
export const ADDRESSES: Cause = {
  issue: 'VK7003',
  title: 'its addresses cannot be had',
  remedy: [
    'look what else is in the subnet, and say so: reservedAddresses of the subnet, firstAddress of the control plane',
    'use a larger subnet, fewer nodes, or a smaller maxPods: vnetk8s plan --fit CIDR',
  ],
  next: addressesPlanned,
};

/** The same of those that the definition names. */
export const STATIC: Cause = {
  ...ADDRESSES,
  remedy: ['use other static addresses: firstAddress of the control plane', 'or free the address in Azure'],
  field: 'firstAddress',
};

/** Ranges that overlap, or lie outside. */
export const RANGES: Cause = {
  issue: 'VK7003',
  title: 'its range does not go with those that are there',
  remedy: ['compare the ranges with those of the virtual network and its peers'],
  next: checkAgain,
};

/** A right that is missing. */
export const PERMISSION: Cause = {
  issue: 'VK7004',
  title: 'who deploys may not do this',
  remedy: [
    'have the action that the reason names allowed: check prints the command',
    'deploy as somebody else: --auth',
  ],
  next: rightsShown,
};

/** A policy that forbids it. */
export const POLICY: Cause = {
  issue: 'VK7005',
  title: 'a policy forbids it',
  remedy: ['do as the policy says: tags, location, vmSize', 'ask who made it for an exemption'],
  next: policiesShown,
};

/** A lock that forbids it. */
export const LOCK: Cause = {
  issue: 'VK7005',
  title: 'a lock forbids it',
  remedy: ['remove the lock, or use another resource group'],
  next: locksListed,
};

/** A name that somebody else has. */
export const NAME: Cause = {
  issue: 'VK7006',
  title: 'its DNS name belongs to somebody else in this region',
  remedy: ['use another name of the cluster, or another dnsLabelPrefix of the pool'],
  next: checkAgain,
};

/** A change that Azure does not make. */
export const UNCHANGEABLE: Cause = {
  issue: 'VK7008',
  title: 'this cannot be changed of what is there',
  remedy: ['make a new pool with the change, and remove the old one', 'take the change back'],
  next: changesShown,
};

/** A template that Azure does not take. */
export const TEMPLATE: Cause = {
  issue: 'VK7009',
  title: 'Azure does not take the template',
  remedy: ['this is a fault of vnetk8s: please report it, with the lines above and the definition'],
  next: operationsListed,
};

/** Something that is not there any more. */
export const MISSING: Cause = {
  ...TEMPLATE,
  title: 'something that it needs is not there',
  remedy: ['look whether somebody has deleted it, and deploy again'],
};

/** What passes. */
export const LATER: Cause = {
  issue: 'VK7010',
  title: 'Azure was not ready for it',
  remedy: ['deploy again in some minutes: what is there is used again'],
  next: deployAgain,
};

/** Whatever nobody knows. */
export const OTHER: Cause = {
  issue: 'VK7099',
  title: 'Azure refused it',
  remedy: ['do what the reason asks for, and deploy again'],
  next: operationsListed,
};

/** A resource provider that is not registered. */
export const UNREGISTERED: Cause = {
  ...LATER,
  title: 'a resource provider is not registered',
  remedy: ['register it, and deploy again'],
  next: providerRegistered,
};

/** A subnet that cannot change as machines are in it. */
export const IN_SUBNET: Cause = {
  ...UNCHANGEABLE,
  title: 'machines are in this subnet, so its range cannot change',
  remedy: ['give the new range to a new subnet, and use that in a new pool', 'take the change back'],
  ofSubnet: true,
};

/** Azure waits 40 minutes for a machine to report, and 90 for one with extensions (Azure: vm-extension-provisioning-errors). */
export const SILENT_MACHINE: Cause = {
  issue: 'VK7007',
  title: 'the machine has not reported that it runs',
  remedy: [
    'look how far it has come; deploy again, and what is there is used again',
    'look whether routes, rules and firewalls let it reach 168.63.129.16, and the image is one of Ubuntu 24.04',
  ],
  next: machinesShown,
};
