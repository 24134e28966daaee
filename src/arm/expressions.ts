import type {ArmType, Expression} from './wire.ts';

/** A part of an expression: what stands between the brackets, or a piece of it. */
export interface Term {
  readonly code: string;
}

/** The functions of the template language that templates use (Azure: templates/template-functions). */
type FunctionName =
  | 'add'
  | 'and'
  | 'base64'
  | 'concat'
  | 'contains'
  | 'copyIndex'
  | 'createArray'
  | 'createObject'
  | 'equals'
  | 'format'
  | 'greater'
  | 'guid'
  | 'if'
  | 'lessOrEquals'
  | 'mod'
  | 'not'
  | 'null'
  | 'parameters'
  | 'reference'
  | 'resourceGroup'
  | 'resourceId'
  | 'subscription'
  | 'subscriptionResourceId'
  | 'uniqueString'
  | 'variables';

/** Things within a resource that have an id, and are no resources of a template. */
type PartType = `Microsoft.Network/loadBalancers/${'backendAddressPools' | 'frontendIPConfigurations' | 'probes'}`;

/** What may stand after a dot. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Text within an expression: apostrophes are doubled (Azure: templates/template-expressions, "Escape characters"). */
export function literal(text: string): Term {
  return {code: `'${text.replaceAll("'", "''")}'`};
}

/** A whole number within an expression. */
export function integer(value: number): Term {
  return {code: String(value)};
}

/** A function with its arguments. */
export function call(name: FunctionName, ...parts: readonly Term[]): Term {
  return {code: `${name}(${parts.map(({code}) => code).join(', ')})`};
}

/** The value of a parameter. */
export function parameter(name: string): Term {
  return call('parameters', literal(name));
}

/** The value of a variable. */
export function variable(name: string): Term {
  return call('variables', literal(name));
}

/** A property of an object. */
export function property(object: Term, name: string): Term {
  return {code: IDENTIFIER.test(name) ? `${object.code}.${name}` : `${object.code}['${name.replaceAll("'", "''")}']`};
}

/** An element of a list. */
export function element(list: Term, index: Term): Term {
  return {code: `${list.code}[${index.code}]`};
}

/** Texts joined; adjacent literals should have been joined before. */
export function concat(parts: readonly Term[]): Term {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : call('concat', ...parts);
}

/** The id of a resource in the deployment's own resource group. */
export function resourceId(type: ArmType | PartType, ...names: readonly (string | Term)[]): Term {
  return call('resourceId', literal(type), ...names.map(termOf));
}

/** The id of a resource in another resource group. */
export function foreignResourceId(subscriptionId: string, resourceGroup: string, type: ArmType, name: string): Term {
  return call('resourceId', literal(subscriptionId), literal(resourceGroup), literal(type), literal(name));
}

/** What Azure knows of a resource while it deploys. */
export function reference(id: Term, apiVersion: string): Term {
  return call('reference', id, literal(apiVersion));
}

/** The round of a copy: of the resource's if no name is given. Counted from `offset`. */
export function copyIndex(loop?: string, offset = 0): Term {
  const parts = [...(loop === undefined ? [] : [literal(loop)]), ...(offset === 0 ? [] : [integer(offset)])];
  return call('copyIndex', ...parts);
}

/** A name; with an index, one that has it where the pattern has `{0}`. */
export function nameTerm(pattern: string, index?: Term): Term {
  return index === undefined ? literal(pattern) : call('format', literal(pattern), index);
}

/** The same as the value of a property. */
export function nameText(pattern: string, index?: Term): string {
  return index === undefined ? plain(pattern) : expression(nameTerm(pattern, index));
}

/** Whether the parameter `existing` names it. */
export function isExisting(name: Term): Term {
  return call('contains', parameter('existing'), name);
}

/** The condition of a resource that is written once and never again. */
export function unlessExisting(pattern: string, index?: Term): Expression {
  return expression(call('not', isExisting(nameTerm(pattern, index))));
}

/** The whole value of a property, as an expression. */
export function expression(term: Term): Expression {
  return `[${term.code}]`;
}

/**
 * The whole value of a property, as text that means itself: with brackets around it, it would be taken for an expression
 * (Azure: templates/template-expressions, "Escape characters").
 */
export function plain(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? `[${text}` : text;
}

/** Whether text is taken for an expression. */
export function isExpression(text: string): text is Expression {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** A text as a literal, a term as it is. */
export function termOf(part: string | Term): Term {
  return typeof part === 'string' ? literal(part) : part;
}
