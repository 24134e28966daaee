import {EXIT} from '../exit-codes.ts';
import {commandFor} from '../operations/again.ts';
import {type DeleteOptions, type DeleteOutcome, deleteCluster} from '../operations/delete.ts';
import type {TextOptions} from '../report/table.ts';
import {UserError} from '../user-error.ts';
import {accountText} from './account-text.ts';
import {askText, UnansweredQuestion} from './ask-person.ts';
import type {Shown} from './base-command.ts';
import {confirmDelete} from './confirm-delete.ts';
import {deletePlanText, deleteProgressText, showDeletion} from './delete-text.ts';
import {mayAsk} from './may-ask.ts';

/** A deletion as it was asked for on a command line. */
export interface DeleteQuestion {
  readonly source: Omit<DeleteOptions, 'confirm' | 'onProgress' | 'dryRun'>;
  readonly flags: {
    readonly 'dry-run': boolean;
    readonly yes: boolean;
    readonly confirm?: string | undefined;
    readonly 'no-input': boolean;
  };
  readonly json: boolean;
  readonly text: TextOptions;
  readonly talk: (text: string) => void;
}

/**
 * Deletes a cluster, and says how the process ends. On Ctrl-C, Azure goes on with what it has begun, and the rest stays until
 * the command is run again.
 */
export async function runDelete({source, flags, json, text, talk}: DeleteQuestion): Promise<{
  readonly shown: Shown;
  readonly exitCode: number;
}> {
  const show = (plan: DeleteOutcome['plan'], account: DeleteOutcome['account']): void =>
    talk(`${deletePlanText(plan, {account}, text)}\n`);
  const ask = mayAsk(flags['no-input']) && !json && !flags.yes ? askText : undefined;
  const again = commandFor('delete', {source, azure: source.azure});
  let begun = false;
  const confirm: DeleteOptions['confirm'] = async (plan, account) => {
    begun = await confirmDelete(plan, account, {yes: flags.yes, name: flags.confirm, show, ask});
    return begun;
  };
  const outcome = await untilInterrupted(
    (signal) =>
      deleteCluster({
        ...source,
        signal,
        dryRun: flags['dry-run'],
        confirm,
        onAccount: (account) => talk(accountText(account)),
        onProgress: (progress) => talk(deleteProgressText(progress)),
      }),
    (exitCode) => interruption(exitCode, begun, again),
  );
  if (outcome.end.kind === 'planned') show(outcome.plan, outcome.account);
  return {shown: showDeletion(outcome, {...text, again}), exitCode: exitCodeOf(outcome)};
}

/** Throws what `interruption` gives for an exit code where a signal, or nobody's answer to a question, has ended the work. */
async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  interruption: (exitCode: number) => UserError,
): Promise<Result> {
  const abort = new AbortController();
  let exitCode: number = EXIT.interrupted;
  const stop = (signal: NodeJS.Signals): void => {
    exitCode = signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
    abort.abort();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await work(abort.signal);
  } catch (error) {
    throw abort.signal.aborted || error instanceof UnansweredQuestion ? interruption(exitCode) : error;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** `begun`: the deletion was confirmed. */
function interruption(exitCode: number, begun: boolean, again: string): UserError {
  const goesOn = 'Azure goes on with what it has begun to delete; the rest stays';
  return new UserError(begun ? 'interrupted' : 'interrupted: nothing was deleted', {
    code: 'INTERRUPTED',
    exitCode,
    suggestions: [...(begun ? [goesOn] : []), `go on: ${again}`],
  });
}

function exitCodeOf({end}: DeleteOutcome): number {
  if (end.kind === 'incomplete') return EXIT.deploymentFailed;
  return end.kind === 'declined' ? EXIT.usage : EXIT.ok;
}
