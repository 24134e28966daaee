import {option} from '@oclif/core/flags';
import {accountText} from '../cli/account-text.ts';
import {BaseCommand} from '../cli/base-command.ts';
import {azureFlags, azureOptions, fileArgument, fileFlag, fileOf, setFlag} from '../cli/flags.ts';
import {EXIT} from '../exit-codes.ts';

export default class Check extends BaseCommand {
  static override readonly summary = 'Find out what Azure has against a cluster, before anything is created';
  static override readonly description =
    'Checks quotas, VM sizes and zones, images, permissions, locks, DNS names; of an existing virtual network that it is as the definition says, has room, and lets through what the cluster needs; gateways, circuits, route tables and networks that the cluster is to be connected with. Each fault comes with what helps, and the command for it. Ends with exit code 5 if a deployment would fail. Changes nothing.';
  static override readonly usage = 'check [FILE] [FLAGS]';
  static override readonly examples = ['vnetk8s check', 'vnetk8s check prod.yaml --resource-group prod --output json'];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {
    file: fileFlag,
    set: setFlag,
    output: option({options: ['text', 'json'] as const})({
      char: 'o',
      summary: 'text or json',
      default: 'text',
      helpValue: 'FORMAT',
    }),
    ...azureFlags,
  };

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Check);
    const {set = []} = parsed.flags;
    const [{check}, {checkDocument, findingsAsText}, {issuesAsText}] = await Promise.all([
      import('../operations/check.ts'),
      import('../cli/check-text.ts'),
      import('../cli/issue-text.ts'),
    ]);
    const source = {file: fileOf(parsed), set, stdin: process.stdin, cwd: process.cwd()};
    const azure = azureOptions(parsed.flags, this.config.version);
    const outcome = await check(source, azure, (account) => this.talk(accountText(account)));
    const {name, issues, valid, findings} = outcome;
    this.talk(issuesAsText(issues, name, this.errorText()));
    if (valid) this.print(findingsAsText(findings, this.outputText()));
    if (!valid) process.exitCode = EXIT.invalidDefinition;
    else if (findings.some(({state}) => state === 'failed')) process.exitCode = EXIT.checkFailed;
    return checkDocument(outcome);
  }
}
