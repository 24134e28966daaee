/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A value of the template language: JSON, or with parts that only the deployment will know. */
export type Value = null | boolean | number | string | Deferred | readonly Value[] | ValueObject;

/** An object, some of whose parts may be deferred. */
export interface ValueObject {
  readonly [key: string]: Value;
}

/** What an expression asks Azure for while it deploys: `reference()`, `listKeys()` and the like. */
export interface RuntimeReference {
  /** The function, spelt as in the documentation: `reference`, `references`, `listKeys`, `pickZones`, ... */
  readonly function: string;
  /** The arguments, evaluated. The first is the name or id of a resource. */
  readonly arguments: readonly Value[];
  /** Id of the deployment whose template asks: a name is one of its resources. */
  readonly deployment: string;
}

/** Answers what an expression asks Azure for; undefined if that is not known yet. */
export type Resolver = (reference: RuntimeReference) => Value | undefined;

/** What a `Deferred` is made of. */
export interface DeferredParts {
  readonly expression: string;
  readonly references: readonly RuntimeReference[];
  readonly resolve: (resolver: Resolver) => Value;
  readonly failed?: boolean;
}

/**
 * A value that nobody knows before the deployment runs. It remembers what it waits for, and how it comes about once that
 * is known.
 */
export class Deferred {
  /** The expression without brackets, with everything in it evaluated that can be. */
  readonly expression: string;
  /** What it waits for. */
  readonly references: readonly RuntimeReference[];
  /** Whether it stands for a value that could not be computed; the reason has been reported where it arose. */
  readonly failed: boolean;
  readonly #resolve: (resolver: Resolver) => Value;

  constructor({expression, references, resolve, failed = false}: DeferredParts) {
    this.expression = expression;
    this.references = references;
    this.failed = failed;
    this.#resolve = resolve;
  }

  /** The value as far as the resolver knows it. */
  resolve(resolver: Resolver): Value {
    return this.#resolve(resolver);
  }

  /** As it stands in an expanded template. */
  toJSON(): string {
    return `[${this.expression}]`;
  }
}

/** Stands for a value that could not be computed, so that one fault is not reported at every place that uses it. */
export function failedValue(expression: string): Deferred {
  const failed: Deferred = new Deferred({expression, references: [], resolve: () => failed, failed: true});
  return failed;
}

/** Whether a value is an object: neither a list nor null nor deferred. */
export function isObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Deferred);
}

/** Whether a value is a list. TypeScript's own check does not narrow readonly lists. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The type of a value with its article, for messages. */
export function describeType(value: Value): string {
  if (value === null) return 'null';
  if (value instanceof Deferred) return 'a value known only when deployed';
  if (isList(value)) return 'an array';
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a number';
    case 'boolean':
      return 'a boolean';
    default:
      return 'an object';
  }
}

/**
 * The key of an object that matches without regard to capitals, as ARM looks up properties, parameters and variables
 * (Azure: templates/syntax); the exact one first.
 */
export function findKey(object: {readonly [key: string]: unknown}, key: string): string | undefined {
  if (Object.hasOwn(object, key)) return key;
  const wanted = key.toLowerCase();
  return Object.keys(object).find((candidate) => candidate.toLowerCase() === wanted);
}

/** A property of an object, without regard to capitals; undefined if there is none. */
export function getProperty(object: ValueObject, key: string): Value | undefined {
  const found = findKey(object, key);
  return found === undefined ? undefined : object[found];
}

/** Whether two values are the same through and through; the order of keys does not matter. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (isList(a) || isList(b)) {
    return (
      isList(a) && isList(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index] ?? null))
    );
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] ?? null, b[key] ?? null))
  );
}

/** All deferred parts of a value. */
export function deferredIn(value: Value): Deferred[] {
  const found: Deferred[] = [];
  collectDeferred(value, found);
  return found;
}

function collectDeferred(value: Value, found: Deferred[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Deferred) found.push(value);
  else if (isList(value)) for (const item of value) collectDeferred(item, found);
  else for (const key of Object.keys(value)) collectDeferred(value[key] ?? null, found);
}

/** Whether any part of a value is deferred. */
export function hasDeferred(value: Value): boolean {
  if (value instanceof Deferred) return true;
  if (isList(value)) return value.some(hasDeferred);
  return isObject(value) && Object.values(value).some(hasDeferred);
}

/** A value with its deferred parts resolved as far as the resolver knows them. */
export function resolveValue(value: Value, resolver: Resolver): Value {
  if (value instanceof Deferred) return value.resolve(resolver);
  if (isList(value)) return value.map((item) => resolveValue(item, resolver));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveValue(item, resolver)]));
}

/** The order of texts: by letters, and of two that differ in capitals only, the small one first. */
export function compareTexts(a: string, b: string): number {
  // .NET's invariant culture as far as Azure documents it: greater('A', 'a') is true (template-functions-comparison).
  const [lowA, lowB] = [a.toLowerCase(), b.toLowerCase()];
  if (lowA !== lowB) return lowA < lowB ? -1 : 1;
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
