import {describe, expect, it} from 'vitest';
import {textAt, valueAt} from '../../src/simulator/fields.ts';
import type {Simulator} from '../../src/simulator/simulator.ts';
import {
  ask,
  deploy,
  deployment,
  finish,
  GROUP,
  goOn,
  identity,
  nested,
  SUBSCRIPTION,
  simulate,
  templateOf,
} from './ask-simulator.ts';

const A = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/a`;
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`;
const SPACE = {location: 'westeurope', properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}}};

/** The status of an answer, and its error. */
function refusal(simulator: Simulator, method: string, path: string, body?: object): string {
  const answer = ask(simulator, method, path, body);
  return `${answer.status} ${textAt(answer.body, 'error', 'code')}: ${textAt(answer.body, 'error', 'message')}`;
}

describe('a request', () => {
  it.each([
    ['/subscriptions/x/resourceGroups/y', "404 SubscriptionNotFound: The subscription 'x' could not be found."],
    [`${SUBSCRIPTION}/resourceGroups/no`, "404 ResourceGroupNotFound: Resource group 'no' could not be found."],
    [deployment('no'), "404 DeploymentNotFound: Deployment 'no' could not be found."],
    [
      `${GROUP}/providers/Microsoft.Foo/bars/b`,
      "404 InvalidResourceNamespace: The resource namespace 'Microsoft.Foo' is invalid.",
    ],
    [
      `${GROUP}/providers/Microsoft.Network/bars/b`,
      "404 InvalidResourceType: The resource type 'bars' could not be found in the namespace 'Microsoft.Network' for api version '2025-04-01'. The supported api-versions are ''.",
    ],
    [
      A,
      "404 ResourceNotFound: The Resource 'Microsoft.ManagedIdentity/userAssignedIdentities/a' under resource group 'test' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    ],
  ])('for what is not there is told so: %s', (path, message) => {
    expect(refusal(simulate(), 'GET', path)).toBe(message);
  });

  it('needs a token, a version of the API, and a body that can be read', () => {
    const simulator = simulate();
    const send = (url: string, headers: Record<string, string>, body?: string) => {
      const answer = simulator.handle({method: 'PUT', url, headers, ...(body === undefined ? {} : {body})});
      return 'connection' in answer ? answer : [answer.status, valueAt(JSON.parse(answer.body), 'error', 'code')];
    };
    const authorization = 'Bearer token';
    expect(send(`${GROUP}?api-version=1`, {})).toEqual([401, 'AuthenticationFailed']);
    expect(send(GROUP, {authorization})).toEqual([400, 'MissingApiVersionParameter']);
    expect(send(`${GROUP}?api-version=1`, {authorization}, '{')).toEqual([400, 'InvalidRequestContent']);
  });

  it('to make a resource is taken, and done after a while', () => {
    const simulator = simulate();
    const {status, headers, body} = ask(simulator, 'PUT', NETWORK, SPACE);
    const poll = headers['azure-asyncoperation'] ?? '';
    expect([status, textAt(body, 'properties', 'provisioningState')]).toEqual([201, 'Updating']);
    expect(ask(simulator, 'GET', poll).body).toMatchObject({status: 'InProgress'});
    simulator.advance(10_000);
    expect(ask(simulator, 'GET', poll).body).toMatchObject({status: 'Succeeded'});
    expect(textAt(ask(simulator, 'GET', NETWORK).body, 'properties', 'provisioningState')).toBe('Succeeded');
    expect(ask(simulator, 'PUT', NETWORK, SPACE).status).toBe(200);
  });

  it('to make a resource without what Azure needs is refused', () => {
    const simulator = simulate();
    expect(refusal(simulator, 'PUT', A, {})).toBe(
      '400 LocationRequired: The location property is required for this definition.',
    );
    expect(refusal(simulator, 'PUT', `${NETWORK}/subnets/s`, {})).toBe(
      `404 ParentResourceNotFound: Failed to perform 'write' on resource(s) of type 'virtualNetworks/subnets', because the parent resource '${NETWORK}' could not be found.`,
    );
    ask(simulator, 'PUT', A, {location: 'westeurope'});
    expect(refusal(simulator, 'PUT', A, {location: 'northeurope'})).toBe(
      "409 InvalidResourceLocation: The resource 'a' already exists in location 'westeurope' in resource group 'test'. A resource with the same name cannot be created in location 'northeurope'. Please select a new resource name.",
    );
  });

  it('to delete what is not there is no error', () => {
    expect(ask(simulate(), 'DELETE', A).status).toBe(204);
  });

  it('may change tags of any resource', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', A, {location: 'westeurope', tags: {old: '1'}});
    expect(ask(simulator, 'PATCH', A, {tags: {new: '2'}}).body).toMatchObject({tags: {new: '2'}});
    expect(refusal(simulator, 'PATCH', A, {properties: {}})).toBe(
      "405 MethodNotAllowed: The resource type 'Microsoft.ManagedIdentity/userAssignedIdentities' does not support the method PATCH for anything but tags.",
    );
  });
});

describe('a resource group', () => {
  it('is there or not', () => {
    const simulator = simulate();
    expect(ask(simulator, 'HEAD', GROUP).status).toBe(204);
    expect(ask(simulator, 'HEAD', `${GROUP}2`).status).toBe(404);
    expect(ask(simulator, 'GET', GROUP).body).toEqual({
      id: GROUP,
      name: 'test',
      type: 'Microsoft.Resources/resourceGroups',
      location: 'westeurope',
      tags: {},
      properties: {provisioningState: 'Succeeded'},
    });
    expect(refusal(simulator, 'PUT', GROUP, {location: 'eastus'})).toBe(
      "409 InvalidResourceGroupLocation: Invalid resource group location 'eastus'. The Resource group already exists in location 'westeurope'.",
    );
  });

  it('keeps its tags when something else of it is changed', () => {
    const simulator = simulate();
    const tagsAfter = (body: object) => ask(simulator, 'PATCH', GROUP, body).body['tags'];
    expect([tagsAfter({tags: {a: '1'}}), tagsAfter({managedBy: 'x'}), tagsAfter({tags: {}})]).toEqual([
      {a: '1'},
      {a: '1'},
      {},
    ]);
  });

  it('lists what is in it, page after page', () => {
    const simulator = simulate();
    for (const name of ['a', 'b', 'c']) ask(simulator, 'PUT', A.replace(/a$/, name), {location: 'westeurope'});
    const first = ask(simulator, 'GET', `${GROUP}/resources?$top=2`).body;
    const second = ask(simulator, 'GET', textAt(first, 'nextLink') ?? '').body;
    const summary = {type: 'Microsoft.ManagedIdentity/userAssignedIdentities', location: 'westeurope'};
    expect([first['value'], second]).toEqual([
      [
        {...summary, id: A, name: 'a'},
        {...summary, id: A.replace(/a$/, 'b'), name: 'b'},
      ],
      {value: [{...summary, id: A.replace(/a$/, 'c'), name: 'c'}]},
    ]);
  });

  it('goes with all that is in it, and gives back what that had taken elsewhere', () => {
    const simulator = simulate();
    const other = `${SUBSCRIPTION}/resourceGroups/other`;
    ask(simulator, 'PUT', other, {location: 'westeurope'});
    ask(simulator, 'PUT', NETWORK, SPACE);
    simulator.advance(10_000);
    ask(simulator, 'PUT', `${NETWORK}/subnets/s`, {properties: {addressPrefix: '10.0.0.0/24'}});
    const subnet = {id: `${NETWORK}/subnets/s`};
    ask(simulator, 'PUT', `${other}/providers/Microsoft.Network/networkInterfaces/n`, {
      location: 'westeurope',
      properties: {ipConfigurations: [{name: 'i', properties: {subnet}}]},
    });
    expect(ask(simulator, 'DELETE', `${NETWORK}/subnets/s`).status).toBe(400);
    const {status, headers} = ask(simulator, 'DELETE', other);
    expect([status, ask(simulator, 'GET', headers['location'] ?? '').status]).toEqual([202, 202]);
    simulator.advance(200_000);
    expect(ask(simulator, 'GET', headers['location'] ?? '').status).toBe(200);
    expect(ask(simulator, 'GET', other).status).toBe(404);
    expect(ask(simulator, 'DELETE', `${NETWORK}/subnets/s`).status).toBeLessThan(300);
  });

  it('that is locked stays, with all that is in it', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', A, {location: 'westeurope'});
    ask(simulator, 'PUT', `${GROUP}/providers/Microsoft.Authorization/locks/l`, {properties: {level: 'CanNotDelete'}});
    for (const path of [GROUP, A]) {
      expect(refusal(simulator, 'DELETE', path)).toBe(
        `409 ScopeLocked: The scope '${path}' cannot perform delete operation because following scope(s) are locked: '${GROUP}'. Please remove the lock and try again.`,
      );
    }
  });

  it('that may only be read is not changed', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', `${GROUP}/providers/Microsoft.Authorization/locks/l`, {properties: {level: 'ReadOnly'}});
    expect(refusal(simulator, 'PUT', A, {location: 'westeurope'})).toContain('409 ScopeLocked: ');
  });
});

describe('an allowance', () => {
  it('is used up, refills, is one for each who asks, and is kept', () => {
    const simulator = simulate();
    const write = (at: Simulator, token: string) => {
      const answer = at.handle({
        method: 'PUT',
        url: `${GROUP}?api-version=1`,
        headers: {authorization: `Bearer ${token}`},
        body: '{"location":"westeurope"}',
      });
      return 'connection' in answer
        ? []
        : [
            answer.status,
            answer.headers['x-ms-ratelimit-remaining-subscription-writes'],
            answer.headers['retry-after'],
          ];
    };
    expect(write(simulator, 'one')).toEqual([200, '199', undefined]);
    let asked = 1;
    while (write(simulator, 'one')[0] === 200) asked += 1;
    // A request takes 50 ms, in which half a token comes back.
    expect(asked).toBe(399);
    expect(write(goOn(simulator.save()), 'two')).toEqual([200, '199', undefined]);
    expect(write(goOn(simulator.save()), 'one')).toEqual([200, '0', undefined]);
    expect(write(simulator, 'one')).toEqual([200, '0', undefined]);
    expect(write(simulator, 'one')).toEqual([429, '0', '1']);
    simulator.advance(1_000);
    expect(write(simulator, 'one')[0]).toBe(200);
  });
});

describe('what goes wrong as the settings say', () => {
  it('is an answer in place of another, or none', () => {
    const simulator = simulate({
      http: [
        {path: '/nowhere', connection: 'refused'},
        {method: 'GET', path: '/resourcegroups/test$', after: 1, times: 1, status: 429, retryAfter: 7},
      ],
    });
    expect(ask(simulator, 'GET', '/nowhere').body).toEqual({connection: 'refused'});
    expect([1, 2, 3].map(() => ask(simulator, 'GET', GROUP).status)).toEqual([200, 429, 200]);
  });

  it('is kept: what happened once does not happen again in another process', () => {
    const settings = {http: [{method: 'GET', path: '/resourcegroups/test$', times: 1, status: 503}]};
    const simulator = simulate(settings);
    expect(ask(simulator, 'GET', GROUP).status).toBe(503);
    expect(ask(goOn(simulator.save(), settings), 'GET', GROUP).status).toBe(200);
  });

  it('is a right that is missing, for a resource and for one in a deployment', () => {
    const simulator = simulate({deniedActions: [{action: 'Microsoft.ManagedIdentity/*/write'}]});
    const action = 'Microsoft.ManagedIdentity/userAssignedIdentities/write';
    expect(refusal(simulator, 'PUT', A, {location: 'westeurope'})).toBe(
      `403 AuthorizationFailed: The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' does not have authorization to perform action '${action}' over scope '${A}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );
    const message = `Authorization failed for template resource 'a' of type 'Microsoft.ManagedIdentity/userAssignedIdentities'. The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' does not have permission to perform action '${action}' at scope '${A}'.`;
    const {status, body} = deploy(simulator, templateOf([nested('in', [identity('a')])]));
    expect([status, body]).toEqual([
      403,
      {
        error: {
          code: 'InvalidTemplateDeployment',
          message: `Deployment failed with multiple errors: '${message}'`,
          details: [{code: 'AuthorizationFailed', message, target: A}],
        },
      },
    ]);
  });

  it('is a policy, before anything begins', () => {
    const simulator = simulate({policies: [{name: 'tags', requiredTag: 'owner'}]});
    const {status, body} = deploy(simulator, templateOf([identity('a'), {...identity('b'), tags: {Owner: 'x'}}]));
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        code: 'InvalidTemplateDeployment',
        message: 'The template deployment failed because of policy violation. Please see details for more information.',
        details: [{code: 'RequestDisallowedByPolicy', target: 'a'}],
      },
    });
    expect(refusal(simulator, 'PUT', A, {location: 'westeurope'})).toContain(
      "403 RequestDisallowedByPolicy: Resource 'a' was disallowed by policy.",
    );
  });

  it('is a provider that is not registered', () => {
    const simulator = simulate({unregisteredProviders: ['Microsoft.ManagedIdentity']});
    const {body} = deploy(simulator, templateOf([identity('a')]));
    expect(valueAt(body, 'error', 'details')).toMatchObject([{code: 'MissingSubscriptionRegistration'}]);
    ask(simulator, 'POST', `${SUBSCRIPTION}/providers/Microsoft.ManagedIdentity/register`);
    simulator.advance(120_000);
    deploy(simulator, templateOf([identity('a')]));
    expect(finish(simulator)['properties']).toMatchObject({provisioningState: 'Succeeded'});
  });

  it.each([
    [
      'a circle',
      [identity('a', 'b'), identity('b', 'a')],
      "InvalidTemplate: Deployment template validation failed: 'resources wait for each other: a -> b -> a' at 'resources[0]'.",
    ],
    [
      'one resource twice',
      [identity('a'), identity('A')],
      `InvalidTemplate: Deployment template validation failed: '${A.replace(/a$/, 'A')} is already at resources[0]' at 'resources[1]'.`,
    ],
  ])('is a template with %s', (_, resources, message) => {
    const simulator = simulate();
    const body = {properties: {mode: 'Incremental', template: templateOf(resources)}};
    expect(refusal(simulator, 'PUT', deployment('main'), body)).toBe(`400 ${message}`);
    expect(refusal(simulator, 'POST', `${deployment('main')}/validate`, body)).toBe(`400 ${message}`);
    expect(ask(simulator, 'GET', deployment('main')).status).toBe(404);
  });

  it('is a resource group of a deployment within that is not there', () => {
    const {body} = deploy(simulate(), templateOf([nested('in', [identity('a')], {resourceGroup: 'no'})]));
    expect(valueAt(body, 'error', 'details')).toEqual([
      {code: 'ResourceGroupNotFound', message: "Resource group 'no' could not be found."},
    ]);
  });
});
