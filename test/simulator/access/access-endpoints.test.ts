import {describe, expect, it} from 'vitest';
import {checkLocks, LOCK_KIND} from '../../../src/simulator/access/locks.ts';
import {checkPermission} from '../../../src/simulator/access/permissions.ts';
import {checkPolicies} from '../../../src/simulator/access/policies.ts';
import {checkRegistration} from '../../../src/simulator/access/providers.ts';
import {listAt, textAt} from '../../../src/simulator/fields.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import {GROUP, idOf, make, putOf, refusalOf, SUBSCRIPTION, simulatedWorld, TENANT} from '../compute/simulated-world.ts';
import {ask} from './ask.ts';

const HERE = `/subscriptions/${SUBSCRIPTION}`;

describe('subscriptions and tenants', () => {
  it('are one each', () => {
    const world = simulatedWorld();
    const subscription = {
      id: HERE,
      subscriptionId: SUBSCRIPTION,
      tenantId: TENANT,
      displayName: 'Simulated',
      state: 'Enabled',
      authorizationSource: 'RoleBased',
      subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: 'PayAsYouGo_2014-09-01',
        spendingLimit: 'Off',
      },
    };
    expect(ask(world, '/subscriptions')).toEqual({value: [subscription]});
    expect(ask(world, HERE)).toEqual(subscription);
    expect(ask(world, '/tenants')).toEqual({
      value: [{id: `/tenants/${TENANT}`, tenantId: TENANT, displayName: 'Simulated', tenantCategory: 'Home'}],
    });
    expect(refusalOf(() => ask(world, `/subscriptions/${TENANT}`))).toEqual({
      status: 404,
      code: 'SubscriptionNotFound',
      message: `The subscription '${TENANT}' could not be found.`,
    });
  });

  it('have locations, with zones where there are any', () => {
    const value = ask(simulatedWorld(), `${HERE}/locations`)['value'] as {readonly name: string}[];
    const zone = (logicalZone: string) => ({logicalZone, physicalZone: `westeurope-az${logicalZone}`});
    const region = (name: string) => ({
      id: `${HERE}/locations/${name}`,
      name,
      type: 'Region',
      displayName: name,
      regionalDisplayName: name,
      metadata: {regionType: 'Physical'},
    });
    expect(value.find(({name}) => name === 'westeurope')).toEqual({
      ...region('westeurope'),
      availabilityZoneMappings: [zone('1'), zone('2'), zone('3')],
    });
    expect(value.find(({name}) => name === 'westus')).toEqual(region('westus'));
  });
});

describe('the provider of machines', () => {
  it('tells which regions have zones, as the cloud controller asks when it begins', () => {
    const types = listAt(ask(simulatedWorld(), `${HERE}/providers/Microsoft.Compute`), 'resourceTypes');
    expect(types.map((type) => textAt(type, 'resourceType'))).toEqual([
      'virtualMachines',
      'virtualMachineScaleSets',
      'disks',
    ]);
    const zones = listAt(types[0], 'zoneMappings');
    expect(zones.find((each) => textAt(each, 'location') === 'westeurope')).toEqual({
      location: 'westeurope',
      zones: ['1', '2', '3'],
    });
    expect(zones.find((each) => textAt(each, 'location') === 'westus')).toBeUndefined();
  });
});

describe('a resource provider that is not registered', () => {
  it('is once it was registered a minute ago', () => {
    const world = simulatedWorld({unregisteredProviders: ['Microsoft.Compute']});
    const provider = (registrationState: string) => ({
      id: `${HERE}/providers/Microsoft.Compute`,
      namespace: 'Microsoft.Compute',
      registrationPolicy: 'RegistrationRequired',
      registrationState,
      resourceTypes: expect.any(Array),
    });
    const path = `${HERE}/providers/microsoft.compute`;
    expect(ask(world, path)).toEqual(provider('NotRegistered'));
    const error = {
      code: 'MissingSubscriptionRegistration',
      message:
        "The subscription is not registered to use namespace 'Microsoft.Compute'. See https://aka.ms/rps-not-found for how to register subscriptions.",
    };
    expect(refusalOf(() => checkRegistration(world, 'Microsoft.Compute/virtualMachines'))).toEqual({
      status: 409,
      ...error,
      details: [{...error, target: 'Microsoft.Compute'}],
    });
    expect(ask(world, `${path}/register`, undefined, 'POST')).toEqual(provider('Registering'));
    expect(ask({...world, now: world.now + 59_999}, path)).toEqual(provider('Registering'));
    const later: World = {...world, now: world.now + 60_000};
    expect(ask(later, path)).toEqual(provider('Registered'));
    expect(refusalOf(() => checkRegistration(later, 'Microsoft.Compute/virtualMachines'))).toBe('nothing was refused');
  });

  it('is in the list of all', () => {
    const world = simulatedWorld({unregisteredProviders: ['Microsoft.Network']});
    const value = ask(world, `${HERE}/providers`)['value'] as Readonly<Record<string, string>>[];
    expect(value.map(({namespace, registrationState}) => `${namespace} ${registrationState}`)).toEqual([
      'Microsoft.Authorization Registered',
      'Microsoft.Compute Registered',
      'Microsoft.ManagedIdentity Registered',
      'Microsoft.Network NotRegistered',
      'Microsoft.Resources Registered',
      'Microsoft.Storage Registered',
    ]);
  });
});

describe('permissions', () => {
  const world = simulatedWorld({
    deniedActions: [
      {action: 'Microsoft.Authorization/*/write'},
      {action: 'Microsoft.Network/virtualNetworks/*', scope: `${HERE}/resourceGroups/other`},
    ],
  });

  it('are everything but what is denied at the scope', () => {
    const at = (scope: string) => ask(world, `${scope}/providers/Microsoft.Authorization/permissions`)['value'];
    const permission = (...notActions: readonly string[]) => [
      {actions: ['*'], notActions, dataActions: [], notDataActions: []},
    ];
    expect(at(GROUP)).toEqual(permission('Microsoft.Authorization/*/write'));
    expect(at(`${HERE}/resourcegroups/OTHER/providers/Microsoft.Network/virtualNetworks/a`)).toEqual(
      permission('Microsoft.Authorization/*/write', 'Microsoft.Network/virtualNetworks/*'),
    );
  });

  it('refuse what is denied', () => {
    const check = (action: string) => () => checkPermission(world.settings, action, GROUP);
    expect(refusalOf(check('Microsoft.Authorization/roleAssignments/write'))).toEqual({
      status: 403,
      code: 'AuthorizationFailed',
      message:
        `The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' does not have authorization to perform action ` +
        `'Microsoft.Authorization/roleAssignments/write' over scope '${GROUP}' or the scope is invalid. If access was ` +
        'recently granted, please refresh your credentials.',
    });
    expect(refusalOf(check('Microsoft.Network/virtualNetworks/write'))).toBe('nothing was refused');
  });
});

describe('locks', () => {
  it('hold at their scope and below', () => {
    const world = simulatedWorld();
    const network = idOf('Microsoft.Network/virtualNetworks', 'net');
    const id = `${network}/providers/Microsoft.Authorization/locks/keep`;
    const lock = make(world, LOCK_KIND, id, {properties: {level: 'CanNotDelete', notes: 'ours'}});
    expect(lock).toEqual({
      id,
      type: 'Microsoft.Authorization/locks',
      name: 'keep',
      properties: {level: 'CanNotDelete', notes: 'ours'},
    });
    const list = (scope: string, filter?: string) =>
      ask(world, `${scope}/providers/Microsoft.Authorization/locks`, filter)['value'];
    expect(list(`${network}/subnets/a`)).toEqual([lock]);
    expect(list(GROUP)).toEqual([lock]);
    expect(list(GROUP, 'atScope()')).toEqual([]);
    expect(refusalOf(() => checkLocks(world.store, `${network}/subnets/a`, 'delete'))).toEqual({
      status: 409,
      code: 'ScopeLocked',
      message:
        `The scope '${network}/subnets/a' cannot perform delete operation because following scope(s) are locked: ` +
        `'${network}'. Please remove the lock and try again.`,
    });
    expect(refusalOf(() => checkLocks(world.store, network, 'write'))).toBe('nothing was refused');
    expect(refusalOf(() => checkLocks(world.store, id, 'delete'))).toBe('nothing was refused');
  });
});

describe('policies', () => {
  const world = simulatedWorld({
    policies: [{name: 'need-owner', requiredTag: 'owner', allowedLocations: ['westeurope']}],
  });
  const refused = (body: Parameters<typeof putOf>[3]) =>
    refusalOf(() => checkPolicies(world.settings, putOf(world, 'Microsoft.Compute/disks', `${GROUP}/a`, body)));

  it('refuse a type altogether, and leave others alone', () => {
    const {settings} = simulatedWorld({policies: [{name: 'no-disks', types: ['microsoft.compute/DISKS']}]});
    const codeOf = (type: string) =>
      refusalOf(() => checkPolicies(settings, putOf(world, type, `${GROUP}/a`, {location: 'westeurope'})));
    expect(codeOf('Microsoft.Compute/disks')).toMatchObject({status: 403, code: 'RequestDisallowedByPolicy'});
    expect(codeOf('Microsoft.Compute/virtualMachines')).toBe('nothing was refused');
  });

  it('refuse what lacks a tag or is in a wrong region', () => {
    const path = `${HERE}/providers/Microsoft.Authorization`;
    const error = {
      status: 403,
      code: 'RequestDisallowedByPolicy',
      target: 'a',
      message:
        'Resource \'a\' was disallowed by policy. Policy identifiers: \'[{"policyAssignment":{"name":"need-owner",' +
        `"id":"${path}/policyAssignments/need-owner"},"policyDefinition":{"name":"need-owner",` +
        `"id":"${path}/policyDefinitions/need-owner"}}]'.`,
    };
    expect(refused({location: 'westeurope', tags: {team: 'a'}})).toEqual(error);
    expect(refused({location: 'eastus', tags: {Owner: 'a'}})).toEqual(error);
    expect(refused({location: 'West Europe', tags: {Owner: 'a'}})).toBe('nothing was refused');
    expect(refused({properties: {}})).toBe('nothing was refused');
  });

  it('are listed', () => {
    expect(ask(world, `${GROUP}/providers/Microsoft.Authorization/policyAssignments`)).toEqual({
      value: [
        {
          id: `${HERE}/providers/Microsoft.Authorization/policyAssignments/need-owner`,
          type: 'Microsoft.Authorization/policyAssignments',
          name: 'need-owner',
          properties: {
            displayName: 'need-owner',
            policyDefinitionId: `${HERE}/providers/Microsoft.Authorization/policyDefinitions/need-owner`,
            scope: HERE,
            enforcementMode: 'Default',
          },
        },
      ],
    });
  });
});
