import {describe, expect, it} from 'vitest';
import {isEverything, isPrivate} from '../../../src/cluster/rules/private-ranges.ts';
import {type Prefix, parsePrefix} from '../../../src/ipv4/prefix.ts';

function read(texts: readonly string[]): Prefix[] {
  return texts.flatMap((text) => parsePrefix(text) ?? []);
}

describe('isPrivate', () => {
  it.each(['10.0.0.0/8', '10.1.2.3/32', '172.31.0.0/16', '192.168.0.0/16', '100.127.0.0/16'])('knows %s', (text) => {
    const answers = read([text]).map(isPrivate);

    expect(answers).toEqual([true]);
  });

  it.each(['8.0.0.0/7', '172.32.0.0/16', '192.0.0.0/8', '100.128.0.0/16', '0.0.0.0/0'])('knows %s is not', (text) => {
    const answers = read([text]).map(isPrivate);

    expect(answers).toEqual([false]);
  });
});

describe('isEverything', () => {
  it('takes the whole, or parts that make it up', () => {
    const answers = [['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/1'], []].map((texts) =>
      isEverything(read(texts)),
    );

    expect(answers).toEqual([true, true, false, false]);
  });
});
