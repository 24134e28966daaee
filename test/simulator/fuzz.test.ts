import fc from 'fast-check';
import {expect, it} from 'vitest';
import {GROUP, SUBSCRIPTION, simulate} from './ask-simulator.ts';

const METHODS = ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'TRACE', 'get', ''];

/** Parts of which paths are made: real ones, and what nobody should send. */
const PARTS = [
  'subscriptions',
  '00000000-0000-0000-0000-000000000001',
  'resourceGroups',
  'resourcegroups',
  'test',
  'providers',
  'Microsoft.Network',
  'Microsoft.Compute',
  'Microsoft.Resources',
  'Microsoft.Authorization',
  'virtualNetworks',
  'subnets',
  'networkInterfaces',
  'loadBalancers',
  'backendAddressPools',
  'publicIPAddresses',
  'virtualMachines',
  'virtualMachineScaleSets',
  'deployments',
  'operations',
  'validate',
  'whatIf',
  'cancel',
  'exportTemplate',
  'roleAssignments',
  'register',
  'operationstatuses',
  'metadata',
  'endpoints',
  'pool',
  '0',
  '__proto__',
  'constructor',
  '',
  '..',
  '%2e',
  '%zz',
  '%00',
  'ä ö',
];

/** Names of properties that resource providers read. */
const NAMES = [
  'location',
  'properties',
  'sku',
  'tags',
  'zones',
  'identity',
  'template',
  'mode',
  'parameters',
  'resources',
  'addressSpace',
  'addressPrefixes',
  'addressPrefix',
  'subnets',
  'subnet',
  'ipConfigurations',
  'frontendIPConfigurations',
  'backendAddressPools',
  'name',
  'id',
  'type',
  'capacity',
  'hardwareProfile',
  'storageProfile',
  'networkProfile',
  'osProfile',
  'virtualMachineProfile',
  '__proto__',
];

const {json} = fc.letrec((tie) => ({
  json: fc.oneof(
    {maxDepth: 5},
    fc.constantFrom('', 'westeurope', '10.0.0.0/16', '10.0.0.0/99', 'Incremental', GROUP, "[reference('x')]", '[', 'a'),
    fc.constantFrom(null, true, -1, 0, 2 ** 53, 1.5),
    fc.array(tie('json'), {maxLength: 3}),
    fc.dictionary(fc.constantFrom(...NAMES), tie('json'), {maxKeys: 5, noNullPrototype: true}),
  ),
}));

const text = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  fc.dictionary(fc.constantFrom('location', 'properties', 'sku'), json).map((value) => JSON.stringify(value)),
  fc.constantFrom('', '{', '[]', 'null', '"text"', '\u0000'),
);

const path = fc.oneof(
  fc.array(fc.constantFrom(...PARTS), {maxLength: 10}).map((parts) => `/${parts.join('/')}`),
  fc
    .array(fc.constantFrom(...PARTS), {minLength: 1, maxLength: 5})
    .map((parts) => `${GROUP}/providers/${parts.join('/')}`),
  fc.array(fc.constantFrom(...PARTS), {maxLength: 4}).map((parts) => `${SUBSCRIPTION}/${parts.join('/')}`),
  fc.string({maxLength: 20}).map((raw) => `/${raw}`),
);

const query = fc.constantFrom('', '?api-version=', '?api-version=2025-04-01', '?api-version=1&$top=x&$skiptoken=-9');

const request = fc.record({method: fc.constantFrom(...METHODS), path, query, body: text});

it('answers whatever it is asked, and errors whole', {timeout: 60_000}, () => {
  fc.assert(
    fc.property(fc.array(request, {minLength: 1, maxLength: 8}), (requests) => {
      const simulator = simulate({throttling: false});
      for (const {method, path: asked, query: rest, body} of requests) {
        const headers = {authorization: 'Bearer token', host: 'management.azure.com'};
        const answer = simulator.handle({method, url: `${asked}${rest}`, headers, body});
        if ('connection' in answer) throw new Error('a connection was lost');
        expect(answer.status).toBeGreaterThanOrEqual(200);
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400 && method !== 'HEAD' && answer.body !== '') {
          expect(JSON.parse(answer.body)).toMatchObject({
            error: {code: expect.stringMatching(/^\w+$/), message: expect.stringMatching(/\w/)},
          });
        }
        simulator.advance(600_000);
        simulator.save();
      }
    }),
    {numRuns: 1_500},
  );
});
