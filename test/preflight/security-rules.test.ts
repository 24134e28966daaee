import {describe, expect, it} from 'vitest';
import type {LiveSecurityRule} from '../../src/azure/azure.ts';
import {type Prefix, parsePrefix} from '../../src/ipv4/prefix.ts';
import {type Flow, judgeFlow, type Place} from '../../src/preflight/security-rules.ts';
import {securityRule as rule} from './known-facts.ts';

function ranges(...texts: readonly string[]): readonly Prefix[] {
  return texts.flatMap((text) => parsePrefix(text) ?? []);
}

function from(...sourceGroupIds: string[]): Partial<LiveSecurityRule> {
  return {sourceAddressPrefixes: [], sourceGroupIds};
}

function to(...destinationGroupIds: string[]): Partial<LiveSecurityRule> {
  return {destinationAddressPrefixes: [], destinationGroupIds};
}

const NODES: Place = {ranges: ranges('10.20.4.0/22')};
const GROUP = '/subscriptions/sub/resourceGroups/minimal/providers/Microsoft.Network/applicationSecurityGroups/edge';
const MEMBERS: Place = {...NODES, members: new Map([[GROUP.toLowerCase(), 'all']])};
const MIXED: Place = {...NODES, members: new Map([[GROUP.toLowerCase(), 'some']])};
const CONTROL: Place = {ranges: ranges('10.20.0.0/24')};
const API: Flow = {what: 'nodes', direction: 'Inbound', port: 6443, from: NODES, to: CONTROL};
const ALL_PORTS: Flow = {what: 'nodes', direction: 'Inbound', from: NODES, to: NODES};
const PROBE: Flow = {...API, from: 'AzureLoadBalancer'};
const CLIENTS: Flow = {...API, from: 'Internet'};
const OFFICE: Flow = {...API, from: {ranges: ranges('203.0.113.0/24'), outside: true}};
const PACKAGES: Flow = {what: 'packages', direction: 'Outbound', port: 443, from: NODES, to: 'Internet'};

const TO_MEMBERS: Flow = {...ALL_PORTS, to: MEMBERS};
const TO_MIXED: Flow = {...ALL_PORTS, to: MIXED};
const NODE_PORTS: Flow = {...PROBE, port: 30_000, lastPort: 32_767};
const DNS: Flow = {
  what: 'names',
  direction: 'Outbound',
  port: 53,
  protocol: 'Udp',
  from: NODES,
  to: 'AzurePlatformDNS',
};

const OPEN = {kind: 'open'};
const DENIED = {kind: 'denied', by: 'x'};
const UNCLEAR = {kind: 'unclear', by: ['x']};

describe('a network security group', () => {
  it.each<readonly [string, Flow, Partial<LiveSecurityRule>, object]>([
    ['nothing of another direction', API, {direction: 'Outbound'}, OPEN],
    ['whatever it is', API, {}, DENIED],
    ['in small letters', API, {direction: 'inbound', access: 'deny'}, DENIED],
    ['nothing of another protocol', API, {protocol: 'Udp'}, OPEN],
    ['its protocol', API, {protocol: 'TCP'}, DENIED],
    ['a part of all protocols', ALL_PORTS, {protocol: 'Udp'}, UNCLEAR],
    ['nothing of other ports', API, {destinationPortRanges: ['22', '80-443']}, OPEN],
    ['a range with its port', API, {destinationPortRanges: ['22', '6000-7000']}, DENIED],
    ['a part of all ports', ALL_PORTS, {destinationPortRanges: ['22']}, UNCLEAR],
    ['all ports as a range', ALL_PORTS, {destinationPortRanges: ['0-65535']}, DENIED],
    ['some ports of clients', API, {sourcePortRanges: ['1024']}, UNCLEAR],
    ['the virtual network', API, {sourceAddressPrefixes: ['VirtualNetwork']}, DENIED],
    ['nothing of the Internet', API, {sourceAddressPrefixes: ['Internet']}, OPEN],
    ['nothing of another subnet', API, {sourceAddressPrefixes: ['10.20.1.0/24']}, OPEN],
    ['a part of the subnet', API, {sourceAddressPrefixes: ['10.20.5.7']}, UNCLEAR],
    ['the whole subnet', API, {sourceAddressPrefixes: ['10.20.0.0/16']}, DENIED],
    ['whom it does not say', API, {sourceAddressPrefixes: []}, UNCLEAR],
    ['an application security group of others', API, from('/other'), OPEN],
    ['to one of others', API, to('/other'), OPEN],
    ['to one that all are in, whatever its capitals', TO_MEMBERS, to(GROUP), DENIED],
    ['to one that some are in', TO_MIXED, to(GROUP), UNCLEAR],
    ['to one of others or one that all are in', TO_MEMBERS, to('/other', GROUP), DENIED],
    ['an application security group no probes', PROBE, from(GROUP), OPEN],
    ['a part of a range of ports', NODE_PORTS, {destinationPortRanges: ['22', '32000-33000']}, UNCLEAR],
    ['a whole range of ports', NODE_PORTS, {destinationPortRanges: ['1024-65535']}, DENIED],
    ['other ports than a range', NODE_PORTS, {destinationPortRanges: ['22', '33000']}, OPEN],
    ["all that goes out but not what is Azure's", DNS, {direction: 'Outbound'}, OPEN],
    [
      "Azure's resolver by its tag",
      DNS,
      {direction: 'Outbound', destinationAddressPrefixes: ['azureplatformdns']},
      DENIED,
    ],
    [
      "Azure's resolver to TCP only",
      DNS,
      {direction: 'Outbound', protocol: 'Tcp', destinationAddressPrefixes: ['AzurePlatformDNS']},
      OPEN,
    ],
    ['nothing to another subnet', API, {destinationAddressPrefixes: ['10.20.4.0/22']}, OPEN],
    ['probes by their tag', PROBE, {sourceAddressPrefixes: ['AzureLoadBalancer']}, DENIED],
    ['probes by their address', PROBE, {sourceAddressPrefixes: ['168.63.129.16/32']}, DENIED],
    ['no probes', PROBE, {sourceAddressPrefixes: ['VirtualNetwork', '10.0.0.0/8']}, OPEN],
    ['the Internet', PACKAGES, {direction: 'Outbound', destinationAddressPrefixes: ['Internet']}, DENIED],
    ['a service', PACKAGES, {direction: 'Outbound', destinationAddressPrefixes: ['Storage']}, UNCLEAR],
    [
      "Azure's platform, not the Internet",
      PACKAGES,
      {direction: 'Outbound', destinationAddressPrefixes: ['AzurePlatformDNS']},
      OPEN,
    ],
    [
      'the network, not the Internet',
      PACKAGES,
      {direction: 'Outbound', destinationAddressPrefixes: ['VirtualNetwork']},
      OPEN,
    ],
  ])('that denies %s', (_, flow, more, expected) => {
    expect(judgeFlow([rule('x', 200, more)], flow)).toEqual(expected);
  });

  it.each<readonly [string, Flow, readonly LiveSecurityRule[], object]>([
    ['lets clients on the Internet in by a rule only', CLIENTS, [], {kind: 'denied', by: 'DenyAllInBound'}],
    [
      'lets them in by such a rule',
      CLIENTS,
      [rule('x', 200, {access: 'Allow', sourceAddressPrefixes: ['Internet']})],
      OPEN,
    ],
    ['lets an office in', OFFICE, [rule('x', 200, {access: 'Allow', sourceAddressPrefixes: ['203.0.113.0/24']})], OPEN],
    [
      'may let a part of an office in',
      OFFICE,
      [rule('x', 200, {access: 'Allow', sourceAddressPrefixes: ['203.0.113.0/25']})],
      {kind: 'unclear', by: ['x', 'DenyAllInBound']},
    ],
    ['lets in what an earlier rule allows', API, [rule('last', 300), rule('first', 200, {access: 'Allow'})], OPEN],
    ['denies what an earlier rule denies', API, [rule('later', 300, {access: 'Allow'}), rule('x', 200)], DENIED],
  ])('%s', (_, flow, rules, expected) => {
    expect(judgeFlow(rules, flow)).toEqual(expected);
  });
});
