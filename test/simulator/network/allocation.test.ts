import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  allocateAddresses,
  isFree,
  releaseAddresses,
  takeAddress,
  usageOf,
} from '../../../src/simulator/network/allocation.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import {refusalOf, simulatedWorld, stored} from '../compute/simulated-world.ts';
import {APPS, makeNetwork} from './network-bodies.ts';

function worldWith(range: string, settings: Parameters<typeof simulatedWorld>[0] = {}): World {
  const world = simulatedWorld(settings);
  makeNetwork(world, {apps: range});
  return world;
}

const usage = (world: World) => usageOf(world, stored(world, APPS));

describe('addresses of a subnet', () => {
  it('are the first that are free, after the four that Azure keeps', () => {
    const world = worldWith('10.0.1.0/28');
    expect(allocateAddresses(world, APPS, 3)).toEqual(['10.0.1.4', '10.0.1.5', '10.0.1.6']);
    releaseAddresses(world, APPS, ['10.0.1.5']);
    takeAddress(world, APPS, '10.0.1.8', 'nic');
    expect(allocateAddresses(world, APPS, 3)).toEqual(['10.0.1.5', '10.0.1.7', '10.0.1.9']);
  });

  it('end before the last one, which Azure keeps too', () => {
    const world = worldWith('10.0.1.0/29');
    expect(allocateAddresses(world, APPS, 3)).toEqual(['10.0.1.4', '10.0.1.5', '10.0.1.6']);
    expect(refusalOf(() => allocateAddresses(world, APPS, 1))).toEqual({
      status: 400,
      code: 'SubnetIsFull',
      message: 'Subnet apps with address prefix 10.0.1.0/29 does not have enough capacity for 1 IP addresses.',
      details: [],
    });
  });

  it('are all or none', () => {
    const world = worldWith('10.0.1.0/29');
    expect(refusalOf(() => allocateAddresses(world, APPS, 4))).toMatchObject({code: 'SubnetIsFull'});
    expect(usage(world)).toEqual({used: 0, limit: 3});
  });

  it('are fewer where others have taken some, whatever the capitals of the name', () => {
    const world = worldWith('10.0.1.0/28', {takenAddresses: {APPS: 9}});
    expect(usage(world)).toEqual({used: 9, limit: 11});
    expect(refusalOf(() => allocateAddresses(world, APPS, 3))).toMatchObject({code: 'SubnetIsFull'});
    expect(allocateAddresses(world, APPS, 2)).toEqual(['10.0.1.4', '10.0.1.5']);
  });

  it('are not counted twice if they are at the end, where others are', () => {
    const world = worldWith('10.0.1.0/28', {takenAddresses: {apps: 9}});
    takeAddress(world, APPS, '10.0.1.14', 'nic');
    expect(allocateAddresses(world, APPS, 1)).toEqual(['10.0.1.4']);
    expect(usage(world)).toEqual({used: 11, limit: 11});
    expect(refusalOf(() => allocateAddresses(world, APPS, 1))).toMatchObject({code: 'SubnetIsFull'});
  });

  it('are never those that the settings say others have', () => {
    const world = worldWith('10.0.1.0/28', {takenIps: {net: ['10.0.1.4', '10.0.1.6', '10.0.9.9']}});
    expect(usage(world)).toEqual({used: 2, limit: 11});
    expect(allocateAddresses(world, APPS, 2)).toEqual(['10.0.1.5', '10.0.1.7']);
    expect(isFree(world, stored(world, APPS), '10.0.1.4')).toBe(false);
    expect(usage(world)).toEqual({used: 4, limit: 11});
  });

  it('that are static are refused in Azure’s words', () => {
    const world = worldWith('10.0.1.0/28', {takenIps: {net: ['10.0.1.9']}});
    const errors = ['10.0.2.4', '10.0.1.3', '10.0.1.15', '10.0.1.9'].map((address) =>
      refusalOf(() => takeAddress(world, APPS, address, '/nic/ipConfigurations/ip')),
    );
    expect(errors).toEqual([
      {
        status: 400,
        code: 'PrivateIPAddressNotInSubnet',
        message: 'Private static IP address 10.0.2.4 does not belong to the range of subnet prefix 10.0.1.0/28.',
        details: [],
      },
      {
        status: 400,
        code: 'PrivateIPAddressInReservedRange',
        message: 'Private static IP address 10.0.1.3 falls within reserved IP range of subnet prefix 10.0.1.0/28.',
        details: [],
      },
      {
        status: 400,
        code: 'PrivateIPAddressInReservedRange',
        message: 'Private static IP address 10.0.1.15 falls within reserved IP range of subnet prefix 10.0.1.0/28.',
        details: [],
      },
      {
        status: 400,
        code: 'PrivateIPAddressIsAllocated',
        message:
          'IP configuration /nic/ipConfigurations/ip is using the private IP address 10.0.1.9 which is already allocated to resource another resource.',
        details: [],
      },
    ]);
  });

  it('are never given twice, never kept ones, and used again once they are free', () => {
    const step = fc.oneof(
      fc.record({take: fc.integer({min: 1, max: 12})}),
      fc.record({give: fc.integer({min: 0, max: 60})}),
      fc.record({at: fc.integer({min: 0, max: 63})}),
    );
    fc.assert(
      fc.property(fc.array(step, {maxLength: 40}), (steps) => {
        const world = worldWith('10.0.1.0/26', {takenIps: {net: ['10.0.1.20']}});
        const model = new Set<string>();
        const usable = Array.from({length: 64}, (_, index) => `10.0.1.${index}`).slice(4, 63);
        const free = () => usable.filter((each) => !model.has(each) && each !== '10.0.1.20');
        for (const each of steps) {
          if ('take' in each) {
            const expected = free().slice(0, each.take);
            if (expected.length < each.take) {
              expect(refusalOf(() => allocateAddresses(world, APPS, each.take))).toMatchObject({code: 'SubnetIsFull'});
            } else {
              expect(allocateAddresses(world, APPS, each.take)).toEqual(expected);
              for (const address of expected) model.add(address);
            }
          } else if ('give' in each) {
            const address = [...model][each.give];
            if (address !== undefined) releaseAddresses(world, APPS, [address]);
            if (address !== undefined) model.delete(address);
          } else {
            const address = `10.0.1.${each.at}`;
            if (free().includes(address)) {
              takeAddress(world, APPS, address, 'nic');
              model.add(address);
            } else expect(refusalOf(() => takeAddress(world, APPS, address, 'nic'))).toMatchObject({status: 400});
          }
          expect(usage(world)).toEqual({used: model.size + 1, limit: 59});
        }
      }),
      {numRuns: 150},
    );
  });

  it('of 4,000 machines with 15 each are given in well under two seconds', () => {
    const world = simulatedWorld();
    makeNetwork(world, {apps: '10.0.0.0/16'});
    const begin = performance.now();
    const machines = Array.from({length: 4_000}, () => allocateAddresses(world, APPS, 15));
    for (const addresses of machines.slice(0, 500)) releaseAddresses(world, APPS, addresses);
    expect(new Set(machines.flat()).size).toBe(60_000);
    expect(usage(world)).toEqual({used: 52_500, limit: 65_531});
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});
