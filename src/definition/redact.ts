/**
 * A private key, whole or in part: PEM and OpenSSH, PuTTY, the same in base64, an OpenSSH key without its first line.
 * Where the last line is missing, it ends at the next key of a definition, which no line of a private key looks like.
 */
const PRIVATE_KEY = new RegExp(
  [
    String.raw`-----BEGIN [A-Z0-9 ]*PRIVATE KEY[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|(?=END_OF_KEY))`,
    String.raw`PuTTY-User-Key-File[\s\S]*?(?:Private-(?:MAC|Hash):[^\n]*|(?=END_OF_KEY))`,
    String.raw`(?:LS0tLS1CRUdJTi|b3BlbnNzaC1rZXktdjE)[\s\S]*?(?=[^A-Za-z0-9+/=\s\\]|END_OF_KEY)`,
  ]
    .join('|')
    .replaceAll('END_OF_KEY', String.raw`\n[ \t-]*["']?[a-z][A-Za-z0-9]*["']?:\s|$`),
  'g',
);

/** The value of a key that names a secret, as acs-engine definitions hold them: `"secret": "…"`. */
const SECRET_VALUE =
  /((?:secret|password|privatekey|sharedkey|accountkey|token)\w{0,40}["']?\s{0,40}[:=]\s{0,40})([^\s{[][^\n]*)/gi;

/** So many letters in a row are taken for a part of a key when they occur in one. */
const TELLING_LENGTH = 8;

/** What a part of a key is looked for in; in quotes, not the letter of an escaped line end before it. */
const WORD = /(?<!\\)[A-Za-z0-9+/=]{8,}/g;

/**
 * The text with every private key and every value of a key such as `secret` replaced by asterisks, a character for a
 * character, so that lines and columns stay what they were. All text of the user that is shown goes through here.
 */
export function redactSecrets(text: string): string {
  return text
    .replace(PRIVATE_KEY, blank)
    .replace(SECRET_VALUE, (_whole, key: string, value: string) => key + blank(value));
}

/** True if the text holds a private key, whole or in part. */
export function holdsPrivateKey(text: string): boolean {
  return text.search(PRIVATE_KEY) >= 0;
}

/**
 * A function that blanks, in whatever it is given, every part of a private key that stands in one of the texts: a key
 * that is torn apart, such as into the items of a list, does not look like one any more in a message about an item.
 */
export function secretsEraser(texts: readonly string[]): (text: string) => string {
  const parts = new Set(
    texts.flatMap((text) => text.match(PRIVATE_KEY) ?? []).flatMap((key) => partsOf(lettersOf(key))),
  );
  if (parts.size === 0) return (text) => text;
  return (text) => text.replace(WORD, (word) => (partsOf(word).some((part) => parts.has(part)) ? blank(word) : word));
}

/** Every stretch of the telling length in a text. */
function partsOf(text: string): string[] {
  const count = Math.max(0, text.length - TELLING_LENGTH + 1);
  return Array.from({length: count}, (_, at) => text.slice(at, at + TELLING_LENGTH));
}

/** Without line breaks, written as such or escaped, and without what else stands around the letters of a key. */
function lettersOf(key: string): string {
  return key.replace(/\\[nrt]|[^A-Za-z0-9+/=]/g, '');
}

function blank(text: string): string {
  return text.replace(/\S/g, '*');
}
