import {describe, expect, it} from 'vitest';
import {displayCells, widthOf} from '../../src/cli/display-cells.ts';

describe('displayCells', () => {
  it('gives every letter a column', () => {
    expect(displayCells('a b')).toEqual([
      {text: 'a', width: 1, offset: 0},
      {text: ' ', width: 1, offset: 1},
      {text: 'b', width: 1, offset: 2},
    ]);
  });

  it('leads tabs to the next tab stop', () => {
    expect(displayCells('a\tb\t')).toEqual([
      {text: 'a', width: 1, offset: 0},
      {text: '   ', width: 3, offset: 1},
      {text: 'b', width: 1, offset: 2},
      {text: '   ', width: 3, offset: 3},
    ]);
  });

  it('gives ideographs and emoji two columns, in whatever many code units they are', () => {
    expect(displayCells('漢👩‍🚀é')).toEqual([
      {text: '漢', width: 2, offset: 0},
      {text: '👩‍🚀', width: 2, offset: 1},
      {text: 'é', width: 1, offset: 6},
    ]);
  });

  it('shows that something would turn the direction of writing around', () => {
    expect(displayCells('a\u202eb').map(({text}) => text)).toEqual(['a', '\ufffd', 'b']);
  });

  it('sums up widths', () => {
    expect(widthOf(displayCells('漢 a'))).toBe(4);
  });
});
