import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Interfaces} from '@oclif/core';
import {exitCodeOf, failureText} from './failure.ts';
import {streamWidth, styleFor} from './terminal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs one command line: parses it, runs its command, tells what failed, and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  ignoreClosedPipes();
  const args = obeyNoColor(argv);
  try {
    const {run} = await import('@oclif/core/run');
    await run(asHelpFlag(args), await loadOptions());
  } catch (error) {
    tellFailure(error, args);
  }
}

/** Prints what was thrown, and ends the process with the exit code that goes with it. */
export function tellFailure(error: unknown, args: readonly string[]): void {
  const {stderr} = process;
  const text = failureText(error, {args, width: streamWidth(stderr), style: styleFor(stderr)});
  if (text !== '') stderr.write(text);
  process.exitCode = exitCodeOf(error);
}

/** What oclif needs to know: package.json, its paths leading to the sources if this module is one of them. */
export async function loadOptions(): Promise<Interfaces.LoadOptions> {
  const text = await readFile(`${ROOT}package.json`, 'utf8');
  const pjson: Interfaces.PJSON = JSON.parse(runsSources() ? text.replaceAll('"./dist/', '"./src/') : text);
  const {settings} = await import('@oclif/core/settings');
  // oclif's own TypeScript mode looks for a compiler of old; Node strips the types itself.
  settings.enableAutoTranspile = false;
  return {root: ROOT, pjson, ignoreManifest: true};
}

function runsSources(): boolean {
  return import.meta.url.endsWith('.ts') && existsSync(`${ROOT}src`);
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

/** `vnetk8s plan | head -1` closes the pipe early, which is no fault of anybody. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
