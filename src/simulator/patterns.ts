/** Whether a text is what a pattern with `*` says, without regard to capitals. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'is').test(text);
}
