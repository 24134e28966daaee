import {string as textArgument} from '@oclif/core/args';
import {boolean, option} from '@oclif/core/flags';
import {BaseCommand} from '../cli/base-command.ts';
import {azureFlags, azureOptions, fileArgument, fileFlag, fileOf, generateFlags, setFlag} from '../cli/flags.ts';

export default class Diff extends BaseCommand {
  static override readonly summary = 'Show what a deployment would change';
  static override readonly description =
    'Compares the definition with what is deployed, in words of the definition, and asks Azure what it would do, without the noise of its answer. With two files, compares these, and asks nobody.';
  static override readonly usage = 'diff [FILE] [NEWER] [FLAGS]';
  static override readonly examples = [
    'vnetk8s diff',
    {description: 'in a pipeline: exit code 10 if anything would change', command: 'vnetk8s diff --detailed-exitcode'},
    {description: 'two files, without Azure', command: 'vnetk8s diff old.yaml new.yaml'},
  ];
  static override readonly args = {
    file: fileArgument,
    newer: textArgument({description: 'compare with this definition instead of asking Azure', ignoreStdin: true}),
  };
  static override readonly flags = {
    file: fileFlag,
    set: setFlag,
    'output-directory': generateFlags['output-directory'],
    'detailed-exitcode': boolean({summary: 'end with exit code 10 if anything would change'}),
    raw: boolean({summary: "print Azure's answer as it came"}),
    output: option({options: ['text', 'json', 'markdown'] as const})({
      char: 'o',
      summary: 'text, json or markdown',
      default: 'text',
      helpValue: 'FORMAT',
    }),
    ...azureFlags,
  };

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Diff);
    const {set = [], output, raw, 'output-directory': directory, ...flags} = parsed.flags;
    const {runDiff, detailedExitCode} = await import('../cli/run-diff.ts');
    const {version} = this.config;
    const files = [fileOf(parsed), parsed.args.newer];
    const text = {stdout: this.outputText(), stderr: this.errorText()};
    const azure = azureOptions(parsed.flags, version);
    const talk = (words: string): void => this.talk(words);
    const {shown, outcome} = await runDiff({files, set, directory, azure, output, raw, version, talk, text});
    if (outcome.valid && flags['detailed-exitcode']) process.exitCode = detailedExitCode(outcome);
    return this.show(shown, outcome.valid);
  }
}
