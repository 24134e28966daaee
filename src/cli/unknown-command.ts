import {suggest} from '../definition/suggest.ts';
import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

/** The error for a command that there is not; oclif joins the words of the command line by colons. */
export function unknownCommand(id: string, known: readonly string[]): UserError {
  const [word = id] = id.split(':');
  const meant = suggest(word, known);
  const suggestions = [
    ...(meant === undefined ? [] : [`did you mean vnetk8s ${meant}?`]),
    'all commands: vnetk8s --help',
  ];
  return new UserError(`there is no command ${word}`, {code: 'USAGE', exitCode: EXIT.usage, suggestions});
}
