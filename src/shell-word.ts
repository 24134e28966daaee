/** A word as a shell reads it, whatever is in it: in quotes only where it must be. */
export function shellWord(word: string): string {
  return /^[\w@%+=:./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
