import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  addressSpaceRanges,
  describeRange,
  findOverlaps,
  knownOnPremisesRanges,
  type NamedRange,
  onPremisesRanges,
  peerRanges,
  serviceRange,
} from '../../../src/cluster/rules/named-ranges.ts';
import {overlaps} from '../../../src/ipv4/prefix.ts';
import {anyWindow, prefixesWithin} from '../../ipv4/arbitraries.ts';
import {buildCluster, HUB_ID} from '../cluster-builder.ts';

/** Ranges of a list, in places that tell them apart. */
const anyRanges: fc.Arbitrary<NamedRange[]> = anyWindow
  .chain((window) => prefixesWithin(window, window.length))
  .map((prefixes) => prefixes.map((prefix, index) => ({prefix, path: [index], where: 'in a list'})));

describe('ranges of a cluster', () => {
  it('are described by what has them', () => {
    const cluster = buildCluster({
      network: {
        virtualNetwork: {
          peerings: [{name: 'hub', remoteVirtualNetworkId: HUB_ID, remoteAddressSpace: ['10.0.0.0/16']}],
          gateway: {type: 'Vpn', connections: [{name: 'office', cidrs: ['192.168.0.0/24', '192.168.1.0/24']}]},
        },
        onPremisesCidrs: ['0.0.0.0/0'],
      },
    });

    const ranges = [
      ...addressSpaceRanges(cluster),
      ...peerRanges(cluster),
      ...onPremisesRanges(cluster),
      serviceRange(cluster),
    ];

    expect(ranges.map((range) => [describeRange(range), range.path.join('.')])).toEqual([
      ['10.240.0.0/12 of the virtual network', 'network.virtualNetwork.addressSpace.0'],
      ['10.0.0.0/16 of peering "hub"', 'network.virtualNetwork.peerings.0.remoteAddressSpace.0'],
      ['0.0.0.0/0 on premises', 'network.onPremisesCidrs.0'],
      ['192.168.0.0/24 behind connection "office"', 'network.virtualNetwork.gateway.connections.0.cidrs.0'],
      ['192.168.1.0/24 behind connection "office"', 'network.virtualNetwork.gateway.connections.0.cidrs.1'],
      ['172.16.0.0/16 of Services', 'network.serviceCidr'],
    ]);
  });

  it('take 0.0.0.0/0 for no place in particular', () => {
    const cluster = buildCluster({network: {onPremisesCidrs: ['0.0.0.0/0', '10.0.0.0/8']}});

    const known = knownOnPremisesRanges(cluster).map(describeRange);

    expect(known).toEqual(['10.0.0.0/8 on premises']);
  });
});

describe('findOverlaps', () => {
  it('names pairs that overlap, the one that stands first as the first', () => {
    fc.assert(
      fc.property(anyRanges, (ranges) => {
        const found = findOverlaps(ranges);

        for (const {first, again} of found) {
          expect(overlaps(first.prefix, again.prefix)).toBe(true);
          expect(ranges.indexOf(first)).toBeLessThan(ranges.indexOf(again));
        }
      }),
    );
  });

  it('finds something exactly where any two overlap, and as many as must go', () => {
    fc.assert(
      fc.property(anyRanges, (ranges) => {
        const inside = ranges.filter((range, index) =>
          ranges.some(
            (other, at) =>
              at !== index &&
              overlaps(range.prefix, other.prefix) &&
              (other.prefix.length < range.prefix.length ||
                (other.prefix.length === range.prefix.length && at < index)),
          ),
        );

        expect(findOverlaps(ranges).length).toBe(inside.length);
      }),
    );
  });
});
