import type {Cause} from './cause.ts';
import {
  ADDRESSES,
  IN_SUBNET,
  LATER,
  LOCK,
  MISSING,
  NAME,
  OF_NETWORK,
  OTHER,
  PERMISSION,
  POLICY,
  PUBLIC_IPS,
  QUOTA,
  RANGES,
  REGION,
  SILENT_MACHINE,
  SIZE,
  STATIC,
  TEMPLATE,
  UNCHANGEABLE,
  UNREGISTERED,
  ZONE,
} from './cause-kinds.ts';
import type {ErrorBody} from './error-body.ts';
import {
  oldDeployments,
  operationsListed,
  policiesShown,
  roleAssignmentsListed,
  subscriptionShown,
} from './next-commands.ts';

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
  LocationNotAvailableForResourceType: {...REGION, title: 'this region does not have it'},
  RequestDisallowedByAzure: {
    ...REGION,
    title: 'Azure keeps this subscription out of this region',
    remedy: ['use another location', 'ask Azure for this one: https://portal.azure.com, "Help + support"'],
    next: policiesShown,
  },
  RegionDoesNotAllowProvisioning: REGION,
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
  // Its name is made of that of the identity: one of the same name that was deleted without its roles has left it behind.
  RoleAssignmentUpdateNotPermitted: {
    ...UNCHANGEABLE,
    title: 'the role is there already, of an identity that was deleted',
    remedy: ['remove the assignment to an identity that is not found any more, and deploy again'],
    next: roleAssignmentsListed,
  },
  RequestDisallowedByPolicy: POLICY,
  ReadOnlyDisabledSubscription: {
    ...POLICY,
    title: 'the subscription is disabled',
    remedy: ['have it enabled: https://portal.azure.com, "Subscriptions"', 'use another one: --subscription'],
    next: subscriptionShown,
  },
  ScopeLocked: LOCK,
  DnsRecordInUse: NAME,
  OSProvisioningTimedOut: SILENT_MACHINE,
  OSProvisioningClientError: SILENT_MACHINE,
  OSProvisioningInternalError: SILENT_MACHINE,
  VMAgentStatusCommunicationError: SILENT_MACHINE,
  PropertyChangeNotAllowed: UNCHANGEABLE,
  InvalidResourceLocation: {
    ...UNCHANGEABLE,
    title: 'it is there already, in another region',
    remedy: ['use another resource group: --resource-group', 'take the location back, or delete what is there'],
  },
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
  RoleAssignmentLimitExceeded: {
    ...QUOTA,
    title: 'the subscription has as many role assignments as Azure allows',
    remedy: ['remove those that nobody needs', 'name an identity that has its roles already: identity.id'],
    next: roleAssignmentsListed,
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
