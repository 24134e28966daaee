import type {Command, Interfaces} from '@oclif/core';
import {CommandHelp, Help} from '@oclif/core/help';
import {EXIT_CODES} from '../exit-codes.ts';
import {unknownCommand} from './unknown-command.ts';

/** Commands in the order in which a person needs them; one that is missing here comes last. */
const ORDER: readonly string[] = [
  'init',
  'validate',
  'plan',
  'check',
  'diff',
  'deploy',
  'status',
  'kubeconfig',
  'delete',
  'generate',
  'explain',
  'import',
  'schema',
  'simulator',
];

const DESCRIPTION =
  'Self-managed Kubernetes on Azure in which every pod has an address of the virtual network: reads a cluster definition, finds all its faults, plans every address, and deploys it.';

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['vnetk8s init', 'write a first cluster.yaml'],
  ['vnetk8s validate', 'find everything that is wrong with it'],
  ['vnetk8s plan', 'see every address, and what room is left'],
  ['vnetk8s deploy --simulate', 'create the cluster in a simulated Azure'],
  ['vnetk8s explain network.egress', 'what a field is for'],
];

const GLOBAL_FLAGS: readonly (readonly [string, string])[] = [
  ['-h, --help', 'help, of a command too: vnetk8s plan --help'],
  ['-v, --version', 'version of vnetk8s and of Node'],
  ['--json', 'on every command: everything, errors too, as one JSON document'],
  ['--no-color', 'no colours; so do NO_COLOR=1 and TERM=dumb'],
];

/** Help as vnetk8s prints it: commands in the order of use, examples before flags, exit codes. */
export class VnetHelp extends Help {
  constructor(config: Interfaces.Config, options: Partial<Interfaces.HelpOptions> = {}) {
    super(config, {...options, flagSortOrder: 'none'});
    this.CommandHelpClass = ExamplesFirst;
  }

  override async showHelp(argv: string[]): Promise<void> {
    const subject = argv.find((arg) => !arg.startsWith('-'));
    if (subject !== undefined && this.config.findCommand(subject) === undefined) {
      throw unknownCommand(subject, this.config.commandIDs);
    }
    // Without the other arguments: oclif would take "help plan my.yaml" for a command of three words.
    await super.showHelp(subject === undefined ? [] : [subject]);
  }

  protected override async showRootHelp(): Promise<void> {
    const sections = [
      this.wrap(DESCRIPTION, 0),
      this.section('USAGE', '$ vnetk8s COMMAND [FILE] [FLAGS]'),
      this.section('COMMANDS', this.list(this.commandsInOrder())),
      this.section('EXAMPLES', this.list(EXAMPLES.map(([command, meaning]) => [`$ ${command}`, meaning]))),
      this.section('FLAGS', this.list(GLOBAL_FLAGS)),
      this.section('EXIT CODES', this.list(EXIT_CODES.map(({code, meaning}) => [code, meaning]))),
    ];
    this.log(sections.join('\n\n'));
  }

  private commandsInOrder(): readonly (readonly [string, string])[] {
    const place = (id: string): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
    return this.sortedCommands
      .toSorted((a, b) => place(a.id) - place(b.id))
      .map((command) => [command.id, command.summary ?? '']);
  }

  private list(rows: readonly (readonly [string, string])[]): string {
    return this.renderList(
      rows.map(([left, right]) => [left, right]),
      {indentation: 2, spacer: '\n', stripAnsi: this.opts.stripAnsi ?? false},
    );
  }
}

/** A command's help, its examples right below its usage: they are what most people look for. */
class ExamplesFirst extends CommandHelp {
  protected override sections(): ReturnType<CommandHelp['sections']> {
    const order = ['USAGE', 'EXAMPLES', 'ARGUMENTS', 'FLAGS', 'DESCRIPTION'];
    const rank = ({header}: {readonly header: string}): number => order.indexOf(header.toUpperCase());
    return super.sections().toSorted((a, b) => rank(a) - rank(b));
  }

  /** Without the summary, which stands on top already. */
  protected override description(): string | undefined {
    const {description} = this.command;
    return description === undefined ? undefined : this.wrap(description);
  }

  /** Each command on a line that can be copied, what it is for as a comment above it. */
  protected override examples(examples: CommandExamples): string | undefined {
    const lines = [examples ?? []].flat().map((example) => {
      return typeof example === 'string' ? `$ ${example}` : `# ${example.description}\n$ ${example.command}`;
    });
    return lines.length === 0 ? undefined : lines.join('\n');
  }

  /** With default and environment variable behind the words, not before them. */
  protected override flags(flags: Command.Flag.Any[]): [string, string | undefined][] | undefined {
    const rows = super.flags(flags);
    return rows?.map(([label, text]) => [label, text?.replace(/^(\[[^\]]+\]) (.*)$/s, '$2 $1')]);
  }
}

type CommandExamples = Parameters<CommandHelp['examples']>[0];
