import {describe, expect, it} from 'vitest';
import {IDENTITY_KIND} from '../../../src/simulator/access/identities.ts';
import {idOf, make, simulatedWorld, TENANT} from '../compute/simulated-world.ts';

const ID = idOf(IDENTITY_KIND.type, 'cluster');

describe('an identity', () => {
  it('is somebody in the directory, the same in every simulation', () => {
    const body = {location: 'westeurope', tags: {team: 'a'}, properties: {}};
    const {principalId = '', clientId = ''} = make(simulatedWorld(), IDENTITY_KIND, ID, body).properties;
    const world = simulatedWorld();
    const expected = {
      id: ID,
      type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
      name: 'cluster',
      location: 'westeurope',
      tags: {team: 'a'},
      properties: {tenantId: TENANT, principalId, clientId},
    };
    expect(make(world, IDENTITY_KIND, ID, body)).toEqual(expected);
    expect(make(world, IDENTITY_KIND, ID, body)).toEqual(expected);
    const other = make(world, IDENTITY_KIND, `${ID}2`, body).properties;
    expect(new Set([principalId, clientId, other['principalId'], other['clientId']]).size).toBe(4);
  });

  it('is who the settings say, and stays so', () => {
    const world = simulatedWorld();
    const principalId = '11111111-1111-1111-1111-111111111111';
    const made = make(world, IDENTITY_KIND, ID, {location: 'westeurope', properties: {principalId}});
    expect(made.properties['principalId']).toBe(principalId);
    expect(make(world, IDENTITY_KIND, ID, {location: 'westeurope', properties: {}})).toEqual(made);
  });
});
