import {string} from '@oclif/core/args';
import {BaseCommand} from '../cli/base-command.ts';

export default class Explain extends BaseCommand {
  static override readonly summary = 'Explain a field of the definition, or a code such as VK2003';
  static override readonly description =
    'A field is named by its path, as messages show it: nodePools[0].maxPods, nodePools.maxPods, or maxPods alone if no other field has this name. A number of two digits is the exit code with which a machine failed to become a node. Without a topic, lists what there is to explain.';
  static override readonly usage = 'explain [TOPIC]';
  static override readonly examples = [
    'vnetk8s explain',
    'vnetk8s explain network.egress',
    'vnetk8s explain VK2003',
    'vnetk8s explain exit-codes',
    'vnetk8s explain 64',
  ];
  static override readonly args = {
    topic: string({description: 'a field, a code, "codes", "exit-codes" or "bootstrap"', ignoreStdin: true}),
  };

  async run(): Promise<object> {
    const {args} = await this.parse(Explain);
    const [{explain}, {explanationAsText}] = await Promise.all([
      import('../operations/explain.ts'),
      import('../cli/explain-text.ts'),
    ]);

    const explanation = await explain(args.topic);
    this.print(explanationAsText(explanation, this.outputText()));
    return explanation;
  }
}
