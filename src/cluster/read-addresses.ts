import {type Address, parseAddress} from '../ipv4/address.ts';
import {type Prefix, parsePrefix} from '../ipv4/prefix.ts';

/** Reads an address that the schema has checked. Throws if it has not: then a stage was left out. */
export function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`${JSON.stringify(text)} passed the schema but is not an IPv4 address`);
  return address;
}

/** Reads a range that the schema has checked. Throws if it has not: then a stage was left out. */
export function prefixOf(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (prefix === undefined)
    throw new Error(`${JSON.stringify(text)} passed the schema but is not a range of addresses`);
  return prefix;
}

/** Reads ranges that the schema has checked; throws as `prefixOf`. */
export function prefixesOf(texts: readonly string[]): readonly Prefix[] {
  return texts.map(prefixOf);
}

/** An object with the key, or without it if there is no value: absence must not become `undefined`. */
export function optional<Key extends string, Value>(key: Key, value: Value | undefined): {readonly [K in Key]?: Value} {
  return (value === undefined ? {} : {[key]: value}) as {readonly [K in Key]?: Value};
}
