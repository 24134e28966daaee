import {describe, expect, it} from 'vitest';
import {assignCommand} from '../../src/preflight/commands.ts';
import {allows} from '../../src/preflight/permissions.ts';

const WRITE = 'Microsoft.Network/virtualNetworks/write';

describe('permissions', () => {
  it.each([
    [true, {actions: ['*'], notActions: []}],
    [true, {actions: ['microsoft.network/*'], notActions: []}],
    [true, {actions: ['Microsoft.Network/virtualNetworks/write'], notActions: []}],
    [false, {actions: ['*/read'], notActions: []}],
    [false, {actions: ['*'], notActions: ['Microsoft.Network/*/write']}],
    [false, {actions: [], notActions: []}],
  ])('allow %s: %j', (expected, permission) => {
    expect(allows([permission], WRITE)).toBe(expected);
  });

  it('are those of all roles: what one takes away, another may give', () => {
    const permissions = [
      {actions: ['*'], notActions: ['Microsoft.Network/*']},
      {actions: ['Microsoft.Network/*'], notActions: []},
    ];

    expect(allows(permissions, WRITE)).toBe(true);
  });

  it('are given by a command that a shell reads as it stands', () => {
    expect(assignCommand('Network Contributor', '/subscriptions/s', {id: "o'neil@example.com"})).toBe(
      `az role assignment create --assignee 'o'\\''neil@example.com' --role 'Network Contributor' --scope /subscriptions/s`,
    );
  });
});
