import {string as textArgument} from '@oclif/core/args';
import {boolean, string as textFlag} from '@oclif/core/flags';
import {BaseCommand} from '../cli/base-command.ts';

export default class Import extends BaseCommand {
  static override readonly summary = 'Convert a definition of acs-engine or aks-engine';
  static override readonly description =
    'Writes the same cluster in the format of vnetk8s, and tells on stderr what became of every field: kept, changed, dropped, or an error where somebody has to decide, with which the exit code is 4. "vnetk8s validate" and "vnetk8s plan" take the old file as it is, too.';
  static override readonly usage = 'import FILE [FLAGS]';
  static override readonly examples = [
    'vnetk8s import apimodel.json -o cluster.yaml',
    {description: 'only see what would become of it', command: 'vnetk8s import apimodel.json > /dev/null'},
  ];
  static override readonly args = {
    file: textArgument({description: 'the old definition, - for stdin', required: true, ignoreStdin: true}),
  };
  static override readonly flags = {
    output: textFlag({char: 'o', summary: 'the file to write; else, or with -, stdout', helpValue: 'FILE'}),
    force: boolean({summary: 'write over a file that is there'}),
  };

  async run(): Promise<object | undefined> {
    const {args, flags} = await this.parse(Import);
    const output = flags.output === '-' ? undefined : flags.output;
    const [{importDefinition}, {showImport}] = await Promise.all([
      import('../operations/import.ts'),
      import('../cli/import-text.ts'),
    ]);

    const streams = {stdin: process.stdin, cwd: process.cwd()};
    const outcome = await importDefinition({file: args.file, output, force: flags.force, ...streams});
    return this.show(showImport(outcome, output, this.errorText()), outcome.valid);
  }
}
