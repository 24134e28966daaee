import {oneOf, suggest} from '../definition/suggest.ts';
import {EXIT} from '../exit-codes.ts';
import {indentText, type Style} from '../report/table.ts';
import {UserError} from '../user-error.ts';
import {UnansweredQuestion} from './ask-person.ts';
import {describeAzureError, isAzureError} from './azure-failure.ts';

/** What went wrong with a command as a whole, for people and, in this shape, for scripts. */
export interface Failure {
  /** Names the kind for scripts, such as `FILE_NOT_FOUND`, `USAGE` or `UNEXPECTED`. */
  readonly code: string;
  readonly exitCode: number;
  readonly message: string;
  readonly suggestions: readonly string[];
}

/** An error as oclif throws it when it cannot make sense of the command line; its classes are told by their fields. */
interface UsageError extends Error {
  readonly oclif: {readonly exit?: number};
  readonly code?: string;
  readonly flags?: readonly string[];
  readonly args?: unknown;
  readonly parse?: {readonly input?: {readonly flags?: Readonly<Record<string, {readonly hidden?: boolean}>>}};
}

/** Says what was thrown in the same words for everybody. `command` is the command's name, if one was recognised. */
export function describeFailure(error: unknown, command?: string): Failure {
  if (error instanceof UserError) {
    const {code, exitCode, message, suggestions} = error;
    return {code, exitCode, message, suggestions};
  }
  if (isAzureError(error)) return describeAzureError(error);
  if (error instanceof UnansweredQuestion) {
    return {
      code: 'INTERRUPTED',
      exitCode: EXIT.interrupted,
      message: 'interrupted: nothing was written',
      suggestions: [],
    };
  }
  if (isUsageError(error)) {
    const suggestions = [...adviceFor(error), `all flags: vnetk8s ${command === undefined ? '' : `${command} `}--help`];
    return {code: 'USAGE', exitCode: EXIT.usage, message: usageMessage(error), suggestions};
  }
  const message = error instanceof Error ? error.message : String(error);
  const suggestions = ['please report it, with the lines above and what "vnetk8s --version" prints'];
  return {code: 'UNEXPECTED', exitCode: EXIT.bug, message, suggestions};
}

/** The exit code that goes with what was thrown. */
export function exitCodeOf(error: unknown): number {
  return isExit(error) ? (error.oclif.exit ?? EXIT.ok) : describeFailure(error).exitCode;
}

/** Suggestions that hold a command or an address. */
const COPIED = /(^|: )(vnetk8s|az|GET|PUT|POST|PATCH|DELETE) \S/;

/** The failure as the last lines that a person sees; empty if the process just ends. A fault of ours comes with its stack. */
export function failureText(
  error: unknown,
  options: {readonly args: readonly string[]; readonly width: number; readonly style: Style},
): string {
  if (isExit(error)) return '';
  const {style, width} = options;
  const [first] = options.args;
  const failure = describeFailure(error, first?.startsWith('-') === false ? first : undefined);
  const isBug = failure.exitCode === EXIT.bug;
  const label = 'error:';
  const message = isBug ? `this is a fault of vnetk8s: ${failure.message}` : failure.message;
  const [head = '', ...rest] = indentText(`${label} ${message}`, width, '  ', '');
  return [
    style.red(style.bold(label)) + head.slice(label.length),
    ...rest,
    ...(isBug ? stackLines(error).map(style.dim) : []),
    // What is to be copied is not wrapped: a shell would take its first line for the whole.
    ...failure.suggestions.flatMap((suggestion) =>
      COPIED.test(suggestion) ? [`  ${suggestion}`] : indentText(suggestion, width, '    ', '  '),
    ),
    '',
  ].join('\n');
}

/** The stack of an error and of what caused it. */
function stackLines(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  if (error.cause === undefined) return frames;
  return [...frames, `  caused by: ${error.cause}`, ...stackLines(error.cause)];
}

function usageMessage(error: UsageError): string {
  const {flags, args} = error;
  if (isTexts(flags)) return `unknown ${flags.length === 1 ? 'flag' : 'flags'} ${flags.map(nameOf).join(', ')}`;
  if (isTexts(args)) return `unexpected ${args.length === 1 ? 'argument' : 'arguments'}: ${args.join(', ')}`;
  const missing = missingArguments(error);
  if (missing !== undefined) return `the argument ${missing} is missing`;
  const wrong = wrongOption(error);
  if (wrong !== undefined) return `--${wrong.flag} cannot be "${wrong.value}"`;
  const text = error.message
    .replace('\nSee more help with --help', '')
    .replace(/^The following errors? occurred:\s*/, '')
    .replaceAll(/^\s*--([\w-]+)=.* cannot also be provided when using (--[\w-]+)$/gm, '--$1 and $2 exclude each other')
    .replaceAll(/\s*\n\s*/g, '; ');
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function adviceFor(error: UsageError): string[] {
  if (isTexts(error.flags)) {
    const known = Object.entries(error.parse?.input?.flags ?? {}).filter(([, flag]) => flag.hidden !== true);
    const names = known.map(([name]) => `--${name}`);
    return error.flags.flatMap((flag) => {
      const meant = suggest(nameOf(flag), names);
      return meant === undefined ? [] : [`did you mean ${meant}?`];
    });
  }
  const wrong = wrongOption(error);
  if (wrong === undefined) return [];
  const meant = suggest(wrong.value, wrong.options);
  return [meant === undefined ? `use ${oneOf(wrong.options)}` : `did you mean ${meant}?`];
}

/** Names of arguments that must be there; oclif gives them as objects, where unexpected ones are texts. */
function missingArguments({args}: UsageError): string | undefined {
  if (!Array.isArray(args) || args.length === 0) return undefined;
  const names: unknown[] = args.map((arg: {readonly name?: unknown} | string) =>
    typeof arg === 'string' ? undefined : arg.name,
  );
  return names.every((name) => typeof name === 'string') ? names.join(', ').toUpperCase() : undefined;
}

/** Taken from the message, because the error has no field that tells. */
function wrongOption(error: UsageError) {
  const match = /^Expected --(\S+?)=(.*) to be one of: (.*)$/ms.exec(error.message);
  if (match === null) return undefined;
  const [, flag = '', value = '', options = ''] = match;
  return {flag, value, options: options.split('\n', 1)[0]?.split(', ') ?? []};
}

/** Without the value: `--nam=prod` is about `--nam`. */
function nameOf(flag: string): string {
  return flag.split('=', 1)[0] ?? flag;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && 'oclif' in error && typeof error.oclif === 'object' && error.oclif !== null;
}

function isExit(error: unknown): error is UsageError {
  return isUsageError(error) && error.code === 'EEXIT';
}
