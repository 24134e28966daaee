import {describe, expect, it} from 'vitest';
import {listAt, textAt, valueAt} from '../../src/simulator/fields.ts';
import {
  ask,
  deploy,
  deployment,
  finish,
  GROUP,
  identity,
  nested,
  network,
  operations,
  SUBSCRIPTION,
  simulate,
  templateOf,
} from './ask-simulator.ts';

const IDENTITIES = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const A_TEMPLATE = templateOf([identity('a')]);
const LINKED = {
  ...nested('inner', []),
  properties: {mode: 'Incremental', templateLink: {uri: 'https://example.com/inner.json'}},
};

/** What a deployment with these properties is refused with. */
function refused(properties: object, path = deployment('main')): unknown {
  const {status, body} = ask(simulate(), 'PUT', path, {properties: {mode: 'Incremental', ...properties}});
  return [status, textAt(body, 'error', 'code'), textAt(body, 'error', 'message')];
}

describe('what a simulation does not do is refused rather than done in another way', () => {
  it.each([
    ['another mode', {template: A_TEMPLATE, mode: 'Complete'}, 'InvalidDeploymentMode', 'it knows Incremental'],
    [
      'a deployment to fall back on',
      {template: A_TEMPLATE, onErrorDeployment: {type: 'LastSuccessful'}},
      'InvalidRequestContent',
      "a simulation knows no 'onErrorDeployment'.",
    ],
    [
      'a parameter from a key vault',
      {template: A_TEMPLATE, parameters: {key: {reference: {keyVault: {id: 'v'}, secretName: 's'}}}},
      'InvalidRequestContent',
      "a simulation has no key vault, which parameter 'key' refers to.",
    ],
    [
      'a template behind a link',
      {templateLink: {uri: 'https://example.com/main.json'}},
      'InvalidRequestContent',
      "the property 'properties.template' is required",
    ],
  ])('%s', (_, properties, code, message) => {
    expect(refused(properties)).toEqual([400, code, expect.stringContaining(message)]);
  });

  it('a deployment to a subscription by itself', () => {
    const path = `${SUBSCRIPTION}/providers/Microsoft.Resources/deployments/main`;
    expect(refused({template: A_TEMPLATE}, path)).toEqual([
      400,
      'InvalidRequestContent',
      'The request content was invalid: a simulation knows deployments to resource groups, and in these nested ones to subscriptions.',
    ]);
  });

  it('a deployment script', () => {
    const script = {
      type: 'Microsoft.Resources/deploymentScripts',
      apiVersion: '2023-08-01',
      name: 's',
      kind: 'AzureCLI',
    };
    const {body} = deploy(simulate(), templateOf([{...script, location: 'westeurope', properties: {}}]));
    expect(listAt(body, 'error', 'details').map((each) => textAt(each, 'message'))).toEqual([
      "The resource namespace 'Microsoft.Resources' is invalid.",
    ]);
  });

  it('a nested template behind a link, when its turn comes', () => {
    const simulator = simulate();
    deploy(simulator, templateOf([LINKED]));
    expect(listAt(finish(simulator), 'properties', 'error', 'details').map((each) => textAt(each, 'code'))).toEqual([
      'InvalidContentLink',
    ]);
  });

  it('a function that lists keys, when its turn comes', () => {
    const simulator = simulate();
    const properties = {flowTimeoutInMinutes: "[listKeys('a', '2024-11-30').value]"};
    deploy(simulator, templateOf([identity('a'), {...network('b'), properties}]));
    const [error] = listAt(finish(simulator), 'properties', 'error', 'details');
    expect(textAt(error, 'message')).toBe(
      "Unable to process template language expressions: 'The expression '[listKeys('a', '2024-11-30').value]' cannot be evaluated in a simulation.'",
    );
  });

  it('what-if of a nested template behind a link: that it would be deployed is all that can be said', () => {
    const simulator = simulate();
    const body = {properties: {mode: 'Incremental', template: templateOf([LINKED])}};
    const {headers} = ask(simulator, 'POST', `${deployment('main')}/whatIf`, body);
    simulator.advance(30_000);
    expect(valueAt(ask(simulator, 'GET', headers['location'] ?? '').body, 'properties', 'changes')).toEqual([
      {resourceId: deployment('inner'), changeType: 'Deploy'},
    ]);
  });
});

describe('a template is refused', () => {
  it('with more resources, parameters, variables or outputs than Azure takes, nested or not', () => {
    const many = (count: number) => Array.from({length: count}, (_, index) => [`n${index}`, index] as const);
    const values = Object.fromEntries(many(257));
    const parameters = Object.fromEntries(many(257).map(([name]) => [name, {type: 'int', defaultValue: 1}]));
    const outputs = Object.fromEntries(many(65).map(([name, value]) => [name, {type: 'int', value}]));
    const resources = many(801).map(([name]) => identity(name));
    const messages = [
      templateOf(resources),
      templateOf([nested('inner', resources)]),
      templateOf([], {parameters}),
      templateOf([], {variables: values}),
      templateOf([], {outputs}),
    ].map((template) => refused({template}));
    const limit = (what: string, most: number, actual: number) => [
      400,
      'InvalidTemplate',
      `Deployment template validation failed: 'The number of template ${what} limit exceeded. Limit: '${most}' and actual: '${actual}'. Please see https://aka.ms/arm-template/#${what} for usage details.'.`,
    ];
    expect(messages).toEqual([
      limit('resources', 800, 801),
      limit('resources', 800, 801),
      limit('parameters', 256, 257),
      limit('variables', 256, 257),
      limit('outputs', 64, 65),
    ]);
  });

  it('with more than 4 MB', () => {
    expect(refused({template: templateOf([identity('a')], {metadata: {text: 'x'.repeat(4 * 1024 * 1024)}})})).toEqual([
      413,
      'RequestContentTooLarge',
      'The request content size exceeds the maximum size of 4 MB.',
    ]);
  });
});

describe('a provider that is too busy', () => {
  it.each([
    [{code: 'RetryableError', message: 'Try again.'}],
    [{code: 'TooManyRequests', message: 'Try again.', status: 429}],
  ])('is asked again by the deployment: %o', (failure) => {
    const simulator = simulate({failures: [{type: IDENTITIES, name: 'a', times: 2, ...failure}]});
    deploy(simulator, A_TEMPLATE);
    finish(simulator);
    expect(operations(simulator)).toEqual(['a Succeeded PT20S']);
  });
});

describe('the list of what is in a group', () => {
  it('has what has a location, also if that is a part of something else, and can be asked for one type', () => {
    const simulator = simulate();
    const zones = 'Microsoft.Network/privateDnsZones';
    const inDns = {apiVersion: '2024-06-01', location: 'global'};
    const virtualNetwork = {id: "[resourceId('Microsoft.Network/virtualNetworks', 'v')]"};
    deploy(
      simulator,
      templateOf([
        network('v'),
        {...inDns, type: zones, name: 'a.b'},
        {
          ...inDns,
          type: `${zones}/virtualNetworkLinks`,
          name: 'a.b/v',
          dependsOn: ['a.b', 'v'],
          properties: {virtualNetwork},
        },
        {apiVersion: '2024-06-01', type: `${zones}/A`, name: 'a.b/api', dependsOn: ['a.b'], properties: {}},
      ]),
    );
    finish(simulator);
    const names = (query: string) =>
      listAt(ask(simulator, 'GET', `${GROUP}/resources${query}`).body, 'value').map((each) => textAt(each, 'name'));
    expect(names('')).toEqual(['v', 'a.b', 'a.b/v']);
    expect(names(`?$filter=${encodeURIComponent(`resourceType eq '${zones}'`)}`)).toEqual(['a.b']);
  });
});
