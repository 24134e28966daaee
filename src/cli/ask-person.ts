/** A question that somebody has left without an answer: by Ctrl-C, or by Ctrl-D, which ends the input. */
export class UnansweredQuestion extends Error {
  override readonly name = 'UnansweredQuestion';
}

/** Where questions go, and what ends them. */
export interface QuestionContext {
  /** Stdout is for data. */
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** Asks a question of @inquirer/prompts. Throws UnansweredQuestion. */
export async function askQuestion<Value>(ask: (context: QuestionContext) => Promise<Value>): Promise<Value> {
  const abort = new AbortController();
  const leave = (): void => abort.abort();
  // After Ctrl-D nothing is left to happen, and Node would end the process in the middle.
  process.once('beforeExit', leave);
  try {
    return await ask({output: process.stderr, signal: abort.signal});
  } catch (error) {
    const isLeft = error instanceof Error && LEFT.includes(error.name);
    throw isLeft ? new UnansweredQuestion('a question was not answered', {cause: error}) : error;
  } finally {
    process.off('beforeExit', leave);
  }
}

/** What @inquirer/prompts throws where somebody has pressed Ctrl-C, and where a signal has ended the question. */
const LEFT = ['ExitPromptError', 'AbortPromptError'];

/** Asks for yes or no. */
export async function askYesOrNo(message: string): Promise<boolean> {
  const {confirm} = await import('@inquirer/prompts');
  return askQuestion((context) => confirm({message, default: false}, context));
}

/** Azure takes no longer one (Azure: Network API, "Set Virtual Network Gateway Shared Key"). */
const LONGEST_SECRET = 128;

/** Asks for something that is not shown, not even how long it is. */
export async function askSecret(message: string): Promise<string> {
  const {password} = await import('@inquirer/prompts');
  const validate = (value: string): true | string => {
    if (value === '') return 'it cannot be empty';
    return value.length <= LONGEST_SECRET || `it cannot be longer than ${LONGEST_SECRET} characters`;
  };
  const theme = {style: {maskedText: '(not shown while you type)'}};
  return askQuestion((context) => password({message, mask: false, toggleMask: false, validate, theme}, context));
}

/** Asks for a text. */
export async function askText(message: string): Promise<string> {
  const {input} = await import('@inquirer/prompts');
  return askQuestion((context) => input({message}, context));
}
