import {formatPath} from '../../../src/definition/issue.ts';
import {importVlabs, type VlabsImport} from '../../../src/definition/vlabs/import-vlabs.ts';
import {reportText} from './samples.ts';

/** Parts of a definition that is complete otherwise. */
export interface Parts {
  readonly top?: Readonly<Record<string, unknown>>;
  readonly kubernetes?: Readonly<Record<string, unknown>>;
  readonly orchestrator?: Readonly<Record<string, unknown>>;
  readonly controlPlane?: Readonly<Record<string, unknown>>;
  readonly pools?: readonly Readonly<Record<string, unknown>>[];
  readonly linux?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export const SUBNETS =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/corp/subnets';

/** A vlabs definition in which nothing is missing, with these parts in it. */
export function vlabs({top, kubernetes, orchestrator, controlPlane, pools = [{}], linux, properties}: Parts): unknown {
  return {
    apiVersion: 'vlabs',
    location: 'westeurope',
    ...top,
    properties: {
      orchestratorProfile: {...orchestrator, kubernetesConfig: {...kubernetes}},
      masterProfile: {count: 3, dnsPrefix: 'prod', vmSize: 'Standard_D2s_v3', ...controlPlane},
      agentPoolProfiles: pools.map((pool, index) => ({
        name: `pool${index + 1}`,
        count: 2,
        vmSize: 'Standard_D4s_v3',
        ...pool,
      })),
      linuxProfile: {adminUsername: 'azureuser', ssh: {publicKeys: [{keyData: 'ssh-ed25519 AAAA me'}]}, ...linux},
      ...properties,
    },
  };
}

/** The import of such a definition. */
export function imported(parts: Parts): VlabsImport {
  return importVlabs(vlabs(parts));
}

/** What the report says of fields whose path ends so. */
export function said(result: VlabsImport, ending: string): string {
  return reportText(result.report.filter(({from}) => formatPath(from).endsWith(ending)));
}

/** A part of the definition. */
export function at(result: VlabsImport, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, part) => Object(value)[part], result.definition);
}
