import {expect, it} from 'vitest';
import {listAt, textAt, valueAt} from '../../src/simulator/fields.ts';
import type {Simulator} from '../../src/simulator/simulator.ts';
import type {Json} from '../../src/template/value.ts';
import {ask, deploy, deployment, finish, identity, nested, network, simulate, templateOf} from './ask-simulator.ts';

/** What Azure says that a template would change. */
function preview(simulator: Simulator, template: object, parameters: object = {}): readonly Json[] {
  const body = {properties: {mode: 'Incremental', template, parameters}};
  const {status, headers} = ask(simulator, 'POST', `${deployment('main')}/whatIf`, body);
  const location = headers['location'] ?? '';
  expect([status, ask(simulator, 'GET', location).status]).toEqual([202, 202]);
  simulator.advance(30_000);
  const answer = ask(simulator, 'GET', location);
  expect(answer.body['status']).toBe('Succeeded');
  return listAt(answer.body, 'properties', 'changes');
}

/** Names, kinds of changes and changed properties. */
function table(changes: readonly Json[]): readonly Json[] {
  return changes.map((change) => {
    const name = (textAt(change, 'resourceId') ?? '').split('/').at(-1) ?? '';
    return [name, textAt(change, 'changeType') ?? '', ...listAt(change, 'delta')];
  });
}

it('what-if tells what would come, change, stay, and what the template does not speak of', () => {
  const simulator = simulate();
  deploy(simulator, templateOf([network('same'), network('other'), identity('left')]));
  finish(simulator);
  const changed = network('other');
  const properties = {...changed.properties, addressSpace: {addressPrefixes: ['10.0.0.0/16', '10.2.0.0/16']}};
  const template = templateOf([
    network('same'),
    {...changed, tags: {a: '1'}, properties},
    nested('in', [identity('new')]),
  ]);
  expect(table(preview(simulator, template))).toEqual([
    ['same', 'NoChange'],
    [
      'other',
      'Modify',
      {
        path: 'properties.addressSpace.addressPrefixes',
        propertyChangeType: 'Array',
        children: [{path: '1', propertyChangeType: 'Create', after: '10.2.0.0/16'}],
      },
      {path: 'tags', propertyChangeType: 'Create', after: {a: '1'}},
    ],
    ['new', 'Create'],
    ['left', 'Ignore'],
  ]);
  expect(simulator.store.all().map(({name}) => name)).not.toContain('new');
});

it('what-if leaves values that only the deployment will know as expressions, and takes them for what is there', () => {
  const simulator = simulate();
  const withProperties = {
    ...network('w'),
    properties: {...network('w').properties, dhcpOptions: {dnsServers: ["[reference('a').tenantId]"]}},
  };
  const template = templateOf([identity('a'), withProperties]);
  const [, created] = preview(simulator, template);
  expect(valueAt(created, 'after', 'properties', 'dhcpOptions')).toEqual({
    dnsServers: ["[reference('a').tenantId]"],
  });
  const value = '10.0.0.4';
  const known = {...withProperties.properties, dhcpOptions: {dnsServers: [value]}};
  deploy(simulator, templateOf([identity('a'), {...withProperties, properties: known}]));
  finish(simulator);
  expect(table(preview(simulator, template))).toEqual([
    ['a', 'NoChange'],
    ['w', 'NoChange'],
  ]);
});

it('what-if shows no secrets, and tells when they change', () => {
  const simulator = simulate();
  const resource = {...identity('a'), tags: {secret: "[parameters('secret')]"}};
  const template = templateOf([resource], {parameters: {secret: {type: 'securestring'}}});
  deploy(simulator, template, {secret: {value: 'the first one'}});
  finish(simulator);
  expect(table(preview(simulator, template, {secret: {value: 'the first one'}}))).toEqual([['a', 'NoChange']]);
  expect(table(preview(simulator, template, {secret: {value: 'another one'}}))).toEqual([
    ['a', 'Modify', {path: 'tags.secret', propertyChangeType: 'Modify', before: '*******', after: '*******'}],
  ]);
});
