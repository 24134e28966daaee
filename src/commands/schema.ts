import {BaseCommand} from '../cli/base-command.ts';

export default class Schema extends BaseCommand {
  static override readonly summary = 'Print the JSON Schema of cluster definitions';
  static override readonly description =
    'With it, editors complete and check a definition while it is written. Save it beside the definition, and begin that with the line "# yaml-language-server: $schema=./cluster.schema.json", which Visual Studio Code (with the YAML extension), Neovim, JetBrains and others understand.';
  static override readonly usage = 'schema';
  static override readonly examples = [
    {description: 'save it for editors', command: 'vnetk8s schema > cluster.schema.json'},
  ];

  async run(): Promise<object> {
    await this.parse(Schema);
    const {clusterSchema} = await import('../definition/cluster-schema.ts');

    this.print(`${JSON.stringify(clusterSchema, undefined, 2)}\n`);
    return clusterSchema;
  }
}
