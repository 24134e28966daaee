import {randomBytes} from 'node:crypto';
import {BaseCommand} from '../cli/base-command.ts';
import {fileArgument, fileFlag, fileOf, generateFlags, setFlag} from '../cli/flags.ts';

export default class Generate extends BaseCommand {
  static override readonly summary = 'Write everything that deploys a cluster: template, keys, kubeconfig';
  static override readonly description =
    'Writes a directory that "az deployment group create" deploys as it is, and shows how much of Azure\'s limits it takes. Run again, it keeps the keys and the places of subnets that it finds there, and the same definition gives the same bytes. Sends nothing anywhere.';
  static override readonly usage = 'generate [FILE] [FLAGS]';
  static override readonly examples = [
    'vnetk8s generate',
    {description: 'what would change', command: 'vnetk8s generate --dry-run --set nodePools[apps].count=5'},
    {description: 'with authorities of your own', command: 'vnetk8s generate --pki ./pki -d ./deployment'},
    {description: 'only the template', command: 'vnetk8s generate --stdout azuredeploy.json | less'},
  ];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {file: fileFlag, set: setFlag, ...generateFlags};

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Generate);
    const {set = [], pki, stdout, 'output-directory': directory, 'viewer-kubeconfig': viewer} = parsed.flags;
    const [{generate}, {showGeneration}] = await Promise.all([
      import('../operations/generate.ts'),
      import('../cli/generate-text.ts'),
    ]);

    const task = stdout === undefined ? (parsed.flags['dry-run'] ? 'compare' : 'write') : {artifact: stdout};
    const source = {file: fileOf(parsed), set, stdin: process.stdin, cwd: process.cwd()};
    const sources = {version: this.config.version, now: new Date(), random: randomBytes};
    const outcome = await generate({...source, ...sources, directory, pki, viewer, task});
    const options = {stdout: this.outputText(), stderr: this.errorText(), isTerminal: process.stdout.isTTY};
    return this.show(showGeneration(outcome, options), outcome.valid);
  }
}
