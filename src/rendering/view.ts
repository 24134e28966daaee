/** What a template prints: plain data, prepared so that the template decides nothing. */
export interface View {
  readonly [key: string]: ViewValue;
}

/** A value in a view. There is no `undefined` or `null`: Handlebars prints nothing for them, and nobody notices. */
export type ViewValue = string | number | boolean | View | readonly ViewValue[];

/**
 * Throws TypeError if anything in the view is not plain data. Types cannot keep everything out: a class has getters,
 * which Handlebars leaves out without a word. `where` says what it is, for the message.
 */
export function assertView(value: unknown, where: string): asserts value is ViewValue {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      assertView(item, `${where}[${index}]`);
    });
    return;
  }
  if (typeof value !== 'object' || value === null || !isPlain(value)) {
    throw new TypeError(
      `${where} is ${describe(value)}; a view holds text, numbers, booleans, lists and plain objects`,
    );
  }
  for (const [key, item] of Object.entries(value)) assertView(item, `${where}.${key}`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return `a ${value.constructor?.name ?? 'object'}`;
  return typeof value === 'number' || value === null ? String(value) : typeof value;
}
