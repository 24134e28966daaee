import {Parser} from '@oclif/core';
import {string as argument} from '@oclif/core/args';
import {ExitError} from '@oclif/core/errors';
import {option, string} from '@oclif/core/flags';
import {describe, expect, it} from 'vitest';
import {UnansweredQuestion} from '../../src/cli/ask-person.ts';
import {describeFailure, exitCodeOf, failureText} from '../../src/cli/failure.ts';
import {plainStyle} from '../../src/report/table.ts';
import {UserError} from '../../src/user-error.ts';

const options = {args: ['plan'], width: 80, style: plainStyle};

/** What oclif throws for a command line. */
async function parseError(argv: string[], args = {}): Promise<unknown> {
  const flags = {strict: string(), output: option({options: ['text', 'json'] as const})()};
  return Parser.parse(argv, {flags, args, strict: true} as never).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('failureText', () => {
  it('tells a user what is wrong and what to do', () => {
    const error = new UserError('there is no file x.yaml', {
      code: 'FILE_NOT_FOUND',
      exitCode: 3,
      suggestions: ['name an existing file, or - for standard input', 'write a new one: vnetk8s init'],
    });

    expect(failureText(error, options)).toBe(`\
error: there is no file x.yaml
  name an existing file, or - for standard input
  write a new one: vnetk8s init
`);
  });

  it('names the flag that was probably meant', async () => {
    expect(failureText(await parseError(['--strct=yes']), options)).toBe(`\
error: unknown flag --strct
  did you mean --strict?
  all flags: vnetk8s plan --help
`);
  });

  it('names the value that was probably meant, or all of them', async () => {
    expect(failureText(await parseError(['--output', 'jsno']), options)).toBe(`\
error: --output cannot be "jsno"
  did you mean json?
  all flags: vnetk8s plan --help
`);
    expect(failureText(await parseError(['--output', 'picture']), options)).toBe(`\
error: --output cannot be "picture"
  use text or json
  all flags: vnetk8s plan --help
`);
  });

  it('names arguments that are too many, and one that is missing', async () => {
    expect(failureText(await parseError(['a', 'b']), options)).toBe(`\
error: unexpected arguments: a, b
  all flags: vnetk8s plan --help
`);
    expect(failureText(await parseError([], {file: argument({required: true, ignoreStdin: true})}), options)).toBe(`\
error: the argument FILE is missing
  all flags: vnetk8s plan --help
`);
  });

  it('says in the words of oclif what it has no words for', async () => {
    expect(failureText(await parseError(['--strict']), options)).toBe(`\
error: flag --strict expects a value
  all flags: vnetk8s plan --help
`);
  });

  it('shows the stack of a fault of ours, and of what caused it', () => {
    const cause = new RangeError('first');
    cause.stack = 'RangeError: first\n    at one (one.ts:1:1)';
    const error = new TypeError('second', {cause});
    error.stack = 'TypeError: second\n    at two (two.ts:2:2)';

    expect(failureText(error, options)).toBe(`\
error: this is a fault of vnetk8s: second
    at two (two.ts:2:2)
  caused by: RangeError: first
    at one (one.ts:1:1)
  please report it, with the lines above and what "vnetk8s --version" prints
`);
  });

  it('says nothing where a command just ends', () => {
    expect(failureText(new ExitError(0), options)).toBe('');
  });
});

describe('exitCodeOf', () => {
  it('is what the table of exit codes says', async () => {
    const interruption = new UnansweredQuestion('a question was not answered');

    expect(exitCodeOf(new UserError('x', {code: 'X', exitCode: 3}))).toBe(3);
    expect(exitCodeOf(await parseError(['--nope']))).toBe(2);
    expect(exitCodeOf(interruption)).toBe(130);
    expect(exitCodeOf(new TypeError('x'))).toBe(1);
    expect(exitCodeOf('thrown text')).toBe(1);
    expect(exitCodeOf(new ExitError(0))).toBe(0);
  });
});

describe('describeFailure', () => {
  it('is what --json prints of an error', async () => {
    expect(describeFailure(await parseError(['--nope']), 'plan')).toEqual({
      code: 'USAGE',
      exitCode: 2,
      message: 'unknown flag --nope',
      suggestions: ['all flags: vnetk8s plan --help'],
    });
  });
});
