import {describe, expect, it} from 'vitest';
import {holdsPrivateKey, redactSecrets, secretsEraser} from '../../src/definition/redact.ts';

describe('redactSecrets', () => {
  it.each([
    [
      'a private key to its last line, line by line',
      'a: x\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n  QQ==\n-----END RSA PRIVATE KEY-----\nb: y',
      'a: x\n********** *** ******* ********\n****\n  ****\n******** *** ******* ********\nb: y',
    ],
    [
      'a private key in one line of JSON',
      '["-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n", "b"]',
      '["********** ******* ************************ ******* ********\\n", "b"]',
    ],
    [
      'a private key without an end up to the next key of the definition',
      'keys:\n  - -----BEGIN OPENSSH PRIVATE KEY-----\n    b3BlbnNz\nidentity: {}\n',
      'keys:\n  - ********** ******* ******* ********\n    ********\nidentity: {}\n',
    ],
    [
      'a private key without an end up to the end',
      '# -----BEGIN PRIVATE KEY-----\n# MIIE',
      '# ********** ******* ********\n* ****',
    ],
    [
      'the header lines of an encrypted key',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nMIIE\n-----END RSA PRIVATE KEY-----',
      '********** *** ******* ********\n********** ***********\n********* ***\n\n****\n******** *** ******* ********',
    ],
    [
      'a key of PuTTY',
      'PuTTY-User-Key-File-3: ssh-rsa\nComment: x\nPrivate-Lines: 1\nAAAA\nPrivate-MAC: 0123\nb: y',
      '********************** *******\n******** *\n************** *\n****\n************ ****\nb: y',
    ],
    ['a key in base64', 'key: LS0tLS1CRUdJTiBQUklWQVRF\nb: y', 'key: ************************\nb: y'],
    [
      'an OpenSSH key without its first line',
      '- b3BlbnNzaC1rZXktdjEAAAAABG5v\n  bmUAAAAE\nb: y',
      '- ****************************\n  ********\nb: y',
    ],
    ['the value of a secret', '"secret": "hunter2", "a": 1\nb: y', '"secret": ********** **** *\nb: y'],
    ['the value of a password in a flag', '--set a.adminPassword=hunter2', '--set a.adminPassword=*******'],
  ])('blanks %s', (_what, text, expected) => {
    expect(redactSecrets(text)).toBe(expected);
  });

  it.each([
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIBGDPMb6iKKi7BSg5s5ZYZrgiadXMbRX4A8RLXR+wJr you@example.com',
    '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----',
    'secretRef: {name: x}',
    'nodePools:\n  - name: secret\n    count: 3',
  ])('leaves %j as it is', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });
});

describe('holdsPrivateKey', () => {
  it.each([
    ['-----BEGIN PRIVATE KEY-----', true],
    ['-----BEGIN EC PRIVATE KEY-----\nMIIE', true],
    ['PuTTY-User-Key-File-2: ssh-rsa', true],
    ['b3BlbnNzaC1rZXktdjEAAAAABG5v', true],
    ['-----BEGIN PUBLIC KEY-----', false],
    ['ssh-rsa AAAAB3NzaC1yc2E= a private key', false],
  ])('of %j is %j', (text, expected) => {
    expect(holdsPrivateKey(text)).toBe(expected);
  });
});

describe('secretsEraser', () => {
  it('blanks every part of a key that it has seen', () => {
    const erase = secretsEraser([
      'a: -----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEF\n-----END PRIVATE KEY-----',
    ]);

    expect(erase('"MIIEvQIBADAN" and BADANBgkqhkiG, hkiG9w0BAQ… but not AnotherWord or MIIE')).toBe(
      '"************" and *************, **********… but not AnotherWord or MIIE',
    );
  });

  it('knows a key of one line of JSON without its escapes', () => {
    const erase = secretsEraser([
      '{"a": "-----BEGIN PRIVATE KEY-----\\nMIIEvQIB\\nADANBgkq\\n-----END PRIVATE KEY-----"}',
    ]);

    expect(erase('MIIEvQIBADANBgkq')).toBe('****************');
  });

  it('leaves everything as it is if there is none', () => {
    const erase = secretsEraser(['name: prod']);

    expect(erase('MIIEvQIBADANBgkq')).toBe('MIIEvQIBADANBgkq');
  });
});
