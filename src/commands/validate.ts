import {boolean, option} from '@oclif/core/flags';
import {BaseCommand} from '../cli/base-command.ts';
import {fileArgument, fileFlag, fileOf, setFlag} from '../cli/flags.ts';

export default class Validate extends BaseCommand {
  static override readonly summary = 'Find everything that is wrong with a definition';
  static override readonly description =
    'Checks the whole definition at once, without asking Azure: its format, every rule of Azure and Kubernetes that can be known beforehand, and whether all addresses fit. Ends with exit code 4 if there is an error.';
  static override readonly usage = 'validate [FILE] [FLAGS]';
  static override readonly examples = [
    'vnetk8s validate',
    {description: 'in a pipeline, warnings being errors', command: 'vnetk8s validate prod.yaml --strict'},
    {description: 'for GitHub code scanning', command: 'vnetk8s validate prod.yaml -o sarif > vnetk8s.sarif'},
    {description: 'before a change is written down', command: 'vnetk8s validate --set nodePools[apps].count=40'},
  ];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {
    file: fileFlag,
    set: setFlag,
    strict: boolean({summary: 'take warnings for errors'}),
    output: option({options: ['text', 'json', 'sarif'] as const})({
      char: 'o',
      summary: 'how issues are shown: text (on stderr), json or sarif (on stdout)',
      default: 'text',
      helpValue: 'FORMAT',
    }),
  };

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Validate);
    const {set = [], strict, output} = parsed.flags;
    const [{validate}, {showVerdict}] = await Promise.all([
      import('../operations/validate.ts'),
      import('../cli/verdict.ts'),
    ]);

    const verdict = await validate({file: fileOf(parsed), set, strict, stdin: process.stdin, cwd: process.cwd()});
    const options = {...this.errorText(), version: this.config.version};
    return this.show(await showVerdict(verdict, this.jsonEnabled() ? 'json' : output, options), verdict.valid);
  }
}
