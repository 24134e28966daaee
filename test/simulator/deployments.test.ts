import {describe, expect, it} from 'vitest';
import {listAt, valueAt} from '../../src/simulator/fields.ts';
import {
  ask,
  deploy,
  deployment,
  finish,
  GROUP,
  goOn,
  identity,
  nested,
  network,
  operations,
  SUBSCRIPTION,
  simulate,
  stateOf,
  templateOf,
} from './ask-simulator.ts';

const IDENTITIES = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const LISTED =
  'At least one resource deployment operation failed. Please list deployment operations for details. ' +
  'Please see https://aka.ms/arm-deployment-operations for usage details.';
const ENDED =
  "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.";

describe('a deployment', () => {
  it('makes what waits for nothing at once, and the rest when that is there', () => {
    const simulator = simulate();
    const {status, headers, body} = deploy(simulator, templateOf([network('b', 'a'), network('a'), network('c')]));
    const path = `${SUBSCRIPTION}/resourceGroups/test/providers/Microsoft.Resources/deployments/main/operationStatuses/`;
    expect([status, valueAt(body, 'properties', 'provisioningState')]).toEqual([201, 'Accepted']);
    expect(headers['azure-asyncoperation']).toContain(`https://management.azure.com${path}`);
    expect(ask(simulator, 'GET', headers['azure-asyncoperation'] ?? '').body).toEqual({status: 'Accepted'});
    simulator.advance(3_000);
    expect(stateOf(simulator)).toBe('Running');
    expect(operations(simulator)).toEqual(['a Running PT1.15S', 'c Running PT1.15S']);
    finish(simulator);
    expect(operations(simulator)).toEqual(['a Succeeded PT4S', 'c Succeeded PT4S', 'b Succeeded PT4S']);
    expect(ask(simulator, 'GET', headers['azure-asyncoperation'] ?? '').body).toEqual({status: 'Succeeded'});
  });

  it('takes as long as the pace says', () => {
    const simulator = simulate({pace: 0});
    deploy(simulator, templateOf([network('b', 'a'), network('a')]));
    expect(stateOf(simulator)).toBe('Succeeded');
  });

  it('shows outputs, what was made, and no secrets', () => {
    const simulator = simulate();
    const template = templateOf([identity('a'), nested('inner', [identity('b')])], {
      parameters: {secret: {type: 'securestring'}, plain: {type: 'string', defaultValue: 'x'}},
      outputs: {
        tenant: {type: 'string', value: "[reference('a').tenantId]"},
        full: {type: 'string', value: "[reference('a', '2024-11-30', 'Full').location]"},
        hidden: {type: 'securestring', value: "[parameters('secret')]"},
      },
    });
    deploy(simulator, template, {secret: {value: 'do not tell'}});
    expect(JSON.stringify(simulator.save())).toContain('do not tell');
    const {properties} = finish(simulator);
    expect(properties).toMatchObject({
      parameters: {secret: {type: 'SecureString'}, plain: {type: 'String', value: 'x'}},
      outputs: {
        tenant: {type: 'String', value: '00000000-0000-0000-0000-000000000002'},
        full: {type: 'String', value: 'westeurope'},
        hidden: {type: 'SecureString'},
      },
      outputResources: [{id: `${GROUP}/providers/${IDENTITIES}/a`}, {id: `${GROUP}/providers/${IDENTITIES}/b`}],
    });
    expect(JSON.stringify(simulator.save())).not.toContain('do not tell');
  });

  it('makes deployments in it deployments of their own, in other groups too, and hands values in and out', () => {
    const simulator = simulate();
    const other = `${SUBSCRIPTION}/resourceGroups/other`;
    ask(simulator, 'PUT', other, {location: 'northeurope'});
    const resource = {...identity('x'), location: '[resourceGroup().location]', tags: {of: "[parameters('of')]"}};
    const inner = nested(
      'inner',
      [],
      {resourceGroup: 'other'},
      {
        parameters: {of: {value: "[reference('a').tenantId]"}},
        template: templateOf([resource], {
          parameters: {of: {type: 'string'}},
          outputs: {of: {type: 'string', value: "[parameters('of')]"}},
        }),
      },
    );
    const outputs = {of: {type: 'string', value: "[reference('inner').outputs.of.value]"}};
    deploy(simulator, templateOf([identity('a'), inner], {outputs}));
    const value = '00000000-0000-0000-0000-000000000002';
    expect(finish(simulator)['properties']).toMatchObject({outputs: {of: {type: 'String', value}}});
    expect(finish(simulator, 'inner', other)['properties']).toMatchObject({
      provisioningState: 'Succeeded',
      parameters: {of: {type: 'String', value}},
    });
    expect(ask(simulator, 'GET', `${other}/providers/${IDENTITIES}/x`).body).toMatchObject({
      location: 'northeurope',
      tags: {of: value},
    });
  });

  it('goes to other subscriptions, if something is known to be there', () => {
    const id = '99999999-0000-0000-0000-000000000001';
    const other = `/subscriptions/${id}/resourceGroups/hub`;
    const there = {id: `${other}/providers/${IDENTITIES}/there`, location: 'northeurope'};
    const template = templateOf([nested('inner', [identity('x')], {subscriptionId: id, resourceGroup: 'hub'})]);
    const simulator = simulate({resources: [there]});
    deploy(simulator, template);
    expect(finish(simulator)['properties']).toMatchObject({provisioningState: 'Succeeded'});
    expect(ask(simulator, 'GET', `${other}/providers/${IDENTITIES}/x`).status).toBe(200);
    expect(JSON.stringify(deploy(simulate(), template).body)).toContain(`The subscription '${id}' could not be found.`);
  });

  it('lets a resource wait for one that it asks for by name', () => {
    const simulator = simulate();
    const inner = nested(
      'inner',
      [identity('x')],
      {},
      {
        parameters: {of: {value: "[reference('slow').provisioningState]"}},
        template: templateOf([{...identity('x'), tags: {of: "[parameters('of')]"}}], {
          parameters: {of: {type: 'string'}},
        }),
      },
    );
    deploy(simulator, templateOf([inner, network('slow')]));
    finish(simulator);
    expect(simulator.store.list(IDENTITIES).map(({tags}) => tags)).toEqual([{of: 'Succeeded'}]);
  });

  it('leaves out what its condition leaves out, and leaves alone what it does not speak of', () => {
    const simulator = simulate();
    deploy(simulator, templateOf([identity('old')]), {}, 'first');
    finish(simulator, 'first');
    deploy(simulator, templateOf([identity('a'), {...identity('b'), condition: false}]));
    finish(simulator);
    expect(simulator.store.list(IDENTITIES).map(({name}) => name)).toEqual(['old', 'a']);
  });

  it('goes on in another process to the same end', () => {
    const template = templateOf([identity('a'), network('b', 'a'), nested('in', [network('c'), network('d', 'c')])], {
      parameters: {at: {type: 'string', defaultValue: '[utcNow()]'}, id: {type: 'string', defaultValue: '[newGuid()]'}},
      outputs: {at: {type: 'string', value: "[concat(parameters('at'), parameters('id'))]"}},
    });
    const one = simulate();
    deploy(one, template);
    for (const ms of [500, 2_000, 2_000, 3_000, 3_000]) {
      one.advance(ms);
      const two = goOn(one.save());
      const copy = goOn(one.save());
      expect(finish(two)).toEqual(finish(copy));
      expect(two.save()).toEqual(copy.save());
    }
    const last = goOn(one.save());
    expect(finish(last)).toEqual(finish(one));
    expect(last.save()).toEqual(one.save());
  });
});

describe('a deployment that fails', () => {
  it('says which resource and why, and makes what does not wait for that', () => {
    const failures = [{type: IDENTITIES, name: 'bad', code: 'Boom', message: 'It failed.', at: 'end' as const}];
    const simulator = simulate({failures});
    const after = {...identity('after'), dependsOn: ['inner']};
    deploy(simulator, templateOf([nested('inner', [identity('bad')]), after, network('other')]));
    const inner = deployment('inner');
    const leaf = {
      code: 'ResourceDeploymentFailure',
      target: `${GROUP}/providers/${IDENTITIES}/bad`,
      message: ENDED,
      details: [{code: 'Boom', message: 'It failed.'}],
    };
    const innerError = {code: 'DeploymentFailed', target: inner, message: LISTED, details: [leaf]};
    const wrapped = {code: 'ResourceDeploymentFailure', target: inner, message: ENDED, details: [innerError]};
    const {properties} = finish(simulator);
    expect(properties).toMatchObject({provisioningState: 'Failed', outputs: {}});
    expect(valueAt(properties, 'error')).toEqual({
      code: 'DeploymentFailed',
      target: deployment('main'),
      message: LISTED,
      details: [wrapped],
    });
    expect(operations(simulator)).toEqual(['inner Failed PT0S', 'other Succeeded PT4S']);
    const [first] = listAt(ask(simulator, 'GET', `${deployment('main')}/operations`).body, 'value');
    expect(valueAt(first, 'properties')).toMatchObject({
      provisioningOperation: 'Create',
      statusCode: 'Conflict',
      statusMessage: {status: 'Failed', error: wrapped},
      targetResource: {id: inner, resourceType: 'Microsoft.Resources/deployments', resourceName: 'inner'},
    });
  });

  it('tells of a resource that is refused at once in its own words', () => {
    const failures = [{type: IDENTITIES, name: 'b*', code: 'Boom', message: 'No.', status: 403, times: 1}];
    const simulator = simulate({failures});
    const template = templateOf([identity('after', 'bad'), identity('bad')]);
    deploy(simulator, template);
    expect(valueAt(finish(simulator), 'properties', 'error', 'details')).toEqual([
      {code: 'Boom', message: 'No.', target: `${GROUP}/providers/${IDENTITIES}/bad`},
    ]);
    expect(operations(simulator)).toEqual(['bad Failed PT0S']);
    deploy(simulator, template);
    expect(finish(simulator)['properties']).toMatchObject({provisioningState: 'Succeeded'});
  });

  it('says which output cannot be computed', () => {
    const simulator = simulate();
    deploy(simulator, templateOf([identity('a')], {outputs: {x: {type: 'string', value: "[reference('a').no]"}}}));
    expect(valueAt(finish(simulator), 'properties', 'error')).toEqual({
      code: 'DeploymentOutputEvaluationFailed',
      message:
        "Unable to evaluate template outputs: 'x'. Please see error details and deployment operations. Please see https://aka.ms/arm-common-errors for usage details.",
      details: [
        {
          code: 'InvalidTemplate',
          message:
            'Unable to process template language expressions: \'the property "no" does not exist; there are tenantId, principalId, clientId\'',
          target: 'x',
        },
      ],
    });
  });
});

describe('a deployment under way', () => {
  const template = templateOf([network('a'), network('b', 'a'), nested('inner', [network('c'), network('d', 'c')])]);

  it('is not replaced', () => {
    const simulator = simulate();
    deploy(simulator, template);
    expect(deploy(simulator, template)).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'DeploymentActive',
          message:
            "Unable to edit or replace deployment 'main': previous deployment from '2026-01-01T00:00:00.100Z' is still active (expiration time is '2026-01-08T00:00:00.100Z'). Please see https://aka.ms/arm-deploy for usage details.",
        },
      },
    });
  });

  it('is canceled: what runs comes to its end, nothing else begins', () => {
    const simulator = simulate();
    deploy(simulator, template);
    simulator.advance(3_000);
    expect(ask(simulator, 'POST', `${deployment('main')}/cancel`).status).toBe(204);
    expect([stateOf(simulator), stateOf(simulator, 'inner')]).toEqual(['Canceling', 'Canceling']);
    finish(simulator);
    expect([stateOf(simulator), stateOf(simulator, 'inner')]).toEqual(['Canceled', 'Canceled']);
    expect(operations(simulator)).toEqual(['a Succeeded PT4S', 'inner Failed PT4S']);
    expect(simulator.store.list('Microsoft.Network/virtualNetworks').map(({name}) => name)).toEqual(['a', 'c']);
    expect(ask(simulator, 'POST', `${deployment('main')}/cancel`).status).toBe(409);
  });

  it('is attached to when the answer to its PUT was lost', () => {
    const simulator = simulate({http: [{method: 'PUT', path: '/deployments/', connection: 'lost', times: 1}]});
    expect(deploy(simulator, template).body).toEqual({connection: 'lost'});
    expect(deploy(simulator, template).body).toMatchObject({error: {code: 'DeploymentActive'}});
    expect(finish(simulator)['properties']).toMatchObject({provisioningState: 'Succeeded'});
  });
});
