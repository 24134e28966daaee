import type {ErrorBody} from './error-body.ts';

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

/** Deeper than any answer of Azure's; beyond, an error is told as it is. */
const DEEPEST = 20;

/**
 * The causes in an error of Azure's: what is at the ends of its `details`, and of the JSON that some resource providers write
 * into `message`. Each once.
 */
export function leafErrors(error: ErrorBody): readonly ErrorBody[] {
  const leaves = leavesOf(error, 0);
  const seen = new Set<string>();
  return leaves.filter(({code, message, target}) => {
    const key = JSON.stringify([code, message, target ?? '']);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function leavesOf(error: ErrorBody, depth: number): readonly ErrorBody[] {
  if (depth > DEEPEST) return [error];
  const {code, message, target, details = []} = error;
  const inner = [...details, ...errorsInText(message)].map((each) => inheriting(each, target));
  const leaves = inner.flatMap((each) => leavesOf(each, depth + 1));
  const meaningful = leaves.filter((each) => !WRAPPERS.has(each.code) || each.message !== '');
  if (meaningful.length > 0) return meaningful;
  return [{code, message: message.trim(), ...(target === undefined ? {} : {target})}];
}

/** What an error is about is what those within are about that do not say so themselves. */
function inheriting(error: ErrorBody, target: string | undefined): ErrorBody {
  return error.target === undefined && target !== undefined ? {...error, target} : error;
}

/** Errors in a text that is JSON, or ends with it. */
function errorsInText(text: string): readonly ErrorBody[] {
  const start = text.indexOf('{');
  if (start < 0) return [];
  try {
    return errorsIn(JSON.parse(text.slice(start)));
  } catch {
    return [];
  }
}

function errorsIn(value: unknown): readonly ErrorBody[] {
  if (typeof value !== 'object' || value === null) return [];
  const nested = Reflect.get(value, 'error') ?? Reflect.get(value, 'Error');
  if (nested !== undefined) return errorsIn(nested);
  const code = Reflect.get(value, 'code') ?? Reflect.get(value, 'Code');
  const message = Reflect.get(value, 'message') ?? Reflect.get(value, 'Message');
  if (typeof code !== 'string' || typeof message !== 'string') return [];
  const details: unknown = Reflect.get(value, 'details') ?? Reflect.get(value, 'Details');
  const target: unknown = Reflect.get(value, 'target');
  const inner = Array.isArray(details) ? details.flatMap(errorsIn) : [];
  return [
    {
      code,
      message,
      ...(typeof target === 'string' ? {target} : {}),
      ...(inner.length === 0 ? {} : {details: inner}),
    },
  ];
}
