import {createHash} from 'node:crypto';
import {isList, isObject, type Json, type JsonObject} from '../template/value.ts';

/** Properties that Azure takes and never shows again. */
const SECRETS = new Set(['adminpassword', 'customdata', 'protectedsettings', 'sharedkey', 'userdata']);

/** Shorter texts are no secrets, and are found in too many others. */
const SHORTEST = 8;

/** A body with secrets as hashes, so that it tells whether they change and nothing else. */
export function maskSecrets(body: JsonObject, secrets: readonly string[] = []): JsonObject {
  const told = secrets.filter(({length}) => length >= SHORTEST);
  const mask = (value: Json, key: string): Json => {
    if (SECRETS.has(key.toLowerCase())) return hashed(JSON.stringify(value));
    if (typeof value === 'string') return told.some((secret) => value.includes(secret)) ? hashed(value) : value;
    if (isList(value)) return value.map((item) => mask(item, ''));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mask(item, name)]));
  };
  return Object.fromEntries(Object.entries(body).map(([name, item]) => [name, mask(item, name)]));
}

/** All texts in a value, such as those of a secure object. */
export function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

const MARK = '<secret ';

function hashed(text: string): string {
  return `${MARK}${createHash('sha256').update(text).digest('hex')}>`;
}

/** Whether a text stands for a secret. */
export function isMasked(value: Json | undefined): boolean {
  return typeof value === 'string' && value.startsWith(MARK);
}
