import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  callsIn,
  isExpression,
  parseExpression,
  printExpression,
  unescapeText,
} from '../../src/template/parse-expression.ts';
import {ExpressionError} from '../../src/template/template-error.ts';

function faultOf(text: string): {message: string; position: number | undefined} {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return {message: error.message, position: error.position};
    throw error;
  }
  throw new Error(`${text} is an expression`);
}

describe('a text of a template', () => {
  it.each<[string, boolean, string]>([
    ['plain', false, 'plain'],
    ['', false, ''],
    ['[a()]', true, '[a()]'],
    ['[', false, '['],
    ['[]', true, '[]'],
    ['[begins only', false, '[begins only'],
    ['ends only]', false, 'ends only]'],
    [' [a()]', false, ' [a()]'],
    ['[[escaped]', false, '[escaped]'],
    ['[[[twice]', false, '[[twice]'],
    ['[[begins only', false, '[[begins only'],
  ])('%j is an expression: %s', (text, expression, meaning) => {
    expect(isExpression(text)).toBe(expression);
    expect(unescapeText(text)).toBe(meaning);
  });
});

describe('parseExpression', {timeout: 30_000}, () => {
  it('reads calls, properties, indexes and literals with their places', () => {
    expect(parseExpression("[concat('it''s', variables('a')[-1].b)]")).toEqual({
      kind: 'call',
      at: 1,
      name: 'concat',
      arguments: [
        {kind: 'literal', at: 8, value: "it's"},
        {
          kind: 'property',
          at: 35,
          name: 'b',
          of: {
            kind: 'index',
            at: 31,
            index: {kind: 'literal', at: 32, value: -1},
            of: {kind: 'call', at: 17, name: 'variables', arguments: [{kind: 'literal', at: 27, value: 'a'}]},
          },
        },
      ],
    });
  });

  it.each([
    ["[ concat ( 'a' , 1 ) . b [ 0 ] ]", "concat('a', 1).b[0]"],
    ["[\n  a(\t'b'\r\n)\n]", "a('b')"],
    ["['']", "''"],
    ["['''']", "''''"],
    ["['a]b']", "'a]b'"],
    ['[contoso.name()]', 'contoso.name()'],
    ['[007]', '7'],
  ])('reads %j as %s', (text, printed) => {
    expect(printExpression(parseExpression(text))).toBe(printed);
  });

  it.each([
    ['[]', 'a value is expected, the end is there', 1],
    ['[a]', '( is expected after the function a, the end is there', 2],
    ['[true]', '( is expected after the function true, the end is there', 5],
    ['[a(]', 'a value is expected, the end is there', 3],
    ['[a(1]', ') is expected, the end is there', 4],
    ['[a(1,]', 'a value is expected, the end is there', 5],
    ['[a(1 2)]', ') is expected, 2 is there', 5],
    ['[a())]', 'nothing is expected after the expression, ) is there', 4],
    ['[a()[]', 'a value is expected, the end is there', 5],
    ['[a()[0]', '] is expected, the end is there', 6],
    ['[a().]', 'a property name is expected after the dot', 5],
    ['[a().1]', 'a property name is expected after the dot', 5],
    ['[a.]', 'a function name is expected after the dot', 3],
    ["['a]", 'the string has no closing quote', 1],
    ["['a''b]", 'the string has no closing quote', 1],
    ['["a"]', 'a value is expected, " is there', 1],
    ['[1.5]', 'a property name is expected after the dot', 3],
    ['[99999999999999999999]', '99999999999999999999 is too large an integer', 1],
    ['[a(b]', '( is expected after the function b, the end is there', 4],
  ])('says where %j is wrong', (text, message, position) => {
    expect(faultOf(text)).toEqual({message, position});
  });

  it('takes 24,576 characters and no more', () => {
    const longest = `['${'a'.repeat(24_572)}']`;

    expect(parseExpression(longest)).toMatchObject({kind: 'literal'});
    expect(faultOf(`['${'a'.repeat(24_573)}']`)).toEqual({
      message: 'the expression has 24577 characters, the most is 24576',
      position: 0,
    });
  });

  it.each([
    ['calls', (depth: number) => `[${'a('.repeat(depth)}${')'.repeat(depth)}]`],
    ['indexes', (depth: number) => `[a()${'[a()'.repeat(depth)}${']'.repeat(depth)}]`],
    ['properties', (depth: number) => `[a()${'.b'.repeat(depth)}]`],
  ])('bounds how deep %s nest', (_, nest) => {
    expect(() => parseExpression(nest(100))).not.toThrow();
    expect(faultOf(nest(200)).message).toBe('the expression nests deeper than 128 levels');
    expect(faultOf(nest(3000)).message).toBe('the expression nests deeper than 128 levels');
  });

  it('throws nothing but its own error, at a place within the text', () => {
    const piece = fc.constantFrom(
      'a',
      '(',
      ')',
      '[',
      ']',
      '.',
      ',',
      "'",
      "''",
      '1',
      '-',
      ' ',
      'concat(',
      "'x'",
      '\u{1f600}',
    );
    const text = fc.oneof(
      fc.array(piece, {maxLength: 60}).map((pieces) => `[${pieces.join('')}]`),
      fc.string({unit: 'binary'}),
    );

    fc.assert(
      fc.property(text, (input) => {
        try {
          parseExpression(input);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          expect((error as ExpressionError).position).toBeLessThanOrEqual(Math.max(0, input.length - 1));
        }
      }),
      {numRuns: 500},
    );
  });

  it('reads back what printExpression writes', () => {
    const {expression} = fc.letrec((tie) => ({
      expression: fc.oneof(
        {depthSize: 'small'},
        fc.string().map((value) => `'${value.replaceAll("'", "''")}'`),
        fc.integer().map(String),
        fc
          .tuple(fc.constantFrom('concat', 'ns.f'), fc.array(tie('expression'), {maxLength: 3}))
          .map(([name, list]) => `${name}(${list.join(', ')})`),
        tie('expression').map((of) => `${of}.name`),
        fc.tuple(tie('expression'), tie('expression')).map(([of, index]) => `${of}[${index}]`),
      ),
    }));

    fc.assert(
      fc.property(expression, (printed) => {
        expect(printExpression(parseExpression(`[${printed}]`))).toBe(printed);
      }),
    );
  });

  it('takes no more than linear time for hostile texts', () => {
    // A quadratic reader would need 24,576 times as long for the whole as for one character: seconds.
    for (const unit of ["'", "''", '(', 'a(', ' ', '[', '.a', "'a", '1']) {
      const text = `[${unit.repeat(24_570 / unit.length)}]`;

      expect(() => {
        for (let round = 0; round < 20; round++) {
          try {
            parseExpression(text);
          } catch (error) {
            if (!(error instanceof ExpressionError)) throw error;
          }
        }
      }).not.toThrow();
    }
  });
});

describe('callsIn', () => {
  it('lists calls from the outside inwards', () => {
    const calls = callsIn(parseExpression("[a(b()[c()].d, 'x')]"));

    expect(calls.map(({name}) => name)).toEqual(['a', 'b', 'c']);
  });
});
