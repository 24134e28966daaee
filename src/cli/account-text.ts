import type {Account} from '../azure/azure.ts';
import {indentText, type TextOptions} from '../report/table.ts';

/** Who asks, and where: told before anything is done. */
export function accountLine(
  {cloud, simulated, subscriptionName, subscriptionId, tenantId, identity, method}: Account,
  {width}: TextOptions,
): string {
  if (simulated) return 'a simulated Azure: nothing is real, and nothing costs anything\n';
  const name = subscriptionName === subscriptionId ? subscriptionId : `${subscriptionName} (${subscriptionId})`;
  const text = `${cloud}, subscription ${name}, tenant ${tenantId}, as ${identity} by ${method}`;
  return `${indentText(text, width, '  ', '').join('\n')}\n`;
}
