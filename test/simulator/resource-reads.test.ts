import {expect, it} from 'vitest';
import {listAt, objectAt} from '../../src/simulator/fields.ts';
import {ask, GROUP, simulate} from './ask-simulator.ts';

const MACHINES = `${GROUP}/providers/Microsoft.Compute/virtualMachines`;

it('a machine shows how it runs to whoever asks for that, by itself and in lists', () => {
  const properties = {provisioningState: 'Succeeded', osProfile: {computerName: 'vm'}};
  const simulator = simulate({resources: [{id: `${MACHINES}/vm`, location: 'westeurope', properties}]});
  const {body: view} = ask(simulator, 'GET', `${MACHINES}/vm/instanceView`);
  const {body: plain} = ask(simulator, 'GET', `${MACHINES}/vm`);
  const {body: expanded} = ask(simulator, 'GET', `${MACHINES}/vm?$expand=instanceView`);
  const {body: list} = ask(simulator, 'GET', `${MACHINES}?$expand=instanceView`);
  expect(view).toMatchObject({computerName: 'vm'});
  expect(Object.keys(objectAt(plain, 'properties'))).not.toContain('instanceView');
  expect(expanded).toEqual({...plain, properties: {...objectAt(plain, 'properties'), instanceView: view}});
  expect(listAt(list, 'value')).toEqual([expanded]);
});

it('a list of what nobody has made is empty, as the cloud controller asks before it removes a load balancer', () => {
  const {status, body} = ask(simulate(), 'GET', `${GROUP}/providers/Microsoft.Network/privateLinkServices`);
  expect([status, body]).toEqual([200, {value: []}]);
});
