import {string} from '@oclif/core/args';
import {BaseCommand} from '../cli/base-command.ts';
import {starterFlags} from '../cli/starter-flags.ts';

export default class Init extends BaseCommand {
  static override readonly summary = 'Write a first definition';
  static override readonly description =
    'On a terminal, asks for everything that no flag says; elsewhere, or with --no-input, takes defaults. Never overwrites a file, and writes nothing that "vnetk8s validate" would find an error in.';
  static override readonly usage = 'init [FILE] [FLAGS]';
  static override readonly examples = [
    'vnetk8s init',
    {
      description: 'without questions',
      command: 'vnetk8s init --name prod -l westeurope --pool apps=6 --pool gpu=2 --no-input',
    },
    {description: 'with completion in editors', command: 'vnetk8s init --with-schema'},
  ];
  static override readonly args = {
    file: string({description: 'the file to write, - for stdout', default: 'cluster.yaml', ignoreStdin: true}),
  };
  static override readonly flags = starterFlags;

  async run(): Promise<object | undefined> {
    const {args, flags} = await this.parse(Init);
    const [{init}, {collectAnswers}, {showInit}] = await Promise.all([
      import('../operations/init.ts'),
      import('../cli/run-init.ts'),
      import('../cli/init-text.ts'),
    ]);

    const interactive = this.mayAsk(flags['no-input']);
    const cwd = process.cwd();
    const answers = await collectAnswers({file: args.file, flags, interactive, cwd});
    const options = {file: args.file, answers, withSchema: flags['with-schema'], evenIfInvalid: interactive, cwd};
    const outcome = await init(options);
    return this.show(showInit(outcome, this.errorText()), outcome.valid);
  }

  /** Never without a terminal at both ends, and never in a pipeline. */
  private mayAsk(noInput: boolean): boolean {
    const isPipeline = !['', '0', 'false'].includes(process.env['CI'] ?? '');
    return process.stdin.isTTY && process.stderr.isTTY && !noInput && !isPipeline && !this.jsonEnabled();
  }
}
