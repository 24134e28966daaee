/** Asks for yes or no. Questions go to stderr: stdout is for data. */
export async function askYesOrNo(message: string): Promise<boolean> {
  const {confirm} = await import('@inquirer/prompts');
  return confirm({message, default: false}, {output: process.stderr});
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
  return password({message, mask: false, toggleMask: false, validate, theme}, {output: process.stderr});
}

/** Asks for a text. */
export async function askText(message: string): Promise<string> {
  const {input} = await import('@inquirer/prompts');
  return input({message}, {output: process.stderr});
}
