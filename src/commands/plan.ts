import {BaseCommand} from '../cli/base-command.ts';
import {fileArgument, fileFlag, fileOf, planFormatFlag, questionFlags, setFlag} from '../cli/flags.ts';

export default class Plan extends BaseCommand {
  static override readonly summary = 'Show every address that a cluster takes, and what room is left';
  static override readonly description =
    'Plans the whole virtual network without asking Azure: the size and place of every subnet, static addresses, limits. If something does not fit, the plan is shown all the same, with what is wrong on stderr, and the exit code is 4.';
  static override readonly usage = 'plan [FILE] [FLAGS]';
  static override readonly examples = [
    'vnetk8s plan',
    {description: 'what would change', command: 'vnetk8s plan --what apps.maxPods=50 --what apps.count=20'},
    {description: 'what fits into a range', command: 'vnetk8s plan --fit 10.1.0.0/22'},
    {description: 'a picture of the network', command: 'vnetk8s plan -o svg > network.svg'},
    {description: 'in a pull request', command: 'vnetk8s plan -o markdown >> $GITHUB_STEP_SUMMARY'},
  ];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {file: fileFlag, set: setFlag, ...questionFlags, output: planFormatFlag};

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Plan);
    const {set = [], what = [], fit, output} = parsed.flags;
    const [{plan}, {assertAnswerable, showOutcome}] = await Promise.all([
      import('../operations/plan.ts'),
      import('../cli/plan-output.ts'),
    ]);
    assertAnswerable(output, {what, fit}, process.stdout.isTTY);

    const outcome = await plan({file: fileOf(parsed), set, what, fit, stdin: process.stdin, cwd: process.cwd()});
    const options = {stdout: this.outputText(), stderr: this.errorText()};
    return this.show(await showOutcome(outcome, this.jsonEnabled() ? 'json' : output, options), outcome.valid);
  }
}
