import type {IssueCode} from '../definition/issue.ts';

/** What a code of Azure's means, and what helps. */
export interface Cause {
  readonly issue: IssueCode;
  /** In words, as part of a sentence. */
  readonly title: string;
  readonly remedy: readonly string[];
  /** The field of a pool or of the control plane that decides it. */
  readonly field?: string;
}

const QUOTA: Cause = {
  issue: 'VK7001',
  title: 'the quota of the subscription does not allow it',
  remedy: [
    'raise the quota in this region: https://portal.azure.com, "Quotas"',
    'use fewer nodes, or another vmSize',
    'see what is left: az vm list-usage --location REGION --output table',
  ],
  field: 'vmSize',
};

const SIZE: Cause = {
  issue: 'VK7002',
  title: 'machines of this size cannot be had here now',
  remedy: [
    'use another vmSize, other zones, or another location',
    'see what there is: az vm list-skus --location REGION --resource-type virtualMachines --output table',
  ],
  field: 'vmSize',
};

const ADDRESSES: Cause = {
  issue: 'VK7003',
  title: 'its addresses cannot be had',
  remedy: [
    'look what else is in the subnet, and say so: reservedAddresses of the subnet, firstAddress of the control plane',
    'use a larger subnet, fewer nodes, or a smaller maxPods: vnetk8s plan --fit CIDR',
  ],
};

const RANGES: Cause = {
  issue: 'VK7003',
  title: 'its range does not go with those that are there',
  remedy: ['compare the ranges with those of the virtual network and its peers: vnetk8s check'],
};

const PERMISSION: Cause = {
  issue: 'VK7004',
  title: 'whoever deploys has not the right to do this',
  remedy: [
    'have the action that is named above allowed: vnetk8s check prints the command',
    'or deploy as somebody else: --auth',
  ],
};

const POLICY: Cause = {
  issue: 'VK7005',
  title: 'a policy or a lock forbids it',
  remedy: ['do as the policy says: tags, location, vmSize', 'or ask whoever made it for an exemption'],
};

const NAME: Cause = {
  issue: 'VK7006',
  title: 'its DNS name belongs to somebody else in this region',
  remedy: ['use another name of the cluster, or another dnsLabelPrefix of the pool'],
};

const UNCHANGEABLE: Cause = {
  issue: 'VK7008',
  title: 'this cannot be changed of what is there',
  remedy: ['make a new pool with the change, and remove the old one', 'or take the change back'],
};

const TEMPLATE: Cause = {
  issue: 'VK7009',
  title: 'Azure does not take the template',
  remedy: ['this is a fault of vnetk8s: please report it, with the lines above and the definition'],
};

const LATER: Cause = {
  issue: 'VK7010',
  title: 'Azure was not ready for it',
  remedy: ['deploy again in some minutes: what is there is used again'],
};

const HISTORY: Cause = {
  issue: 'VK7010',
  title: 'the resource group keeps too many deployments',
  remedy: ['delete old ones: az deployment group list --resource-group GROUP; az deployment group delete'],
};

/**
 * Codes of Azure Resource Manager and of resource providers (Azure: templates/common-deployment-errors, load-balancer-common-
 * deployment-errors, error-resource-quota).
 */
const CAUSES: Readonly<Record<string, Cause>> = {
  QuotaExceeded: QUOTA,
  ResourceQuotaExceeded: QUOTA,
  OperationNotAllowed: QUOTA,
  PublicIPCountLimitReached: {...QUOTA, title: 'the quota of public IPs does not allow it'},
  SkuNotAvailable: SIZE,
  AllocationFailed: SIZE,
  ZonalAllocationFailed: SIZE,
  OverconstrainedAllocationRequest: SIZE,
  OverconstrainedZonalAllocationRequest: SIZE,
  SubnetIsFull: {...ADDRESSES, title: 'its subnet is full'},
  PrivateIPAddressInUse: {...ADDRESSES, title: 'its static address belongs to somebody else'},
  PrivateIPAddressIsAllocated: {...ADDRESSES, title: 'its static address belongs to somebody else'},
  PrivateIPAddressInReservedRange: {...ADDRESSES, title: 'its static address is one that Azure keeps'},
  PrivateIPAddressNotInSubnet: {...ADDRESSES, title: 'its static address is not in its subnet'},
  PrivateIPAddressCountPerVirtualNetworkExceeded: ADDRESSES,
  NetcfgSubnetRangesOverlap: RANGES,
  NetcfgSubnetRangeOutsideVnet: RANGES,
  VnetAddressSpacesOverlap: RANGES,
  InUseSubnetCannotBeUpdated: {...UNCHANGEABLE, title: 'machines are in this subnet, so its range cannot change'},
  InUseSubnetCannotBeDeleted: {...UNCHANGEABLE, title: 'machines are in this subnet'},
  RemotePeeringHasNoGateways: {...RANGES, title: 'the other network has no gateway that it lets others use'},
  RemoteVnetHasNoGateways: {...RANGES, title: 'the other network has no gateway that it lets others use'},
  VnetAddressSpaceOverlapsWithAlreadyPeeredVnet: RANGES,
  SubnetWithExternalResourcesCannotBeUsedByOtherResources: {
    ...ADDRESSES,
    title: 'its subnet is delegated to a service',
  },
  AuthorizationFailed: PERMISSION,
  LinkedAuthorizationFailed: PERMISSION,
  RoleAssignmentUpdateNotPermitted: PERMISSION,
  RequestDisallowedByPolicy: POLICY,
  ScopeLocked: POLICY,
  DnsRecordInUse: NAME,
  PropertyChangeNotAllowed: UNCHANGEABLE,
  RoleAssignmentExists: {
    ...UNCHANGEABLE,
    title: 'the identity has this role already, by another assignment',
    remedy: ['remove the assignment that is there, and deploy again'],
  },
  InvalidTemplate: TEMPLATE,
  InvalidRequestFormat: TEMPLATE,
  JobSizeExceeded: TEMPLATE,
  DeploymentSizeExceeded: TEMPLATE,
  InvalidResourceReference: {
    ...TEMPLATE,
    title: 'something that it needs is not there',
    remedy: ['look whether somebody has deleted it, and deploy again'],
  },
  MissingSubscriptionRegistration: {
    ...LATER,
    title: 'a resource provider is not registered',
    remedy: ['register it: az provider register --namespace NAMESPACE'],
  },
  PrincipalNotFound: LATER,
  ReferencedResourceNotProvisioned: LATER,
  AnotherOperationInProgress: LATER,
  SubscriptionRequestsThrottled: LATER,
  TooManyRequests: LATER,
  InternalServerError: LATER,
  DeploymentQuotaExceeded: HISTORY,
  MaxAvailabilitySetsInLoadBalancerReached: {
    ...QUOTA,
    title: 'a load balancer takes no more machines of their own',
    remedy: ['use pools of type scaleSet'],
  },
  SecondaryIpConfigurationCountPerVMSSVMExceeded: {
    ...ADDRESSES,
    title: 'a machine has at most 256 addresses',
    field: 'maxPods',
  },
};

/** What is known of a code; undefined if nothing is. */
export function causeOf(code: string): Cause | undefined {
  return Object.hasOwn(CAUSES, code) ? CAUSES[code] : undefined;
}
