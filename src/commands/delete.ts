import {BaseCommand} from '../cli/base-command.ts';
import {azureFlags, azureOptions, fileArgument, fileFlag, fileOf, setFlag} from '../cli/flags.ts';
import {cloudFlag, deleteFlags, nameFlag} from '../cli/target-flags.ts';

export default class Delete extends BaseCommand {
  static override readonly summary = 'Delete a cluster from Azure, and nothing else';
  static override readonly description =
    'Lists what is deleted, and has the name of the cluster typed: its resource group if that was made for it and holds nothing else, otherwise its resources one by one; also what its Services have brought about, the other side of its peerings, and its rights in an existing virtual network. That network itself stays. So do the files on this machine. Interrupted, run it again.';
  static override readonly usage = 'delete [FILE] [FLAGS]';
  static override readonly examples = [
    {description: 'what would be deleted', command: 'vnetk8s delete --dry-run'},
    'vnetk8s delete --name prod',
    {description: 'in a pipeline', command: 'vnetk8s delete --name test --yes --confirm test'},
  ];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {
    file: fileFlag,
    set: setFlag,
    name: nameFlag,
    ...deleteFlags,
    ...azureFlags,
    cloud: cloudFlag,
  };

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Delete);
    const {flags} = parsed;
    const {runDelete} = await import('../cli/run-delete.ts');
    const azure = {...azureOptions(flags, this.config.version), cloud: flags.cloud};
    const file = fileOf(parsed);
    const {shown, exitCode} = await runDelete({
      source: {file, name: flags.name, set: flags.set ?? [], stdin: process.stdin, cwd: process.cwd(), azure},
      flags,
      json: this.jsonEnabled(),
      text: this.errorText(),
      talk: (text) => this.talk(text),
    });
    process.exitCode = exitCode;
    return this.show(shown, true);
  }
}
