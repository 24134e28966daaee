import {describe, expect, it} from 'vitest';
import {
  checkAdminUsername,
  checkClusterName,
  checkComputerName,
  checkDomainNameLabel,
  checkIdentityName,
  checkNetworkResourceName,
  checkResourceGroupName,
  checkSubnetName,
  checkVirtualMachineName,
  checkVirtualNetworkName,
} from '../../src/cluster/azure-names.ts';

type Case = readonly [name: string, reason: string | undefined];

const ENDS = 'must begin with a letter or digit and end with one or with _';

describe('names of network resources', () => {
  it.each<Case>([
    ['apps', undefined],
    ['Apps_1.x-y_', undefined],
    ['GatewaySubnet', undefined],
    ['a'.repeat(80), undefined],
    ['a'.repeat(81), 'longer than 80 characters (81)'],
    ['', 'is empty'],
    ['my apps', 'has " "; only letters, digits, ., _ and - are allowed'],
    ['äpps', 'has "ä"; only letters, digits, ., _ and - are allowed'],
    ['a/b', 'has "/"; only letters, digits, ., _ and - are allowed'],
    ['_a', ENDS],
    ['a-', ENDS],
    ['a.', ENDS],
  ])('subnet %j: %j', (name, reason) => {
    expect(checkSubnetName(name)).toBe(reason);
    expect(checkNetworkResourceName(name)).toBe(reason);
  });

  it.each<Case>([
    ['corp', undefined],
    ['a'.repeat(64), undefined],
    ['a', 'shorter than 2 characters (1)'],
    ['a'.repeat(65), 'longer than 64 characters (65)'],
    ['-a', ENDS],
  ])('virtual network %j: %j', (name, reason) => {
    expect(checkVirtualNetworkName(name)).toBe(reason);
  });

  it.each<Case>([
    ['shop-1', undefined],
    ['abc', undefined],
    ['ab', 'shorter than 3 characters (2)'],
    ['a'.repeat(64), 'longer than 63 characters (64)'],
    ['Shop', 'has "S"; only a to z, 0 to 9 and - are allowed'],
    ['1shop', 'must begin with a lower-case letter and end with one or with a digit'],
    ['shop-', 'must begin with a lower-case letter and end with one or with a digit'],
  ])('DNS label of a public IP %j: %j', (name, reason) => {
    expect(checkDomainNameLabel(name)).toBe(reason);
  });
});

describe('names of other resources', () => {
  it.each<Case>([
    ['network', undefined],
    ['Réseau (1)', 'has " "; only letters, digits, ., _, - and parentheses are allowed'],
    ['Réseau_(1)', undefined],
    ['a.', 'must not end with .'],
    ['a'.repeat(91), 'longer than 90 characters (91)'],
    ['', 'is empty'],
  ])('resource group %j: %j', (name, reason) => {
    expect(checkResourceGroupName(name)).toBe(reason);
  });

  it.each<Case>([
    ['prod-apps-0', undefined],
    ['Prod.Apps_0', undefined],
    ['a'.repeat(65), 'longer than 64 characters (65)'],
    ['_a', 'must not begin with _ and not end with . or -'],
    ['a-', 'must not begin with _ and not end with . or -'],
    ['42', 'has digits only'],
  ])('virtual machine %j: %j', (name, reason) => {
    expect(checkVirtualMachineName(name)).toBe(reason);
  });

  it.each<Case>([
    ['prod-apps-0', undefined],
    ['Prod', 'has P; only a to z, 0 to 9 and - are allowed'],
    ['a'.repeat(64), 'longer than 63 characters (64)'],
    ['42', 'has digits only'],
  ])('computer name %j: %j', (name, reason) => {
    expect(checkComputerName(name)).toBe(reason);
  });

  it.each<Case>([
    ['prod', undefined],
    ['ab', 'shorter than 3 characters (2)'],
    ['a.b', 'has "."; only letters, digits, _ and - are allowed'],
    ['-ab', 'must begin with a letter or digit'],
  ])('identity %j: %j', (name, reason) => {
    expect(checkIdentityName(name)).toBe(reason);
  });

  it.each<Case>([
    ['prod', undefined],
    ['prod-internal', 'must not end with -internal, which names its internal load balancer'],
    ['internal', undefined],
    ['Prod', 'has P; only a to z, 0 to 9 and - are allowed'],
  ])('cluster %j: %j', (name, reason) => {
    expect(checkClusterName(name)).toBe(reason);
  });
});

describe('checkAdminUsername', () => {
  it.each<Case>([
    ['azureuser', undefined],
    ['ubuntu', undefined],
    ['_ops', undefined],
    ['a'.repeat(32), undefined],
    ['a'.repeat(33), 'longer than 32 characters (33)'],
    ['admin', 'is reserved by Azure'],
    ['Admin', 'is reserved by Azure'],
    ['root', 'is reserved by Azure'],
    ['1', 'is reserved by Azure'],
    ['support_388945a0', 'is reserved by Azure'],
    ['backup', 'is reserved by Azure'],
    ['www-data', 'is a user or group that Ubuntu already has'],
    ['sudo', 'is a user or group that Ubuntu already has'],
    ['', 'is empty'],
    ['Ops', 'has "O"; only a to z, 0 to 9, _ and - are allowed'],
    ['o.ps', 'has "."; only a to z, 0 to 9, _ and - are allowed'],
    ['-ops', 'must begin with a lower-case letter or _'],
    ['7up', 'must begin with a lower-case letter or _'],
  ])('says of %j: %j', (name, reason) => {
    expect(checkAdminUsername(name)).toBe(reason);
  });
});
