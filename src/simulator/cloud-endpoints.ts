import {type Answer, type Ask, checkVersion, found} from './answer.ts';

/** What distinguishes the clouds, as each of them tells it of all (Azure: `GET /metadata/endpoints`, azclient's `cloud.go`). */
interface CloudEndpoints {
  readonly name: string;
  readonly portal: string;
  readonly login: string;
  readonly audiences: readonly string[];
  readonly graph: string;
  readonly storage: string;
  readonly registry: string;
  readonly keyVault: string;
}

const CLOUDS: readonly CloudEndpoints[] = [
  {
    name: 'AzureCloud',
    portal: 'https://portal.azure.com',
    login: 'https://login.microsoftonline.com/',
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
    graph: 'https://graph.microsoft.com/',
    storage: 'core.windows.net',
    registry: 'azurecr.io',
    keyVault: 'vault.azure.net',
  },
  {
    name: 'AzureChinaCloud',
    portal: 'https://portal.azure.cn',
    login: 'https://login.chinacloudapi.cn/',
    audiences: ['https://management.core.chinacloudapi.cn/', 'https://management.chinacloudapi.cn/'],
    graph: 'https://microsoftgraph.chinacloudapi.cn/',
    storage: 'core.chinacloudapi.cn',
    registry: 'azurecr.cn',
    keyVault: 'vault.azure.cn',
  },
  {
    name: 'AzureUSGovernment',
    portal: 'https://portal.azure.us',
    login: 'https://login.microsoftonline.us/',
    audiences: ['https://management.core.usgovcloudapi.net/', 'https://management.usgovcloudapi.net/'],
    graph: 'https://graph.microsoft.us/',
    storage: 'core.usgovcloudapi.net',
    registry: 'azurecr.us',
    keyVault: 'vault.usgovcloudapi.net',
  },
];

/**
 * `GET /metadata/endpoints`, which needs no token: clients that only know where Azure Resource Manager is find there where
 * to sign in, and for which audience. Whatever the cloud, its Azure Resource Manager is this one. Undefined for other requests. Throws Refusal.
 */
export function cloudEndpoints({method, path, query, origin}: Ask): Answer | undefined {
  if (method !== 'GET' || path.toLowerCase() !== '/metadata/endpoints') return undefined;
  checkVersion(query);
  return found(
    CLOUDS.map(({name, portal, login, audiences, graph, storage, registry, keyVault}) => ({
      name,
      portal,
      authentication: {loginEndpoint: login, audiences, tenant: 'common', identityProvider: 'AAD'},
      graph,
      microsoftGraphResourceId: graph,
      resourceManager: `${origin}/`,
      suffixes: {storage, keyVaultDns: keyVault, acrLoginServer: registry},
    })),
  );
}
