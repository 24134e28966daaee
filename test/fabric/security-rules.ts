import type {FabricModel} from './model.ts';
import {findVirtualNetwork, type SecurityRule, virtualNetworkTag} from './model.ts';

/** The rules that every network security group ends with (Azure: network-security-groups-overview). */
export const DEFAULT_SECURITY_RULES: readonly SecurityRule[] = [
  defaultRule('AllowVnetInBound', 65000, 'Inbound', 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  defaultRule('AllowAzureLoadBalancerInBound', 65001, 'Inbound', 'Allow', 'AzureLoadBalancer', '*'),
  defaultRule('DenyAllInBound', 65500, 'Inbound', 'Deny', '*', '*'),
  defaultRule('AllowVnetOutBound', 65000, 'Outbound', 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  defaultRule('AllowInternetOutBound', 65001, 'Outbound', 'Allow', '*', 'Internet'),
  defaultRule('DenyAllOutBound', 65500, 'Outbound', 'Deny', '*', '*'),
];

/** A rule that allows TCP from everywhere to everywhere, but for what is said otherwise. */
export function securityRule(priority: number, change: Partial<SecurityRule>): SecurityRule {
  const base = {direction: 'Inbound', access: 'Allow', protocol: 'Tcp', source: '*', destination: '*'} as const;
  return {name: `rule-${priority}`, priority, ...base, ...change};
}

/** Where a load balancer's probes come from, and where the platform's own services are. */
export const PLATFORM_ADDRESS = '168.63.129.16';

function defaultRule(
  name: string,
  priority: number,
  direction: SecurityRule['direction'],
  access: SecurityRule['access'],
  source: string,
  destination: string,
): SecurityRule {
  return {name, priority, direction, access, source, destination, protocol: '*'};
}

/**
 * A network security group for one direction as the body of an nft chain: what is allowed returns, what is denied is
 * dropped and counted. The first rule that matches decides, and there is always one.
 */
export function securityChain(
  model: FabricModel,
  virtualNetwork: string,
  rules: readonly SecurityRule[],
  direction: SecurityRule['direction'],
): readonly string[] {
  return [...rules, ...DEFAULT_SECURITY_RULES]
    .filter((rule) => rule.direction === direction)
    .toSorted((a, b) => a.priority - b.priority)
    .map((rule) => {
      const verdict = rule.access === 'Allow' ? 'return' : 'counter name security_rule drop';
      const matches = [
        matchAddress(model, virtualNetwork, 'saddr', rule.source),
        matchAddress(model, virtualNetwork, 'daddr', rule.destination),
        matchPorts(rule),
      ];
      return [...matches, verdict].filter((part) => part !== '').join(' ');
    });
}

function matchAddress(model: FabricModel, virtualNetwork: string, side: 'saddr' | 'daddr', value: string): string {
  const set = `@${virtualNetworkSet(model, virtualNetwork)}`;
  switch (value) {
    case '*':
      return '';
    case 'VirtualNetwork':
      return `ip ${side} ${set}`;
    case 'AzureLoadBalancer':
      return `ip ${side} ${PLATFORM_ADDRESS}`;
    case 'Internet':
      return `ip ${side} != ${set} ip ${side} != ${PLATFORM_ADDRESS}`;
    default:
      return `ip ${side} { ${value} }`;
  }
}

function matchPorts({protocol, ports = '*'}: SecurityRule): string {
  if (protocol === 'Icmp') return 'meta l4proto icmp';
  const name = protocol === '*' ? 'th' : protocol.toLowerCase();
  const l4 = protocol === '*' ? '' : `meta l4proto ${name}`;
  if (ports === '*') return l4;
  const list = `dport { ${ports.join(', ')} }`;
  return protocol === '*' ? `meta l4proto { tcp, udp } th ${list}` : `${name} ${list}`;
}

/** The name of the nft set that holds the service tag `VirtualNetwork` as one virtual network sees it. */
export function virtualNetworkSet(model: FabricModel, virtualNetwork: string): string {
  return `virtual_network_${model.virtualNetworks.indexOf(findVirtualNetwork(model, virtualNetwork))}`;
}

/** The definitions of all those sets. */
export function virtualNetworkSets(model: FabricModel): readonly string[] {
  return model.virtualNetworks.map(({name}) => {
    const content = `flags interval; auto-merge; elements = { ${virtualNetworkTag(model, name).join(', ')} }`;
    return `set ${virtualNetworkSet(model, name)} { type ipv4_addr; ${content} }`;
  });
}
