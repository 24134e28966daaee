import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatAddress} from '../../../src/ipv4/address.ts';
import {at, imported, SUBNETS, said} from './builders.ts';

const existing = (controlPlane: Readonly<Record<string, unknown>>) =>
  imported({
    controlPlane: {vnetSubnetId: `${SUBNETS}/a`, vnetCidr: '10.0.0.0/8', ...controlPlane},
    kubernetes: {serviceCidr: '172.16.0.0/16'},
    pools: [{vnetSubnetId: `${SUBNETS}/b`}],
  });

test.each([
  [
    '10.1.0.16',
    3,
    '10.1.0.15',
    'the machines keep 10.1.0.16 to 10.1.0.18; the load balancer has 10.1.0.15 (10.1.0.26 before), as it now comes first',
  ],
  ['10.1.0.16', 1, '10.1.0.15', 'the machine keeps 10.1.0.16; the load balancer has 10.1.0.15, as it now comes first'],
  [
    '10.1.0.5',
    5,
    '10.1.0.4',
    'the machines keep 10.1.0.5 to 10.1.0.9; the load balancer has 10.1.0.4 (10.1.0.15 before), as it now comes first',
  ],
  [
    '10.1.0.4',
    3,
    '10.1.0.4',
    'Azure may keep 10.1.0.3 for itself, so the load balancer has 10.1.0.4 (10.1.0.14 before) and the machines move to 10.1.0.5 to 10.1.0.7',
  ],
])('from %s, %d machines have a first address of %s', (firstConsecutiveStaticIP, count, first, message) => {
  const result = existing({count, firstConsecutiveStaticIP});

  expect(at(result, 'controlPlane', 'firstAddress')).toBe(first);
  expect(said(result, 'firstConsecutiveStaticIP')).toBe(
    `changed properties.masterProfile.firstConsecutiveStaticIP -> controlPlane.firstAddress [VK5018]
    ${message}
    > see that nothing else has ${first}
`,
  );
});

test.each([
  ['10.1.0.250', 3, 'the load balancer', '10.1.0.260'],
  ['10.1.0.246', 5, 'the load balancer', '10.1.0.256'],
  ['10.1.0.254', 3, 'the last machine', '10.1.0.256'],
  ['10.1.0.252', 5, 'the last machine', '10.1.0.256'],
])('from %s, %d machines ran past .255', (firstConsecutiveStaticIP, count, what, address) => {
  const result = existing({count, firstConsecutiveStaticIP});

  const [line, message] = said(result, 'firstConsecutiveStaticIP').split('\n');

  expect([line, message?.trim()]).toEqual([
    'error   properties.masterProfile.firstConsecutiveStaticIP -> controlPlane.firstAddress [VK5011]',
    `${firstConsecutiveStaticIP} gave ${what} the address ${address}, which Azure refuses: the old tools did not carry over past .255`,
  ]);
});

test('a single machine had no load balancer that could run past .255', () => {
  const result = existing({count: 1, firstConsecutiveStaticIP: '10.1.0.250'});

  expect(at(result, 'controlPlane', 'firstAddress')).toBe('10.1.0.249');
});

test.each(['10.1.0', 'fd00::5', '0.0.0.0', '255.255.255.255', '240.0.0.1', 'first'])(
  '%s is no address of a machine',
  (text) => {
    const result = existing({firstConsecutiveStaticIP: text});

    expect(at(result, 'controlPlane', 'firstAddress')).toBeUndefined();
    expect(said(result, 'firstConsecutiveStaticIP')).toBe(
      `error   properties.masterProfile.firstConsecutiveStaticIP [VK5004]
    "${text}" is no address of a machine
    > write an IPv4 address of the subnet, such as 10.240.0.5
`,
    );
  },
);

test.each([
  ['10.240.0.0/12', '10.255.255.4'],
  ['10.240.0.0/23', '10.240.1.4'],
  ['10.0.0.0/8', '10.255.255.4'],
  ['10.230.0.0/16', '10.230.255.4'],
  ['192.168.7.0/24', '192.168.7.4'],
])('in a network of its own with %s, the load balancer has %s, before the machines', (clusterSubnet, first) => {
  const result = imported({kubernetes: {clusterSubnet}});

  expect(at(result, 'controlPlane', 'firstAddress')).toBe(first);
});

test('in a network of its own, aks-engine did not read the field', () => {
  const result = imported({controlPlane: {firstConsecutiveStaticIP: '10.240.0.9'}});

  expect(at(result, 'controlPlane', 'firstAddress')).toBe('10.255.255.4');
  expect(said(result, 'firstConsecutiveStaticIP')).toBe(
    `dropped properties.masterProfile.firstConsecutiveStaticIP
    "10.240.0.9" was not read: in a network of its own aks-engine used 10.255.255.5
changed properties.masterProfile.firstConsecutiveStaticIP -> controlPlane.firstAddress
    the machines keep 10.255.255.5 to 10.255.255.7; the load balancer has 10.255.255.4 (10.255.255.15 before), as it now comes first
`,
  );
});

test('a control plane in a scale set had no static addresses', () => {
  const result = imported({controlPlane: {availabilityProfile: 'VirtualMachineScaleSets'}});

  expect(at(result, 'controlPlane', 'firstAddress')).toBeUndefined();
});

test('machines keep their addresses, unless Azure may keep the one before them or they ran past .255', () => {
  fc.assert(
    fc.property(fc.integer({min: 0x0a000000, max: 0x0affffff}), fc.constantFrom(1, 3, 5), (first, count) => {
      const result = existing({count, firstConsecutiveStaticIP: formatAddress(first)});

      const fits = (first % 256) + Math.max(count - 1, count > 1 ? 10 : 0) <= 255;
      const reserved = first % 256 >= 1 && first % 256 <= 4;
      const failed = result.report.some(({code}) => code === 'VK5011');

      expect(failed).toBe(!fits);
      expect(at(result, 'controlPlane', 'firstAddress')).toBe(formatAddress(reserved ? first : first - 1));
    }),
  );
});
