import type {ArmType} from './wire.ts';

const NETWORK = '2025-05-01';
const COMPUTE = '2025-04-01';
const PRIVATE_DNS = '2024-06-01';

/** The version of Azure's API that each type of resource is written for: the one place that names them. */
export const API_VERSIONS = {
  'Microsoft.Authorization/roleAssignments': '2022-04-01',
  'Microsoft.Compute/availabilitySets': COMPUTE,
  'Microsoft.Compute/virtualMachineScaleSets': COMPUTE,
  'Microsoft.Compute/virtualMachines': COMPUTE,
  'Microsoft.Compute/virtualMachines/extensions': COMPUTE,
  'Microsoft.ManagedIdentity/userAssignedIdentities': '2024-11-30',
  'Microsoft.Network/applicationSecurityGroups': NETWORK,
  'Microsoft.Network/connections': NETWORK,
  'Microsoft.Network/loadBalancers': NETWORK,
  'Microsoft.Network/localNetworkGateways': NETWORK,
  'Microsoft.Network/natGateways': NETWORK,
  'Microsoft.Network/networkInterfaces': NETWORK,
  'Microsoft.Network/networkSecurityGroups': NETWORK,
  'Microsoft.Network/networkSecurityGroups/securityRules': NETWORK,
  'Microsoft.Network/privateDnsZones': PRIVATE_DNS,
  'Microsoft.Network/privateDnsZones/A': PRIVATE_DNS,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': PRIVATE_DNS,
  'Microsoft.Network/publicIPAddresses': NETWORK,
  'Microsoft.Network/routeTables': NETWORK,
  'Microsoft.Network/virtualNetworkGateways': NETWORK,
  'Microsoft.Network/virtualNetworks': NETWORK,
  'Microsoft.Network/virtualNetworks/subnets': NETWORK,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': NETWORK,
  'Microsoft.Resources/deployments': '2025-04-01',
} as const satisfies Readonly<Record<ArmType, string>>;

/** The version that resources of a type are written for. */
export type ApiVersion<Type extends ArmType> = (typeof API_VERSIONS)[Type];
