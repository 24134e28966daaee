import type {ErrorBody} from './error-body.ts';
import {jsonIn} from './json-in-text.ts';

/** Codes of errors that only hold others. Without any within, they are told as they are. */
const WRAPPERS = new Set([
  'DeploymentFailed',
  'ResourceDeploymentFailure',
  'InvalidTemplateDeployment',
  'MultipleErrorsOccurred',
  'BadRequest',
  'Conflict',
  'OperationFailed',
]);

/** Deeper than any answer of Azure's; beyond, nothing is looked for. Words that hold words are shorter each time. */
const DEEPEST = 20;

/** What stands for the code of an error that has none. */
const NO_CODE = 'Error';

/** What stands for the words of an error that has none. */
export const NO_REASON = 'Azure gives no reason';

/**
 * The causes in an error of Azure's, each once: what is at the ends of its `details`, and of the JSON that some resource
 * providers write into `message`, once or twice escaped. Total: whatever Azure says, it throws nothing, and gives one at least.
 */
export function leafErrors(error: unknown): readonly ErrorBody[] {
  const leaves = errorsIn(error, 0).flatMap(leavesOf);
  if (leaves.length === 0) return [{code: NO_CODE, message: wordsOf(error)}];
  const seen = new Set<string>();
  return leaves.filter(({code, message, target}) => {
    const key = JSON.stringify([code, message, target ?? '']);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function leavesOf(error: ErrorBody): readonly ErrorBody[] {
  const {code, message, target, details = []} = error;
  const own = {code, message: message.trim() === '' ? NO_REASON : message.trim()};
  const leaf = target === undefined ? own : {...own, target};
  // JSON without a code is what the error is about: a policy, a request.
  const written = jsonIn(message).flatMap((value) => errorsIn(value, 0).filter((each) => each.code !== NO_CODE));
  const inner = [...details, ...written].map((each) => inheriting(each, target));
  const leaves = inner.flatMap(leavesOf);
  const meaningful = leaves.filter((each) => !WRAPPERS.has(each.code) || each.message !== NO_REASON);
  return meaningful.length > 0 ? meaningful : [leaf];
}

/** What an error is about is what those within are about that do not say so themselves. */
function inheriting(error: ErrorBody, target: string | undefined): ErrorBody {
  return error.target === undefined && target !== undefined ? {...error, target} : error;
}

/** Errors in any value: one, a list of some, or what holds one as its `error`. */
function errorsIn(value: unknown, depth: number): readonly ErrorBody[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((each) => errorsIn(each, depth + 1));
  const held = errorsIn(fieldOf(value, 'error'), depth + 1);
  if (held.length > 0) return held;
  const code = fieldOf(value, 'code');
  const message = fieldOf(value, 'message');
  const details = errorsIn(fieldOf(value, 'details'), depth + 1);
  if (typeof code !== 'string' && typeof message !== 'string' && details.length === 0) return [];
  const target = fieldOf(value, 'target');
  return [
    {
      code: typeof code === 'string' && code.trim() !== '' ? code.trim() : NO_CODE,
      message: typeof message === 'string' ? message : '',
      ...(typeof target === 'string' ? {target} : {}),
      ...(details.length === 0 ? {} : {details}),
    },
  ];
}

/** A field, which some resource providers write with a capital. */
function fieldOf(value: object, name: string): unknown {
  return Reflect.get(value, name) ?? Reflect.get(value, name.charAt(0).toUpperCase() + name.slice(1));
}

/** The words of something that is no error as Azure words them. */
function wordsOf(value: unknown): string {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : NO_REASON;
}
