/** Asks for yes or no. Questions go to stderr: stdout is for data. */
export async function askYesOrNo(message: string): Promise<boolean> {
  const {confirm} = await import('@inquirer/prompts');
  return confirm({message, default: false}, {output: process.stderr});
}

/** Asks for a text. */
export async function askText(message: string): Promise<string> {
  const {input} = await import('@inquirer/prompts');
  return input({message}, {output: process.stderr});
}
