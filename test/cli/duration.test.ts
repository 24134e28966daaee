import {describe, expect, it} from 'vitest';
import {readDuration} from '../../src/cli/duration.ts';

describe('a length of time', () => {
  it.each([
    ['90s', 90_000],
    ['45m', 2_700_000],
    ['2h', 7_200_000],
    ['1h30m', 5_400_000],
  ])('%s is %i ms', (text, ms) => {
    expect(readDuration(text, '--timeout')).toBe(ms);
  });

  it.each(['', '0m', '5', 'm', '1d', '-1h', '1h x', '1.5h'])('is not "%s"', (text) => {
    expect(() => readDuration(text, '--timeout')).toThrow(
      expect.objectContaining({
        message: `--timeout cannot be "${text}"`,
        exitCode: 2,
        suggestions: ['write hours, minutes or seconds: 2h, 45m, 1h30m'],
      }),
    );
  });
});
