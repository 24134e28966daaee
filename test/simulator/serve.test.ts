import {createPrivateKey} from 'node:crypto';
import {once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {request} from 'node:https';
import {text} from 'node:stream/consumers';
import {expect, it, onTestFinished} from 'vitest';
import {makeClusterPki} from '../../src/pki/make-pki.ts';
import {textAt} from '../../src/simulator/fields.ts';
import {serveSimulator} from '../../src/simulator/serve.ts';
import {PKI_OPTIONS, serverSample} from '../pki/pki-samples.ts';
import {GROUP, simulate} from './ask-simulator.ts';

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v?api-version=2025-05-01`;
const SPACE = {location: 'westeurope', properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}}};

/** Serves a simulation, by a clock of the test's. */
async function serve() {
  const pki = await makeClusterPki({}, {...PKI_OPTIONS, viewer: false});
  const {certificate: cert, key} = await serverSample(pki.clusterCa, createPrivateKey(pki.clusterCa.key));
  const clock = {now: 0};
  const simulator = simulate({http: [{path: '/lost', connection: 'lost'}]});
  const {url, close} = await serveSimulator(simulator, {port: 0, pki: {cert, key}, clock: () => clock.now, speed: 10});
  onTestFinished(close);
  return {clock, url, ca: pki.clusterCa.certificate};
}

async function send(ca: string, method: string, url: string, body?: object) {
  const asked = request(url, {method, ca, headers: {authorization: 'Bearer token'}});
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return {status: answer.statusCode, headers: answer.headers, body: JSON.parse(await text(answer))};
}

it('a simulation is served over HTTPS: its links lead back to it, and its time goes on with the clock', async () => {
  const {clock, url, ca} = await serve();
  const {status, headers} = await send(ca, 'PUT', `${url}${NETWORK}`, SPACE);
  const link = String(headers['azure-asyncoperation']);
  expect([status, link.startsWith(`${url}/subscriptions/`)]).toEqual([201, true]);
  expect(textAt((await send(ca, 'GET', link)).body, 'status')).toBe('InProgress');
  clock.now += 1_000;
  expect(textAt((await send(ca, 'GET', link)).body, 'status')).toBe('Succeeded');
});

it('a connection that is to be lost ends without an answer', async () => {
  const {url, ca} = await serve();
  await expect(send(ca, 'GET', `${url}/lost?api-version=1`)).rejects.toMatchObject({code: 'ECONNRESET'});
});
