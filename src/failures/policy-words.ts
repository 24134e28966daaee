/**
 * Words of Azure without the list of policies behind them, whose ids fill half a screen: their names instead. The ids are in
 * the commands that come next.
 */
export function withoutIdentifiers(message: string): string {
  return message.replace(/Policy identifiers: '(\[[\s\S]*\])'/, (whole, list: string) => {
    const names = [...list.matchAll(/"policyAssignment":\s*\{"name":\s*"([^"]+)"/g)].map(([, name]) => name);
    return names.length === 0 ? whole : `The policy: ${names.join(', ')}`;
  });
}
