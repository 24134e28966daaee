import {evaluationError} from '../template-error.ts';
import type {Value} from '../value.ts';
import {allTexts, integerAt, listAt, textAt, valueAt, wrongArgument} from './arguments.ts';
import {formatComposite} from './format.ts';
import {ANY_NUMBER, type Arguments, type Call, plain, type TemplateFunction} from './function.ts';
import {nameBasedGuid, uniqueText} from './name-hashes.ts';
import {parseJson} from './object.ts';

/** Functions for strings (Azure: template-functions-string). */
export const STRING_FUNCTIONS: readonly TemplateFunction[] = [
  plain('base64', 1, 1, (values, call) => Buffer.from(textAt(values, 0, call), 'utf8').toString('base64')),
  plain('base64ToJson', 1, 1, (values, call) => parseJson(fromBase64(textAt(values, 0, call), call), call)),
  plain('base64ToString', 1, 1, (values, call) => fromBase64(textAt(values, 0, call), call)),
  plain('dataUri', 1, 1, (values, call) => {
    return `data:text/plain;charset=utf8;base64,${Buffer.from(textAt(values, 0, call), 'utf8').toString('base64')}`;
  }),
  plain('dataUriToString', 1, 1, dataUriToString),
  plain('endsWith', 2, 2, (values, call) => lower(values, 0, call).endsWith(lower(values, 1, call))),
  plain('fail', 1, 1, (values, call) => {
    throw evaluationError(textAt(values, 0, call));
  }),
  plain('format', 1, ANY_NUMBER, (values, call) => formatComposite(textAt(values, 0, call), values.slice(1), call)),
  plain('guid', 1, ANY_NUMBER, (values, call) => nameBasedGuid(allTexts(values, call).join('-'))),
  plain('join', 2, 2, (values, call) => {
    const list = listAt(values, 0, call);
    return list.map((item, index) => plainText(item, index, call)).join(textAt(values, 1, call));
  }),
  plain('padLeft', 2, 3, padLeft),
  plain('replace', 3, 3, (values, call) => {
    const [text, old, fresh] = [textAt(values, 0, call), textAt(values, 1, call), textAt(values, 2, call)];
    if (old === '') throw evaluationError('replace: argument 2 must not be empty');
    return text.split(old).join(fresh);
  }),
  plain('split', 2, 2, split),
  plain('startsWith', 2, 2, (values, call) => lower(values, 0, call).startsWith(lower(values, 1, call))),
  plain('string', 1, 1, (values, call) => writeText(valueAt(values, 0, call))),
  plain('substring', 1, 3, substring),
  plain('toLower', 1, 1, lowerFirst),
  plain('toUpper', 1, 1, (values, call) => textAt(values, 0, call).toUpperCase()),
  plain('trim', 1, 1, (values, call) => textAt(values, 0, call).trim()),
  plain('uniqueString', 1, ANY_NUMBER, (values, call) => uniqueText(allTexts(values, call).join('-'))),
  plain('uri', 2, 2, uri),
  // RFC 3986, section 2.3: .NET escapes these five too, JavaScript leaves them.
  plain('uriComponent', 1, 1, (values, call) =>
    encodeURIComponent(textAt(values, 0, call)).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
  plain('uriComponentToString', 1, 1, (values, call) => {
    const text = textAt(values, 0, call);
    try {
      return decodeURIComponent(text);
    } catch {
      throw evaluationError(`uriComponentToString: ${JSON.stringify(text)} is not escaped as a URI is`);
    }
  }),
];

function lower(values: Arguments, index: number, call: Call): string {
  return textAt(values, index, call).toLowerCase();
}

function lowerFirst(values: Arguments, call: Call): string {
  return lower(values, 0, call);
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function fromBase64(text: string, call: Call): string {
  if (!BASE64.test(text)) throw evaluationError(`${call.name}: ${JSON.stringify(text.slice(0, 40))} is not base64`);
  return Buffer.from(text, 'base64').toString('utf8');
}

const DATA_URI = /^data:[^,]*?(;base64)?,(.*)$/is;

function dataUriToString(values: Arguments, call: Call): string {
  const text = textAt(values, 0, call);
  const match = DATA_URI.exec(text);
  if (match === null) throw evaluationError(`dataUriToString: ${JSON.stringify(text.slice(0, 40))} is not a data URI`);
  return match[1] === undefined ? decodeURIComponent(match[2] ?? '') : fromBase64(match[2] ?? '', call);
}

function plainText(value: Value, index: number, call: Call): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  throw wrongArgument(0, `an array of strings, element ${index} is not, it is`, value, call);
}

/** As .NET writes values: True, False, nothing for null; arrays and objects as JSON without spaces. */
function writeText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value === null ? '' : JSON.stringify(value);
}

function padLeft(values: Arguments, call: Call): string {
  const value = valueAt(values, 0, call);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw wrongArgument(0, 'a string or an integer', value, call);
  const filler = values.length > 2 ? textAt(values, 2, call) : ' ';
  if (filler.length !== 1) throw evaluationError(`padLeft: argument 3 must be one character, not ${filler.length}`);
  return String(value).padStart(integerAt(values, 1, call), filler);
}

function split(values: Arguments, call: Call): Value {
  const text = textAt(values, 0, call);
  const delimiter = valueAt(values, 1, call);
  const delimiters = Array.isArray(delimiter) ? allTexts(delimiter, call) : [textAt(values, 1, call)];
  return delimiters
    .filter((each) => each !== '')
    .reduce<string[]>((parts, each) => parts.flatMap((part) => part.split(each)), [text]);
}

function substring(values: Arguments, call: Call): string {
  const text = textAt(values, 0, call);
  const start = values.length > 1 ? integerAt(values, 1, call) : 0;
  const length = values.length > 2 ? integerAt(values, 2, call) : text.length - start;
  if (start >= 0 && length >= 0 && start + length <= text.length) return text.slice(start, start + length);
  const reason = `${length} characters from ${start} are not within the ${text.length} of the string`;
  throw evaluationError(`substring: ${reason}`);
}

function uri(values: Arguments, call: Call): string {
  const base = textAt(values, 0, call);
  if (!URL.canParse(base)) throw evaluationError(`uri: ${JSON.stringify(base)} is not an absolute URI`);
  return new URL(textAt(values, 1, call), base).href;
}
