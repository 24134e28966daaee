import {createPrivateKey} from 'node:crypto';
import {expect, it, onTestFinished} from 'vitest';
import {makeClusterPki} from '../../src/pki/make-pki.ts';
import {textAt} from '../../src/simulator/fields.ts';
import {serveSimulator} from '../../src/simulator/serve.ts';
import type {Simulator} from '../../src/simulator/simulator.ts';
import {UserError} from '../../src/user-error.ts';
import {PKI_OPTIONS, serverSample} from '../pki/pki-samples.ts';
import {GROUP, simulate} from './ask-simulator.ts';
import {sendTo} from './send-to.ts';

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v?api-version=2025-05-01`;
const SPACE = {location: 'westeurope', properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}}};

/** Serves a simulation, by a clock of the test's. */
async function serve(change: (simulator: Simulator) => Simulator = (simulator) => simulator) {
  const pki = await makeClusterPki({}, {...PKI_OPTIONS, viewer: false});
  const {certificate: cert, key} = await serverSample(pki.clusterCa, createPrivateKey(pki.clusterCa.key));
  const clock = {now: 0};
  const simulator = change(simulate({http: [{path: '/lost', connection: 'lost'}]}));
  const {url, failed, close} = await serveSimulator(simulator, {
    port: 0,
    pki: {cert, key},
    clock: () => clock.now,
    speed: 10,
  });
  onTestFinished(close);
  return {clock, url, failed, ca: pki.clusterCa.certificate};
}

it('a simulation is served over HTTPS: its links lead back to it, and its time goes on with the clock', async () => {
  const {clock, ...served} = await serve();
  const {status, headers} = await sendTo(served, 'PUT', NETWORK, SPACE);
  const link = String(headers['azure-asyncoperation']);
  expect([status, link.startsWith(`${served.url}/subscriptions/`)]).toEqual([201, true]);
  const path = link.slice(served.url.length);
  expect(textAt((await sendTo(served, 'GET', path)).body, 'status')).toBe('InProgress');
  clock.now += 1_000;
  expect(textAt((await sendTo(served, 'GET', path)).body, 'status')).toBe('Succeeded');
});

it('a connection that is to be lost ends without an answer', async () => {
  const served = await serve();
  await expect(sendTo(served, 'GET', '/lost?api-version=1')).rejects.toMatchObject({code: 'ECONNRESET'});
});

it('what could not be kept is not answered, and ends the server', async () => {
  const reason = new UserError('cannot write azure.json: ENOSPC', {code: 'FILE_UNWRITABLE', exitCode: 2});
  const {failed, ...served} = await serve((simulator) => ({
    ...simulator,
    handle: () => {
      throw reason;
    },
  }));
  await expect(sendTo(served, 'PUT', NETWORK, SPACE)).rejects.toMatchObject({code: 'ECONNRESET'});
  expect(await failed).toBe(reason);
});

it('whoever knows only where it is finds where to sign in, without a token', async () => {
  const served = await serve();
  const {status, body} = await sendTo(served, 'GET', '/metadata/endpoints?api-version=2019-05-01');
  const {body: without} = await sendTo(served, 'GET', '/metadata/endpoints');
  expect(status).toBe(200);
  expect(body.map(({name}: {name: string}) => name)).toEqual(['AzureCloud', 'AzureChinaCloud', 'AzureUSGovernment']);
  expect(body[0]).toEqual({
    name: 'AzureCloud',
    portal: 'https://portal.azure.com',
    authentication: {
      loginEndpoint: 'https://login.microsoftonline.com/',
      audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    graph: 'https://graph.microsoft.com/',
    microsoftGraphResourceId: 'https://graph.microsoft.com/',
    resourceManager: `${served.url}/`,
    suffixes: {storage: 'core.windows.net', keyVaultDns: 'vault.azure.net', acrLoginServer: 'azurecr.io'},
  });
  expect(without).toEqual({
    error: {
      code: 'MissingApiVersionParameter',
      message: 'The api-version query parameter (?api-version=) is required for all requests.',
    },
  });
});

it.each(['/subscriptions/%zz', '//', '/%'])('a path that cannot be read is refused: %s', async (path) => {
  const {status, body} = await sendTo(await serve(), 'GET', `${path}?api-version=1`);
  expect([status, Object.keys(body.error)]).toEqual([path === '//' ? 404 : 400, ['code', 'message']]);
});

it('a fault of its own is an answer, and does not end it', async () => {
  const served = await serve((simulator) => ({
    ...simulator,
    handle: (request) => {
      if (request.url.startsWith('/subscriptions/broken')) throw new TypeError('x is undefined');
      return simulator.handle(request);
    },
  }));
  const {status, body} = await sendTo(served, 'GET', '/subscriptions/broken?api-version=1');
  expect([status, body]).toEqual([
    500,
    {error: {code: 'InternalServerError', message: 'The simulator itself failed: x is undefined'}},
  ]);
  expect((await sendTo(served, 'GET', '/metadata/endpoints?api-version=2019-05-01')).status).toBe(200);
});
