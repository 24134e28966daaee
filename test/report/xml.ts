// Just enough of XML to refuse what a strict parser refuses.

/** One start tag, or a stretch of text. */
export type XmlPart =
  | {readonly kind: 'element'; readonly name: string; readonly attributes: Readonly<Record<string, string>>}
  | {readonly kind: 'text'; readonly text: string};

const TOKEN =
  /<!DOCTYPE html>|<\?xml version="1\.0" encoding="UTF-8"\?>|<\/([\w:-]+)>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w:-]+)="([^"<]*)"/g;
const REFERENCE = /&(?:#(\d+)|#x([0-9A-Fa-f]+)|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids (section 2.2).
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Elements and texts in document order, references resolved. Throws Error if the text is not well-formed. */
export function parseXml(source: string): readonly XmlPart[] {
  if (FORBIDDEN.test(source)) throw new Error('a character that XML does not allow');
  const parts: XmlPart[] = [];
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source);
    if (token === null) throw new Error(`not well-formed: ${source.slice(at, at + 60)}`);
    at = TOKEN.lastIndex;
    const [, closed, opened, attributes, empty, text] = token;
    if (closed !== undefined && open.pop() !== closed) throw new Error(`</${closed}> closes nothing`);
    if (text !== undefined) {
      if (open.length === 0 && text.trim() !== '') throw new Error(`text outside of the root: ${text}`);
      parts.push({kind: 'text', text: resolve(text)});
    }
    if (opened === undefined) continue;
    if (open.length === 0) roots += 1;
    parts.push({kind: 'element', name: opened, attributes: readAttributes(attributes ?? '')});
    if (empty !== '/') open.push(opened);
  }
  if (open.length > 0 || roots !== 1) throw new Error(`open: ${open.join(' ')}; roots: ${roots}`);
  return parts;
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, value] of source.matchAll(ATTRIBUTE)) {
    if (name === undefined || name in attributes) throw new Error(`attribute ${name} twice`);
    attributes[name] = resolve(value ?? '');
  }
  return attributes;
}

function resolve(text: string): string {
  if (text.replace(REFERENCE, '').includes('&')) throw new Error(`a bare & in ${text}`);
  return text.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? '';
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
  });
}
