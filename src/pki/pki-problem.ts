/** Something about a file of a `pki` folder that a person must, or should, put right. Never holds key material. */
export interface PkiProblem {
  readonly severity: 'error' | 'warning';
  /** Relative to the folder. */
  readonly file: string;
  readonly message: string;
  readonly hint?: string;
}

/** A fault that leaves the PKI unusable. */
export function pkiError(file: string, message: string, hint?: string): PkiProblem {
  return {severity: 'error', file, message, ...(hint === undefined ? {} : {hint})};
}

/** Something that works today. */
export function pkiWarning(file: string, message: string, hint?: string): PkiProblem {
  return {severity: 'warning', file, message, ...(hint === undefined ? {} : {hint})};
}
