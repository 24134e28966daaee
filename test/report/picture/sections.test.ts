import {expect, test} from 'vitest';
import {formatAddress} from '../../../src/ipv4/address.ts';
import {formatPrefix} from '../../../src/ipv4/prefix.ts';
import type {AddressPlan} from '../../../src/network/address-plan.ts';
import {sectionsOf} from '../../../src/report/picture/sections.ts';
import {newVirtualNetwork, sample, subnet} from '../sample-plans.ts';
import {samples} from '../samples.ts';

/** A line for each section, and one for each of its windows. */
function outline(plan: AddressPlan): readonly string[] {
  return sectionsOf(plan).flatMap(({place, windows}) => [
    place.kind === 'space' ? formatPrefix(place.space) : place.kind,
    ...windows.map(({range, subnets}) => {
      const names = subnets.map(({name}) => name).join(' ');
      return `  ${range === undefined ? '' : `${formatAddress(range.first)}-${formatAddress(range.last)} `}${names}`;
    }),
  ]);
}

function planWith(spaces: readonly string[], cidrs: readonly string[]): AddressPlan {
  const network = {virtualNetwork: newVirtualNetwork(spaces)};
  return sample({network, subnets: cidrs.map((cidr) => subnet(cidr, cidr, []))}).plan;
}

test('subnets are in their range of the address space, by address', () => {
  expect(outline(samples.crossroads.plan)).toEqual([
    '10.240.0.0/16',
    '  10.240.0.0-10.240.0.127 control-plane',
    '  10.240.4.0-10.240.7.255 shared',
    '10.10.0.0/20',
    '  10.10.0.0-10.10.0.255 edge',
    '  10.10.8.0-10.10.11.255 spare',
    '100.64.0.0/24',
    '  100.64.0.224-100.64.0.255 GatewaySubnet',
  ]);
});

test('subnets with a small gap between them are magnified together', () => {
  const plan = planWith(['10.0.0.0/16'], ['10.0.2.0/24', '10.0.0.0/24', '10.0.255.0/24']);

  const sections = outline(plan);

  expect(sections).toEqual([
    '10.0.0.0/16',
    '  10.0.0.0-10.0.2.255 10.0.0.0/24 10.0.2.0/24',
    '  10.0.255.0-10.0.255.255 10.0.255.0/24',
  ]);
});

test('subnets outside of the address space, and those without a range, come last', () => {
  expect(outline(samples.broken.plan)).toEqual([
    '10.0.0.0/24',
    '  10.0.0.0-10.0.0.127 apps overlapping',
    '  10.0.0.248-10.0.0.251 too-small',
    'outside',
    '  192.168.7.0-192.168.7.255 outside',
    'nowhere',
    '  control-plane a-subnet-with-a-name-of-eighty-characters-which-is-the-most-that-Azure-allows-for',
  ]);
});

test('a range without a subnet is there all the same', () => {
  const plan = planWith(['10.0.0.0/16', '10.1.0.0/16'], ['10.1.0.0/24']);

  const sections = outline(plan);

  expect(sections).toEqual(['10.0.0.0/16', '10.1.0.0/16', '  10.1.0.0-10.1.0.255 10.1.0.0/24']);
});
