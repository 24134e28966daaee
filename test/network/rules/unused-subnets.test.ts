import {expect, test} from 'vitest';
import {warnOfUnusedSubnets} from '../../../src/network/rules/unused-subnets.ts';
import {issuesOf, shown} from './issues.ts';

test('a subnet is used by a pool, internal Services, or for addresses kept free', () => {
  const subnets = [{name: 'apps'}, {name: 'internal'}, {name: 'jump', reservedAddresses: 1}, {name: 'GatewaySubnet'}];

  const issues = shown(warnOfUnusedSubnets, {network: {subnets, internalServices: {subnet: 'internal', addresses: 0}}});

  expect(issues).toEqual([]);
});

test('a pool without nodes uses its subnet', () => {
  const parts = {network: {subnets: [{name: 'apps'}]}, nodePools: [{name: 'apps', count: 0, maxSurge: 0}]};

  expect(shown(warnOfUnusedSubnets, parts)).toEqual([]);
});

test('one that nothing is in is a warning', () => {
  const [issue] = issuesOf(warnOfUnusedSubnets, {network: {subnets: [{name: 'front', cidr: '10.240.9.0/24'}]}});

  expect(issue).toEqual({
    code: 'VK4015',
    severity: 'warning',
    path: ['network', 'subnets', 0, 'name'],
    message: 'nothing is in subnet "front"',
    hint: 'remove it, put a node pool into it (subnet: front), or keep addresses free in it (reservedAddresses)',
  });
});

test('a name that is nearly that of a pool was probably meant for it', () => {
  const parts = {network: {subnets: [{name: 'app'}]}, nodePools: [{name: 'apps'}]};

  expect(shown(warnOfUnusedSubnets, parts)).toEqual([
    [
      'VK4015 network.subnets[0].name: nothing is in subnet "app"',
      'if what is in subnet "apps" belongs here, write subnet: app there; else remove it',
    ],
  ]);
});
