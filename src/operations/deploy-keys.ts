import {viewDirectory} from '../artifacts/output-directory.ts';
import type {Deployment} from '../azure/azure.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';
import {findKeys, type Run} from './generate.ts';

/**
 * Refuses to deploy over a cluster with other keys than its own: it trusts one authority for as long as it lives, and
 * nodes and people with certificates of another one would be locked out. Throws UserError.
 */
export async function assertSameKeys(run: Run, deployed: Deployment | undefined): Promise<void> {
  const authority = deployed?.parameters['clusterCaCertificate'];
  if (typeof authority !== 'string') return;
  const {pki} = await findKeys(run, await viewDirectory(run.directory));
  if (pki.clusterCa.certificate.trim() === authority.trim()) return;
  const {name, cluster} = run.directory;
  throw new UserError(`the keys of ${cluster}, which is deployed already, are not in ${name}`, {
    code: 'KEYS_NOT_THOSE_OF_CLUSTER',
    exitCode: EXIT.usage,
    suggestions: [
      'name the directory that it was deployed from: --output-directory DIR',
      'or a folder with its keys, which was kept as a secret: --pki DIR (docs/azure.md, "Keys in a pipeline")',
      'nothing was changed: other keys would lock every node and everybody out',
    ],
  });
}
