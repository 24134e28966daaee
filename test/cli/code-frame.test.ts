import {describe, expect, it} from 'vitest';
import {codeFrame} from '../../src/cli/code-frame.ts';
import {sourceText} from '../../src/definition/source-text.ts';
import {plainStyle} from '../../src/report/table.ts';

const paint = (text: string): string => text;

function frame(text: string, marked: string, notes: {hint?: string; others?: string[]} = {}, width = 80): string {
  const location = sourceText('cluster.yaml', text).locate(text.indexOf(marked), marked.length);
  const {hint, others = []} = notes;
  return codeFrame(location, {...(hint === undefined ? {} : {hint}), others, paint}, {width, style: plainStyle}).join(
    '\n',
  );
}

describe('codeFrame', () => {
  it('shows the line, the one before it, carets, and what would be right beside them', () => {
    expect(frame('nodePools:\n  - maxpods: 30\n', 'maxpods', {hint: 'did you mean maxPods?'})).toBe(
      [
        '  1 | nodePools:', //
        '  2 |   - maxpods: 30',
        '    |     ^^^^^^^ did you mean maxPods?',
      ].join('\n'),
    );
  });

  it('puts a long hint and other places below, wrapped', () => {
    const hint = 'use /23 (507 usable), or at most 34 pods per node, or at most three nodes instead of six';
    const others = ['cluster.yaml:9:5: nodePools[0].maxPods takes 51 addresses each'];

    const text = frame('a:\n  cidr: 10.240.8.0/24', '10.240.8.0/24', {hint, others}, 60);

    expect(text).toBe(
      [
        '  1 | a:',
        '  2 |   cidr: 10.240.8.0/24',
        '    |         ^^^^^^^^^^^^^',
        '    = use /23 (507 usable), or at most 34 pods per node, or',
        '      at most three nodes instead of six',
        '    = cluster.yaml:9:5: nodePools[0].maxPods takes 51',
        '      addresses each',
      ].join('\n'),
    );
  });

  it('keeps carets below wide characters and behind tabs', () => {
    expect(frame('a: {漢字: "x",\tb: 1}', 'b')).toBe(
      [
        '  1 | a: {漢字: "x",  b: 1}', //
        '    |                 ^',
      ].join('\n'),
    );
    expect(frame('name: 漢字', '漢字')).toBe(['  1 | name: 漢字', '    |       ^^^^'].join('\n'));
  });

  it('cuts a long line around the carets', () => {
    const text = `list: [${'10.0.0.0/16, '.repeat(20)}oops, ${'10.0.0.0/16, '.repeat(20)}]`;

    expect(frame(text, 'oops', {hint: 'not a range'}, 60)).toBe(
      [
        '  1 | ...16, 10.0.0.0/16, oops, 10.0.0.0/16, 10.0.0.0/16,...',
        '    |                     ^^^^ not a range',
      ].join('\n'),
    );
  });

  it('cuts carets that are longer than the line may be', () => {
    const key = `ssh-ed25519 ${'A'.repeat(90)}`;

    expect(frame(`- ${key}`, key, {hint: 'no'}, 40)).toBe(
      [`  1 | - ssh-ed25519 ${'A'.repeat(17)}...`, `    |   ${'^'.repeat(32)}`, '    = no'].join('\n'),
    );
  });

  it('aligns numbers of different length', () => {
    expect(frame(`${'\n'.repeat(8)}a:\n  b: 1`, 'b')).toBe(
      [
        '   9 | a:', //
        '  10 |   b: 1',
        '     |   ^',
      ].join('\n'),
    );
  });

  it('shows no line where there is no text', () => {
    expect(frame('', '', {hint: 'write a definition'})).toBe('    = write a definition');
  });

  it('shows a flag without a line number', () => {
    const flag = '--set nodePools[0].count=0';
    const location = sourceText(flag, flag).locate(flag.length - 1, 1);

    expect(codeFrame(location, {hint: 'use 1', others: [], paint}, {width: 80, style: plainStyle}).join('\n')).toBe(
      [
        '   | --set nodePools[0].count=0', //
        '   |                          ^ use 1',
      ].join('\n'),
    );
  });
});
