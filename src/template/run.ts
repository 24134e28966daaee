import {isConstant} from './function-table.ts';
import {callsIn, parseExpression} from './parse-expression.ts';
import type {DeploymentWorld, ParsedText} from './scope.ts';
import {ExpressionError, type TemplateProblem} from './template-error.ts';
import {formatPath, type TemplatePath} from './template-path.ts';

/** One expansion: what it knows, what it has parsed, and what it has found wrong. */
export interface Run {
  readonly world: DeploymentWorld;
  /** Parses a text, once for each text; throws ExpressionError, each time. */
  readonly parse: (text: string) => ParsedText;
  /** Which objects and lists of the template mean the same wherever they are expanded. */
  readonly constantParts: WeakMap<object, boolean>;
  /** Notes a problem; the same one at the same place only once, however often a copy goes through it. */
  readonly report: (code: string, path: TemplatePath | undefined, message: string) => void;
  readonly problems: () => readonly TemplateProblem[];
}

/** Begins an expansion. */
export function startRun(world: DeploymentWorld): Run {
  const problems = new Map<string, TemplateProblem>();
  return {
    world,
    parse: makeParser(),
    constantParts: new WeakMap(),
    report: (code, path, message) => {
      const problem = {code, path: formatPath(path), message};
      problems.set(JSON.stringify(problem), problem);
    },
    problems: () => [...problems.values()],
  };
}

/** Notes an error of an expression; anything else is no problem of the template and is thrown on. */
export function reportError(run: Run, path: TemplatePath | undefined, error: unknown): void {
  if (!(error instanceof ExpressionError)) throw error;
  run.report(error.code, path, error.describe());
}

/** A parser that remembers. */
export function makeParser(): (text: string) => ParsedText {
  const known = new Map<string, ParsedText | ExpressionError>();
  return (text) => {
    let parsed = known.get(text);
    if (parsed === undefined) {
      parsed = tryToParse(text);
      known.set(text, parsed);
    }
    if (parsed instanceof ExpressionError) throw parsed;
    return parsed;
  };
}

function tryToParse(text: string): ParsedText | ExpressionError {
  try {
    const expression = parseExpression(text);
    return {expression, constant: callsIn(expression).every(({name}) => isConstant(name))};
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}
