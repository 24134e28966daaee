import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

const UNITS: Readonly<Record<string, number>> = {s: 1_000, m: 60_000, h: 3_600_000};

/** A length of time such as `90s`, `45m`, `2h` or `1h30m`, in ms. Throws UserError if it is none; `flag` asked for it. */
export function readDuration(text: string, flag: string): number {
  const parts = [...text.matchAll(/(\d+)([smh])/g)];
  const isWhole = parts.length > 0 && parts.map(([part]) => part).join('') === text;
  const time = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
  if (isWhole && time > 0) return time;
  throw new UserError(`${flag} cannot be "${text}"`, {
    code: 'USAGE',
    exitCode: EXIT.usage,
    suggestions: ['write hours, minutes or seconds: 2h, 45m, 1h30m'],
  });
}
