import type {Cloud} from '../cluster/cluster.ts';

/** Where a cloud is (Azure: `az cloud show`). */
export interface CloudAddresses {
  /** Azure Resource Manager, without a slash at the end. */
  readonly resourceManager: string;
  /** What tokens are asked for. */
  readonly scope: string;
  /** Where tokens come from. */
  readonly authorityHost: string;
}

/** The clouds, by the names of `az cloud list`. */
export const CLOUDS: Readonly<Record<Cloud, CloudAddresses>> = {
  AzureCloud: addresses('https://management.azure.com', 'https://login.microsoftonline.com'),
  AzureUSGovernment: addresses('https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'),
  AzureChinaCloud: addresses('https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'),
};

function addresses(resourceManager: string, authorityHost: string): CloudAddresses {
  return {resourceManager, scope: `${resourceManager}/.default`, authorityHost};
}
