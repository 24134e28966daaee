import {expect, it} from 'vitest';
import {connectAzure} from '../../src/azure/connect-azure.ts';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import type {Settings} from '../../src/simulator/settings.ts';
import {createSimulator} from '../../src/simulator/simulator.ts';
import {thrownBy} from './fake-azure.ts';

async function connect(settings: Partial<Settings> = {}) {
  const simulator = createSimulator({settings: defaultSettings(settings), now: Date.UTC(2026, 0, 1)});
  const {subscriptionId: subscription} = simulator.settings;
  return connectAzure({cloud: 'AzureCloud', subscription, auth: 'auto', env: {}, userAgentVersion: '0', simulator});
}

const TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {secret: {type: 'securestring'}, name: {type: 'string'}},
  resources: [
    {
      type: 'Microsoft.Network/virtualNetworks',
      apiVersion: '2024-05-01',
      name: "[parameters('name')]",
      location: 'westeurope',
      properties: {
        addressSpace: {addressPrefixes: ['10.0.0.0/16']},
        subnets: [{name: 's', properties: {addressPrefix: '10.0.0.0/24'}}],
      },
    },
  ],
  outputs: {name: {type: 'string', value: "[parameters('name')]"}},
};
const REQUEST = {
  group: 'g',
  name: 'd',
  template: TEMPLATE,
  parameters: {secret: {value: 'hunter2'}, name: {value: 'v'}},
};

it('deploys to a simulated Azure, looks at it, and deletes it', async () => {
  const azure = await connect();
  expect(await azure.groups.find('g')).toBeUndefined();
  await azure.groups.create('g', 'westeurope', {a: 'b'});
  expect(await azure.deployments.validate(REQUEST)).toBeUndefined();
  expect((await azure.deployments.whatIf(REQUEST)).map(({changeType}) => changeType)).toEqual(['Create']);

  await azure.deployments.submit(REQUEST);
  let deployment = await azure.deployments.find('g', 'd');
  while (deployment?.state !== 'Succeeded' && deployment?.state !== 'Failed') {
    await azure.wait(5_000);
    deployment = await azure.deployments.find('g', 'd');
  }
  const {state, parameters, outputs} = deployment;
  expect({state, parameters, outputs}).toEqual({state: 'Succeeded', parameters: {name: 'v'}, outputs: {name: 'v'}});
  expect((await azure.deployments.operations('g', 'd')).map((each) => each.target?.name)).toContain('v');
  const [{id} = {id: ''}] = await azure.groups.resources('g');
  expect(await azure.network.findVirtualNetwork(id)).toMatchObject({name: 'v', addressPrefixes: ['10.0.0.0/16']});

  await azure.groups.deleteResource(id, '2024-05-01');
  expect(await azure.groups.resources('g')).toEqual([]);
  await azure.groups.delete('g');
  expect(await azure.groups.find('g')).toBeUndefined();
});

it('goes through an outage, and tells what fails in the end', async () => {
  const path = 'resourcegroups/g$';
  const azure = await connect({http: [{path, after: 1, times: 3, status: 503, code: 'ServiceUnavailable'}]});
  await azure.groups.create('g', 'westeurope', {});
  expect(await azure.groups.find('g')).toMatchObject({name: 'g'});

  const down = await connect({http: [{path, status: 403, code: 'AuthorizationFailed', message: 'no'}]});
  expect(await thrownBy(down.groups.find('g'))).toMatchObject({status: 403, body: {code: 'AuthorizationFailed'}});
});
