import type {Cluster} from '../../src/cluster/cluster.ts';
import {resolve} from '../../src/cluster/resolve.ts';
import type {Rule} from '../../src/cluster/rules.ts';
import type {ClusterDefinition} from '../../src/definition/cluster-definition.generated.ts';
import type {Issue} from '../../src/definition/issue.ts';

/** What a test says of its cluster, in the words of a definition: whatever it leaves out is as small as it may be. */
export type Overrides = Partial<ClusterDefinition>;

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups';

/** Resource ids for tests that are not about ids. */
export const HUB_ID = `${SUBSCRIPTION}/hub/providers/Microsoft.Network/virtualNetworks/hub`;
export const DATA_ID = `${SUBSCRIPTION}/data/providers/Microsoft.Network/virtualNetworks/data`;
export const CORP_ID = `${SUBSCRIPTION}/network/providers/Microsoft.Network/virtualNetworks/corp`;
export const ROUTE_TABLE_ID = `${SUBSCRIPTION}/network/providers/Microsoft.Network/routeTables/inspect`;
export const CIRCUIT_ID = `${SUBSCRIPTION}/network/providers/Microsoft.Network/expressRouteCircuits/metro`;
export const IDENTITY_ID = `${SUBSCRIPTION}/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod`;

/** A public key whose private half is nowhere. */
export const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com';

/** The smallest definition, with what a test changes of it; the top-level keys that it names are replaced as a whole. */
export function buildDefinition(overrides: Overrides = {}): ClusterDefinition {
  return {
    apiVersion: 'vnetk8s/v1',
    name: 'prod',
    location: 'westeurope',
    nodePools: [{name: 'apps'}],
    linux: {sshPublicKeys: [PUBLIC_KEY]},
    ...overrides,
  };
}

/** The cluster of `buildDefinition`: three control-plane machines, one pool of three nodes, a network of its own. */
export function buildCluster(overrides: Overrides = {}): Cluster {
  return resolve(buildDefinition(overrides));
}

/** What one rule finds in a definition. */
export function findIssues(rule: Rule, definition: ClusterDefinition): readonly Issue[] {
  return rule(resolve(definition), definition);
}
