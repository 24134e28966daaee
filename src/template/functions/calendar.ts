/** A moment in UTC, in seconds since 1970. Years 1 to 9999, as in .NET. */
export type Moment = number;

/** A moment as people write it. */
export interface CalendarTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const SECONDS_PER_DAY = 86_400;
const DAYS_PER_400_YEARS = 146_097;
const TIMESTAMP = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Reads a timestamp of ISO 8601, or with a space for the T; without a zone it is UTC. */
export function parseMoment(text: string): Moment | undefined {
  const [match, year, month, day, hour, minute, second, zone] = TIMESTAMP.exec(text) ?? [];
  if (match === undefined) return undefined;
  const time = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  };
  if (time.month < 1 || time.month > 12 || time.day < 1 || time.day > daysInMonth(time.year, time.month))
    return undefined;
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined;
  return toMoment(time) - zoneSeconds(zone);
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.replace(':', '');
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
  return digits.startsWith('-') ? -seconds : seconds;
}

/** The moment of a time of the calendar. */
export function toMoment({year, month, day, hour, minute, second}: CalendarTime): Moment {
  return daysSince1970(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}

/** The time of the calendar at a moment. */
export function toCalendar(moment: Moment): CalendarTime {
  const days = Math.floor(moment / SECONDS_PER_DAY);
  const rest = moment - days * SECONDS_PER_DAY;
  // Years that begin in March have their leap day last: http://howardhinnant.github.io/date_algorithms.html
  const shifted = days + 719_468;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: Math.floor(rest % 60),
  };
}

function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_400_YEARS + dayOfEra - 719_468;
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day of the week at a moment: 0 is Sunday. */
export function dayOfWeek(moment: Moment): number {
  const days = Math.floor(moment / SECONDS_PER_DAY);
  return (((days + 4) % 7) + 7) % 7;
}
