import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import type {Environment} from '../../src/azure/credential-identity.ts';
import {type AuthMethod, makeCredential, methodOf} from '../../src/azure/credentials.ts';
import {runAz} from '../../src/azure/run-az.ts';
import {readClaims} from '../../src/azure/token-claims.ts';
import {credentialOf, IDS, PIPELINE, SCOPE, useCredentialFolder} from './credential-setup.ts';
import {thrownBy} from './fake-azure.ts';
import {type FakeEntra, serveEntra, tokenOf} from './fake-entra.ts';
import {isRunning} from './is-running.ts';

const folder = useCredentialFolder();

describe('auto', () => {
  it.each<readonly [string, Environment, string]>([
    ['nothing', {}, 'cli'],
    ['ids alone', IDS, 'cli'],
    ['a secret', {...IDS, AZURE_CLIENT_SECRET: 's'}, 'env'],
    ["a secret in Terraform's name", {ARM_CLIENT_SECRET: 's'}, 'env'],
    ['a certificate', {AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem'}, 'env'],
    ['an empty secret', {AZURE_CLIENT_SECRET: ''}, 'cli'],
    ['a token in a file', {AZURE_FEDERATED_TOKEN_FILE: '/t'}, 'workload'],
    ['a job of GitHub with a client', {...IDS, ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x'}, 'github'],
    ['a job of GitHub without one', {ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x'}, 'cli'],
    ['Azure Pipelines', {SYSTEM_OIDCREQUESTURI: 'https://x', ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: 'c'}, 'pipelines'],
    ['a machine with an identity', {IDENTITY_ENDPOINT: 'http://x'}, 'msi'],
  ])('with %s', (_, env, method) => {
    expect(methodOf(env)).toBe(method);
  });
});

const JOB = {ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x'};

describe('what is missing is named', () => {
  it.each<readonly [AuthMethod, Environment, string]>([
    ['env', {}, 'service principal of the environment needs AZURE_TENANT_ID, which is not set'],
    ['env', IDS, 'service principal of the environment needs AZURE_CLIENT_SECRET, which is not set'],
    [
      'env',
      {...IDS, AZURE_CLIENT_SECRET: ''},
      'service principal of the environment needs AZURE_CLIENT_SECRET, which is not set',
    ],
    [
      'pipelines',
      {...IDS, ...PIPELINE, SYSTEM_OIDCREQUESTURI: 'https://x', SYSTEM_ACCESSTOKEN: ''},
      'Azure Pipelines OIDC needs SYSTEM_ACCESSTOKEN, which is not set',
    ],
    ['workload', IDS, 'workload identity needs AZURE_FEDERATED_TOKEN_FILE, which is not set'],
    ['github', {AZURE_TENANT_ID: 't', ...JOB}, 'GitHub Actions OIDC needs AZURE_CLIENT_ID, which is not set'],
    [
      'pipelines',
      {...IDS, SYSTEM_OIDCREQUESTURI: 'https://x'},
      'Azure Pipelines OIDC needs AZURESUBSCRIPTION_SERVICE_CONNECTION_ID, which is not set',
    ],
  ])('%s', async (auth, env, message) => {
    const authorityHost = 'https://127.0.0.1:1';
    expect(await thrownBy(makeCredential({auth, env, authorityHost}))).toMatchObject({message, exitCode: 6});
  });

  it('a device code without a terminal', async () => {
    expect(await thrownBy(makeCredential({auth: 'device', env: {}, authorityHost: 'https://x'}))).toMatchObject({
      message: 'a device code needs somebody at a terminal who enters it',
      exitCode: 6,
    });
  });
});

/** An `az` that says this, and notes that it was asked. */
function fakeAz(script: string): void {
  const path = join(folder(), 'az');
  writeFileSync(path, `#!/bin/sh\necho "$@" >> '${folder()}/asked'\n${script}\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('PATH', `${folder()}:/usr/bin:/bin`);
}

describe('the Azure CLI', () => {
  const options = {auth: 'cli', env: {}, authorityHost: 'https://login.microsoftonline.com'} as const;

  it('is asked once for all clients', async () => {
    const token = tokenOf({tid: 't', oid: 'o', upn: 'ada@example.com'});
    fakeAz(`echo '{"accessToken": "${token}", "expiresOn": "2099-01-01 00:00:00.000000", "expires_on": 4070908800}'`);
    const {credential, method} = await makeCredential(options);
    const [one] = await Promise.all([credential.getToken(SCOPE), credential.getToken([SCOPE])]);
    await credential.getToken(SCOPE);

    expect(method).toBe('Azure CLI');
    expect(readClaims(one?.token ?? '')).toEqual({tenantId: 't', objectId: 'o', name: 'ada@example.com'});
    expect(readFileSync(`${folder()}/asked`, 'utf8')).toBe(
      'account get-access-token --output json --resource https://management.azure.com\n',
    );
  });

  it('that is not logged in is told in words, and asked again', async () => {
    fakeAz(`echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`);
    const {credential} = await makeCredential(options);
    const error = await thrownBy(credential.getToken(SCOPE));

    expect(error).toMatchObject({name: 'UserError', code: 'NOT_AUTHENTICATED', exitCode: 6});
    expect(String(error)).toContain('nobody could be authenticated by Azure CLI: please run');
    await thrownBy(credential.getToken(SCOPE));
    expect(readFileSync(`${folder()}/asked`, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it.each([
    ['that says nothing', 'exit 0', 'az gave no token: exit code 0'],
    ['that stops in the middle of its answer', `echo '{"acc'; exit 3`, 'az gave no token: exit code 3'],
    ['that is ended', 'kill $$', 'az gave no token: exit code null'],
    ['that does not say until when', `echo '{"accessToken": "x"}'`, 'az does not say how long its token is good'],
    [
      'that warns before it fails',
      `printf 'WARNING: old.\\n\\nERROR: AADSTS50076: You must use multi-factor authentication. Trace ID: x\\n' >&2; exit 1`,
      'AADSTS50076: You must use multi-factor authentication',
    ],
  ])('%s is told in words', async (_, script, reason) => {
    fakeAz(script);
    const {credential} = await makeCredential(options);

    expect(await thrownBy(credential.getToken(SCOPE))).toMatchObject({
      message: `nobody could be authenticated by Azure CLI: ${reason}`,
    });
  });

  it('of old says until when in its own time', async () => {
    fakeAz(`echo '{"accessToken": "x", "expiresOn": "2099-01-01 00:00:00.000000"}'`);
    const {credential} = await makeCredential(options);

    expect(await credential.getToken(SCOPE)).toMatchObject({
      token: 'x',
      expiresOnTimestamp: new Date(2099, 0, 1).getTime(),
    });
  });

  it('is asked for a tenant, and somebody is told what to do where Azure wants to know more', async () => {
    fakeAz(`echo '{"accessToken": "x", "expires_on": 4070908800}'`);
    const {credential} = await makeCredential({...options, env: {AZURE_TENANT_ID: 'tenant'}});
    await credential.getToken(SCOPE);

    expect(readFileSync(`${folder()}/asked`, 'utf8')).toContain(' --tenant tenant\n');
    expect(await thrownBy(credential.getToken(SCOPE, {claims: '{"a": 1}'}))).toMatchObject({
      message: `nobody could be authenticated by Azure CLI: more is asked for than az knows: az login --claims-challenge eyJhIjogMX0= --scope ${SCOPE}`,
    });
  });

  it('that is too slow is ended with all that it has started', async () => {
    fakeAz(`sleep 20 & echo $! > '${folder()}/child'; wait`);
    const error = await thrownBy(runAz(['account', 'show'], {timeout: 500}));
    const child = Number(readFileSync(`${folder()}/child`, 'utf8'));

    expect(String(error)).toBe('Error: az did not answer in time');
    await vi.waitFor(() => expect(isRunning(child)).toBe(false));
  });
});

describe('pipelines and service principals', () => {
  let entra: FakeEntra;

  beforeAll(async () => {
    entra = await serveEntra();
  });

  afterAll(() => entra.close());

  async function tokenBy(auth: AuthMethod, env: Environment): Promise<string> {
    entra.forms.length = 0;
    const {credential} = await credentialOf(entra, auth, env);
    const {token} = (await credential.getToken(SCOPE)) ?? {token: ''};
    return token;
  }

  it('a secret is proof', async () => {
    const token = await tokenBy('env', {AZURE_CLIENT_SECRET: 'hunter2'});

    expect(readClaims(token)).toEqual({tenantId: 'tenant', objectId: 'object', name: 'client'});
    expect(entra.forms.map((form) => form.get('client_secret'))).toEqual(['hunter2']);
  });

  it('the token of a file is proof', async () => {
    writeFileSync(join(folder(), 'token'), 'from-the-file');
    await tokenBy('workload', {AZURE_FEDERATED_TOKEN_FILE: join(folder(), 'token')});

    expect(entra.forms.map((form) => form.get('client_assertion'))).toEqual(['from-the-file']);
  });

  it('what GitHub says of a job is proof', async () => {
    const asked: unknown[] = [];
    const server = createServer((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      response.end('{"value": "from-github"}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const {port} = server.address() as AddressInfo;
    await tokenBy('github', {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'job',
    });
    server.close();

    // The SDK asks for it more often than it needs it.
    expect(asked[0]).toEqual(['/token?api-version=2.0&audience=api://AzureADTokenExchange', 'Bearer job']);
    expect(entra.forms.map((form) => form.get('client_assertion'))).toEqual(['from-github']);
  });

  it('a certificate is proof: it signs', async () => {
    const path = join(folder(), 'application.pem');
    const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=application'];
    execFileSync('openssl', [...kind, '-keyout', path, '-out', join(folder(), 'certificate.pem')], {stdio: 'ignore'});
    appendFileSync(path, readFileSync(join(folder(), 'certificate.pem')));
    await tokenBy('env', {AZURE_CLIENT_CERTIFICATE_PATH: path});
    const [assertion = ''] = entra.forms.map((form) => form.get('client_assertion') ?? '');
    const {iss, sub, aud} = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString());

    expect({iss, sub, aud}).toEqual({iss: 'client', sub: 'client', aud: `${entra.host}/tenant/oauth2/v2.0/token`});
  });

  it('what Azure Pipelines says of a service connection is proof', async () => {
    const uri = `${entra.host}/pipelines`;
    vi.stubEnv('SYSTEM_OIDCREQUESTURI', uri);
    entra.asked.length = 0;
    await tokenBy('pipelines', {...PIPELINE, SYSTEM_OIDCREQUESTURI: uri});

    expect(entra.asked[0]).toBe('/pipelines?api-version=7.1&serviceConnectionId=connection Bearer job');
    expect(entra.forms.map((form) => form.get('client_assertion'))).toEqual(['from-pipelines']);
  });

  it('a code that somebody enters is proof', async () => {
    const said: string[] = [];
    const isTTY = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
    Object.defineProperty(process.stderr, 'isTTY', {value: true, configurable: true});
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    try {
      expect(readClaims(await tokenBy('device', {}))).toEqual({tenantId: 'tenant', objectId: 'object', name: 'client'});
    } finally {
      write.mockRestore();
      Object.defineProperty(process.stderr, 'isTTY', isTTY ?? {value: undefined, configurable: true});
    }

    expect(said).toEqual(['To sign in, open the page and enter the code ABCD-1234.\n']);
    expect(entra.forms.map((form) => form.get('device_code'))).toEqual(['device-code']);
  });
});

it('what is no token says nothing', () => {
  expect(readClaims('simulated')).toEqual({});
});
