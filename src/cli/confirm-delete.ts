import type {Account} from '../azure/azure.ts';
import {EXIT} from '../exit-codes.ts';
import type {DeletePlan} from '../operations/delete-plan.ts';
import {UserError} from '../user-error.ts';

/** What was said beforehand, and whether somebody can be asked. */
export interface ConfirmDeleteOptions {
  readonly yes: boolean;
  /** `--confirm`: the name of the cluster. */
  readonly name: string | undefined;
  readonly show: (plan: DeletePlan, account: Account) => void;
  /** Absent: nobody can be asked. */
  readonly ask: ((message: string) => Promise<string>) | undefined;
}

/**
 * Shows what is deleted, and has its name typed: here, or beforehand by `--yes --confirm NAME`. What is simulated needs
 * nobody's leave. Throws UserError where nobody can be asked.
 */
export async function confirmDelete(
  plan: DeletePlan,
  account: Account,
  {yes, name, show, ask}: ConfirmDeleteOptions,
): Promise<boolean> {
  const {cluster} = plan;
  if (name !== undefined && name !== cluster) {
    throw needed(`--confirm says ${name}, but the cluster is called ${cluster}`, `say --confirm ${cluster}`);
  }
  show(plan, account);
  if (account.simulated || (yes && name === cluster)) return true;
  if (yes) throw needed('--yes alone deletes nothing: the cluster has to be named', `say --yes --confirm ${cluster}`);
  if (ask === undefined) {
    throw needed('nobody can be asked whether to delete this', `say it beforehand: --yes --confirm ${cluster}`);
  }
  return (await ask(`Type ${cluster} to delete it for ever:`)).trim() === cluster;
}

function needed(message: string, suggestion: string): UserError {
  return new UserError(message, {
    code: 'CONFIRMATION_NEEDED',
    exitCode: EXIT.usage,
    suggestions: [suggestion, 'or only look: --dry-run'],
  });
}
