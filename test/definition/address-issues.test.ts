import {describe, expect, it} from 'vitest';
import {faults, MINIMAL} from './samples.ts';

const ANY_RANGE = 'write address/length, such as 10.240.0.0/16';
const ANY_ADDRESS = 'write four numbers from 0 to 255, such as 10.0.0.4';
const USE_IPV4 = 'use IPv4: an Azure network interface cannot have an IPv6 address for every pod';

describe('a text where a range belongs', () => {
  it.each([
    ['10.0.0.5/24', 'VK2008', 'has host bits set: a range begins with its network address', 'use 10.0.0.0/24'],
    ['10.240.0.0/8', 'VK2008', 'has host bits set: a range begins with its network address', 'use 10.0.0.0/8'],
    ['10.0.0.4', 'VK2007', 'is an address without a prefix length', 'use 10.0.0.4/32 for this one address'],
    ['10.0.0.0/33', 'VK2007', 'has no prefix length from 0 to 32', ANY_RANGE],
    ['10.0.0.0/', 'VK2007', 'has no prefix length from 0 to 32', ANY_RANGE],
    ['10.0.0.0/255.0.0.0', 'VK2007', 'has no prefix length from 0 to 32', ANY_RANGE],
    ['10.0.0.0 / 8', 'VK2007', 'is not a range of IPv4 addresses', 'write 10.0.0.0/8'],
    ['010.0.0.0/8', 'VK2007', 'is not a range of IPv4 addresses', 'write 10.0.0.0/8'],
    ['10.0.0.256/8', 'VK2007', 'is not a range of IPv4 addresses', ANY_RANGE],
    ['10.0.0.0-10.0.0.9', 'VK2007', 'is not a range of IPv4 addresses', ANY_RANGE],
    ['ten', 'VK2007', 'is not a range of IPv4 addresses', ANY_RANGE],
    ['', 'VK2007', 'is not a range of IPv4 addresses', ANY_RANGE],
    ['fd00::/48', 'VK2009', 'is IPv6, which is not supported', USE_IPV4],
    ['::ffff:10.0.0.0/104', 'VK2009', 'is IPv6, which is not supported', USE_IPV4],
  ])('%j', (text, code, message, hint) => {
    const told = faults(`${MINIMAL}network: {serviceCidr: "${text}"}\n`);

    expect(told).toEqual([`11:24 «"${text}"» ${code} network.serviceCidr: "${text}" ${message} -> ${hint}`]);
  });
});

describe('a text where an address belongs', () => {
  it.each([
    ['10.0.0.4/32', 'VK2010', 'is not an IPv4 address', 'write 10.0.0.4'],
    [' 10.0.0.4', 'VK2010', 'is not an IPv4 address', 'write 10.0.0.4'],
    ['10.0.0.4:53', 'VK2010', 'is not an IPv4 address', ANY_ADDRESS],
    ['10.0.0', 'VK2010', 'is not an IPv4 address', ANY_ADDRESS],
    ['10.0.0.256', 'VK2010', 'is not an IPv4 address', ANY_ADDRESS],
    ['dns.corp.example', 'VK2010', 'is not an IPv4 address', ANY_ADDRESS],
    ['', 'VK2010', 'is not an IPv4 address', ANY_ADDRESS],
    ['fd00::4', 'VK2009', 'is IPv6, which is not supported', USE_IPV4],
  ])('%j', (text, code, message, hint) => {
    const told = faults(`${MINIMAL}network: {dnsServiceIP: "${text}"}\n`);

    expect(told).toEqual([`11:25 «"${text}"» ${code} network.dnsServiceIP: "${text}" ${message} -> ${hint}`]);
  });
});

describe('an item of a list of ranges', () => {
  it('is shown by itself', () => {
    const told = faults(`${MINIMAL}network: {onPremisesCidrs: [10.0.0.0/8, 172.16.0.1/12, 192.168.0.0/16]}\n`);

    expect(told).toEqual([
      '11:41 «172.16.0.1/12» VK2008 network.onPremisesCidrs[1]: "172.16.0.1/12" has host bits set: a range begins with its network address -> use 172.16.0.0/12',
    ]);
  });
});
