import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {MINIMAL, read} from './samples.ts';

/** Reads something, and checks that every place that is told lies inside of the text it is in. */
function readAnything(content: string | Uint8Array): void {
  const reading = read(content);

  for (const {location} of reading.issues) {
    const {line, column, length, excerpt} = location;
    const text = excerpt.lines[line - excerpt.firstLine];
    expect(text).not.toBe(undefined);
    expect(column >= 1 && column <= (text?.length ?? 0) + 1 && length >= 1).toBe(true);
    expect(column - 1 + length <= Math.max(text?.length ?? 0, column)).toBe(true);
  }
  expect(reading.issues.length > 0 || reading.definition !== undefined).toBe(true);
}

describe('whatever is read', () => {
  it('as bytes never throws', () => {
    fc.assert(fc.property(fc.uint8Array({maxLength: 200}), readAnything), {numRuns: 500});
  });

  it('as a text of the characters of YAML never throws', () => {
    const part = fc.constantFrom(
      ...['a', 'b: ', ': ', '- ', '\n', '\n  ', '\n- ', '? ', '{', '}', '[', ']', ',', '&a ', '*a', '<<: ', '"', "'"],
      ...['|\n', '>\n', '#', ' #', '\t', '!!str ', '!x ', '---\n', '...\n', '%YAML 1.2\n', '~', '1.30', '@', '\r\n'],
      ...['\r', '\\', '\ufeff', '\u2028', '😀', '\ud800', '\0'],
    );

    fc.assert(
      fc.property(fc.array(part, {maxLength: 25}), (parts) => readAnything(parts.join(''))),
      {numRuns: 3000},
    );
  });

  it('as a definition with a few characters changed never throws', () => {
    const edit = fc.record({at: fc.nat(), removed: fc.nat({max: 5}), added: fc.string({maxLength: 5, unit: 'binary'})});

    fc.assert(
      fc.property(fc.array(edit, {minLength: 1, maxLength: 5}), (edits) => {
        let text = MINIMAL;
        for (const {at, removed, added} of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + added + text.slice(start + removed);
        }
        readAnything(text);
      }),
      {numRuns: 1000},
    );
  });

  it('as any JSON never throws', () => {
    fc.assert(
      fc.property(fc.json(), (text) => readAnything(text)),
      {numRuns: 500},
    );
  });
});

/** Characters of a large text: quadratic time shows, linear time does not take long. */
const LARGE_LENGTH = 120_000;

/** A large text of equal or similar parts. */
function repeat(part: string | ((index: number) => string)): string {
  const parts: string[] = [];
  for (let length = 0; length < LARGE_LENGTH; length += parts.at(-1)?.length ?? 1) {
    parts.push(typeof part === 'string' ? part : part(parts.length));
  }
  return parts.join('');
}

/** Texts with something that some step once took quadratic time for, or might. */
const LARGE: Readonly<Record<string, string>> = {
  'different keys': repeat((index) => `k${index}:\n`),
  'equal keys': repeat('a:\n'),
  'equal keys on one line': `{${repeat('a: 1, ')}}`,
  'wrong values on one line': `${MINIMAL}tags: {${repeat((index) => `k${index}: 1, `)}}\n`,
  'wrong items': `${MINIMAL}network: {onPremisesCidrs: [${repeat('x, ')}]}\n`,
  'one long text': MINIMAL.replace('prod', 'x'.repeat(LARGE_LENGTH)),
  'one long range': `${MINIMAL}network: {serviceCidr: "${'0'.repeat(LARGE_LENGTH)}"}\n`,
  'one long registry': `${MINIMAL}kubernetes: {images: {kubernetes: "a${'/a'.repeat(LARGE_LENGTH / 2)}!"}}\n`,
  'one long key': `{"${'k'.repeat(LARGE_LENGTH)}": 1}`,
  anchors: repeat((index) => `- &a${index} x\n`),
  'aliases of nothing': repeat('- *a\n'),
  'merges of merges': `x0: &x0 {}\n${repeat((index) => `x${index + 1}: &x${index + 1} {<<: *x${index}, k${index}: 1}\n`)}`,
  'merges of one': `a: &a {b: 1}\nc: {${repeat('<<: *a, ')}}\n`,
  'closing brackets': ']'.repeat(LARGE_LENGTH),
  'unclosed quotes': repeat('a: "\n'),
  'wrong indentation': repeat('  a: b\n a: c\n'),
  'mappings as keys': repeat('{a: b}: c\n'),
  documents: repeat('---\n'),
  'opening brackets': '['.repeat(LARGE_LENGTH),
  'beginnings of private keys': `# ${repeat('-----BEGIN ')}`,
  'private keys without end': `# ${repeat('-----BEGIN PRIVATE KEY-----')}`,
  'ends of private keys': `# ${repeat('-----END PRIVATE KEY-----')}`,
  'private keys as keys': repeat((index) => `"-----BEGIN PRIVATE KEY-----${index}": 1\n`),
  'keys in base64': `# ${repeat('LS0tLS1CRUdJTi')}`,
  'words for secrets and spaces': `# ${repeat(`token${' '.repeat(30)}`)}`,
  'the replacement character': repeat('\ufffd'),
};

describe('a large text', () => {
  // Milliseconds; quadratic time would be many times that, linear time a tenth of it.
  it.each(Object.entries(LARGE))('of %s takes linear time', {timeout: 20_000}, (_what, text) => {
    const start = performance.now();

    readAnything(text);

    expect(performance.now() - start).toBeLessThan(3000);
  });
});
