import {describe, expect, it} from 'vitest';
import {
  forbidPrivateKeys,
  requireAdminUsername,
  requirePublicKeys,
  warnOfRepeatedKeys,
} from '../../../src/cluster/rules/linux.ts';
import {buildDefinition, findIssues, PUBLIC_KEY} from '../cluster-builder.ts';

describe('forbidPrivateKeys', () => {
  it('refuses a private key and does not show it', () => {
    const definition = buildDefinition({
      linux: {
        sshPublicKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----\n(the private key)\n-----END OPENSSH PRIVATE KEY-----\n'],
      },
    });

    const issues = findIssues(forbidPrivateKeys, definition);

    expect(issues).toEqual([
      {
        code: 'VK3903',
        severity: 'error',
        path: ['linux', 'sshPublicKeys', 0],
        message: 'this is a private key: whoever reads this file can log in with it',
        hint: 'replace it by its public key, the file that ends in .pub; if others saw it, make a new pair',
      },
    ]);
  });

  it('accepts a public key', () => {
    const definition = buildDefinition({linux: {sshPublicKeys: [PUBLIC_KEY]}});

    const issues = findIssues(forbidPrivateKeys, definition);

    expect(issues).toEqual([]);
  });

  it('leaves what is no key at all to another rule', () => {
    const definition = buildDefinition({linux: {sshPublicKeys: ['~/.ssh/id_ed25519.pub']}});

    const issues = findIssues(forbidPrivateKeys, definition);

    expect(issues).toEqual([]);
  });
});

describe('requirePublicKeys', () => {
  it('refuses the name of a file', () => {
    const definition = buildDefinition({linux: {sshPublicKeys: ['~/.ssh/id_ed25519.pub']}});

    const issues = findIssues(requirePublicKeys, definition);

    expect(issues).toEqual([
      {
        code: 'VK3904',
        severity: 'error',
        path: ['linux', 'sshPublicKeys', 0],
        message: 'this is the name of a file, not the key in it',
        hint: 'write the one line that is in ~/.ssh/id_ed25519.pub',
      },
    ]);
  });

  it('accepts a public key', () => {
    const definition = buildDefinition({linux: {sshPublicKeys: [PUBLIC_KEY]}});

    const issues = findIssues(requirePublicKeys, definition);

    expect(issues).toEqual([]);
  });

  it('leaves a private key to another rule', () => {
    const definition = buildDefinition({linux: {sshPublicKeys: ['-----BEGIN RSA PRIVATE KEY-----']}});

    const issues = findIssues(requirePublicKeys, definition);

    expect(issues).toEqual([]);
  });
});

describe('warnOfRepeatedKeys', () => {
  it('warns of a key with two comments', () => {
    const definition = buildDefinition({
      linux: {
        sshPublicKeys: [
          PUBLIC_KEY,
          'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr laptop',
        ],
      },
    });

    const issues = findIssues(warnOfRepeatedKeys, definition);

    expect(issues).toEqual([
      {
        code: 'VK3905',
        severity: 'warning',
        path: ['linux', 'sshPublicKeys', 1],
        message: 'this key (SHA256:X+kwaIoNVGSnEJX5uQZVCx2se2afchvbKILjp8C4e5U) is in the list twice',
        hint: 'remove one of them',
        related: [{path: ['linux', 'sshPublicKeys', 0], message: 'the first'}],
      },
    ]);
  });

  it('accepts one key', () => {
    const definition = buildDefinition({linux: {sshPublicKeys: [PUBLIC_KEY]}});

    const issues = findIssues(warnOfRepeatedKeys, definition);

    expect(issues).toEqual([]);
  });
});

describe('requireAdminUsername', () => {
  it('refuses a name that Azure keeps', () => {
    const definition = buildDefinition({linux: {adminUsername: 'admin', sshPublicKeys: [PUBLIC_KEY]}});

    const issues = findIssues(requireAdminUsername, definition);

    expect(issues).toEqual([
      {
        code: 'VK3906',
        severity: 'error',
        path: ['linux', 'adminUsername'],
        message: '"admin" is reserved by Azure',
        hint: 'use another, such as azureuser',
      },
    ]);
  });

  it('accepts another', () => {
    const definition = buildDefinition({linux: {adminUsername: 'azureuser', sshPublicKeys: [PUBLIC_KEY]}});

    const issues = findIssues(requireAdminUsername, definition);

    expect(issues).toEqual([]);
  });

  it('refuses an account of Ubuntu', () => {
    const definition = buildDefinition({linux: {adminUsername: 'www-data', sshPublicKeys: [PUBLIC_KEY]}});

    const issues = findIssues(requireAdminUsername, definition);

    expect(issues).toEqual([
      {
        code: 'VK3906',
        severity: 'error',
        path: ['linux', 'adminUsername'],
        message: '"www-data" is a user or group that Ubuntu already has',
        hint: 'use another, such as azureuser',
      },
    ]);
  });
});
