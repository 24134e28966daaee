import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Interfaces} from '@oclif/core';
import {EXIT} from '../exit-codes.ts';
import {systemReason} from '../system-reason.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs one command line: parses it, runs its command, tells what failed, and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const args = obeyNoColor(argv);
  try {
    const [{run}] = await Promise.all([import('@oclif/core/run'), import('@oclif/core/command')]);
    watchStreams();
    const line = asHelpFlag(args);
    await run(line, await loadOptions(line));
  } catch (error) {
    await tellFailure(error, args);
  }
}

/** Prints what was thrown, and ends the process with the exit code that goes with it. */
export async function tellFailure(error: unknown, args: readonly string[]): Promise<void> {
  // Not needed by most runs, which should not wait for it.
  const [{exitCodeOf, failureText}, {streamWidth, styleFor}] = await Promise.all([
    import('./failure.ts'),
    import('./terminal.ts'),
  ]);
  const {stderr} = process;
  const text = failureText(error, {args, width: streamWidth(stderr), style: styleFor(stderr)});
  if (text !== '') stderr.write(text);
  process.exitCode = exitCodeOf(error);
}

/** What oclif needs to know: package.json, its paths leading to the sources if this module is one of them. */
async function loadOptions([first = '']: readonly string[]): Promise<Interfaces.LoadOptions> {
  const [extension, folder] = import.meta.url.endsWith('.ts') ? ['ts', 'src'] : ['js', 'dist'];
  const text = await readFile(`${ROOT}package.json`, 'utf8');
  const pjson: Interfaces.PJSON = JSON.parse(text.replaceAll('"./dist/', `"./${folder}/`));
  const file = `${first}.${extension}`;
  if (/^[a-z]+$/.test(first) && existsSync(`${ROOT}${folder}/commands/${file}`)) {
    // oclif loads every command that it finds: the one that is asked for will do.
    pjson.oclif.commands = {strategy: 'pattern', target: `./${folder}/commands`, globPatterns: [file]};
  }
  const {settings} = await import('@oclif/core/settings');
  // oclif's own TypeScript mode looks for a compiler of old; Node strips the types itself.
  settings.enableAutoTranspile = false;
  return {root: ROOT, pjson, ignoreManifest: true};
}

/** `vnetk8s help plan` is what many type first. */
function asHelpFlag(args: readonly string[]): string[] {
  return args[0] === 'help' ? [...args.slice(1), '--help'] : [...args];
}

/** `--no-color` works on every command; told to whoever paints by the environment, before any of them is loaded. */
function obeyNoColor(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const isFlag = (arg: string, index: number): boolean => arg === '--no-color' && (end < 0 || index < end);
  if (!argv.some(isFlag)) return argv;
  process.env['NO_COLOR'] = '1';
  delete process.env['FORCE_COLOR'];
  return argv.filter((arg, index) => !isFlag(arg, index));
}

/**
 * Data that cannot be written, as where a disk is full, is told by a line and by the exit code. Not where whoever reads it has
 * enough, as in `vnetk8s plan | head -1`. What is said about the data may get lost: nobody would read why, and a deployment goes on.
 */
function watchStreams(): void {
  process.stderr.on('error', () => undefined);
  // oclif's own, there since its class of commands was loaded, would end the process in the middle.
  process.stdout.removeAllListeners('error');
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    process.stdout.on('error', () => undefined);
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: cannot write to standard output: ${systemReason(error) ?? error.message}\n`);
    process.once('exit', () => {
      process.exitCode = Number(process.exitCode ?? EXIT.ok) === EXIT.ok ? EXIT.usage : process.exitCode;
    });
  });
}
