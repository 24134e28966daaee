import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {inspect} from 'node:util';
import {createDefaultHttpClient, createHttpHeaders, type HttpClient, RestError} from '@azure/core-rest-pipeline';
import {describe, expect, it, onTestFinished} from 'vitest';
import {AzureError} from '../../src/azure/azure-error.ts';
import {inProcess} from '../../src/azure/in-process-http-client.ts';
import {connectReally, connectTo, ENDPOINT, FakeAzure, json, refusal, SUBSCRIPTION, thrownBy} from './fake-azure.ts';

const GROUP = json(200, {id: '/g', name: 'g', location: 'westeurope', properties: {provisioningState: 'Succeeded'}});
const NESTED = {
  code: 'InvalidTemplateDeployment',
  message: 'see details',
  details: [{code: 'QuotaExceeded', message: 'no cores', target: 'cores', details: [{code: 'Inner', message: 'deep'}]}],
};

describe('what Azure refuses', () => {
  it('is thrown whole, with what its support asks for', async () => {
    const headers = {'x-ms-correlation-request-id': 'c-1'};
    const azure = await connectTo(new FakeAzure(() => json(403, {error: NESTED}, headers)));
    const error = await thrownBy(azure.groups.find('g'));
    if (!(error instanceof AzureError)) throw error;

    const {status, body, request, correlationId, retryAfter} = error;
    expect({status, body, request, correlationId, retryAfter}).toEqual({
      status: 403,
      body: NESTED,
      request: 'GET /subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/g',
      correlationId: 'c-1',
      retryAfter: undefined,
    });
  });

  it('keeps its details in pages, too', async () => {
    const azure = await connectTo(new FakeAzure(() => json(404, {error: NESTED})));

    expect(await thrownBy(azure.groups.resources('g'))).toMatchObject({name: 'AzureError', body: NESTED});
  });

  it('has a code of its own if it is no JSON', async () => {
    const azure = await connectTo(new FakeAzure(() => ({status: 403, headers: {}, body: '<html>'})));

    expect(await thrownBy(azure.groups.find('g'))).toMatchObject({
      body: {code: 'HTTP403', message: 'Azure answered with status 403 and no reason'},
    });
  });

  it('is undefined for what is not there, and an error for a subscription that is not', async () => {
    const azure = await connectTo(
      new FakeAzure((_, count) => refusal(404, count === 1 ? 'ResourceGroupNotFound' : 'SubscriptionNotFound')),
    );

    expect(await azure.groups.find('g')).toBeUndefined();
    expect(await thrownBy(azure.groups.find('g'))).toMatchObject({status: 404});
  });

  it('holds no token', async () => {
    const azure = await connectReally(new FakeAzure(() => refusal(400, 'Bad')));

    expect(inspect(await thrownBy(azure.groups.find('g')), {depth: 20, showHidden: true})).not.toContain('secret');
  });
});

describe('retries', () => {
  it('a throttled request without Retry-After is sent again', async () => {
    const fake = new FakeAzure((_, count) => (count < 4 ? refusal(429, 'TooManyRequests') : GROUP));
    const azure = await connectTo(fake);

    expect(await azure.groups.find('g')).toMatchObject({name: 'g'});
    expect(fake.asked).toHaveLength(4);
    // 1, 2 and 4 s.
    expect(fake.now()).toBe(7_000);
    expect(azure.traffic()).toEqual({reads: 5, writes: 0, throttled: 3});
  });

  it('Retry-After passes in a simulator at once', async () => {
    const fake = new FakeAzure((_, count) =>
      count < 3 ? refusal(429, 'TooManyRequests', {'retry-after': '30'}) : GROUP,
    );
    await (await connectTo(fake)).groups.find('g');

    expect([fake.asked.length, fake.now()]).toEqual([3, 60_000]);
  });

  it('waits for another operation, but not for another conflict', async () => {
    const fake = new FakeAzure((_, count) => (count < 3 ? refusal(409, 'AnotherOperationInProgress') : GROUP));
    await (await connectTo(fake)).groups.create('g', 'westeurope', {});
    expect(fake.asked).toHaveLength(3);

    const other = new FakeAzure(() => refusal(409, 'Conflict'));
    await thrownBy((await connectTo(other)).groups.create('g', 'westeurope', {}));
    expect(other.asked).toHaveLength(1);
  });

  it('gives up at last', async () => {
    const fake = new FakeAzure(() => refusal(429, 'TooManyRequests'));
    expect(await thrownBy((await connectTo(fake)).groups.find('g'))).toMatchObject({status: 429});
    expect(fake.asked).toHaveLength(7);
  });

  it('a lost connection is tried again, a refused one in the end told', async () => {
    const fake = new FakeAzure((_, count) => (count < 3 ? {connection: 'lost'} : GROUP));
    await (await connectTo(fake)).groups.find('g');
    expect(fake.asked).toHaveLength(3);

    const down = new FakeAzure(() => ({connection: 'refused'}));
    expect(await thrownBy((await connectTo(down)).groups.find('g'))).toMatchObject({
      status: undefined,
      body: {code: 'ECONNREFUSED', message: 'connect ECONNREFUSED'},
    });
    expect(down.asked).toHaveLength(4);
  });
});

describe('a connection', () => {
  it('that is silent counts as none, but not if somebody interrupts', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => server.close().closeAllConnections());
    const {port} = server.address() as AddressInfo;
    const http = createDefaultHttpClient();
    const fake = inProcess(new FakeAzure(() => GROUP));
    const sendRequest: HttpClient['sendRequest'] = (request) => {
      if (!request.url.includes('resourcegroups')) return fake.sendRequest(request);
      const url = `http://127.0.0.1:${port}/`;
      return http.sendRequest(Object.assign(request, {url, allowInsecureConnection: true}));
    };
    const azure = await connectReally(new FakeAzure(() => GROUP), {httpClient: {sendRequest}, patience: 100});

    expect(await thrownBy(azure.groups.find('g'))).toMatchObject({
      name: 'AzureError',
      status: undefined,
      body: {code: 'NoAnswerInTime', message: 'no answer within 0.1 seconds'},
    });
    const signal = AbortSignal.timeout(20);
    expect(await thrownBy(azure.groups.find('g', signal))).toMatchObject({name: 'AbortError'});
  });

  it('that is slow has the time that what is sent takes', async () => {
    const timeouts: number[] = [];
    const fake = new FakeAzure(() => json(201, {properties: {provisioningState: 'Accepted'}}));
    const {sendRequest} = inProcess(fake);
    const httpClient: HttpClient = {
      sendRequest: (asked) => {
        timeouts.push(asked.timeout);
        return sendRequest(asked);
      },
    };
    const azure = await connectReally(fake, {httpClient, patience: 1_000});
    const template = {text: 'x'.repeat(1_000_000)};
    await azure.deployments.submit({group: 'g', name: 'd', template, parameters: {}});

    expect([timeouts[0], Math.round((timeouts[1] ?? 0) / 1_000)]).toEqual([1_000, 101]);
  });

  it.each(['EAI_AGAIN', 'EPIPE', 'ENETUNREACH', 'EHOSTUNREACH', 'PARSE_ERROR'])(
    'that fails for a moment is tried again: %s',
    async (code) => {
      const fake = new FakeAzure(() => GROUP);
      const {sendRequest} = inProcess(fake);
      let failures = 0;
      const httpClient: HttpClient = {
        sendRequest: (asked) => {
          if (!asked.url.includes('resourcegroups') || failures === 3) return sendRequest(asked);
          failures += 1;
          throw new RestError('no', {code, request: asked});
        },
      };
      const azure = await connectReally(fake, {httpClient});

      expect(await azure.groups.find('g')).toMatchObject({name: 'g'});
      failures = -1;
      expect(await thrownBy(azure.groups.find('g'))).toMatchObject({body: {code}});
      expect(failures).toBe(3);
    },
  );

  it('that waits as long as Azure has asked for ends at once when somebody interrupts', async () => {
    const fake = new FakeAzure(() => GROUP);
    const {sendRequest} = inProcess(fake);
    const httpClient: HttpClient = {
      sendRequest: async (asked) => {
        if (!asked.url.includes('resourcegroups')) return sendRequest(asked);
        const headers = createHttpHeaders({'retry-after': '60'});
        return {request: asked, status: 429, headers, bodyAsText: '{"error":{"code":"TooManyRequests","message":""}}'};
      },
    };
    const azure = await connectReally(fake, {httpClient});
    const started = Date.now();

    expect(await thrownBy(azure.groups.find('g', AbortSignal.timeout(50)))).toMatchObject({name: 'AbortError'});
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('to none of several addresses is told in words, and where to', async () => {
    const request = (url: string) => url.includes('resourcegroups');
    const fake = new FakeAzure(() => GROUP);
    const {sendRequest} = inProcess(fake);
    const httpClient: HttpClient = {
      sendRequest: (asked) => {
        // What Node throws then has a code, and no words.
        if (request(asked.url)) throw new RestError('', {code: 'ETIMEDOUT', request: asked});
        return sendRequest(asked);
      },
    };
    const azure = await connectReally(fake, {httpClient});

    expect(await thrownBy(azure.groups.find('g'))).toMatchObject({
      request: `GET ${ENDPOINT}/subscriptions/${SUBSCRIPTION}/resourcegroups/g`,
      body: {code: 'ETIMEDOUT', message: 'ETIMEDOUT at all its addresses'},
    });
  });
});

describe('a token', () => {
  it('that ends is followed by another one', async () => {
    let tokens = 0;
    const getToken = async () => {
      tokens += 1;
      return {token: `token-${tokens}`, expiresOnTimestamp: Date.now() + (tokens === 1 ? 500 : 3_600_000)};
    };
    const fake = new FakeAzure(() => GROUP);
    const azure = await connectReally(fake, {credential: {getToken}});
    await azure.groups.find('g');
    await azure.groups.find('g');

    expect(new Set(fake.asked.map(({headers}) => headers['authorization']))).not.toContain('Bearer token-1');
  });

  const EVIL = 'https://evil.example/collect';
  const foreign = {body: {code: 'ForeignOrigin'}};

  it('does not follow a page to another host', async () => {
    const fake = new FakeAzure(() => json(200, {value: [], nextLink: EVIL}));
    const azure = await connectReally(fake);
    expect(await thrownBy(azure.groups.resources('g'))).toMatchObject(foreign);
    expect(await thrownBy(azure.access.locks('/subscriptions/x'))).toMatchObject(foreign);
    expect(fake.asked.filter(({url}) => url.startsWith(EVIL))).toEqual([]);
  });

  it.each(['location', 'azure-asyncoperation'])('does not follow %s to another host', async (header) => {
    const fake = new FakeAzure(() => json(202, {}, {[header]: EVIL}));
    const azure = await connectReally(fake);
    const request = {group: 'g', name: 'd', template: {}, parameters: {}};
    expect(await thrownBy(azure.deployments.whatIf(request))).toMatchObject(foreign);
    expect(fake.asked.filter(({url}) => url.startsWith(EVIL))).toEqual([]);
  });

  it('does not follow a redirect to another host', async () => {
    const fake = new FakeAzure(() => ({status: 307, headers: {location: EVIL}, body: ''}));
    await (await connectReally(fake)).groups.find('g').catch(() => undefined);
    expect(fake.asked.filter(({url}) => url.startsWith(EVIL))).toEqual([]);
  });
});

it('says who asks, to whom, and counts what is left', async () => {
  const headers = {'x-ms-ratelimit-remaining-subscription-writes': '199'};
  const fake = new FakeAzure(() => json(201, {name: 'g', location: 'westeurope'}, headers));
  const azure = await connectReally(fake);
  await azure.groups.create('g', 'westeurope', {});

  expect(fake.asked[0]?.headers['user-agent']).toMatch(/^vnetk8s\/1\.2\.3 /);
  expect(azure.traffic()).toEqual({reads: 1, writes: 1, throttled: 0, remainingWrites: 199});
  expect(azure.account).toEqual({
    cloud: 'AzureCloud',
    tenantId: 'tenant',
    subscriptionId: '00000000-0000-0000-0000-000000000001',
    subscriptionName: 'test',
    subscriptionState: 'Enabled',
    identity: 'an unnamed identity',
    method: 'test',
    simulated: false,
  });
});

it.each([
  ['AzureCloud', 'https://management.azure.com'],
  ['AzureUSGovernment', 'https://management.usgovcloudapi.net'],
  ['AzureChinaCloud', 'https://management.chinacloudapi.cn'],
] as const)('all clients of %s ask %s with tokens for it', async (cloud, endpoint) => {
  const scopes: unknown[] = [];
  const fake = new FakeAzure(() => json(200, {value: []}));
  const azure = await connectReally(fake, {
    cloud,
    credential: {
      getToken: async (scope) => {
        scopes.push(...[scope].flat());
        return {token: 't', expiresOnTimestamp: Date.now() + 3_600_000};
      },
    },
  });
  await azure.groups.resources('g');
  await azure.deployments.operations('g', 'd');
  await azure.network.usages('westeurope');
  await azure.compute.usages('westeurope');
  await azure.access.providers();

  expect([...new Set(fake.asked.map(({url}) => new URL(url).origin))]).toEqual([endpoint]);
  expect(fake.asked).toHaveLength(5);
  expect([...new Set(scopes)]).toEqual([`${endpoint}/.default`]);
});

it('waiting ends by the reason of the signal', async () => {
  const azure = await connectReally(new FakeAzure(() => GROUP));
  const reason = new Error('Ctrl-C');
  const started = Date.now();
  const signal = new AbortController();
  setTimeout(() => signal.abort(reason), 20);

  expect(await thrownBy(azure.wait(60_000, signal.signal))).toBe(reason);
  expect(Date.now() - started).toBeLessThan(5_000);
});
