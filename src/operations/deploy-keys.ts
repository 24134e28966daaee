import {viewDirectory} from '../artifacts/output-directory.ts';
import type {Deployment} from '../azure/azure.ts';
import {controlPlaneMachineName} from '../cluster/names.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {findKeys, type Run} from './generate.ts';

/**
 * Refuses to deploy over a cluster with other keys than its own: it trusts one authority for as long as it lives, and
 * nodes and people with certificates of another one would be locked out. Throws UserError.
 */
export async function assertSameKeys(run: Run, deployed: Deployment | undefined): Promise<void> {
  const authority = authorityOf(deployed);
  if (authority === undefined) return;
  const {pki} = await findKeys(run, await viewDirectory(run.directory));
  if (pki.clusterCa.certificate.trim() === authority.trim()) return;
  const {name, cluster} = run.directory;
  throw notTheKeys(`the keys of ${cluster}, which is deployed already, are not in ${name}`);
}

/**
 * Refuses to make keys for a cluster that is there, where Azure has forgotten the deployment that would tell which are its own: of
 * 800 in a resource group, Azure deletes the oldest (Azure: templates/deployment-history-deletions). `existing`: names of what
 * is there. Throws UserError.
 */
export async function assertKeysKept(
  run: Run,
  deployed: Deployment | undefined,
  existing: readonly string[],
): Promise<void> {
  const {cluster} = run.built;
  const machines = Array.from({length: cluster.controlPlane.count}, (_, index) =>
    controlPlaneMachineName(cluster, index),
  );
  if (authorityOf(deployed) !== undefined || !machines.some((name) => existing.includes(name))) return;
  const {isNew} = await findKeys(run, await viewDirectory(run.directory));
  if (!isNew) return;
  throw notTheKeys(
    `machines of ${cluster.name} are there already, and its keys are not in ${run.directory.name}`,
    'Azure has no deployment of it any more that would tell which keys they are',
  );
}

function authorityOf(deployed: Deployment | undefined): string | undefined {
  const authority = deployed?.parameters['clusterCaCertificate'];
  return typeof authority === 'string' ? authority : undefined;
}

function notTheKeys(message: string, ...reasons: readonly string[]): UserError {
  return new UserError(message, {
    code: 'KEYS_NOT_THOSE_OF_CLUSTER',
    exitCode: EXIT.usage,
    suggestions: [
      ...reasons,
      'name the directory that it was deployed from: --output-directory DIR',
      'or a folder with its keys, which was kept as a secret: --pki DIR (docs/azure.md, "Keys in a pipeline")',
      'to look at it needs no keys: vnetk8s status',
      'nothing was changed: other keys would lock every node and everybody out',
    ],
  });
}
