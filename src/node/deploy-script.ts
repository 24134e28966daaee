import type {ClusterSecretName} from '../kubernetes/cluster-secrets.ts';

/**
 * What Azure knows when it deploys, and nobody before: where the cluster lands, and what its identity is asked for by.
 */
export type DeploymentFact = 'tenantId' | 'subscriptionId' | 'resourceGroup' | 'identityClientId';

/** A value that only the deployment knows: a secret, or a fact about the place. */
export type DeployValue = ClusterSecretName | DeploymentFact;

/** A piece of a script: text as it is, a value of the deployment, or pieces that are joined and put in base64. */
export type ScriptPart = string | {readonly value: DeployValue} | {readonly base64: DeployScript};

/**
 * The script that the CustomScript extension runs on a machine, as pieces in order: it delivers what custom data must not
 * hold, starts the bootstrap and waits for it. In the template it is an expression; values stand in it in base64 only, so
 * that nothing in them can mean anything to a shell.
 */
export type DeployScript = readonly ScriptPart[];
