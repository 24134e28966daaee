import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PURE = [
  'ipv4',
  'kubernetes',
  'definition',
  'cluster',
  'network',
  'node',
  'arm',
  'template',
  'report',
  'failures',
  'preflight',
  'changes',
];

/** What the linter cannot forbid: it knows imports and globals, but not their members. */
const FORBIDDEN = /\b(?:Math\.random|globalThis|import\.meta|toLocaleString|localeCompare\([^)]*,)\b/;

function linesOf(folder: string): readonly {readonly place: string; readonly line: string}[] {
  return globSync(`src/${folder}/**/*.ts`, {cwd: ROOT}).flatMap((file) =>
    readFileSync(`${ROOT}${file}`, 'utf8')
      .split('\n')
      .map((line, index) => ({place: `${file}:${index + 1}`, line})),
  );
}

describe('pure folders', () => {
  it.each(PURE)('%s sees no randomness, no locale and nothing global', (folder) => {
    const found = linesOf(folder).filter(({line}) => FORBIDDEN.test(line));

    expect(found).toEqual([]);
  });
});

describe('commands', () => {
  it('have at most 50 lines each', () => {
    const long = globSync('src/commands/*.ts', {cwd: ROOT})
      .map((file) => ({file, lines: readFileSync(`${ROOT}${file}`, 'utf8').trimEnd().split('\n').length}))
      .filter(({lines}) => lines > 50);

    expect(long).toEqual([]);
  });
});

describe('files', () => {
  it('have at most 300 lines each', () => {
    const long = globSync('src/**/*.ts', {cwd: ROOT})
      .filter((file) => !file.endsWith('.generated.ts'))
      .map((file) => ({file, lines: readFileSync(`${ROOT}${file}`, 'utf8').trimEnd().split('\n').length}))
      .filter(({lines}) => lines > 300);

    expect(long).toEqual([]);
  });
});
