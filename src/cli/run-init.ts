import {homedir} from 'node:os';
import {EXIT} from '../exit-codes.ts';
import {assertWritable, checkStarter} from '../operations/init.ts';
import {findSshKeys, readSshKeys, SSH_ADVICE} from '../operations/ssh-keys.ts';
import {type StarterAnswers, starterDefinition} from '../operations/starter-definition.ts';
import {UserError} from '../user-error.ts';
import {askQuestion} from './ask-person.ts';
import {askStarter, type Prompter} from './ask-starter.ts';
import {answersFromFlags, type StarterFlagValues, withDefaults} from './starter-answers.ts';

/** What `init` was told, and whether it may ask for the rest. */
export interface InitQuestion {
  readonly file: string;
  readonly flags: StarterFlagValues & {
    readonly 'ssh-public-key-file'?: string | undefined;
    readonly 'with-schema': boolean;
  };
  readonly interactive: boolean;
  readonly cwd: string;
}

/** Answers from flags, and from people where they can be asked. Throws UserError if the file exists or a key is missing. */
export async function collectAnswers({file, flags, interactive, cwd}: InitQuestion): Promise<StarterAnswers> {
  await assertWritable(file, flags['with-schema'], cwd);
  const home = homedir();
  const given = answersFromFlags(flags);
  const keyFile = flags['ssh-public-key-file'];
  const sshKeys = keyFile === undefined ? await findSshKeys(home) : [await readSshKeys(keyFile, home)];
  if (interactive) {
    const prompter = await inquirer();
    const known = keyFile === undefined ? given : {...given, sshPublicKeys: sshKeys[0]?.keys ?? []};
    return askStarter({
      given: known,
      sshKeys,
      readKeys: (path) => readSshKeys(path, home),
      check: checkIn(file, cwd),
      prompter,
    });
  }
  const [first] = sshKeys;
  if (first !== undefined) return withDefaults(given, first.keys);
  throw new UserError('there is no SSH public key in ~/.ssh', {
    code: 'FILE_NOT_FOUND',
    exitCode: EXIT.notFound,
    suggestions: SSH_ADVICE,
  });
}

function checkIn(file: string, cwd: string) {
  return async (answers: StarterAnswers, path: string): Promise<string | undefined> => {
    const issues = await checkStarter(starterDefinition(answers, file, false), file, cwd);
    const issue = issues.find((candidate) => candidate.severity === 'error' && candidate.path.startsWith(path));
    return issue === undefined ? undefined : [issue.message, issue.hint ?? []].flat().join(': ');
  };
}

async function inquirer(): Promise<Prompter> {
  const {input, select, confirm} = await import('@inquirer/prompts');
  return {
    input: (question) => askQuestion((context) => input(question, context)),
    select: ({message, choices}) => askQuestion((context) => select({message, choices}, context)),
    confirm: (question) => askQuestion((context) => confirm(question, context)),
  };
}
