/** A file that is generated. */
export interface Artifact {
  /** Relative to the directory of all of them, with `/` on every system: see `isSafePath`. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** 0600 for what nobody else may read. Directories are 0700 always. */
  readonly mode: FileMode;
}

/** Permission bits of a generated file. */
export type FileMode = 0o600 | 0o644 | 0o700;

/** Everything that one run generates, in the order in which it is told of. */
export type Artifacts = readonly Artifact[];

/** What becomes of a file when artifacts are written. */
export interface Change {
  readonly path: string;
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
}

/**
 * True if a path stays inside the directory that it is relative to, and is written in one way only. Paths come from a
 * manifest too, which is a file that anybody may have written.
 */
export function isSafePath(path: string): boolean {
  if (path === '' || path.includes('\\') || path.includes('\0')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
