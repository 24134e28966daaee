import {describe, expect, it} from 'vitest';
import {boundedTo} from '../../src/azure/bounded.ts';

describe('a bound', () => {
  it('lets so many tasks run at a time, in turn, whatever comes of them', async () => {
    const bounded = boundedTo(2);
    const told: string[] = [];
    let running = 0;
    const task = (name: string, end: () => void) =>
      bounded(async () => {
        running += 1;
        told.push(`${name}: ${running} at a time`);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        end();
      });
    const fail = () => {
      throw new Error('it fails');
    };
    const results = await Promise.allSettled([
      task('a', fail),
      task('b', fail),
      task('c', () => undefined),
      task('d', () => undefined),
      task('e', () => undefined),
    ]);

    expect(told.map((line) => line.slice(0, 1))).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(Math.max(...told.map((line) => Number(line.slice(3, 4))))).toBe(2);
    expect(results.map(({status}) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  });
});
