import {EXIT} from '../exit-codes.ts';
import {UserError} from '../user-error.ts';

/** An error about a directory of artifacts that a person can put right. */
export function directoryError(code: string, message: string, suggestions: readonly string[], cause?: unknown) {
  return new UserError(message, {code, exitCode: EXIT.usage, suggestions, cause});
}

/** Says what the system refused, in words; anything but a refusal of the system is passed on as it is. */
export function systemError(error: unknown, action: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof UserError) return error;
  const reason = REASONS[String(error.code)] ?? String(error.code);
  return directoryError('DIRECTORY_UNUSABLE', `cannot ${action}: ${reason}`, [], error);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  ENOENT: 'there can be none there',
  ENOTDIR: 'a file is in its way',
  EEXIST: 'a file is in its way',
};
