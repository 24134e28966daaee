/** Something wrong with a template, at a place in it. */
export interface TemplateProblem {
  /** What kind of problem, in kebab case: `unknown-parameter`, `dependency-cycle`, ... */
  readonly code: string;
  /** Where in the template as written: `resources[3].properties.copy[0].input.name`. */
  readonly path: string;
  /** What is wrong, in lower case, without a full stop. */
  readonly message: string;
}

/** The kinds of fault of an expression. */
export type ExpressionFault =
  | 'syntax'
  | 'unknown-function'
  | 'unknown-parameter'
  | 'unknown-variable'
  | 'wrong-arguments'
  | 'misplaced-function'
  | 'circular-value'
  | 'evaluation';

/** Thrown when an expression cannot be parsed or evaluated: the only error that this folder throws. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: ExpressionFault;
  /** Where in the expression's text, counted from 0; undefined until a place is known. */
  readonly position: number | undefined;

  constructor(code: ExpressionFault, message: string, position?: number) {
    super(message);
    this.code = code;
    this.position = position;
  }

  /** The same error at a place, unless it has one already: the innermost place says most. */
  at(position: number): ExpressionError {
    return this.position === undefined ? new ExpressionError(this.code, this.message, position) : this;
  }

  /** What is wrong and where, for people. */
  describe(): string {
    return this.position === undefined ? this.message : `${this.message}, at character ${this.position + 1}`;
  }
}

/** The error of a function that was called with what it cannot take, or whose result does not exist. */
export function evaluationError(message: string): ExpressionError {
  return new ExpressionError('evaluation', message);
}
