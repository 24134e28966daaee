import type {Cause} from './cause.ts';
import type {ErrorBody} from './error-body.ts';
import {
  addressesPlanned,
  changesShown,
  checkAgain,
  deployAgain,
  locksListed,
  oldDeployments,
  operationsListed,
  policiesShown,
  providerRegistered,
  quotaLeft,
  rightsShown,
  sizesOffered,
} from './next-commands.ts';

const QUOTA: Cause = {
  issue: 'VK7001',
  title: 'the quota of the subscription does not allow it',
  remedy: ['raise the quota in this region: https://portal.azure.com, "Quotas"', 'use fewer nodes, or another vmSize'],
  next: quotaLeft,
  field: 'vmSize',
};

const PUBLIC_IPS: Cause = {
  issue: 'VK7001',
  title: 'the quota of public IPs does not allow it',
  remedy: ['raise the quota in this region: https://portal.azure.com, "Quotas"', 'use fewer public IPs'],
  next: quotaLeft,
};

const OF_NETWORK: Cause = {
  issue: 'VK7001',
  title: 'the quota of the subscription does not allow it',
  remedy: ['raise the quota in this region: https://portal.azure.com, "Quotas"', 'delete what nobody uses'],
  next: quotaLeft,
};

const SIZE: Cause = {
  issue: 'VK7002',
  title: 'machines of this size cannot be had here now',
  remedy: ['use another vmSize, other zones, or another location'],
  next: sizesOffered,
  field: 'vmSize',
};

const ZONE: Cause = {
  ...SIZE,
  title: 'machines of this size cannot be had in this zone now',
  remedy: ['use other zones, another vmSize, or another location'],
  field: 'zones',
};

const ADDRESSES: Cause = {
  issue: 'VK7003',
  title: 'its addresses cannot be had',
  remedy: [
    'look what else is in the subnet, and say so: reservedAddresses of the subnet, firstAddress of the control plane',
    'use a larger subnet, fewer nodes, or a smaller maxPods: vnetk8s plan --fit CIDR',
  ],
  next: addressesPlanned,
};

const STATIC: Cause = {
  ...ADDRESSES,
  remedy: ['use other static addresses: firstAddress of the control plane', 'or free the address in Azure'],
  field: 'firstAddress',
};

const RANGES: Cause = {
  issue: 'VK7003',
  title: 'its range does not go with those that are there',
  remedy: ['compare the ranges with those of the virtual network and its peers'],
  next: checkAgain,
};

const PERMISSION: Cause = {
  issue: 'VK7004',
  title: 'who deploys may not do this',
  remedy: [
    'have the action that the reason names allowed: check prints the command',
    'deploy as somebody else: --auth',
  ],
  next: rightsShown,
};

const POLICY: Cause = {
  issue: 'VK7005',
  title: 'a policy forbids it',
  remedy: ['do as the policy says: tags, location, vmSize', 'ask who made it for an exemption'],
  next: policiesShown,
};

const LOCK: Cause = {
  issue: 'VK7005',
  title: 'a lock forbids it',
  remedy: ['remove the lock, or use another resource group'],
  next: locksListed,
};

const NAME: Cause = {
  issue: 'VK7006',
  title: 'its DNS name belongs to somebody else in this region',
  remedy: ['use another name of the cluster, or another dnsLabelPrefix of the pool'],
  next: checkAgain,
};

const UNCHANGEABLE: Cause = {
  issue: 'VK7008',
  title: 'this cannot be changed of what is there',
  remedy: ['make a new pool with the change, and remove the old one', 'take the change back'],
  next: changesShown,
};

const TEMPLATE: Cause = {
  issue: 'VK7009',
  title: 'Azure does not take the template',
  remedy: ['this is a fault of vnetk8s: please report it, with the lines above and the definition'],
  next: operationsListed,
};

const MISSING: Cause = {
  ...TEMPLATE,
  title: 'something that it needs is not there',
  remedy: ['look whether somebody has deleted it, and deploy again'],
};

const LATER: Cause = {
  issue: 'VK7010',
  title: 'Azure was not ready for it',
  remedy: ['deploy again in some minutes: what is there is used again'],
  next: deployAgain,
};

const OTHER: Cause = {
  issue: 'VK7099',
  title: 'Azure refused it',
  remedy: ['do what the reason asks for, and deploy again'],
  next: operationsListed,
};

const UNREGISTERED: Cause = {
  ...LATER,
  title: 'a resource provider is not registered',
  remedy: ['register it, and deploy again'],
  next: providerRegistered,
};

const IN_SUBNET: Cause = {
  ...UNCHANGEABLE,
  title: 'machines are in this subnet, so its range cannot change',
  remedy: ['give the new range to a new subnet, and use that in a new pool', 'take the change back'],
  ofSubnet: true,
};

/**
 * Codes of Azure Resource Manager and of resource providers (Azure: templates/common-deployment-errors, load-balancer-common-
 * deployment-errors, error-resource-quota, and issues of those who deploy clusters).
 */
const CAUSES: Readonly<Record<string, Cause>> = {
  QuotaExceeded: QUOTA,
  ResourceQuotaExceeded: QUOTA,
  PublicIPCountLimitReached: PUBLIC_IPS,
  IPv4StandardSkuPublicIpCountLimitReached: PUBLIC_IPS,
  SkuNotAvailable: SIZE,
  AllocationFailed: SIZE,
  OverconstrainedAllocationRequest: SIZE,
  ZonalAllocationFailed: ZONE,
  OverconstrainedZonalAllocationRequest: ZONE,
  LocationNotAvailableForResourceType: {...SIZE, title: 'this region does not have it'},
  RegionDoesNotAllowProvisioning: {...SIZE, title: 'this region makes nothing new now'},
  SubnetIsFull: {...ADDRESSES, title: 'its subnet is full', ofSubnet: true},
  PrivateIPAddressInUse: {...STATIC, title: 'its static address belongs to somebody else'},
  PrivateIPAddressIsAllocated: {...STATIC, title: 'its static address belongs to somebody else'},
  PrivateIPAddressInReservedRange: {...STATIC, title: 'its static address is one that Azure keeps'},
  PrivateIPAddressNotInSubnet: {...STATIC, title: 'its static address is not in its subnet'},
  PrivateIPAddressCountPerVirtualNetworkExceeded: {
    ...ADDRESSES,
    title: 'the virtual network has as many addresses in use as Azure allows',
    remedy: ['use fewer nodes, or a smaller maxPods'],
  },
  SecondaryIpConfigurationCountPerVMSSVMExceeded: {
    ...ADDRESSES,
    title: 'a machine has more addresses than Azure allows: 256',
    remedy: ['use a smaller maxPods'],
    field: 'maxPods',
  },
  ResourceNotPermittedOnDelegatedSubnet: {
    ...ADDRESSES,
    title: 'its subnet is delegated to a service',
    remedy: ['use another subnet'],
    ofSubnet: true,
  },
  SubnetWithExternalResourcesCannotBeUsedByOtherResources: {
    ...ADDRESSES,
    title: 'another service has resources in its subnet',
    remedy: ['use another subnet'],
    ofSubnet: true,
  },
  NetcfgSubnetRangesOverlap: {...RANGES, title: 'its range overlaps another subnet', ofSubnet: true},
  NetcfgSubnetRangeOutsideVnet: {...RANGES, title: 'its range is outside the virtual network', ofSubnet: true},
  NetcfgInvalidSubnet: {...RANGES, title: 'its range is none that a subnet of this network can have', ofSubnet: true},
  VnetAddressSpacesOverlap: RANGES,
  VnetAddressSpaceOverlapsWithAlreadyPeeredVnet: RANGES,
  RemotePeeringHasNoGateways: {...RANGES, title: 'the other network has no gateway that it lets others use'},
  RemoteVnetHasNoGateways: {...RANGES, title: 'the other network has no gateway that it lets others use'},
  InUseSubnetCannotBeUpdated: IN_SUBNET,
  InUseSubnetCannotBeDeleted: {...IN_SUBNET, title: 'machines are in this subnet, so it cannot go'},
  InUsePrefixCannotBeDeleted: {...IN_SUBNET, title: 'machines are in this range, so it cannot go'},
  AuthorizationFailed: PERMISSION,
  LinkedAuthorizationFailed: PERMISSION,
  RoleAssignmentUpdateNotPermitted: PERMISSION,
  RequestDisallowedByPolicy: POLICY,
  ScopeLocked: LOCK,
  DnsRecordInUse: NAME,
  PropertyChangeNotAllowed: UNCHANGEABLE,
  RoleAssignmentExists: {
    ...UNCHANGEABLE,
    title: 'the identity has this role already, by another assignment',
    remedy: ['remove the assignment that is there, and deploy again'],
    next: operationsListed,
  },
  InvalidTemplate: TEMPLATE,
  InvalidRequestFormat: TEMPLATE,
  InvalidRequestContent: TEMPLATE,
  JobSizeExceeded: TEMPLATE,
  DeploymentJobSizeExceeded: TEMPLATE,
  DeploymentSizeExceeded: TEMPLATE,
  InvalidResourceReference: MISSING,
  ParentResourceNotFound: MISSING,
  ResourceNotFound: MISSING,
  ImageNotFound: {...MISSING, title: 'the image of its machines is not there'},
  PlatformImageNotFound: {...MISSING, title: 'the image of its machines is not in this region'},
  ResourceGroupNotFound: {...MISSING, title: 'the resource group is not there'},
  ResourceGroupBeingDeleted: {
    ...LATER,
    title: 'the resource group is being deleted',
    remedy: ['wait until it is gone, and deploy again'],
  },
  MissingSubscriptionRegistration: UNREGISTERED,
  SubscriptionNotRegistered: UNREGISTERED,
  NoRegisteredProviderFound: UNREGISTERED,
  PrincipalNotFound: LATER,
  ReferencedResourceNotProvisioned: LATER,
  AnotherOperationInProgress: LATER,
  RetryableError: LATER,
  RetryableErrorDueToAnotherOperation: LATER,
  OperationPreempted: LATER,
  SubscriptionRequestsThrottled: LATER,
  TooManyRequests: LATER,
  InternalServerError: LATER,
  InternalExecutionError: LATER,
  NetworkingInternalOperationError: LATER,
  ServiceUnavailable: LATER,
  DeploymentQuotaExceeded: {
    ...LATER,
    title: 'the resource group keeps too many deployments',
    remedy: ['delete old ones, and deploy again'],
    next: oldDeployments,
  },
  MaxAvailabilitySetsInLoadBalancerReached: {
    ...QUOTA,
    title: 'a load balancer takes no more machines of their own',
    remedy: ['use pools of type scaleSet'],
  },
  LoadBalancerRuleCountLimitReachedForNic: {
    ...QUOTA,
    title: 'a machine has more rules of load balancers than Azure allows',
    remedy: ['use fewer ports of Services of type LoadBalancer', 'spread them over more clusters'],
  },
};

/** What Azure calls everything that a subscription may not do at the moment. */
const NOT_ALLOWED = 'OperationNotAllowed';

/** What is known of an error; where nothing is, what is true of all. `id`: of the resource that failed. */
export function causeOf({code, message}: ErrorBody, id = ''): Cause {
  if (code === NOT_ALLOWED && !/quota|\bcores?\b|\bvCPUs?\b/i.test(message)) return OTHER;
  const cause = code === NOT_ALLOWED ? QUOTA : Object.hasOwn(CAUSES, code) ? CAUSES[code] : undefined;
  if (cause === QUOTA && /\/providers\/Microsoft\.Network\//i.test(id)) return OF_NETWORK;
  if (cause === SIZE && /\bzones?\b/i.test(message)) return ZONE;
  return cause ?? OTHER;
}
