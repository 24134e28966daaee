import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {authoritySample, RSA_KEYS} from '../pki/pki-samples.ts';
import {temporaryDirectory} from '../temporary-directory.ts';
import {DEFINITION, generateIn, NOW, refusalOf} from './generate-samples.ts';

const DAY = 86_400_000;

let generated: string;

/** A folder in which everything was generated once: making keys takes a while. */
async function generatedFolder(): Promise<{readonly cwd: string; readonly pki: string}> {
  const cwd = await temporaryDirectory();
  await cp(generated, cwd, {recursive: true});
  return {cwd, pki: join(cwd, '_output/test/pki')};
}

async function emptyFolder(): Promise<{readonly cwd: string}> {
  const cwd = await temporaryDirectory();
  await writeFile(join(cwd, 'cluster.yaml'), DEFINITION);
  return {cwd};
}

async function noticesOf(running: ReturnType<typeof generateIn>) {
  return (await running).generated?.notices;
}

beforeAll(async () => {
  generated = await mkdtemp(join(tmpdir(), 'vnetk8s-'));
  await writeFile(join(generated, 'cluster.yaml'), DEFINITION);
  await generateIn(generated);
  return () => rm(generated, {recursive: true});
});

describe('keys that a directory has', () => {
  it.each(['missing', 'changed'])(
    'are never replaced when one is %s: nobody could reach the cluster any more',
    async (what) => {
      const {cwd, pki} = await generatedFolder();
      await (what === 'missing' ? rm(join(pki, 'ca.key')) : writeFile(join(pki, 'ca.key'), 'another'));
      await rm(join(pki, 'encryption-key'));

      expect(await refusalOf(generateIn(cwd))).toEqual({
        code: 'PKI_INCOMPLETE',
        exitCode: 2,
        message: `the keys in _output/test/pki are not those of the cluster:
ca.key is ${what === 'missing' ? 'missing' : 'not the one that was generated'}
encryption-key is missing`,
        suggestions: [
          'restore them from a copy: a cluster that was deployed with them knows no others',
          'for a cluster that is yet to be deployed, generate into another directory: --output-directory',
        ],
      });
    },
  );

  it('are never made anew when all of them are gone', async () => {
    const {cwd, pki} = await generatedFolder();
    await rm(pki, {recursive: true});

    expect((await refusalOf(generateIn(cwd))).code).toBe('PKI_INCOMPLETE');
  });

  it('may get another join token, and certificates of people again', async () => {
    const {cwd, pki} = await generatedFolder();
    const before = await readFile(join(pki, 'admin.crt'), 'utf8');
    await writeFile(join(pki, 'join-token'), 'abcdef.0123456789abcdef\n');
    await rm(join(pki, 'admin.crt'));
    await rm(join(pki, 'admin.key'));

    expect(await noticesOf(generateIn(cwd))).toEqual([]);

    const parameters = JSON.parse(await readFile(join(pki, '../azuredeploy.parameters.json'), 'utf8')).parameters;
    expect(parameters.joinToken.value).toBe('abcdef.0123456789abcdef');
    const after = await readFile(join(pki, 'admin.crt'), 'utf8');
    expect(after).not.toBe(before);
    const config = parse(await readFile(join(pki, '../kubeconfig'), 'utf8'));
    expect(Buffer.from(config.users[0].user['client-certificate-data'], 'base64').toString()).toBe(after);
  });

  it('get a new certificate of the admin when theirs has expired, and say so', async () => {
    const {cwd} = await generatedFolder();

    expect(await noticesOf(generateIn(cwd, {now: new Date(NOW.getTime() + 366 * DAY)}))).toEqual([
      'admin.crt has expired, or is not of this authority, and was made anew',
    ]);
  });

  it('are told of before their authorities end, and refused after', async () => {
    const {cwd} = await generatedFolder();
    const later = (days: number) => ({now: new Date(NOW.getTime() + days * DAY)});

    expect(await noticesOf(generateIn(cwd, {...later(3640), task: 'compare'}))).toEqual([
      'ca.crt expires in 10 days, on 2036-11-24',
      'etcd/ca.crt expires in 10 days, on 2036-11-24',
      'front-proxy-ca.crt expires in 10 days, on 2036-11-24',
      'admin.crt has expired, or is not of this authority, and was made anew',
    ]);
    expect((await refusalOf(generateIn(cwd, later(3650)))).message).toBe(`the keys in _output/test/pki cannot be used:
ca.crt expired on 2036-11-24
etcd/ca.crt expired on 2036-11-24
front-proxy-ca.crt expired on 2036-11-24`);
  });
});

describe('keys that are brought', () => {
  async function bring(cwd: string, files: Readonly<Record<string, string>>): Promise<string> {
    const folder = join(cwd, 'certs');
    await mkdir(folder, {recursive: true});
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return 'certs';
  }

  it('are used, and what is not among them is made', async () => {
    const {cwd} = await emptyFolder();
    const ca = await authoritySample({keys: RSA_KEYS, from: new Date(NOW.getTime() - DAY), to: new Date('2030-01-01')});
    const pki = await bring(cwd, {'ca.crt': ca.certificate, 'ca.key': ca.key});

    await generateIn(cwd, {pki});

    const read = (name: string) => readFile(join(cwd, '_output/test/pki', name), 'utf8');
    expect([await read('ca.crt'), await read('ca.key')]).toEqual([ca.certificate, ca.key]);
    expect(await read('etcd/ca.crt')).toContain('BEGIN CERTIFICATE');
    // And they are those of the directory from then on.
    expect(await noticesOf(generateIn(cwd))).toEqual([]);
    expect(await read('ca.crt')).toBe(ca.certificate);
  });

  it('are refused if something is wrong with them, all of it at once', async () => {
    const {cwd} = await emptyFolder();
    const ca = await authoritySample();
    const other = await authoritySample();
    const pki = await bring(cwd, {
      'ca.crt': ca.certificate,
      'ca.key': other.key,
      'sa.pub': 'x',
      'join-token': 'secret',
    });

    const refusal = await refusalOf(generateIn(cwd, {pki: `${pki}/`}));

    expect(refusal).toEqual({
      code: 'PKI_INVALID',
      exitCode: 2,
      message: `the keys in certs cannot be used:
ca.key is not the key of ca.crt
sa.key is missing, and sa.pub is there: the two belong together
join-token is no token of the form [a-z0-9]{6}.[a-z0-9]{16}`,
      suggestions: [],
    });
  });

  it('are refused for a directory that has others', async () => {
    const {cwd} = await generatedFolder();
    const ca = await authoritySample({from: new Date(NOW.getTime() - DAY), to: new Date('2030-01-01')});
    const pki = await bring(cwd, {'ca.crt': ca.certificate, 'ca.key': ca.key});

    expect(await refusalOf(generateIn(cwd, {pki}))).toEqual({
      code: 'PKI_CONFLICT',
      exitCode: 2,
      message: 'the keys in certs are not those in _output/test/pki:\nca.crt is another one',
      suggestions: [
        'leave --pki out: the keys of the directory are used again',
        'a cluster keeps its keys; for another one, generate into another directory: --output-directory',
      ],
    });
  });

  it('may be those that the directory has', async () => {
    const {cwd} = await generatedFolder();

    expect(await noticesOf(generateIn(cwd, {pki: '_output/test/pki'}))).toEqual([]);
  });

  it.each([
    ['is not there', 'nowhere', 'there is no directory nowhere'],
    ['is a file', 'cluster.yaml', 'cluster.yaml is no directory'],
    ['has no authority', '.', '. has neither ca.crt nor ca.key'],
  ])('are told of when their folder %s', async (_, pki, message) => {
    const {cwd} = await emptyFolder();

    expect(await refusalOf(generateIn(cwd, {pki}))).toMatchObject({code: 'FILE_NOT_FOUND', exitCode: 3, message});
  });
});
