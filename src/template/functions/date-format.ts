import {evaluationError} from '../template-error.ts';
import {dayOfWeek, type Moment, toCalendar} from './calendar.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** .NET's standard formats, one letter each, as custom formats of the invariant culture. */
const STANDARD: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy',
  D: 'dddd, dd MMMM yyyy',
  f: 'dddd, dd MMMM yyyy HH:mm',
  F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm',
  G: 'MM/dd/yyyy HH:mm:ss',
  m: 'MMMM dd',
  M: 'MMMM dd',
  o: "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'",
  O: "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'",
  r: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  R: "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
  s: "yyyy-MM-dd'T'HH:mm:ss",
  t: 'HH:mm',
  T: 'HH:mm:ss',
  u: "yyyy-MM-dd HH:mm:ss'Z'",
  y: 'yyyy MMMM',
  Y: 'yyyy MMMM',
};

/** Quoted text, an escaped character, a run of one format letter, or any other character. */
const TOKEN = /'([^']*)'|"([^"]*)"|\\(.)|([dfFhHKmMstyz])\4*|[\s\S]/g;

/** Writes a moment in one of .NET's standard or custom formats of dates; a % before one letter makes it a custom one. */
export function formatMoment(moment: Moment, format: string): string {
  const custom = format.length === 1 ? STANDARD[format] : format.replace(/^%(?=.$)/, '');
  if (custom === undefined) throw evaluationError(`${JSON.stringify(format)} is not a format of dates`);
  const parts = partsOf(moment);
  return custom.replace(TOKEN, (token: string, single?: string, double?: string, escaped?: string, letter?: string) => {
    if (letter === undefined) return single ?? double ?? escaped ?? token;
    return parts[token] ?? missing(token);
  });
}

function missing(token: string): never {
  throw evaluationError(`${JSON.stringify(token)} is not a format of dates known here`);
}

function partsOf(moment: Moment): Readonly<Record<string, string>> {
  const {year, month, day, hour, minute, second} = toCalendar(moment);
  const weekday = DAYS[dayOfWeek(moment)] ?? '';
  const monthName = MONTHS[month - 1] ?? '';
  const half = hour % 12 === 0 ? 12 : hour % 12;
  return {
    d: `${day}`,
    dd: pad(day),
    ddd: weekday.slice(0, 3),
    dddd: weekday,
    M: `${month}`,
    MM: pad(month),
    MMM: monthName.slice(0, 3),
    MMMM: monthName,
    y: `${year % 100}`,
    yy: pad(year % 100),
    yyyy: pad(year, 4),
    H: `${hour}`,
    HH: pad(hour),
    h: `${half}`,
    hh: pad(half),
    m: `${minute}`,
    mm: pad(minute),
    s: `${second}`,
    ss: pad(second),
    f: '0',
    fff: '000',
    ffffff: '000000',
    fffffff: '0000000',
    t: hour < 12 ? 'A' : 'P',
    tt: hour < 12 ? 'AM' : 'PM',
    K: 'Z',
    z: '+0',
    zz: '+00',
    zzz: '+00:00',
  };
}

function pad(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}
