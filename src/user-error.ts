/** Something a person can put right: told without a stack. Anything else that is thrown is a fault of vnetk8s. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Names the kind of error for scripts, such as `FILE_NOT_FOUND`. */
  readonly code: string;
  /** What to do about it, an instruction each. */
  readonly suggestions: readonly string[];
  /** Exit code of the process; see the table in `docs/commands.md`. */
  readonly exitCode: number;

  constructor(
    message: string,
    options: {code: string; exitCode: number; suggestions?: readonly string[]; cause?: unknown},
  ) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.code = options.code;
    this.exitCode = options.exitCode;
    this.suggestions = options.suggestions ?? [];
  }
}
