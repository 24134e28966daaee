import {ExpressionError, evaluationError} from '../template-error.ts';
import type {Value} from '../value.ts';
import {integerAt, textAt} from './arguments.ts';
import {daysInMonth, type Moment, parseMoment, toCalendar, toMoment} from './calendar.ts';
import {formatMoment} from './date-format.ts';
import {type Arguments, type Call, plain, type TemplateFunction} from './function.ts';

/** Functions for dates (Azure: template-functions-date). */
export const DATE_FUNCTIONS: readonly TemplateFunction[] = [
  plain('dateTimeAdd', 2, 3, dateTimeAdd),
  plain('dateTimeFromEpoch', 1, 1, (values, call) => formatMoment(integerAt(values, 0, call), 'yyyy-MM-ddTHH:mm:ssZ')),
  plain('dateTimeToEpoch', 1, 1, (values, call) => momentOf(textAt(values, 0, call), call)),
  plain('utcNow', 0, 1, utcNow),
];

/** ISO 8601 without punctuation, as `utcNow()` writes it when no format is given. */
const DEFAULT_FORMAT = 'yyyyMMddTHHmmssZ';

function utcNow(values: Arguments, call: Call): Value {
  const {part, template} = call.scope;
  if (part !== 'parameter') {
    throw new ExpressionError('misplaced-function', 'utcNow: stands only in the default value of a parameter');
  }
  const {now} = template.world;
  if (now === undefined) throw evaluationError('utcNow: no time is given to evaluate with');
  return formatMoment(momentOf(now, call), values.length > 0 ? textAt(values, 0, call) : DEFAULT_FORMAT);
}

function momentOf(text: string, call: Call): Moment {
  const moment = parseMoment(text);
  if (moment === undefined) throw evaluationError(`${call.name}: ${JSON.stringify(text)} is not a time of ISO 8601`);
  return moment;
}

const DURATION =
  /^([+-])?P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

function dateTimeAdd(values: Arguments, call: Call): string {
  const base = textAt(values, 0, call);
  const text = textAt(values, 1, call);
  const [match, sign, ...parts] = DURATION.exec(text) ?? [];
  if (match === undefined) throw evaluationError(`dateTimeAdd: ${JSON.stringify(text)} is not a duration of ISO 8601`);
  const factor = sign === '-' ? -1 : 1;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map(
    (part) => factor * Number(part ?? 0),
  );
  const moved = addMonths(momentOf(base, call), years * 12 + months);
  const sum = moved + (weeks * 7 + days) * 86_400 + hours * 3600 + minutes * 60 + seconds;
  return formatMoment(sum, values.length > 2 ? textAt(values, 2, call) : formatLike(base));
}

/** A day that the month does not have becomes its last, as in .NET. */
function addMonths(moment: Moment, months: number): Moment {
  if (months === 0) return moment;
  const time = toCalendar(moment);
  const index = time.year * 12 + time.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return toMoment({...time, year, month, day: Math.min(time.day, daysInMonth(year, month))});
}

/** The result is written like the base value when no format is given. */
function formatLike(base: string): string {
  if (!/[T ]/i.test(base)) return base.includes('-') ? 'yyyy-MM-dd' : 'yyyyMMdd';
  const separator = base.includes(' ') ? ' ' : 'T';
  return base.includes('-') ? `yyyy-MM-dd${separator}HH:mm:ssZ` : `yyyyMMdd${separator}HHmmssZ`;
}
