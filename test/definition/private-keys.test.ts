import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {describeValue} from '../../src/definition/describe-value.ts';
import type {LocatedIssue} from '../../src/definition/located-issue.ts';
import {faults, MINIMAL, read} from './samples.ts';

/** No run of so many characters of a key may be shown anywhere. */
const TELLING_LENGTH = 12;

const BODY = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW';
const PEM = `-----BEGIN OPENSSH PRIVATE KEY-----\n${BODY}\n-----END OPENSSH PRIVATE KEY-----`;

describe('a private key where a public one belongs', () => {
  it('as a block of text is refused without being shown', () => {
    const block = PEM.replaceAll('\n', '\n      ');

    const {issues} = read(
      MINIMAL.replace(/- ssh-ed25519.*/, `- |\n      ${block}`).replace('name: prod', 'name: Prod'),
    );

    expect(issues.map(({location}) => location.excerpt)).toEqual([
      {firstLine: 1, lines: ['apiVersion: vnetk8s/v1', 'name: Prod']},
    ]);
  });

  it('as a text where a list belongs has neither message nor hint show it', () => {
    const told = faults(MINIMAL.replace(/sshPublicKeys:\n.*\n/, `sshPublicKeys: "${PEM.replaceAll('\n', '\\n')}"\n`));

    expect(told).toEqual([
      `7:18 «"${'*'.repeat(10)} ******* ******* ${'*'.repeat(8 + 2 + BODY.length + 2 + 8)} ******* ******* ********"» VK2002 linux.sshPublicKeys: (a private key, not shown) is text -> write a list: [(a private key, not shown)]`,
    ]);
  });

  it('as a key of a mapping has the path not show it', () => {
    const told = faults(`${MINIMAL}"${PEM.replaceAll('\n', '\\n')}": 1\n`);

    const shown = `["-----BEGIN OPENSSH PRIVATE KEY-----\\n${'*'.repeat(BODY.length)}\\n-----END OPENSSH PRIVATE KEY-----"]`;
    expect(told.map((line) => line.slice(line.indexOf('VK2003'), line.indexOf(' -> ')))).toEqual([
      `VK2003 ${shown}: unknown key (a private key, not shown)`,
    ]);
  });

  it('in a flag has the name of the flag not show it', () => {
    const {issues} = read(MINIMAL, [`name=${PEM}`]);

    expect(JSON.stringify(issues).includes(BODY.slice(0, TELLING_LENGTH))).toBe(false);
    expect(issues.map(({location}) => location.source)).toEqual([
      `--set name=********** ******* ******* ******** ${'*'.repeat(BODY.length)} ******** ******* ******* ********`,
    ]);
  });

  it('that breaks the syntax is not shown either', () => {
    const told = faults(MINIMAL.replace(/- ssh-ed25519.*/, `- ${PEM}`));

    expect(told).toEqual([
      `9:1 «${'*'.repeat(BODY.length)}» VK1001 (text): this line is no "key: value" -> write a key, a colon and a space before the value`,
    ]);
  });
});

const BASE64 = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];

/** Random lines as in a private key. */
const anyBody = fc.array(fc.string({unit: fc.constantFrom(...BASE64), minLength: 24, maxLength: 64}), {
  minLength: 1,
  maxLength: 4,
});

const FORMS: Readonly<Record<string, (body: readonly string[]) => string>> = {
  pem: (body) => `-----BEGIN RSA PRIVATE KEY-----\n${body.join('\n')}\n-----END RSA PRIVATE KEY-----`,
  openssh: (body) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`,
  encrypted: (body) =>
    `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0\n\n${body.join('\n')}\n-----END RSA PRIVATE KEY-----`,
  unfinished: (body) => `-----BEGIN PRIVATE KEY-----\n${body.join('\n')}`,
  putty: (body) => `PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: ${body.length}\n${body.join('\n')}\nPrivate-MAC: 01`,
  base64: (body) => `LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tC${body.join('')}`,
};

/** Places in a definition where somebody may paste something, each with a fault beside it that brings up an excerpt. */
const PLACES: Readonly<Record<string, (key: string) => {text: string; set?: string[]}>> = {
  block: (key) => ({
    text: MINIMAL.replace(/- ssh-ed25519.*/, `- |\n      ${key.replaceAll('\n', '\n      ')}\n    - 5`),
  }),
  quoted: (key) => ({text: MINIMAL.replace(/- ssh-ed25519.*/, `- ${JSON.stringify(key)}\n    - 5`)}),
  json: (key) => ({text: JSON.stringify({name: 5, linux: {sshPublicKeys: [key], extra: key}, [key]: key})}),
  plain: (key) => ({text: MINIMAL.replace(/ssh-ed25519.*/, key.replaceAll('\n', '\n      '))}),
  unindented: (key) => ({text: MINIMAL.replace(/ssh-ed25519.*/, key)}),
  list: (key) => ({text: MINIMAL.replace(/- ssh-ed25519.*/, key.replaceAll(/^/gm, '- ').replaceAll('\n', '\n    '))}),
  scalar: (key) => ({text: `${MINIMAL}identity: ${JSON.stringify(key)}\n`}),
  name: (key) => ({text: MINIMAL.replace('prod', JSON.stringify(key))}),
  unknownKey: (key) => ({text: `${MINIMAL}privateKey: ${JSON.stringify(key)}\n`}),
  asKey: (key) => ({text: `${MINIMAL}? ${JSON.stringify(key)}\n: 1\n`}),
  repeatedKey: (key) => ({text: `${MINIMAL}${JSON.stringify(key)}: 1\n${JSON.stringify(key)}: 2\n`}),
  comment: (key) => ({text: `${MINIMAL}${key.replaceAll(/^/gm, '# ')}\ncloud: 5\n`}),
  range: (key) => ({
    text: `${MINIMAL}network: {serviceCidr: ${JSON.stringify(key)}, egress: ${JSON.stringify(key)}}\n`,
  }),
  tag: (key) => ({text: `${MINIMAL}tags: {${JSON.stringify(key)}: 5, a: [${JSON.stringify(key)}]}\n`}),
  poolName: (key) => ({text: MINIMAL.replace('apps', JSON.stringify(key)), set: ['nodePools[x].count=1']}),
  flagValue: (key) => ({
    text: MINIMAL,
    set: [`name=${key}`, `linux.sshPublicKeys=${key}`, `nodePools[0].count=${key}`],
  }),
  flagPath: (key) => ({text: MINIMAL, set: [`${key}=1`, key, `nodePools[${key}].count=1`, `tags["${key}"]=[1`]}),
};

/** Everything that is told of a definition, by a later rule too that shows all public keys. */
function issuesOf({text, set = []}: {text: string; set?: string[]}): readonly LocatedIssue[] {
  const reading = read(text, set);
  const keys = reading.definition?.linux.sshPublicKeys ?? [];
  return reading.withIssues(
    keys.map((key, index) => ({
      code: 'VK3999',
      severity: 'error',
      path: ['linux', 'sshPublicKeys', index],
      message: `${describeValue(key)} is no public key`,
    })),
  );
}

describe('whatever is wrong with a definition', () => {
  const cases = Object.entries(PLACES).flatMap(([place, put]) =>
    Object.entries(FORMS).map(([form, write]) => ({place, form, build: (body: readonly string[]) => put(write(body))})),
  );

  it.each(cases)('no part of a private key is shown: $place, $form', ({build}) => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const issues = issuesOf(build(body));

        const shown = JSON.stringify(issues);
        expect(issues.length).toBeGreaterThan(0);
        expect(body.flatMap(runsOf).filter((run) => shown.includes(run))).toEqual([]);
      }),
      {numRuns: 10},
    );
  });
});

function runsOf(line: string): string[] {
  return Array.from({length: line.length - TELLING_LENGTH + 1}, (_, at) => line.slice(at, at + TELLING_LENGTH));
}
