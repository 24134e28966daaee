import {describe, expect, it} from 'vitest';
import * as limits from '../../src/cluster/limits.ts';
import {schemaAt} from '../../src/definition/cluster-schema.ts';
import {formatPrefix, overlaps} from '../../src/ipv4/prefix.ts';

describe('limits', () => {
  it('are the numbers that Azure and this release have', () => {
    const {FORBIDDEN_RANGES: _, ...numbers} = limits;

    expect(numbers).toEqual({
      MAX_NODES_PER_CLUSTER: 4000,
      MIN_PODS_PER_NODE: 1,
      MAX_PODS_PER_NODE: 250,
      MAX_PODS_PER_CLUSTER: 16000,
      MAX_ADDRESSES_PER_NIC: 256,
      MAX_ADDRESSES_PER_VIRTUAL_NETWORK: 65536,
      MAX_SUBNETS: 3000,
      MAX_PEERINGS_PER_VIRTUAL_NETWORK: 500,
      MAX_DNS_SERVERS: 20,
      MAX_ROUTES_PER_TABLE: 400,
      RESERVED_ADDRESSES_AT_START: 4,
      RESERVED_ADDRESSES_AT_END: 1,
      RESERVED_ADDRESSES_PER_SUBNET: 5,
      SMALLEST_SUBNET_PREFIX_LENGTH: 29,
      LARGEST_SUBNET_PREFIX_LENGTH: 8,
      GATEWAY_SUBNET_PREFIX_LENGTH: 27,
      MAX_INSTANCES_PER_SCALE_SET: 1000,
      MAX_VMS_PER_AVAILABILITY_SET: 200,
      MIN_FAULT_DOMAINS: 1,
      MAX_FAULT_DOMAINS: 3,
      MAX_TAGS_PER_RESOURCE: 50,
    });
  });

  it('leave room on a network interface for the pods of a full node and the node itself', () => {
    expect(limits.MAX_PODS_PER_NODE + 1).toBeLessThanOrEqual(limits.MAX_ADDRESSES_PER_NIC);
  });
});

describe('the schema', () => {
  it('holds what it can count against the same numbers', () => {
    const network = ['network', 'virtualNetwork'];
    const pool = schemaAt(['nodePools', 0])?.properties;

    expect({
      subnets: schemaAt(['network', 'subnets'])?.maxItems,
      peerings: schemaAt([...network, 'peerings'])?.maxItems,
      dnsServers: schemaAt([...network, 'dnsServers'])?.maxItems,
      routes: schemaAt(['network', 'subnets', 0, 'routes'])?.maxItems,
      nodes: pool?.['count']?.maximum,
      pods: [pool?.['maxPods']?.minimum, pool?.['maxPods']?.maximum],
      faultDomains: [pool?.['faultDomains']?.minimum, pool?.['faultDomains']?.maximum],
    }).toEqual({
      subnets: limits.MAX_SUBNETS,
      peerings: limits.MAX_PEERINGS_PER_VIRTUAL_NETWORK,
      dnsServers: limits.MAX_DNS_SERVERS,
      routes: limits.MAX_ROUTES_PER_TABLE,
      nodes: limits.MAX_NODES_PER_CLUSTER,
      pods: [limits.MIN_PODS_PER_NODE, limits.MAX_PODS_PER_NODE],
      faultDomains: [limits.MIN_FAULT_DOMAINS, limits.MAX_FAULT_DOMAINS],
    });
  });

  it('leaves room for tags of our own', () => {
    expect(schemaAt(['tags'])?.maxProperties).toBeLessThan(limits.MAX_TAGS_PER_RESOURCE);
  });
});

describe('FORBIDDEN_RANGES', () => {
  it('are given with their reasons', () => {
    expect(limits.FORBIDDEN_RANGES.map(({prefix, why}) => `${formatPrefix(prefix)} ${why}`)).toEqual([
      '0.0.0.0/8 means "this network" and is no destination',
      '127.0.0.0/8 is the loopback range',
      "168.63.129.16/32 is Azure's DNS, DHCP and health probe address",
      '169.254.0.0/16 is the link-local range, with the instance metadata service in it',
      '224.0.0.0/4 is the multicast range',
      '255.255.255.255/32 is the broadcast address',
    ]);
  });

  it('do not overlap each other, so that a range is reported once for each reason', () => {
    const pairs = limits.FORBIDDEN_RANGES.flatMap((a, index) =>
      limits.FORBIDDEN_RANGES.slice(index + 1).map((b) => [a.prefix, b.prefix] as const),
    );

    expect(pairs.filter(([a, b]) => overlaps(a, b))).toEqual([]);
  });
});
