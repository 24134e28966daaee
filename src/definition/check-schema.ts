import {Ajv, type ErrorObject, type ValidateFunction} from 'ajv';
import {parseAddress} from '../ipv4/address.ts';
import {parsePrefix} from '../ipv4/prefix.ts';
import type {ClusterDefinition} from './cluster-definition.generated.ts';
import {clusterSchema, type SchemaNode} from './cluster-schema.ts';
import {formatPath, type Issue, type Path} from './issue.ts';
import {repair} from './repair.ts';
import {type SchemaError, schemaIssue, type WrittenText} from './schema-issues.ts';

/** A repair can bring up another fault, such as the wrong value of a key that was misspelt; these many rounds end it. */
const MOST_REPAIR_ROUNDS = 6;

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
  const validate = validator();
  const root: unknown = structuredClone(value);
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return {issues: [noMapping(root)], guesses: []};

  const issues: Issue[] = [];
  const guesses: Path[] = [];
  for (let round = 0; round < MOST_REPAIR_ROUNDS; round += 1) {
    if (validate(root)) return {issues, guesses, definition: root as ClusterDefinition};
    const errors = onePerValue((validate.errors ?? []).map((error) => toSchemaError(error, root)));
    if (round === 0) issues.push(...errors.flatMap((error) => schemaIssue(error, written) ?? []));
    for (const error of errors) {
      const guess = repair(root, error);
      if (guess !== undefined) guesses.push(guess);
    }
  }
  return {issues, guesses};
}

/** Without what else is wrong with a value of the wrong type: it has to be written anew anyway. */
function onePerValue(errors: readonly SchemaError[]): readonly SchemaError[] {
  const wrongType = new Set(errors.filter((error) => error.keyword === 'type').map((error) => formatPath(error.path)));
  return errors.filter((error) => error.keyword === 'type' || !wrongType.has(formatPath(error.path)));
}

function noMapping(value: unknown): Issue {
  const hint = 'begin with apiVersion: vnetk8s/v1; "vnetk8s init" writes a file to start from';
  const what = value === null || value === undefined ? 'the definition is empty' : 'this is not a cluster definition';
  return {code: 'VK2000', severity: 'error', path: [], message: what, hint};
}

let compiled: ValidateFunction | undefined;

/** Compiled once a process: it takes longer than all validation. */
function validator(): ValidateFunction {
  if (compiled !== undefined) return compiled;
  const ajv = new Ajv({allErrors: true, verbose: true, strict: true, strictTypes: false, strictRequired: false});
  ajv.addVocabulary(['patternErrorMessage']);
  ajv.addFormat('ipv4-prefix', (text: string) => parsePrefix(text) !== undefined);
  ajv.addFormat('ipv4-address', (text: string) => parseAddress(text) !== undefined);
  compiled = ajv.compile(clusterSchema);
  return compiled;
}

function toSchemaError(error: ErrorObject, root: unknown): SchemaError {
  return {
    keyword: error.keyword,
    params: error.params,
    path: pathOf(error.instancePath, root),
    value: error.data,
    node: error.parentSchema as SchemaNode,
  };
}

/** Reads a JSON pointer: what looks like a number is an index in a list, but a key in a mapping. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = (value as Record<string, unknown>)[key];
  }
  return path;
}
