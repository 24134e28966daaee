import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {freeAddressSpaceHint, freeServiceRangeHint} from '../../../src/cluster/rules/free-ranges.ts';
import {formatPrefix, overlaps, parsePrefix} from '../../../src/ipv4/prefix.ts';
import {anyPrefix} from '../../ipv4/arbitraries.ts';
import {buildCluster} from '../cluster-builder.ts';

const SUGGESTION = /such as (\S+)$/;

describe('freeServiceRangeHint', () => {
  it('suggests what overlaps neither the virtual network nor anything on premises', () => {
    const anyRanges = fc.uniqueArray(anyPrefix.map(formatPrefix), {maxLength: 6});
    fc.assert(
      fc.property(anyPrefix.map(formatPrefix), anyRanges, (entry, onPremisesCidrs) => {
        const cluster = buildCluster({network: {virtualNetwork: {addressSpace: [entry]}, onPremisesCidrs}});

        const suggested = parsePrefix(SUGGESTION.exec(freeServiceRangeHint(cluster))?.[1] ?? '');

        const taken = [entry, ...onPremisesCidrs.filter((cidr) => !cidr.endsWith('/0'))].map(parsePrefix);
        const clashes = taken.filter(
          (range) => suggested !== undefined && range !== undefined && overlaps(range, suggested),
        );
        expect(clashes).toEqual([]);
      }),
    );
  });

  it('takes a smaller range where no /16 is free', () => {
    const onPremisesCidrs = ['10.0.0.0/8', '172.16.0.0/12', '100.64.0.0/10', '192.168.0.0/17'];
    const cluster = buildCluster({network: {virtualNetwork: {addressSpace: ['11.0.0.0/16']}, onPremisesCidrs}});

    const hint = freeServiceRangeHint(cluster);

    expect(hint).toBe('use a free range, such as 192.168.128.0/20');
  });

  it('says so where nothing private is free', () => {
    const onPremisesCidrs = ['10.0.0.0/8', '172.16.0.0/12', '100.64.0.0/10', '192.168.0.0/16'];
    const cluster = buildCluster({network: {virtualNetwork: {addressSpace: ['11.0.0.0/16']}, onPremisesCidrs}});

    const hint = freeServiceRangeHint(cluster);

    expect(hint).toBe('use a range that nothing else has');
  });
});

describe('freeAddressSpaceHint', () => {
  it.each([
    ['10.0.0.0/8', 'use a free range, such as 172.17.0.0/16'],
    ['10.0.0.0/20', 'use a free range, such as 10.0.16.0/20'],
    ['10.0.0.0/26', 'use a free range, such as 10.0.0.64/26'],
  ])('suggests for %s a range as large, but none larger than Azure lets a network use', (entry, expected) => {
    const cluster = buildCluster({network: {virtualNetwork: {addressSpace: [entry]}}});
    const [prefix] = cluster.network.virtualNetwork.addressSpace;
    if (prefix === undefined) throw new Error('the address space has an entry');

    const hint = freeAddressSpaceHint(cluster, prefix);

    expect(hint).toBe(expected);
  });
});
