import {randomBytes} from 'node:crypto';
import {BaseCommand} from '../cli/base-command.ts';
import {azureFlags, azureOptions, deployFlags, fileArgument, fileFlag, fileOf, setFlag} from '../cli/flags.ts';

export default class Deploy extends BaseCommand {
  static override readonly summary = 'Create a cluster, or change it to what its definition says';
  static override readonly description =
    'Checks quotas, permissions and addresses first, shows what would change and asks; nothing is created before. Then follows the deployment until the API server answers, all nodes are ready and the add-ons run. Interrupted, run it again: it goes on. With --simulate, all of that without a subscription.';
  static override readonly usage = 'deploy [FILE] [FLAGS]';
  static override readonly examples = [
    'vnetk8s deploy',
    {description: 'without Azure', command: 'vnetk8s deploy examples/minimal.yaml --simulate'},
    {description: 'in a pipeline', command: 'vnetk8s deploy prod.yaml --yes --no-input --pki ./keys'},
    {description: 'hand it over, and look later', command: 'vnetk8s deploy --yes --no-wait && vnetk8s status'},
  ];
  static override readonly args = {file: fileArgument};
  static override readonly flags = {file: fileFlag, set: setFlag, ...deployFlags, ...azureFlags};

  /** Events are a line each, and so is the last. */
  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json)}
`);
  }

  async run(): Promise<object | undefined> {
    const parsed = await this.parse(Deploy);
    const {flags} = parsed;
    const {runDeploy} = await import('../cli/run-deploy.ts');
    const {version} = this.config;
    const source = {file: fileOf(parsed), set: flags.set ?? [], stdin: process.stdin, cwd: process.cwd()};
    return runDeploy({
      source: {...source, directory: flags['output-directory'], pki: flags.pki, viewer: flags['viewer-kubeconfig']},
      sources: {version, now: new Date(), random: randomBytes},
      azure: azureOptions(flags, version),
      flags,
      json: this.jsonEnabled(),
      text: {stdout: this.outputText(), stderr: this.errorText()},
    });
  }
}
