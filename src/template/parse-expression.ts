import {MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH} from './limits.ts';
import {ExpressionError} from './template-error.ts';

/** A parsed expression. `at` is where it begins in the text that was parsed, counted from 0. */
export type Expression =
  | {readonly kind: 'literal'; readonly at: number; readonly value: string | number}
  | CallExpression
  | {readonly kind: 'property'; readonly at: number; readonly of: Expression; readonly name: string}
  | {readonly kind: 'index'; readonly at: number; readonly of: Expression; readonly index: Expression};

/** A call of a function. */
export interface CallExpression {
  readonly kind: 'call';
  readonly at: number;
  /** As written; capitals do not matter. A function of the template's own has its namespace before a dot. */
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** Whether a text of a template is an expression: it begins with [ and ends with ], and [[ is no escape before it. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** What a text means that is no expression: [[ at the start of a text that ends with ] is one bracket. */
export function unescapeText(text: string): string {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

/**
 * Parses a text for which `isExpression` holds, brackets included. Throws ExpressionError, and nothing else, with the
 * position of what is wrong.
 */
export function parseExpression(text: string): Expression {
  if (!isExpression(text)) throw new ExpressionError('syntax', 'an expression begins with [ and ends with ]', 0);
  if (text.length > MAX_EXPRESSION_LENGTH) {
    const reason = `the expression has ${text.length} characters, the most is ${MAX_EXPRESSION_LENGTH}`;
    throw new ExpressionError('syntax', reason, 0);
  }
  const parser = new Parser(text);
  const expression = parser.parseOne(0);
  parser.expectEnd();
  return expression;
}

const SPACE = /\s*/y;
const INTEGER = /-?\d+/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const STRING = /'[^']*(?:''[^']*)*'(?!')/y;

/** Reads the text between the brackets from left to right, once. */
class Parser {
  readonly #text: string;
  readonly #end: number;
  #at = 1;

  constructor(text: string) {
    this.#text = text;
    this.#end = text.length - 1;
  }

  parseOne(depth: number): Expression {
    if (depth > MAX_EXPRESSION_DEPTH) this.#fail(`the expression nests deeper than ${MAX_EXPRESSION_DEPTH} levels`);
    let expression = this.#parsePrimary(depth);
    // Each step wraps what was read so far, so that a long chain is deep too when it is evaluated.
    for (let steps = depth; ; steps++) {
      if (steps > MAX_EXPRESSION_DEPTH) this.#fail(`the expression nests deeper than ${MAX_EXPRESSION_DEPTH} levels`);
      const at = this.#skipSpace();
      if (this.#take('.')) {
        this.#skipSpace();
        const name = this.#match(IDENTIFIER) ?? this.#fail('a property name is expected after the dot');
        expression = {kind: 'property', at, of: expression, name};
      } else if (this.#take('[')) {
        const index = this.parseOne(depth + 1);
        this.#expect(']');
        expression = {kind: 'index', at, of: expression, index};
      } else {
        return expression;
      }
    }
  }

  expectEnd(): void {
    this.#skipSpace();
    if (this.#at < this.#end) this.#fail(`nothing is expected after the expression, ${this.#found()} is there`);
  }

  #parsePrimary(depth: number): Expression {
    const at = this.#skipSpace();
    const string = this.#match(STRING);
    if (string !== undefined) return {kind: 'literal', at, value: string.slice(1, -1).replaceAll("''", "'")};
    if (this.#peek() === "'") this.#fail('the string has no closing quote');
    const integer = this.#match(INTEGER);
    if (integer !== undefined) return {kind: 'literal', at, value: this.#readInteger(integer, at)};
    let name = this.#match(IDENTIFIER);
    if (name === undefined) return this.#fail(`a value is expected, ${this.#found()} is there`);
    this.#skipSpace();
    while (this.#peek() === '.') {
      this.#take('.');
      name += `.${this.#match(IDENTIFIER) ?? this.#fail('a function name is expected after the dot')}`;
      this.#skipSpace();
    }
    if (!this.#take('(')) this.#fail(`( is expected after the function ${name}, ${this.#found()} is there`);
    return {kind: 'call', at, name, arguments: this.#parseArguments(depth)};
  }

  #parseArguments(depth: number): Expression[] {
    const list: Expression[] = [];
    this.#skipSpace();
    if (this.#take(')')) return list;
    do {
      list.push(this.parseOne(depth + 1));
      this.#skipSpace();
    } while (this.#take(','));
    this.#expect(')');
    return list;
  }

  #readInteger(text: string, at: number): number {
    const value = Number(text);
    if (Number.isSafeInteger(value)) return value;
    throw new ExpressionError('syntax', `${text} is too large an integer`, at);
  }

  #expect(character: string): void {
    this.#skipSpace();
    if (!this.#take(character)) this.#fail(`${character} is expected, ${this.#found()} is there`);
  }

  #skipSpace(): number {
    SPACE.lastIndex = this.#at;
    const space = SPACE.exec(this.#text)?.[0] ?? '';
    this.#at = Math.min(this.#at + space.length, this.#end);
    return this.#at;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || this.#at + found.length > this.#end) return undefined;
    this.#at += found.length;
    return found;
  }

  #peek(): string | undefined {
    return this.#at < this.#end ? this.#text[this.#at] : undefined;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #found(): string {
    return this.#peek() ?? 'the end';
  }

  #fail(reason: string): never {
    throw new ExpressionError('syntax', reason, this.#at);
  }
}

/** Writes an expression as text, without brackets. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression.value);
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'property':
      return `${printExpression(expression.of)}.${expression.name}`;
    case 'index':
      return `${printExpression(expression.of)}[${printExpression(expression.index)}]`;
  }
}

/** Writes a string or an integer as an expression does. */
export function printLiteral(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

/** All calls in an expression, from the outermost inwards. */
export function callsIn(expression: Expression): CallExpression[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'call':
      return [expression, ...expression.arguments.flatMap(callsIn)];
    case 'property':
      return callsIn(expression.of);
    case 'index':
      return [...callsIn(expression.of), ...callsIn(expression.index)];
  }
}
