/**
 * Whether somebody can be asked: never without a terminal at both ends, never in a pipeline (`CI`), and never if whoever
 * calls said not to.
 */
export function mayAsk(noInput: boolean): boolean {
  const isPipeline = !['', '0', 'false'].includes(process.env['CI'] ?? '');
  return process.stdin.isTTY && process.stderr.isTTY && !noInput && !isPipeline;
}
