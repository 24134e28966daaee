import {ARRAY_FUNCTIONS} from './functions/array.ts';
import {CIDR_FUNCTIONS} from './functions/cidr.ts';
import {COMPARISON_FUNCTIONS} from './functions/comparison.ts';
import {DATE_FUNCTIONS} from './functions/date.ts';
import {DEPLOYMENT_FUNCTIONS} from './functions/deployment.ts';
import type {TemplateFunction} from './functions/function.ts';
import {LAMBDA_FUNCTIONS} from './functions/lambda.ts';
import {LOGICAL_FUNCTIONS} from './functions/logical.ts';
import {NUMERIC_FUNCTIONS} from './functions/numeric.ts';
import {OBJECT_FUNCTIONS} from './functions/object.ts';
import {listFunction, RESOURCE_FUNCTIONS} from './functions/resource.ts';
import {STRING_FUNCTIONS} from './functions/string.ts';

const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    ...ARRAY_FUNCTIONS,
    ...CIDR_FUNCTIONS,
    ...COMPARISON_FUNCTIONS,
    ...DATE_FUNCTIONS,
    ...DEPLOYMENT_FUNCTIONS,
    ...LAMBDA_FUNCTIONS,
    ...LOGICAL_FUNCTIONS,
    ...NUMERIC_FUNCTIONS,
    ...OBJECT_FUNCTIONS,
    ...RESOURCE_FUNCTIONS,
    ...STRING_FUNCTIONS,
  ].map((each) => [each.name.toLowerCase(), each]),
);

/** By the usual spelling, which most calls have. */
const BY_SPELLING: ReadonlyMap<string, TemplateFunction> = new Map(
  [...FUNCTIONS.values()].map((each) => [each.name, each]),
);

/** A function of the language by its name; capitals do not matter (Azure: templates/template-expressions). */
export function findFunction(name: string): TemplateFunction | undefined {
  return BY_SPELLING.get(name) ?? FUNCTIONS.get(name.toLowerCase()) ?? listFunction(name);
}

/** The names of all functions but those that begin with list, as the documentation spells them. */
export function functionNames(): string[] {
  return [...FUNCTIONS.values()].map(({name}) => name);
}

/** Functions whose value depends on where or when they are called. */
const CHANGING = new Set(['copyindex', 'lambdavariables', 'reference', 'references', 'utcnow', 'newguid', 'fail']);

/** Whether a call of this function gives the same wherever in a template it stands. */
export function isConstant(name: string): boolean {
  return !CHANGING.has(name.toLowerCase()) && FUNCTIONS.has(name.toLowerCase());
}
