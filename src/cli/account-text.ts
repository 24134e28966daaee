import type {Account} from '../azure/azure.ts';

/** Who asks, how that is known, and where: told before anything is done. */
export function accountText({cloud, identity, method, subscriptionId, subscriptionName, simulated}: Account): string {
  if (simulated) return 'asking a simulated Azure: nothing of it is real\n';
  const name = subscriptionName === subscriptionId ? subscriptionId : `${subscriptionName} (${subscriptionId})`;
  return `asking ${cloud} as ${identity} (${method}), subscription ${name}\n`;
}
