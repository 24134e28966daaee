/**
 * The services that a subnet can have an endpoint of (Azure: virtual-network-service-endpoints-overview;
 * Microsoft.Storage.Global: storage-network-security, "Azure Storage cross-region service endpoints").
 */
export const SERVICE_ENDPOINTS: readonly string[] = [
  'Microsoft.AzureActiveDirectory',
  'Microsoft.AzureCosmosDB',
  'Microsoft.CognitiveServices',
  'Microsoft.ContainerRegistry',
  'Microsoft.EventHub',
  'Microsoft.KeyVault',
  'Microsoft.ServiceBus',
  'Microsoft.Sql',
  'Microsoft.Storage',
  'Microsoft.Storage.Global',
  'Microsoft.Web',
];

/** Pairs that no subnet can have both of: storage in the region and its pair, or in every region. */
export const EXCLUSIVE_SERVICE_ENDPOINTS: readonly (readonly [string, string])[] = [
  ['Microsoft.Storage', 'Microsoft.Storage.Global'],
];

/** The service in Azure's spelling, whatever its capitals; undefined if there is none of that name. */
export function findServiceEndpoint(name: string): string | undefined {
  return SERVICE_ENDPOINTS.find((service) => service.toLowerCase() === name.toLowerCase());
}
