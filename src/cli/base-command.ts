import {Command} from '@oclif/core/command';
import {boolean} from '@oclif/core/flags';
import {EXIT} from '../exit-codes.ts';
import type {TextOptions} from '../report/table.ts';
import {streamWidth, styleFor} from './terminal.ts';

/** What a command prints. */
export interface Shown {
  /** For stdout. */
  readonly data: string;
  /** For stderr. */
  readonly talk: string;
  /** Instead of both, with `--json`. */
  readonly document?: object;
}

/**
 * What all commands share: data on stdout, talk on stderr, and `--json`, with which stdout is one JSON document, also
 * for errors, and stderr is silent.
 */
export abstract class BaseCommand extends Command {
  static override readonly enableJsonFlag: boolean = true;
  static override readonly baseFlags = {
    json: boolean({summary: 'print everything, errors too, as one JSON document', helpGroup: 'COMMON'}),
  };

  /** `--json`, or the same said by `--output json`. */
  override jsonEnabled(): boolean {
    return super.jsonEnabled() || this.outputArgument() === 'json';
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
  }

  override async catch(error: Error): Promise<void> {
    if (!this.jsonEnabled()) throw error;
    // Or oclif complains of a command line that could not be parsed.
    this.parsed = true;
    const {describeFailure} = await import('./failure.ts');
    const failure = describeFailure(error, this.id);
    process.exitCode = failure.exitCode;
    this.logJson({error: failure});
  }

  override warn(input: string | Error): string | Error {
    const {style} = this.errorText();
    this.talk(`${style.yellow('warning:')} ${typeof input === 'string' ? input : input.message}\n`);
    return input;
  }

  /** Prints what a definition led to; one that is not valid ends the process with its exit code. */
  protected show(shown: Shown, valid: boolean): object | undefined {
    this.print(shown.data);
    this.talk(shown.talk);
    if (!valid) process.exitCode = EXIT.invalidDefinition;
    return shown.document;
  }

  /** Prints data. */
  protected print(text: string): void {
    if (!this.jsonEnabled()) process.stdout.write(text);
  }

  /** Prints what is said about the data. */
  protected talk(text: string): void {
    if (!this.jsonEnabled()) process.stderr.write(text);
  }

  /** How texts on stdout are wrapped and painted. */
  protected outputText(): TextOptions {
    return {width: streamWidth(process.stdout), style: styleFor(process.stdout)};
  }

  /** How texts on stderr are wrapped and painted. */
  protected errorText(): TextOptions {
    return {width: streamWidth(process.stderr), style: styleFor(process.stderr)};
  }

  /** The last value of `--output`, where that means a format; asked before flags are parsed, for errors of the parser. */
  private outputArgument(): string | undefined {
    // oclif's types say that there are always flags.
    const flags: typeof this.ctor.flags | undefined = this.ctor.flags;
    const output = flags?.['output'];
    if (output === undefined || !('options' in output) || output.options?.includes('json') !== true) return undefined;
    const end = this.argv.indexOf('--');
    const args = end < 0 ? this.argv : this.argv.slice(0, end);
    const index = args.findLastIndex((arg) => /^(--output|-o)(=|$)|^-o\w/.test(arg));
    const [, value] = /^(?:--output=|-o=?)(.+)$/.exec(args[index] ?? '') ?? [];
    return value ?? args[index + 1];
  }
}
