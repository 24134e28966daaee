import type {ExpandedDeployment, ExpandedResource} from '../expanded.ts';
import type {ParsedText} from '../scope.ts';
import type {TemplateProblem} from '../template-error.ts';
import type {TemplateUnit} from '../template-units.ts';
import {getProperty, isList, isObject, type Value, type ValueObject} from '../value.ts';

/** What checks look at. */
export interface CheckContext {
  /** The template as written. */
  readonly units: readonly TemplateUnit[];
  /** Parses a text; throws ExpressionError. */
  readonly parse: (text: string) => ParsedText;
  /** The template as deployed. */
  readonly root: ExpandedDeployment;
  readonly deployments: readonly ExpandedDeployment[];
  /** All resources that are deployed, of all deployments. */
  readonly resources: readonly ExpandedResource[];
  /** All resources, deployed or not, by their ids in small letters. */
  readonly byId: ReadonlyMap<string, ExpandedResource>;
  /** Whether a resource that is not in the template exists. */
  readonly isKnown: (id: string) => boolean;
}

/** One kind of fault of templates, found all at once. */
export type Check = (context: CheckContext) => readonly TemplateProblem[];

/** The objects of a list in a value, by the path of keys to it; none if there is no such list. */
export function objectsAt(value: Value | undefined, ...keys: readonly string[]): ValueObject[] {
  const found = valueAt(value, ...keys);
  return isList(found) ? found.filter(isObject) : [];
}

/** The value at a path of keys, without regard to capitals. */
export function valueAt(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  return keys.reduce<Value | undefined>((at, key) => (isObject(at) ? getProperty(at, key) : undefined), value);
}

/** The text at a path of keys; undefined if it is none, or is known only when deployed. */
export function textAt(value: Value | undefined, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** Whether a resource is of a type. */
export function isType({type}: ExpandedResource, wanted: string): boolean {
  return type.toLowerCase() === wanted.toLowerCase();
}

/** The id of the resource that another lies in. */
export function parentId(id: string): string {
  const parent = id.split('/').slice(0, -2).join('/');
  return parent.replace(/\/providers\/[^/]+$/i, '');
}
