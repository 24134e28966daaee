import {evaluationError} from '../template-error.ts';
import {valueAt, wrongArgument} from './arguments.ts';
import type {Arguments, Call} from './function.ts';

/** {{, }}, {index}, {index,width}, {index:format}, or a brace that is none of these. */
const ITEM = /\{\{|\}\}|\{(\d+)(?:,\s*(-?\d+)\s*)?(?::([^{}]*))?\}|[{}]/g;

/**
 * `format()`: .NET's composite formatting (Azure: template-functions-string, "format") with the formats of integers D, F,
 * G, N, P and X, and custom ones of 0, # and commas.
 */
export function formatComposite(pattern: string, values: Arguments, call: Call): string {
  return pattern.replace(ITEM, (item, index?: string, width?: string, format?: string) => {
    if (item === '{{') return '{';
    if (item === '}}') return '}';
    if (index === undefined) throw evaluationError(`format: the brace ${item} of ${JSON.stringify(pattern)} is alone`);
    if (Number(index) >= values.length) throw evaluationError(`format: there is no argument for {${index}}`);
    const text = formatOne(values, Number(index), format, call);
    const columns = Number(width ?? 0);
    return columns < 0 ? text.padEnd(-columns) : text.padStart(columns);
  });
}

function formatOne(values: Arguments, index: number, format: string | undefined, call: Call): string {
  const value = valueAt(values, index, call);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  // Argument 1 is the pattern.
  if (typeof value !== 'number') throw wrongArgument(index + 1, 'a string, an integer or a boolean', value, call);
  return format === undefined || format === '' ? String(value) : formatNumber(value, format);
}

const STANDARD = /^([DFGNPX])(\d{0,2})$/i;
const CUSTOM = /^[#0,]*[#0](?:\.[#0]+)?$/;

function formatNumber(value: number, format: string): string {
  const [, letter, digits = ''] = STANDARD.exec(format) ?? [];
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  switch (letter?.toUpperCase()) {
    case 'D':
      return sign + String(size).padStart(Number(digits), '0');
    case 'F':
      return sign + size.toFixed(digits === '' ? 2 : Number(digits));
    case 'G':
      return String(value);
    case 'N':
      return sign + group(size.toFixed(digits === '' ? 2 : Number(digits)));
    case 'P':
      return `${sign}${group((size * 100).toFixed(digits === '' ? 2 : Number(digits)))} %`;
    case 'X':
      return formatHex(value, letter === 'X', Number(digits));
    default:
      if (CUSTOM.test(format)) return sign + formatCustom(size, format);
      throw evaluationError(`format: ${JSON.stringify(format)} is not a format of integers known here`);
  }
}

function formatHex(value: number, upper: boolean, digits: number): string {
  // Negative numbers as 64 bits, which is what an integer of the language is.
  const text = BigInt.asUintN(64, BigInt(Math.trunc(value)))
    .toString(16)
    .padStart(digits, '0');
  return upper ? text.toUpperCase() : text;
}

function formatCustom(size: number, format: string): string {
  const [whole = '', fraction = ''] = format.split('.');
  const [digits = '', decimals = ''] = size.toFixed(fraction.length).split('.');
  const least = whole.replaceAll(',', '').replace(/^#+/, '').length;
  const padded = digits === '0' && least === 0 ? '' : digits.padStart(least, '0');
  const kept = decimals.replace(/0*$/, '').padEnd(fraction.replace(/#+$/, '').length, '0');
  return (whole.includes(',') ? group(padded) : padded) + (kept === '' ? '' : `.${kept}`);
}

/** Commas between thousands. */
function group(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
