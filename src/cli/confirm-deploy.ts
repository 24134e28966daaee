import {EXIT} from '../exit-codes.ts';
import type {Confirmation} from '../operations/deploy-outcome.ts';
import type {TextOptions} from '../report/table.ts';
import {UserError} from '../user-error.ts';
import {askYesOrNo} from './ask-person.ts';
import {previewAsText} from './diff-text.ts';
import {mayAsk} from './may-ask.ts';

/** Whether somebody can be asked, and how they are shown what it is about. */
export interface ConfirmOptions {
  readonly yes: boolean;
  readonly 'no-input': boolean;
  readonly json: boolean;
  readonly text: TextOptions;
}

/**
 * Shows what would change and asks. What is simulated changes nothing, so nobody is asked. Throws UserError where nobody can be asked and
 * `--yes` was not given.
 */
export async function confirmDeploy({site, preview}: Confirmation, options: ConfirmOptions): Promise<boolean> {
  if (!options.json) process.stderr.write(`${previewAsText(preview, options.text)}\n`);
  if (options.yes || site.account.simulated) return true;
  if (options.json || !mayAsk(options['no-input'])) {
    throw new UserError('nobody can be asked whether to do this', {
      code: 'CONFIRMATION_NEEDED',
      exitCode: EXIT.usage,
      suggestions: ['say it beforehand: --yes', 'or only look: vnetk8s diff'],
    });
  }
  const {account, group} = site;
  return askYesOrNo(`do this in resource group ${group} of subscription ${account.subscriptionName}?`);
}
