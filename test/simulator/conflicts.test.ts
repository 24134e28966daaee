import {describe, expect, it} from 'vitest';
import {listAt, textAt} from '../../src/simulator/fields.ts';
import type {Simulator} from '../../src/simulator/simulator.ts';
import {ask, deploy, deployment, finish, GROUP, identity, nested, simulate, templateOf} from './ask-simulator.ts';

const A = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/a`;
const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v`;
const LOCK = `${GROUP}/providers/Microsoft.Authorization/locks/l`;
const SPACE = {location: 'westeurope', properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}}};
const HERE = {location: 'westeurope'};

/** The status of an answer, and its error. */
function refusal(simulator: Simulator, method: string, path: string, body?: object): string {
  const answer = ask(simulator, method, path, body);
  return `${answer.status} ${textAt(answer.body, 'error', 'code')}: ${textAt(answer.body, 'error', 'message')}`;
}

function deploying(resources: readonly object[]) {
  return {properties: {mode: 'Incremental', template: templateOf(resources)}};
}

describe('a resource group that is being deleted', () => {
  it('takes nothing new, and no deployment', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', A, HERE);
    ask(simulator, 'DELETE', GROUP);
    const message =
      "409 ResourceGroupBeingDeleted: The resource group 'test' is in deprovisioning state and cannot perform this operation.";
    const asked = [
      ['PUT', GROUP, HERE],
      ['PATCH', GROUP, {tags: {}}],
      ['PUT', A, HERE],
      ['PATCH', A, {tags: {}}],
      ['PUT', deployment('main'), deploying([identity('b')])],
      ['POST', `${deployment('main')}/validate`, deploying([identity('b')])],
    ] as const;
    expect(asked.map(([method, path, body]) => refusal(simulator, method, path, body))).toEqual(
      asked.map(() => message),
    );
    expect(ask(simulator, 'GET', A).status).toBe(200);
    simulator.advance(200_000);
    expect(refusal(simulator, 'GET', GROUP)).toContain('404 ResourceGroupNotFound');
  });

  it('takes no deployment that is nested in one of another group either', () => {
    const simulator = simulate();
    const other = GROUP.replace('/test', '/other');
    ask(simulator, 'PUT', other, HERE);
    ask(simulator, 'DELETE', other);
    const {body} = deploy(simulator, templateOf([nested('inner', [identity('b')], {resourceGroup: 'other'})]));
    expect(listAt(body, 'error', 'details').map((each) => textAt(each, 'code'))).toContain('ResourceGroupBeingDeleted');
  });

  it('is as it was if something in it cannot be deleted', () => {
    const simulator = simulate();
    const other = GROUP.replace('/test', '/other');
    ask(simulator, 'PUT', other, HERE);
    ask(simulator, 'PUT', NETWORK, {
      ...SPACE,
      properties: {...SPACE.properties, subnets: [{name: 's', properties: {addressPrefix: '10.0.0.0/24'}}]},
    });
    const ipConfigurations = [{name: 'i', properties: {subnet: {id: `${NETWORK}/subnets/s`}}}];
    ask(simulator, 'PUT', `${other}/providers/Microsoft.Network/networkInterfaces/n`, {
      ...HERE,
      properties: {ipConfigurations},
    });
    const {headers} = ask(simulator, 'DELETE', GROUP);
    simulator.advance(200_000);
    expect(refusal(simulator, 'GET', headers['location'] ?? '')).toContain('409 ResourceGroupDeletionBlocked');
    expect(textAt(ask(simulator, 'GET', GROUP).body, 'properties', 'provisioningState')).toBe('Succeeded');
    expect(ask(simulator, 'PUT', A, HERE).status).toBe(201);
  });
});

describe('a resource that is being deleted', () => {
  it('is not written meanwhile, and can be made anew then', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', NETWORK, SPACE);
    simulator.advance(60_000);
    ask(simulator, 'DELETE', NETWORK);
    const message = `409 AnotherOperationInProgress: Another operation on this or dependent resource is in progress: '${NETWORK}' is being deleted.`;
    expect(refusal(simulator, 'PUT', NETWORK, SPACE)).toBe(message);
    expect(refusal(simulator, 'PATCH', NETWORK, {tags: {}})).toBe(message);
    expect(ask(simulator, 'DELETE', NETWORK).status).toBe(202);
    simulator.advance(60_000);
    expect(ask(simulator, 'PUT', NETWORK, SPACE).status).toBe(201);
  });
});

describe('a lock', () => {
  it('that only allows reading refuses deployments, also those that are only validated', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', LOCK, {properties: {level: 'ReadOnly'}});
    const body = deploying([identity('b')]);
    const id = deployment('main');
    const locked = `409 ScopeLocked: The scope '${id}' cannot perform write operation because following scope(s) are locked: '${GROUP}'. Please remove the lock and try again.`;
    expect(refusal(simulator, 'PUT', id, body)).toBe(locked);
    expect(refusal(simulator, 'POST', `${id}/validate`, body)).toBe(locked);
  });

  it('of a resource is told before a deployment would write it', () => {
    const simulator = simulate();
    ask(simulator, 'PUT', A, HERE);
    ask(simulator, 'PUT', `${A}/providers/Microsoft.Authorization/locks/l`, {properties: {level: 'ReadOnly'}});
    const {status, body} = deploy(simulator, templateOf([identity('b'), identity('a')]));
    expect([status, textAt(body, 'error', 'code')]).toEqual([400, 'InvalidTemplateDeployment']);
    expect(listAt(body, 'error', 'details')).toEqual([
      {
        code: 'ScopeLocked',
        message: `The scope '${A}' cannot perform write operation because following scope(s) are locked: '${A}'. Please remove the lock and try again.`,
      },
    ]);
  });

  it('of a group that another deployment is to go to is told before as well', () => {
    const simulator = simulate();
    const other = GROUP.replace('/test', '/other');
    ask(simulator, 'PUT', other, HERE);
    ask(simulator, 'PUT', LOCK.replace('/test/', '/other/'), {properties: {level: 'ReadOnly'}});
    const {body} = deploy(simulator, templateOf([nested('inner', [], {resourceGroup: 'other'})]));
    expect(listAt(body, 'error', 'details').map((each) => textAt(each, 'code'))).toEqual(['ScopeLocked']);
  });

  it('that only allows reading refuses to stop machines, and shows how they are', () => {
    const simulator = simulate({
      resources: [{id: `${GROUP}/providers/Microsoft.Compute/virtualMachines/m`, location: 'westeurope'}],
    });
    const machine = `${GROUP}/providers/Microsoft.Compute/virtualMachines/m`;
    ask(simulator, 'PUT', LOCK, {properties: {level: 'ReadOnly'}});
    expect(refusal(simulator, 'POST', `${machine}/deallocate`)).toContain('409 ScopeLocked: ');
    expect(ask(simulator, 'GET', `${machine}/instanceView`).status).toBe(200);
  });

  it('against deleting keeps deployments in the history', () => {
    const simulator = simulate();
    deploy(simulator, templateOf([identity('a')]));
    finish(simulator);
    ask(simulator, 'PUT', LOCK, {properties: {level: 'CanNotDelete'}});
    expect(refusal(simulator, 'DELETE', deployment('main'))).toContain('409 ScopeLocked: ');
  });
});

describe('what is written at a resource', () => {
  it('needs the resource', () => {
    const simulator = simulate();
    const path = `${NETWORK}/providers/Microsoft.Authorization/locks/l`;
    const body = {properties: {level: 'ReadOnly'}};
    expect(refusal(simulator, 'PUT', path, body)).toBe(
      "404 ResourceNotFound: The Resource 'Microsoft.Network/virtualNetworks/v' under resource group 'test' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    );
    ask(simulator, 'PUT', NETWORK, SPACE);
    expect(ask(simulator, 'PUT', path, body).status).toBe(201);
  });
});
