import {describe, expect, it} from 'vitest';
import {streamWidth, styleFor} from '../../src/cli/terminal.ts';
import {plainStyle} from '../../src/report/table.ts';

const RED = '\u001b[31mx\u001b[39m';

describe('styleFor', () => {
  it.each([
    ['a terminal has colours', {isTTY: true}, {}, RED],
    ['a pipe has none', {}, {}, 'x'],
    ['NO_COLOR takes them from a terminal', {isTTY: true}, {NO_COLOR: '1'}, 'x'],
    ['an empty NO_COLOR does not count', {isTTY: true}, {NO_COLOR: ''}, RED],
    ['a dumb terminal has none', {isTTY: true}, {TERM: 'dumb'}, 'x'],
    ['FORCE_COLOR gives them to a pipe', {}, {FORCE_COLOR: '1'}, RED],
    ['FORCE_COLOR wins over NO_COLOR', {}, {FORCE_COLOR: '1', NO_COLOR: '1'}, RED],
    ['FORCE_COLOR=0 takes them', {isTTY: true}, {FORCE_COLOR: '0'}, 'x'],
  ])('%s', (_, stream, env, expected) => {
    expect(styleFor(stream, env).red('x')).toBe(expected);
  });

  it('is the plain style without colours, so that texts stay the same', () => {
    expect(styleFor({}, {})).toBe(plainStyle);
  });
});

describe('streamWidth', () => {
  it.each([
    ['a pipe', {}, {}, 80],
    ['a terminal', {columns: 132}, {}, 132],
    ['a pipe with COLUMNS', {}, {COLUMNS: '100'}, 100],
    ['OCLIF_COLUMNS before all', {columns: 132}, {OCLIF_COLUMNS: '60', COLUMNS: '100'}, 60],
    ['a terminal that does not know', {columns: 0}, {COLUMNS: 'wide'}, 80],
  ])('of %s', (_, stream, env, expected) => {
    expect(streamWidth(stream, env)).toBe(expected);
  });
});
