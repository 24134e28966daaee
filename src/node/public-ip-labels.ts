import {podPublicIpDnsLabel} from '../cluster/names.ts';
import type {MachineRole} from './machine-role.ts';

/**
 * The environment of vnetk8s-pool.service on machines whose pods can have public IPs with names: the labels, in the order
 * of the addresses. `{0}` is the machine's number, which write-pool knows. Undefined where there are no names.
 */
export function publicIpLabels(role: MachineRole): string | undefined {
  if (role.kind === 'control-plane') return undefined;
  const {perNode = 0, dnsLabelPrefix} = role.pool.podPublicIPs ?? {};
  if (dnsLabelPrefix === undefined) return undefined;
  const labels = Array.from({length: perNode}, (_, index) => podPublicIpDnsLabel(dnsLabelPrefix, '{0}', index + 1));
  return `PUBLIC_IP_LABELS=${labels.join(' ')}\n`;
}
