/** Whether something at `upper` holds at `scope` too: it is the same, or above it. */
export function isWithin(scope: string, upper: string): boolean {
  const inner = trim(scope);
  const outer = trim(upper);
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}

function trim(scope: string): string {
  return scope.toLowerCase().replace(/\/+$/, '');
}
