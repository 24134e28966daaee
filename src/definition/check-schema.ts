import type {ClusterDefinition} from './cluster-definition.generated.ts';
import {schemaAt} from './cluster-schema.ts';
import {type ValidatorError, validatorErrors} from './cluster-validator.generated.ts';
import {formatCount} from './count-words.ts';
import {describeType} from './describe-value.ts';
import {formatPath, type Issue, isWithin, type Path} from './issue.ts';
import {type Rename, repair, valueAt} from './repair.ts';
import {type SchemaError, schemaIssues, type WrittenText} from './schema-issues.ts';

/** A repair can bring up another fault, such as the wrong value of a key that was misspelt; these many rounds end it. */
const MOST_REPAIR_ROUNDS = 6;

/** Nobody mends more faults than this before looking again, and half a million take seconds to put into words. */
const MOST_ERRORS = 1_000;

/** What the schema says of a value, and the definition that is left when its faults are mended. */
export interface SchemaCheck {
  readonly issues: readonly Issue[];
  /** Always valid by the schema; absent if the value is too far from a definition to be mended. */
  readonly definition?: ClusterDefinition;
  /** Places where the definition holds a guess: see `repair`. */
  readonly guesses: readonly Path[];
}

/** Checks a value against the schema, all faults at once. Never throws, and leaves the value as it is. */
export function checkSchema(value: unknown, written: WrittenText): SchemaCheck {
  if (describeType(value) !== 'a mapping') return {issues: [noMapping(value)], guesses: []};
  const root = copyOf(value) as object;

  const issues: Issue[] = [];
  const guesses: Path[] = [];
  let renames: readonly Rename[] = [];
  for (let round = 0; round < MOST_REPAIR_ROUNDS; round += 1) {
    const {errors, total} = schemaErrors(root);
    if (total === 0) return {issues, guesses, definition: root as ClusterDefinition};
    const told = errors.flatMap((error) => (round === 0 ? error : (beforeRename(error, renames) ?? [])));
    for (const issue of told.flatMap((error) => schemaIssues(error, written)).slice(0, MOST_ERRORS)) issues.push(issue);
    if (total > MOST_ERRORS) return {issues: [...issues, tooMany(total)], guesses};
    const repairs = inOrderOfRepair(errors).map((error) => repair(root, error));
    for (const {guess} of repairs) if (guess !== undefined) guesses.push(guess);
    renames = repairs.flatMap(({rename}) => writtenRename(rename, renames) ?? []);
  }
  return {issues, guesses};
}

/** Copies even what stands at two places of a value, so that mending one leaves the other. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
}

/** Misspelt keys first: what they hold is then not missing any more. */
function inOrderOfRepair(errors: readonly SchemaError[]): readonly SchemaError[] {
  return errors.toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)));
}

function isUnknownKey({keyword}: SchemaError): boolean {
  return keyword === 'additionalProperties';
}

/** An error inside of something that the last round has given its right key: it was written under the wrong one. */
function beforeRename(error: SchemaError, renames: readonly Rename[]): SchemaError | undefined {
  const rename = renames.find(({to}) => isWithin(error.path, to));
  return rename === undefined ? undefined : {...error, path: [...rename.from, ...error.path.slice(rename.to.length)]};
}

/** A rename inside of something that was renamed before. */
function writtenRename(rename: Rename | undefined, earlier: readonly Rename[]): Rename | undefined {
  if (rename === undefined) return undefined;
  const outer = earlier.find(({to}) => isWithin(rename.from, to));
  return outer === undefined ? rename : {...rename, from: [...outer.from, ...rename.from.slice(outer.to.length)]};
}

/** The first errors, without what else is wrong with a value of the wrong type: it has to be written anew anyway. */
function schemaErrors(root: object): {readonly errors: readonly SchemaError[]; readonly total: number} {
  const all = validatorErrors(root);
  const first = all.slice(0, MOST_ERRORS).map((error) => toSchemaError(error, root));
  const wrongType = new Set(first.filter((error) => error.keyword === 'type').map((error) => formatPath(error.path)));
  const errors = first.filter((error) => error.keyword === 'type' || !wrongType.has(formatPath(error.path)));
  return {errors, total: all.length};
}

function tooMany(total: number): Issue {
  const message = `there are ${formatCount(total)} faults, of which only the first are told`;
  const hint = 'mend these first; nothing else has been checked';
  return {code: 'VK2000', severity: 'error', path: [], message, hint};
}

function noMapping(value: unknown): Issue {
  const hint = 'begin with apiVersion: vnetk8s/v1; "vnetk8s init" writes a file to start from';
  const what = value === null || value === undefined ? 'the definition is empty' : 'this is not a cluster definition';
  return {code: 'VK2000', severity: 'error', path: [], message: what, hint};
}

function toSchemaError({keyword, instancePath, params}: ValidatorError, root: unknown): SchemaError {
  const path = pathOf(instancePath, root);
  return {keyword, params, path, value: valueAt(root, path), node: schemaAt(path) ?? {}};
}

/** Reads a JSON pointer: what looks like a number is an index in a list, but a key in a mapping. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(valueAt(root, path)) ? Number(key) : key);
  }
  return path;
}
