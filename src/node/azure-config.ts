import type {Cloud, Cluster} from '../cluster/cluster.ts';
import {nodeSecurityGroupName, virtualNetworkName} from '../cluster/names.ts';
import {readResourceId} from '../cluster/resource-id.ts';
import type {JsonPart} from './json-script.ts';

/** The clouds as the provider spells them (go-autorest: azure/environments.go). */
const CLOUD_NAMES: Readonly<Record<Cloud, string>> = {
  AzureCloud: 'AzurePublicCloud',
  AzureUSGovernment: 'AzureUSGovernmentCloud',
  AzureChinaCloud: 'AzureChinaCloud',
};

/**
 * Configuration of Azure's cloud provider and of the autoscaler, `azure.json` (cloud-provider-azure: install/configs). It
 * holds no secret: the cluster calls Azure with a managed identity.
 */
export function azureConfig(cluster: Cluster): Readonly<Record<string, JsonPart>> {
  return {
    cloud: CLOUD_NAMES[cluster.cloud],
    tenantId: {value: 'tenantId'},
    subscriptionId: {value: 'subscriptionId'},
    resourceGroup: {value: 'resourceGroup'},
    location: cluster.location,
    ...virtualMachines(cluster),
    ...network(cluster),
    useManagedIdentityExtension: true,
    // By its client id: the provider would take a resource id too, the autoscaler does not (azure_client.go).
    userAssignedIdentityID: {value: 'identityClientId'},
    useInstanceMetadata: true,
    ...loadBalancers(cluster),
    // The values of the provider's own example (cloud-provider-azure: examples/azure.json).
    cloudProviderBackoff: true,
    cloudProviderBackoffRetries: 6,
    cloudProviderBackoffDuration: 5,
    cloudProviderRateLimit: true,
    cloudProviderRateLimitQPS: 6,
    cloudProviderRateLimitBucket: 20,
  };
}

/** The control plane's machines are never of a scale set, so that with any scale set there are both kinds. */
function virtualMachines({nodePools}: Cluster): Readonly<Record<string, JsonPart>> {
  return nodePools.some(({type}) => type === 'scaleSet')
    ? {vmType: 'vmss', disableAvailabilitySetNodes: false, enableVmssFlexNodes: false}
    : {vmType: 'standard'};
}

function network(cluster: Cluster): Readonly<Record<string, JsonPart>> {
  const {virtualNetwork, internalServices} = cluster.network;
  const shared = {
    // Where internal load balancers of Services get their addresses, unless a Service names another.
    subnetName: internalServices.subnet,
    securityGroupName: nodeSecurityGroupName(cluster),
    securityGroupResourceGroup: {value: 'resourceGroup'},
    routeTableName: '',
  };
  if (virtualNetwork.kind === 'new') {
    return {vnetName: virtualNetworkName(cluster), vnetResourceGroup: {value: 'resourceGroup'}, ...shared};
  }
  const id = readResourceId(virtualNetwork.id, 'Microsoft.Network/virtualNetworks');
  if (id.problem !== undefined) throw new TypeError(`${virtualNetwork.id} ${id.reason}: a rule should have refused it`);
  return {vnetName: id.resource.names[0], vnetResourceGroup: id.resource.resourceGroup, ...shared};
}

/**
 * With a way out of their own nodes are in the backend pool by their addresses, and the provider never touches network
 * interfaces and scale sets. With the load balancer as the way out the pool is the template's, and interfaces are in it;
 * an outbound rule carries what leaves, so that no inbound rule may.
 */
function loadBalancers({network}: Cluster): Readonly<Record<string, JsonPart>> {
  const sharesPool = network.egress === 'loadBalancer';
  return {
    loadBalancerSku: 'standard',
    loadBalancerName: '',
    loadBalancerBackendPoolConfigurationType: sharesPool ? 'nodeIPConfiguration' : 'nodeIP',
    maximumLoadBalancerRuleCount: 250,
    excludeMasterFromStandardLB: true,
    disableOutboundSNAT: true,
  };
}
