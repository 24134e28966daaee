/** From the first line of a private key to its last, or to the end of the text if that is missing; PEM, OpenSSH, PuTTY. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$(?![\s\S]))|PuTTY-User-Key-File[\s\S]*?(?:Private-(?:MAC|Hash):[^\n]*|$(?![\s\S]))/g;

/** The value of a key that names a secret, as acs-engine definitions hold them: `"secret": "…"`. */
const SECRET_VALUE = /((?:secret|password|privatekey|sharedkey|accountkey|token)\w*["']?\s*:\s*)([^\s{[][^\n]*)/gi;

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

function blank(text: string): string {
  return text.replace(/\S/g, '*');
}
