import {describe, expect, it} from 'vitest';
import {AVAILABILITY_SET_KIND} from '../../../src/simulator/compute/availability-sets.ts';
import {VIRTUAL_MACHINE_KIND} from '../../../src/simulator/compute/virtual-machines.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {addInterface, MACHINE, machineBody} from './machine-bodies.ts';
import {idOf, make, putOf, refusalOf, show, simulatedWorld, stored} from './simulated-world.ts';

const SET = idOf(AVAILABILITY_SET_KIND.type, 'set');

function setBody(properties: JsonObject = {}): JsonObject {
  return {location: 'westeurope', sku: {name: 'Aligned'}, properties: {platformFaultDomainCount: 2, ...properties}};
}

function worldWithMachines(): World {
  const world = simulatedWorld();
  make(world, AVAILABILITY_SET_KIND, SET, setBody());
  for (const name of ['one', 'two', 'three']) {
    addInterface(world, name);
    const body = machineBody({availabilitySet: {id: SET}}, {}, name);
    make(world, VIRTUAL_MACHINE_KIND, idOf(VIRTUAL_MACHINE_KIND.type, name), body);
  }
  return world;
}

describe('an availability set', () => {
  it('shows its machines, which are in one domain after the other', () => {
    const world = worldWithMachines();
    const ids = ['one', 'two', 'three'].map((name) => idOf(VIRTUAL_MACHINE_KIND.type, name));
    expect(show(world, AVAILABILITY_SET_KIND, SET)).toEqual({
      id: SET,
      type: 'Microsoft.Compute/availabilitySets',
      name: 'set',
      location: 'westeurope',
      tags: {},
      sku: {name: 'Aligned'},
      properties: {
        platformFaultDomainCount: 2,
        platformUpdateDomainCount: 5,
        virtualMachines: ids.map((id) => ({id: id.toUpperCase()})),
      },
    });
    const request = {method: 'GET', query: new URLSearchParams(), body: {}, rest: []};
    const domains = ids.map((id) => {
      const view = VIRTUAL_MACHINE_KIND.actions?.['instanceview']?.(world, stored(world, id), request);
      return [view?.result['platformFaultDomain'], view?.result['platformUpdateDomain']];
    });
    expect(domains).toEqual([
      [0, 0],
      [1, 1],
      [0, 2],
    ]);
  });

  it('cannot be deleted while machines are in it', () => {
    const world = worldWithMachines();
    expect(refusalOf(() => AVAILABILITY_SET_KIND.remove?.(world, stored(world, SET)))).toEqual({
      status: 409,
      code: 'OperationNotAllowed',
      message:
        "Availability Set 'set' cannot be deleted. Before deleting an Availability Set please ensure that it does not contain any VM.",
    });
  });

  it('has as many domains as Azure has, and keeps their number', () => {
    const world = worldWithMachines();
    const put = (properties: JsonObject) => () => make(world, AVAILABILITY_SET_KIND, SET, setBody(properties));
    expect(refusalOf(put({platformFaultDomainCount: 4}))).toEqual({
      status: 400,
      code: 'InvalidParameter',
      message: "The specified value 4 for 'platformFaultDomainCount' must be between 1 and 3.",
      target: 'platformFaultDomainCount',
    });
    expect(refusalOf(put({platformFaultDomainCount: 3}))).toEqual({
      status: 409,
      code: 'PropertyChangeNotAllowed',
      message: "Changing property 'platformFaultDomainCount' is not allowed.",
      target: 'platformFaultDomainCount',
    });
    expect(refusalOf(put({}))).toBe('nothing was refused');
  });

  it('must be there before its machines, which are in no zones', () => {
    const world = simulatedWorld();
    addInterface(world);
    const refused = (rest: JsonObject) =>
      refusalOf(() => {
        const body = machineBody({availabilitySet: {id: SET}}, rest);
        VIRTUAL_MACHINE_KIND.put(world, putOf(world, VIRTUAL_MACHINE_KIND.type, MACHINE, body));
      });
    expect(refused({})).toEqual({
      status: 400,
      code: 'InvalidResourceReference',
      message:
        `Resource ${SET} referenced by resource ${MACHINE} was not found. Please make sure that the referenced resource ` +
        'exists, and that both resources are in the same region.',
      details: [],
    });
    expect(refused({zones: ['1']})).toEqual({
      status: 400,
      code: 'InvalidParameter',
      message: 'Virtual Machine cannot be created with both an availability set and zones.',
      target: 'zones',
    });
  });
});
