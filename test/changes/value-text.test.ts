import {describe, expect, it} from 'vitest';
import {arrowText, type Tree} from '../../src/changes/value-text.ts';

const ID = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/x/virtualNetworks';
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh';

describe('what a value was, and what it is', () => {
  it.each<readonly [string, Tree | undefined, Tree | undefined, string]>([
    ['short values', 3, 5, '3 → 5'],
    ['bounds', 3, {min: 1, max: 9}, '3 → 1 to 9'],
    ['what is new', undefined, 'x', 'x'],
    ['what is gone', 'x', undefined, 'no longer x'],
    [
      'long ids by their ends',
      `${ID}/hub`,
      `${ID}/spoke`,
      '/subscriptions/…/network/providers/x/virtualNetworks/hub → /subscriptions/…etwork/providers/x/virtualNetworks/spoke',
    ],
    [
      'long ids by the place where they differ, if that is in the middle',
      `${ID}/hub`,
      `${ID.replace('-3333-', '-3330-')}/hub`,
      '…111111-2222-3333-4444-555555555555/resou… → …111111-2222-3330-4444-555555555555/resou…',
    ],
    ['short lists', ['1'], ['1', '2'], '1 → 1, 2'],
    [
      'long lists by what comes and goes',
      [`${KEY} ada@example.com`, `${KEY} bob@example.com`],
      [`${KEY} ada@example.com`, `${KEY} eve@example.com`],
      'new ssh-ed25519 AAA…giqLC9euIPqzTXq38rC5PQNh eve@example.com, no longer ssh-ed25519 AAA…giqLC9euIPqzTXq38rC5PQNh bob@example.com',
    ],
    [
      'long lists in another order',
      [`${KEY} ada@example.com`, `${KEY} bob@example.com`],
      [`${KEY} bob@example.com`, `${KEY} ada@example.com`],
      'in another order',
    ],
  ])('%s', (_, before, after, text) => {
    expect(arrowText(before, after)).toBe(text);
  });
});
