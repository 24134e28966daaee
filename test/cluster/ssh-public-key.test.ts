import {execFileSync} from 'node:child_process';
import {generateKeyPairSync} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {readSshPublicKey, type SshPublicKey, type SshPublicKeyProblem} from '../../src/cluster/ssh-public-key.ts';

// Public halves of keys made for these tests; nobody has the private ones any more.
const ED25519 = 'AAAAC3NzaC1lZDI1NTE5AAAAIJlqKowwjbyzjVs66FedDQGkdE+YB+bqhqqlWc2RWsZa';
const RSA_2048 =
  'AAAAB3NzaC1yc2EAAAADAQABAAABAQCUAudOcr5u9w5RiUuVF0clCaWasl1LVRDzUEJ1WimBogZONteYURY0Hd1b7Q0sEl3SVkpza1zEaTebdFFuphMuKF6n2mTmBUpZrxBhv2tGlgfjhZCYG9TsP/zkLeBifkxMWmv/Aba8kWLarlFKDdUPm0DGNagpTDc7MJY6U2zsjNZyKQzLBJ5CCSqd3pHm3LUp/stC/oDAedfNamHItgMgUkFDynSRJp9WXQmnR+dVwSHX3llt0bsIPMNPkZMWjJBVKsHODnF9P3bMFLfZrt1dY2C3AyXIPp9jKMFkMmqmZqKDJXNn6n0hE11I0tGW40i5YFUjHl5JpptyayaOfkON';
const RSA_1024 =
  'AAAAB3NzaC1yc2EAAAADAQABAAAAgQCuUyDKwZPlbwYgv8X83Pvjns2fAT1xWnZeEFXfCG5KL8ANqVsXlUv9PAbAPBj57TNWYLVz9gwG1cnEjJp5Y912UOwDTDcdyr4d5jzhw9EO3VX+YbpMXkmbC4QE5U/a89dxeI9+rh8Vgg6IJIeT0filQ0c8V0ryXQA0Sc40mHr8kw==';
const ECDSA =
  'AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBPAH79IT4TLA0z6HpmEvzQKpcF08EslwUbgTLGOw+HJk+qkUouzuMb5TizwEsPoYcOI2fs2D0xdNj/UfXt1rVpk=';

const ED25519_KEY: SshPublicKey = {
  type: 'ssh-ed25519',
  bits: 256,
  comment: 'someone@example.com',
  fingerprint: 'SHA256:krvtxVMigHmEAZyHK+py0gDCUYlTGbA6gBuHDPNbgG0',
};
const RSA_KEY: SshPublicKey = {
  type: 'ssh-rsa',
  bits: 2048,
  comment: '',
  fingerprint: 'SHA256:vy9VB5npM8lIWKHdJrJDtphupCKRvj8vutT+RGAG0KQ',
};

/** The base64 of a key made of these fields, its type first. */
function blob(...fields: readonly (string | readonly number[])[]): string {
  const parts = fields.flatMap((field) => {
    const bytes = Buffer.from(typeof field === 'string' ? Buffer.from(field) : field);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat(parts).toString('base64');
}

describe('readSshPublicKey', () => {
  it.each<[text: string, key: SshPublicKey]>([
    [`ssh-ed25519 ${ED25519} someone@example.com`, ED25519_KEY],
    [`ssh-ed25519 ${ED25519} someone@example.com\n`, ED25519_KEY],
    [`  ssh-ed25519\t${ED25519}  someone@example.com`, ED25519_KEY],
    [`ssh-ed25519 ${ED25519}`, {...ED25519_KEY, comment: ''}],
    [`ssh-ed25519 ${ED25519} laptop of Ada`, {...ED25519_KEY, comment: 'laptop of Ada'}],
    [`ssh-rsa ${RSA_2048}`, RSA_KEY],
    [`ssh-rsa ${RSA_2048} ssh-ed25519`, {...RSA_KEY, comment: 'ssh-ed25519'}],
  ])('reads the key in %j', (text, key) => {
    expect(readSshPublicKey(text)).toEqual(key);
  });

  it.each<[text: string, problem: SshPublicKeyProblem]>([
    ['', {problem: 'not-a-key'}],
    ['hunter2', {problem: 'not-a-key'}],
    ['ssh-ed448 AAAA', {problem: 'not-a-key'}],
    ['AAAA', {problem: 'not-a-key'}],
    ['~/.ssh/id_ed25519.pub', {problem: 'file-name'}],
    ['./keys/id_rsa', {problem: 'file-name'}],
    ['/home/ada/.ssh/id_rsa.pub', {problem: 'file-name'}],
    ['C:\\Users\\ada\\.ssh\\id_rsa.pub', {problem: 'file-name'}],
    ['id_rsa.pub', {problem: 'file-name'}],
    [`from="10.0.0.0/8" ssh-ed25519 ${ED25519}`, {problem: 'options'}],
    [`no-pty,command="/bin/true" ssh-rsa ${RSA_2048} me`, {problem: 'options'}],
    [`ssh-ed25519 ${ED25519}\nssh-rsa ${RSA_2048}`, {problem: 'several-keys'}],
    [`# keys of Ada\nssh-ed25519 ${ED25519}`, {problem: 'several-keys'}],
    [`ssh-rsa ${RSA_2048.slice(0, 64)}\n${RSA_2048.slice(64)}`, {problem: 'damaged', type: 'ssh-rsa'}],
    ['ssh-ed25519', {problem: 'damaged', type: 'ssh-ed25519'}],
    ['ssh-ed25519 someone@example.com', {problem: 'damaged', type: 'ssh-ed25519'}],
    [`ssh-ed25519 ${ED25519.slice(0, -4)}`, {problem: 'damaged', type: 'ssh-ed25519'}],
    [`ssh-ed25519 ${ED25519}AAAA`, {problem: 'damaged', type: 'ssh-ed25519'}],
    [`ssh-rsa ${ED25519}`, {problem: 'damaged', type: 'ssh-rsa'}],
    [`ssh-rsa ${RSA_2048.slice(0, 100)}`, {problem: 'damaged', type: 'ssh-rsa'}],
    [`ssh-rsa ${RSA_1024} old`, {problem: 'weak', type: 'ssh-rsa', bits: 1024, minimum: 2048}],
    [`ecdsa-sha2-nistp256 ${ECDSA} ec`, {problem: 'type', type: 'ecdsa-sha2-nistp256'}],
    ['ssh-dss AAAA', {problem: 'type', type: 'ssh-dss'}],
    ['sk-ssh-ed25519@openssh.com AAAA', {problem: 'type', type: 'sk-ssh-ed25519@openssh.com'}],
    [ED25519, {problem: 'type-missing', type: 'ssh-ed25519'}],
    [`${RSA_2048} me@host`, {problem: 'type-missing', type: 'ssh-rsa'}],
  ])('says what is wrong with %j', (text, problem) => {
    expect(readSshPublicKey(text)).toEqual(problem);
  });

  it.each([
    ['an even modulus', blob('ssh-rsa', [1, 0, 1], [0, 0x80, ...Array(255).fill(0)])],
    ['an even exponent', blob('ssh-rsa', [2], [0, 0x80, ...Array(255).fill(1)])],
    ['the exponent 1', blob('ssh-rsa', [1], [0, 0x80, ...Array(255).fill(1)])],
    ['a negative modulus', blob('ssh-rsa', [3], [0x80, ...Array(255).fill(1)])],
    ['a modulus with leading zeros', blob('ssh-rsa', [3], [0, 0, 0x80, ...Array(255).fill(1)])],
    ['no modulus', blob('ssh-rsa', [3])],
    ['an empty modulus', blob('ssh-rsa', [3], [])],
    ['a field too many', blob('ssh-rsa', [3], [0, 0x80, ...Array(255).fill(1)], [1])],
  ])('refuses an RSA key with %s', (_, base64) => {
    expect(readSshPublicKey(`ssh-rsa ${base64}`)).toEqual({problem: 'damaged', type: 'ssh-rsa'});
  });

  it('counts the bits of an RSA key from its highest set one', () => {
    const key = blob('ssh-rsa', [3], [0x7f, ...Array(255).fill(1)]);

    expect(readSshPublicKey(`ssh-rsa ${key}`)).toEqual({problem: 'weak', type: 'ssh-rsa', bits: 2047, minimum: 2048});
  });

  it('takes no key but one with 32 bytes for Ed25519', () => {
    const damaged: SshPublicKeyProblem = {problem: 'damaged', type: 'ssh-ed25519'};

    expect(readSshPublicKey(`ssh-ed25519 ${blob('ssh-ed25519', Array(31).fill(7))}`)).toEqual(damaged);
    expect(readSshPublicKey(`ssh-ed25519 ${blob('ssh-ed25519', Array(32).fill(7), [])}`)).toEqual(damaged);
  });

  it('recognises public keys in the formats that ssh-keygen -i converts', () => {
    const rsa = generateKeyPairSync('rsa', {modulusLength: 2048}).publicKey;
    const rfc4716 = `---- BEGIN SSH2 PUBLIC KEY ----\nComment: "me"\n${ED25519}\n---- END SSH2 PUBLIC KEY ----`;

    expect(readSshPublicKey(rsa.export({format: 'pem', type: 'spki'}).toString())).toEqual({
      problem: 'other-format',
      format: 'PKCS8',
    });
    expect(readSshPublicKey(rsa.export({format: 'pem', type: 'pkcs1'}).toString())).toEqual({
      problem: 'other-format',
      format: 'PEM',
    });
    expect(readSshPublicKey(rfc4716)).toEqual({problem: 'other-format', format: 'RFC4716'});
    expect(readSshPublicKey(rsa.export({format: 'der', type: 'spki'}).toString('base64'))).toEqual({
      problem: 'not-a-key',
    });
  });

  it('never throws, and finds the key in no changed text', () => {
    const line = `ssh-rsa ${RSA_2048} me`;
    const changed = fc
      .tuple(fc.nat({max: line.length - 4}), fc.constantFrom('', '\n', ' ', '=', 'A', '\u0000'))
      .map(([at, text]) => line.slice(0, at) + text + line.slice(at + 1));

    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), changed), (text) => {
        const read = readSshPublicKey(text);

        if ('problem' in read || text === line) return;
        expect(read).not.toEqual({...RSA_KEY, comment: 'me'});
      }),
      {numRuns: 500},
    );
  });
});

describe('private keys', () => {
  const rsa = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey;
  const ec = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey;
  const ed = generateKeyPairSync('ed25519').privateKey;
  const encrypted = {format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret'} as const;
  const pems = [
    rsa.export({format: 'pem', type: 'pkcs1'}),
    rsa.export({format: 'pem', type: 'pkcs8'}),
    ec.export({format: 'pem', type: 'sec1'}),
    ec.export({format: 'pem', type: 'pkcs8'}),
    ed.export({format: 'pem', type: 'pkcs8'}),
    rsa.export(encrypted),
  ].map(String);
  const bodies = pems.slice(0, 5).map((pem) => pem.replace(/-----[^-]+-----|\n/g, ''));
  const putty = `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 2\n${ED25519}\nPrivate-Lines: 1\n${bodies[4]}\nPrivate-MAC: 00`;
  const sshCom = `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAAAiIAAAA3${ED25519}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----`;

  it.each([...pems, ...bodies, putty, sshCom])('are recognised in every form', (text) => {
    expect(readSshPublicKey(text)).toEqual({problem: 'private-key'});
    expect(readSshPublicKey(text.replaceAll('\n', ' '))).toEqual({problem: 'private-key'});
    expect(readSshPublicKey(`ssh-ed25519 ${ED25519} ${text}`)).toEqual({problem: 'private-key'});
  });

  it('do not come out again, whole or in part, whatever is done to them', () => {
    const part = fc
      .tuple(fc.constantFrom(...pems, putty, sshCom), fc.nat(), fc.nat({max: 400}))
      .map(([text, start, length]) => text.slice(start % text.length, (start % text.length) + length));
    const before = fc.constantFrom('', 'ssh-rsa ', `ssh-ed25519 ${ED25519} `, 'key: ', '~/', '\n');
    const breaks = fc.constantFrom('\n', ' ', '', '\r\n');

    fc.assert(
      fc.property(part, before, breaks, (secret, prefix, lineBreak) => {
        const shown = JSON.stringify(readSshPublicKey(prefix + secret.replaceAll('\n', lineBreak)));

        const runs = secret.match(/[A-Za-z0-9+/]{32}/g) ?? [];
        expect(runs.filter((run) => shown.includes(run) && !ED25519.includes(run))).toEqual([]);
      }),
      {numRuns: 1000},
    );
  });
});

function hasSshKeygen(): boolean {
  try {
    execFileSync('ssh-keygen', ['-?'], {stdio: 'ignore'});
    return true;
  } catch (error) {
    // It has no option that does nothing: any answer of its own will do.
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
}

describe.skipIf(!hasSshKeygen())('beside ssh-keygen', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vnetk8s-ssh-'));
  });

  afterAll(() => {
    rmSync(folder, {recursive: true});
  });

  it.each([
    ['ssh-ed25519', 'ed25519', '256'],
    ['ssh-rsa', 'rsa', '3072'],
  ])('reads what it makes of type %s, and shows the same fingerprint', (type, keygenType, bits) => {
    const file = join(folder, keygenType);
    execFileSync('ssh-keygen', ['-q', '-t', keygenType, '-b', bits, '-N', '', '-C', 'made for a test', '-f', file]);
    const [, fingerprint] = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], {encoding: 'utf8'}).split(' ');

    const read = readSshPublicKey(readFileSync(`${file}.pub`, 'utf8'));

    expect(read).toEqual({type, bits: Number(bits), comment: 'made for a test', fingerprint});
    expect(readSshPublicKey(readFileSync(file, 'utf8'))).toEqual({problem: 'private-key'});
    expect(readSshPublicKey(readFileSync(file, 'utf8').replace(/^-.*$/gm, ''))).toEqual({problem: 'private-key'});
  });
});
