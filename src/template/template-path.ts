/**
 * A place in a template, as a list from the innermost step outwards: a template is walked thousands of times more often
 * than a place in it is printed.
 */
export interface TemplatePath {
  readonly parent: TemplatePath | undefined;
  readonly step: string | number;
}

const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;

/** A place one step further in. */
export function within(parent: TemplatePath | undefined, step: string | number): TemplatePath {
  return {parent, step};
}

/** Writes a place as `resources[3].properties.tags['a b']`; the whole template is the empty text. */
export function formatPath(path: TemplatePath | undefined): string {
  const steps: (string | number)[] = [];
  for (let at = path; at !== undefined; at = at.parent) steps.push(at.step);
  return steps.reduceRight<string>((text, step) => text + formatStep(step, text === ''), '');
}

function formatStep(step: string | number, first: boolean): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!PLAIN_KEY.test(step)) return `['${step}']`;
  return first ? step : `.${step}`;
}
