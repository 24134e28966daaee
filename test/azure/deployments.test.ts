import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {AzureError} from '../../src/azure/azure-error.ts';
import {durationOf} from '../../src/azure/deployments.ts';
import {describeFailure} from '../../src/cli/failure.ts';
import {type Asked, connectReally, connectTo, ENDPOINT, FakeAzure, json, refusal, thrownBy} from './fake-azure.ts';

const REQUEST = {group: 'g', name: 'd', template: {resources: []}, parameters: {secret: {value: 'hunter2'}}};
const OPERATION = `${ENDPOINT}/subscriptions/s/operation`;
const NESTED = {code: 'InvalidTemplate', message: 'no', details: [{code: 'Inner', message: 'why'}]};

describe('handing over a deployment', () => {
  it('ends when Azure has it, and asks no more', async () => {
    const fake = new FakeAzure(() =>
      json(201, {properties: {provisioningState: 'Accepted'}}, {'azure-asyncoperation': OPERATION}),
    );
    await (await connectTo(fake)).deployments.submit(REQUEST);
    await sleep(50);

    expect(fake.lines()).toEqual(['PUT resourcegroups/g/providers/Microsoft.Resources/deployments/d']);
    expect(JSON.parse(fake.asked[0]?.body ?? '')).toEqual({
      properties: {mode: 'Incremental', template: {resources: []}, parameters: {secret: {value: 'hunter2'}}},
    });
  });

  it('says that one is under way, its own or another, if the answer was lost', async () => {
    const fake = new FakeAzure((_, count) => (count === 1 ? {connection: 'lost'} : refusal(409, 'DeploymentActive')));
    const azure = await connectTo(fake);
    expect(await thrownBy(azure.deployments.submit(REQUEST))).toMatchObject({body: {code: 'DeploymentActive'}});

    expect(fake.asked).toHaveLength(2);
  });

  it('throws whole what Azure refuses, and once', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const azure = await connectTo(new FakeAzure(() => json(400, {error: NESTED})));
    expect(await thrownBy(azure.deployments.submit(REQUEST))).toMatchObject({name: 'AzureError', body: NESTED});
    await sleep(20);
    process.off('unhandledRejection', note);

    expect(unhandled).toEqual([]);
  });
});

describe('validation', () => {
  it('gives what Azure finds, whole', async () => {
    const azure = await connectTo(new FakeAzure(() => json(400, {error: NESTED})));
    expect(await azure.deployments.validate(REQUEST)).toEqual(NESTED);
  });

  it('gives it if it is found later', async () => {
    const fake = new FakeAzure(({method}) =>
      method === 'POST' ? json(202, {}, {location: OPERATION}) : json(400, {error: NESTED}),
    );
    expect(await (await connectTo(fake)).deployments.validate(REQUEST)).toEqual(NESTED);
  });

  it('gives it if it ends so', async () => {
    const fake = new FakeAzure(({method}) =>
      method === 'POST'
        ? json(202, {}, {'azure-asyncoperation': OPERATION})
        : json(200, {status: 'Failed', error: {code: 'InvalidTemplate', message: 'no'}}),
    );
    expect(await (await connectTo(fake)).deployments.validate(REQUEST)).toEqual({
      code: 'InvalidTemplate',
      message: 'no',
    });
  });

  it('throws what is not about the template', async () => {
    const azure = await connectTo(new FakeAzure(() => refusal(403, 'AuthorizationFailed')));
    expect(await thrownBy(azure.deployments.validate(REQUEST))).toBeInstanceOf(AzureError);
  });
});

describe('what would change', () => {
  it('is asked for with whole resources', async () => {
    const changes = [{resourceId: '/a', changeType: 'Create', after: {id: '/a'}}];
    const fake = new FakeAzure(() => json(200, {status: 'Succeeded', properties: {changes}}));
    const azure = await connectTo(fake);

    expect(await azure.deployments.whatIf({...REQUEST, validationLevel: 'ProviderNoRbac'})).toEqual(changes);
    expect(JSON.parse(fake.asked[0]?.body ?? '')).toMatchObject({
      properties: {validationLevel: 'ProviderNoRbac', whatIfSettings: {resultFormat: 'FullResourcePayloads'}},
    });
  });

  it('throws what ends with a status alone', async () => {
    const azure = await connectTo(new FakeAzure(() => json(200, {status: 'Failed', error: NESTED})));
    const error = await thrownBy(azure.deployments.whatIf(REQUEST));

    expect(error).toMatchObject({name: 'AzureError', body: NESTED});
    // Azure has answered, and people are told what.
    expect(describeFailure(error)).toEqual({
      code: 'AZURE_REFUSED',
      exitCode: 7,
      message: 'Azure refuses: no (InvalidTemplate)',
      suggestions: ['asked for: what-if of d'],
    });
  });

  it('throws that somebody has stopped it', async () => {
    const fake = new FakeAzure(({method}) =>
      method === 'POST' ? json(202, {}, {'azure-asyncoperation': OPERATION}) : json(200, {status: 'Canceled'}),
    );
    expect(await thrownBy((await connectTo(fake)).deployments.whatIf(REQUEST))).toMatchObject({
      name: 'AzureError',
      body: {code: 'OperationCanceled', message: 'somebody has stopped it'},
    });
  });

  it('goes on after an outage while it is asked for', async () => {
    const fake = new FakeAzure(({method}, count) => {
      if (method === 'POST') return json(202, {}, {location: OPERATION, 'retry-after': '15'});
      return count < 4
        ? refusal(503, 'ServiceUnavailable')
        : json(200, {status: 'Succeeded', properties: {changes: []}});
    });
    expect(await (await connectTo(fake)).deployments.whatIf(REQUEST)).toEqual([]);
    expect(fake.now()).toBe(15_000);
  });

  it('ends at once when somebody interrupts', async () => {
    const fake = new FakeAzure(({method}: Asked) =>
      method === 'POST'
        ? json(202, {}, {location: OPERATION})
        : {status: 202, headers: {location: OPERATION}, body: ''},
    );
    const azure = await connectReally(fake);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const started = Date.now();

    expect(await thrownBy(azure.deployments.whatIf(REQUEST, controller.signal))).toMatchObject({name: 'AbortError'});
    expect(Date.now() - started).toBeLessThan(900);
  });
});

describe('a deployment', () => {
  it('tells its state, what it made and why it failed', async () => {
    const properties = {
      provisioningState: 'Failed',
      timestamp: '2026-01-01T00:00:00Z',
      correlationId: 'c',
      parameters: {size: {type: 'String', value: 'D4'}, secret: {type: 'SecureString'}},
      outputs: {fqdn: {type: 'String', value: 'k8s'}},
      outputResources: [{id: '/a'}],
      error: NESTED,
    };
    const azure = await connectTo(new FakeAzure(() => json(200, {id: '/d', tags: {a: 'b'}, properties})));

    expect(await azure.deployments.find('g', 'd')).toEqual({
      id: '/d',
      group: 'g',
      name: 'd',
      state: 'Failed',
      timestamp: '2026-01-01T00:00:00.000Z',
      correlationId: 'c',
      parameters: {size: 'D4'},
      outputs: {fqdn: 'k8s'},
      error: NESTED,
      outputResources: ['/a'],
      tags: {a: 'b'},
    });
  });

  it('tells what became of each resource, over all pages', async () => {
    const target = {id: '/vm', resourceType: 'Microsoft.Compute/virtualMachines', resourceName: 'vm'};
    const common = {provisioningOperation: 'Create', timestamp: '2026-01-01T00:00:00Z', targetResource: target};
    const first = {...common, provisioningState: 'Running'};
    const second = {
      ...common,
      provisioningState: 'Failed',
      duration: 'PT1M2.5S',
      statusCode: 'Conflict',
      statusMessage: {status: 'Failed', error: NESTED},
    };
    const fake = new FakeAzure((_, count) =>
      count === 1
        ? json(200, {value: [{operationId: '1', properties: first}], nextLink: `${ENDPOINT}/next`})
        : json(200, {value: [{operationId: '2', properties: second}]}),
    );
    const [running, failed] = await (await connectTo(fake)).deployments.operations('g', 'd');

    const shared = {
      kind: 'Create',
      timestamp: '2026-01-01T00:00:00.000Z',
      target: {id: '/vm', type: 'Microsoft.Compute/virtualMachines', name: 'vm'},
    };
    expect(running).toEqual({...shared, operationId: '1', state: 'Running'});
    expect(failed).toEqual({
      ...shared,
      operationId: '2',
      state: 'Failed',
      duration: 62_500,
      status: 'Conflict',
      error: NESTED,
    });
  });
});

it.each([
  ['PT0S', 0],
  ['PT1M2.5S', 62_500],
  ['P1DT2H', 93_600_000],
  ['soon', undefined],
])('the duration %s is %s ms', (text, ms) => {
  expect(durationOf(text)).toBe(ms);
});

describe('deleting a group', () => {
  it('ends when it is gone', async () => {
    const fake = new FakeAzure(({method}, count) => {
      if (method === 'DELETE') return {status: 202, headers: {location: OPERATION}, body: ''};
      if (count > 3) return refusal(404, 'ResourceGroupNotFound');
      return json(200, {name: 'g', location: 'x', properties: {provisioningState: 'Deleting'}});
    });
    await (await connectTo(fake)).groups.delete('g');

    expect(fake.now()).toBe(10_000);
  });

  it('says why it was given up', async () => {
    const fake = new FakeAzure(({method, url}) => {
      if (method === 'DELETE') return {status: 202, headers: {location: OPERATION}, body: ''};
      if (url.startsWith(OPERATION)) return refusal(409, 'ResourceGroupDeletionBlocked');
      return json(200, {name: 'g', location: 'x', properties: {provisioningState: 'Succeeded'}});
    });
    expect(await thrownBy((await connectTo(fake)).groups.delete('g'))).toMatchObject({
      body: {code: 'ResourceGroupDeletionBlocked'},
    });
  });

  it('deletes a resource by its path as it is, and says why it cannot', async () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v';
    const fake = new FakeAzure(({method, url}) => {
      if (method === 'DELETE') return {status: 202, headers: {'azure-asyncoperation': OPERATION}, body: ''};
      if (url.startsWith(OPERATION)) return json(200, {status: 'Failed', error: {code: 'InUse', message: 'by a.'}});
      return json(200, {});
    });
    const error = await thrownBy((await connectTo(fake)).groups.deleteResource(id, '2026-01-01'));

    expect(fake.asked[0]?.url).toBe(`${ENDPOINT}${id}?api-version=2026-01-01`);
    expect(error).toMatchObject({body: {code: 'InUse', message: 'by a.'}});
  });

  it('has deleted what never was', async () => {
    const fake = new FakeAzure(() => refusal(404, 'ResourceNotFound'));
    const azure = await connectTo(fake);
    await azure.groups.deleteResource('/subscriptions/s/resourceGroups/g/providers/a/b/c', '2026-01-01');
    await azure.groups.delete('g');

    expect(fake.asked.map(({method}) => method)).toEqual(['DELETE', 'GET', 'DELETE']);
  });
});
