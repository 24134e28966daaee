import {CLUSTER_SECRETS, type ClusterSecretName, type ClusterSecrets} from '../kubernetes/cluster-secrets.ts';
import type {ArmParameters} from './arm-template.ts';
import {CONTENT_VERSION, PARAMETERS_SCHEMA} from './deployment-schema.ts';

/**
 * The file of parameters: the cluster's secrets, in the order of the template. Not the shared keys of tunnels, which are
 * asked for, and not what is there already, which a first deployment has nothing of.
 */
export function buildParameters(secrets: ClusterSecrets): ArmParameters {
  const names = Object.keys(CLUSTER_SECRETS) as readonly ClusterSecretName[];
  return {
    $schema: PARAMETERS_SCHEMA,
    contentVersion: CONTENT_VERSION,
    parameters: Object.fromEntries(names.map((name) => [name, {value: secrets[name]}])),
  };
}
