import {expect, it} from 'vitest';
import type {Simulator} from '../../src/simulator/simulator.ts';
import {GROUP, simulate} from './ask-simulator.ts';

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`;
const IDENTITY = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/a`;
const SPACE = {location: 'westeurope', properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}}};

/** Asks with a version that must be the one that is there. */
function ask(simulator: Simulator, method: string, path: string, body?: object, match?: string) {
  const headers = {authorization: 'Bearer token', ...(match === undefined ? {} : {'if-match': match})};
  const text = body === undefined ? {} : {body: JSON.stringify(body)};
  const answer = simulator.handle({method, url: `${path}?api-version=2025-05-01`, headers, ...text});
  if ('connection' in answer) throw new Error('no answer');
  const shown = answer.body === '' ? {} : JSON.parse(answer.body);
  return {status: answer.status, header: answer.headers['etag'], etag: shown.etag, shown};
}

it('a resource of the network provider shows which version of itself it is, another one after each change', () => {
  const simulator = simulate();
  const begun = ask(simulator, 'PUT', NETWORK, SPACE);
  simulator.advance(60_000);
  const made = ask(simulator, 'GET', NETWORK);
  const same = ask(simulator, 'GET', NETWORK);
  const tagged = ask(simulator, 'PATCH', NETWORK, {tags: {a: '1'}});

  expect(made.etag).toMatch(/^W\/"[0-9a-f-]{36}"$/);
  expect([begun, made, same, tagged].map(({header, etag}) => header === etag)).toEqual([true, true, true, true]);
  expect(same.etag).toBe(made.etag);
  expect(new Set([begun.etag, made.etag, tagged.etag]).size).toBe(3);
});

it('whoever has seen another version changes nothing', () => {
  const simulator = simulate();
  ask(simulator, 'PUT', NETWORK, SPACE);
  simulator.advance(60_000);
  const {etag} = ask(simulator, 'GET', NETWORK);
  ask(simulator, 'PATCH', NETWORK, {tags: {a: '1'}});
  const {etag: now} = ask(simulator, 'GET', NETWORK);

  const refused = ask(simulator, 'PUT', NETWORK, SPACE, etag);
  expect([refused.status, refused.shown.error]).toEqual([
    412,
    {
      code: 'PreconditionFailed',
      message: 'Precondition failed.',
      details: [
        {
          code: 'PreconditionFailedEtagMismatch',
          message: `Etag provided in if-match header ${etag} does not match etag ${now} of resource ${NETWORK} in NRP data store.`,
        },
      ],
    },
  ]);
  expect(ask(simulator, 'PATCH', NETWORK, {tags: {}}, etag).status).toBe(412);
  expect(ask(simulator, 'DELETE', NETWORK, undefined, etag).status).toBe(412);
  expect(ask(simulator, 'GET', NETWORK).etag).toBe(now);
  expect(ask(simulator, 'DELETE', NETWORK, undefined, now).status).toBe(202);
});

it('any version will do, but there must be one', () => {
  const simulator = simulate();
  expect(ask(simulator, 'PUT', NETWORK, SPACE, '*').status).toBe(412);
  ask(simulator, 'PUT', NETWORK, SPACE);
  simulator.advance(60_000);
  expect(ask(simulator, 'PATCH', NETWORK, {tags: {a: '1'}}, '*').status).toBe(200);
});

it('what was shown can be written back, and other providers do not look', () => {
  const simulator = simulate();
  ask(simulator, 'PUT', NETWORK, SPACE);
  simulator.advance(60_000);
  const {shown} = ask(simulator, 'GET', NETWORK);
  expect(ask(simulator, 'PUT', NETWORK, shown).status).toBe(200);
  simulator.advance(60_000);
  expect(ask(simulator, 'GET', NETWORK).shown).toEqual(shown);
  expect(simulator.store.get(NETWORK)).not.toHaveProperty('etag');

  ask(simulator, 'PUT', IDENTITY, {location: 'westeurope'});
  const identity = ask(simulator, 'PATCH', IDENTITY, {tags: {a: '1'}}, 'W/"x"');
  expect([identity.status, identity.etag]).toEqual([200, undefined]);
});
