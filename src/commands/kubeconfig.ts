import {homedir} from 'node:os';
import {BaseCommand} from '../cli/base-command.ts';
import {fileArgument, fileFlag, fileOf, setFlag} from '../cli/flags.ts';
import {kubeconfigFlags, nameFlag} from '../cli/target-flags.ts';

export default class Kubeconfig extends BaseCommand {
  static override readonly summary = 'Add a cluster to your kubeconfig, or print its own';
  static override readonly description =
    'Takes the kubeconfig from the directory that the cluster was deployed from, the only place that has its keys, and adds it to yours by names: nothing else in it changes, comments stay, and what was there before is kept beside it. The current context stays what it is unless there is none, or you say so.';
  static override readonly usage = 'kubeconfig [FILE] [FLAGS]';
  static override readonly examples = [
    'vnetk8s kubeconfig',
    {description: 'of a cluster whose definition is elsewhere', command: 'vnetk8s kubeconfig --name prod'},
    {description: 'as a file of its own', command: 'vnetk8s kubeconfig --stdout > prod.kubeconfig'},
  ];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {file: fileFlag, set: setFlag, name: nameFlag, ...kubeconfigFlags};

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Kubeconfig);
    const {set = [], name, context, kubeconfig, viewer} = parsed.flags;
    const [{takeKubeconfig}, {showKubeconfig}, {mayAsk}, {askYesOrNo}] = await Promise.all([
      import('../operations/kubeconfig.ts'),
      import('../cli/kubeconfig-text.ts'),
      import('../cli/may-ask.ts'),
      import('../cli/ask-person.ts'),
    ]);

    const source = {file: fileOf(parsed), name, set, stdin: process.stdin, cwd: process.cwd()};
    const directory = parsed.flags['output-directory'];
    const print = parsed.flags.stdout;
    const overwrite = parsed.flags['overwrite-existing'];
    const setCurrent = parsed.flags['set-current'];
    const ask = (wanted: string, before: string): Promise<boolean> =>
      askYesOrNo(`Make ${wanted} the current context instead of ${before}?`);
    const askCurrent = mayAsk(parsed.flags['no-input']) && !this.jsonEnabled() ? ask : undefined;
    const place = {variable: process.env['KUBECONFIG'], home: homedir()};
    const how = {context, kubeconfig, viewer, print, overwrite, setCurrent, askCurrent, place};
    return this.show(showKubeconfig(await takeKubeconfig({...source, directory, ...how}), this.errorText()), true);
  }
}
