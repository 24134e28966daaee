import {BaseCommand} from '../cli/base-command.ts';
import {simulatorFlags} from '../cli/simulator-flags.ts';

export default class Simulator extends BaseCommand {
  static override readonly summary = 'Serve a simulated Azure to other programs, over HTTPS';
  static override readonly description =
    'Azure Resource Manager alone: it takes any token, and whoever needs one asks elsewhere. Prints its URL when it is ready, and goes on until it is interrupted. What was answered is kept before the answer is sent, so a kill loses nothing. docs/simulator.md says what of Azure there is.';
  static override readonly usage = 'simulator [FLAGS]';
  static override readonly examples = [
    'vnetk8s simulator --ca-file simulator-ca.crt',
    {
      description: 'with what was deployed before, for one program after the other',
      command: 'vnetk8s simulator --state azure.json --listen 127.0.0.1:0 --speed instant',
    },
  ];
  static override readonly flags = simulatorFlags;

  async run(): Promise<undefined> {
    const {flags} = await this.parse(Simulator);
    const {runSimulator} = await import('../operations/run-simulator.ts');
    const stopped = Promise.withResolvers<undefined>();
    process.once('SIGINT', () => stopped.resolve(undefined));
    process.once('SIGTERM', () => stopped.resolve(undefined));

    const files = {certificate: flags['tls-cert-file'], key: flags['tls-key-file'], authority: flags['ca-file']};
    const inside = {state: flags.state, faults: flags.faults, subscription: flags.subscription, speed: flags.speed};
    const times = {now: new Date(), clock: () => performance.now()};
    const place = {listen: flags.listen, hosts: flags.host ?? [], cwd: process.cwd()};
    const {url, failed, close} = await runSimulator({...files, ...inside, ...times, ...place});
    if (this.jsonEnabled()) this.logJson({url});
    else this.print(`${url}\n`);
    const failure = await Promise.race([stopped.promise, failed]);
    await close();
    if (failure !== undefined) throw failure;
  }
}
