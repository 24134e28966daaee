import {expect, it} from 'vitest';
import {type Due, Timeline} from '../../src/simulator/timeline.ts';

/** All that is due until a time. */
function taken(timeline: Timeline, until: number): readonly string[] {
  const found: Due[] = [];
  for (let due = timeline.take(until); due !== undefined; due = timeline.take(until)) found.push(due);
  return found.map(({at, subject}) => `${at} ${subject}`);
}

it('what is due comes in the order of its times, and of its entries at the same time, also after it was kept', () => {
  const timeline = new Timeline();
  for (const [at, subject] of [
    [5, 'a'],
    [1, 'b'],
    [5, 'c'],
    [3, 'd'],
    [5, 'e'],
  ] as const) {
    timeline.enter(at, 'operation', subject);
  }
  expect(taken(timeline, 4)).toEqual(['1 b', '3 d']);
  const again = new Timeline(timeline.entries());
  for (const each of [timeline, again]) each.enter(5, 'operation', 'f');
  expect(taken(timeline, 5)).toEqual(['5 a', '5 c', '5 e', '5 f']);
  expect(taken(again, 9)).toEqual(['5 a', '5 c', '5 e', '5 f']);
});
