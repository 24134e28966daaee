/** So many brackets of a text are tried as the beginning of JSON: a text of brackets alone must not take forever. */
const MOST_STARTS = 50;

/** So often may JSON be written into a text that is JSON's own. */
const MOST_ESCAPES = 3;

/**
 * Objects and arrays in a text, wherever they are in it. Resource providers put the answers of others into their messages:
 * with words before and behind, and with quotes that are escaped once for each service that passed them on.
 */
export function jsonIn(text: string): readonly object[] {
  let plain: string | undefined = text;
  for (let times = 0; plain !== undefined && times <= MOST_ESCAPES; times += 1) {
    const found = valuesIn(plain);
    if (found.length > 0) return found;
    plain = unescaped(plain);
  }
  return [];
}

function valuesIn(text: string): readonly object[] {
  const found: object[] = [];
  let from = 0;
  for (let starts = 0; starts < MOST_STARTS; starts += 1) {
    const start = text.slice(from).search(/[{[]/);
    if (start < 0) break;
    const end = endOf(text, from + start);
    const value = end === undefined ? undefined : parsed(text.slice(from + start, end));
    if (value !== undefined) found.push(value);
    from = value === undefined || end === undefined ? from + start + 1 : end;
  }
  return found;
}

/** Behind the bracket that closes the one at `start`; undefined if none does. Brackets within quotes are words. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a text says whose quotes are escaped; undefined if none are. */
function unescaped(text: string): string | undefined {
  if (!text.includes('\\"')) return undefined;
  // Line ends that are escaped as well may stand between the fields; in a field, they are one deeper.
  return text.replaceAll(/\\(["\\/rnt])/g, (_, sign: string) => ({r: ' ', n: ' ', t: ' '})[sign] ?? sign);
}
