import {BaseCommand} from '../cli/base-command.ts';
import {azureFlags, azureOptions, fileArgument, fileFlag, fileOf, setFlag} from '../cli/flags.ts';
import {cloudFlag, nameFlag, statusFlags} from '../cli/target-flags.ts';
import {EXIT} from '../exit-codes.ts';

export default class Status extends BaseCommand {
  static override readonly summary = 'How a cluster is: its deployment, machines, nodes and add-ons';
  static override readonly description =
    'Asks Azure for the deployment and the machines, and the cluster for its nodes and add-ons: directly if its API server can be reached from here, otherwise by a command on a machine of the control plane, which takes half a minute. Exits with 9 if something is not well.';
  static override readonly usage = 'status [FILE] [FLAGS]';
  static override readonly examples = [
    'vnetk8s status',
    {description: 'without its definition', command: 'vnetk8s status --name prod --resource-group clusters'},
    {description: 'for scripts', command: 'vnetk8s status -o json | jq .health'},
  ];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {
    file: fileFlag,
    set: setFlag,
    name: nameFlag,
    ...statusFlags,
    ...azureFlags,
    cloud: cloudFlag,
  };

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Status);
    const {set = [], name, 'output-directory': directory} = parsed.flags;
    const [{status}, {showStatus}, {accountText}] = await Promise.all([
      import('../operations/status.ts'),
      import('../cli/status-text.ts'),
      import('../cli/account-text.ts'),
    ]);

    const source = {file: fileOf(parsed), name, set, stdin: process.stdin, cwd: process.cwd()};
    const azure = {...azureOptions(parsed.flags, this.config.version), cloud: parsed.flags.cloud};
    const onAccount = (account: Parameters<typeof accountText>[0]): void => this.talk(accountText(account));
    const outcome = await status({...source, directory, azure, onAccount});
    if (!outcome.well) process.exitCode = EXIT.unhealthy;
    return this.show(
      showStatus(outcome, {stdout: this.outputText(), aim: {source: {...source, directory}, azure}}),
      true,
    );
  }
}
