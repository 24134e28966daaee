import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';

const SCRIPT = fileURLToPath(new URL('ask-managed-identity.ts', import.meta.url));

/** What a machine has that has an identity. */
const TOKEN = {
  access_token: 'from-the-machine',
  expires_on: '4070908800',
  expires_in: '86400',
  resource: 'https://management.azure.com',
  token_type: 'Bearer',
};

const NONE = {error: 'invalid_request', error_description: 'Identity not found'};

describe('a managed identity', {timeout: 30_000}, () => {
  const asked: string[] = [];
  let known = true;
  const server = createServer(({url, headers}, response) => {
    asked.push(`${url} ${headers['x-identity-header'] ?? `metadata ${headers['metadata']}`}`);
    response.writeHead(known ? 200 : 400, {'content-type': 'application/json'});
    response.end(JSON.stringify(known ? TOKEN : NONE));
  });
  let host = '';

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  async function ask(env: Readonly<Record<string, string>>): Promise<string> {
    asked.length = 0;
    const child = spawn(process.execPath, [SCRIPT], {env: {PATH: process.env['PATH'], NO_PROXY: '127.0.0.1', ...env}});
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    await once(child, 'close');
    return said;
  }

  it.each([
    ['of a machine', {}, ''],
    ['of a machine with several', {AZURE_CLIENT_ID: 'mine'}, '&client_id=mine'],
  ])('%s is asked for at the address for metadata', async (_, ids, query) => {
    known = true;
    expect(await ask({AZURE_POD_IDENTITY_AUTHORITY_HOST: host, ...ids})).toBe('from-the-machine\n');
    expect(asked).toEqual([
      `/metadata/identity/oauth2/token/?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com${query} metadata true`,
    ]);
  });

  it('of an app is asked for where its environment says, with the word that it knows', async () => {
    known = true;
    const env = {IDENTITY_ENDPOINT: `${host}/token`, IDENTITY_HEADER: 'word', ARM_CLIENT_ID: 'mine'};

    expect(await ask(env)).toBe('from-the-machine\n');
    expect(asked).toEqual([
      '/token?api-version=2019-08-01&resource=https%3A%2F%2Fmanagement.azure.com&client_id=mine word',
    ]);
  });

  it('that the machine does not have is told', async () => {
    known = false;
    expect(await ask({AZURE_POD_IDENTITY_AUTHORITY_HOST: host})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by managed identity: identity not found
        give this machine an identity: az vm identity assign
        if it has several, say which: AZURE_CLIENT_ID
        or authenticate otherwise: --auth METHOD (docs/azure.md says what there is)
        or try it without Azure: --simulate
      "
    `);
  });

  it('that nobody can be asked for is told', async () => {
    expect(await ask({AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.0.0.1:1'})).toMatchInlineSnapshot(`
      "error: nobody could be authenticated by managed identity: nobody answers at the address for
        identities of machines
        give this machine an identity: az vm identity assign
        if it has several, say which: AZURE_CLIENT_ID
        or authenticate otherwise: --auth METHOD (docs/azure.md says what there is)
        or try it without Azure: --simulate
      "
    `);
  });
});
