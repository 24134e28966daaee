import {expect, it} from 'vitest';
import {instancesOf} from '../../../src/simulator/compute/scale-set-instances.ts';
import {poolMembersOf} from '../../../src/simulator/compute/scale-set-pools.ts';
import {SCALE_SET_KIND} from '../../../src/simulator/compute/scale-sets.ts';
import {listAt, objectAt} from '../../../src/simulator/fields.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {addSubnet, SET, scaleSetBody} from './scale-set-bodies.ts';
import {make, refusalOf, simulatedWorld, stored} from './simulated-world.ts';

const POOL = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb/backendAddressPools/nodes';

/** Asks for a machine, or changes it. */
function machine(world: World, path: string, method = 'GET', body: JsonObject = {}) {
  const asked = {method, query: new URLSearchParams(), body, rest: path.split('/')};
  return SCALE_SET_KIND.actions?.['virtualmachines']?.(world, stored(world, SET), asked);
}

function configurationOf(world: World, id: string): readonly JsonObject[] {
  const shown = machine(world, id)?.result;
  return listAt(shown, 'properties', 'networkProfileConfiguration', 'networkInterfaceConfigurations').map((each) =>
    objectAt(each),
  );
}

/** The same interfaces with their first ipConfigurations in these pools. */
function inPools(interfaces: readonly JsonObject[], pools: readonly string[]): JsonObject {
  const networkInterfaceConfigurations = interfaces.map((nic) => ({
    ...nic,
    properties: {
      ...objectAt(nic, 'properties'),
      ipConfigurations: listAt(nic, 'properties', 'ipConfigurations').map((item, index) => ({
        ...objectAt(item),
        properties: {
          ...objectAt(item, 'properties'),
          ...(index === 0 ? {loadBalancerBackendAddressPools: pools.map((id) => ({id}))} : {}),
        },
      })),
    },
  }));
  return {properties: {networkProfileConfiguration: {networkInterfaceConfigurations}}};
}

it('a machine of a scale set is taken into a backend pool by itself, and out of it again', () => {
  const world = simulatedWorld();
  addSubnet(world);
  make(world, SCALE_SET_KIND, SET, scaleSetBody(2));
  const model = configurationOf(world, '1');
  const [nic] = model;
  const [first] = listAt(nic, 'properties', 'ipConfigurations').map((item) => objectAt(item)['name']);

  expect(machine(world, '1', 'PUT', inPools(model, [POOL]))?.after).toBe(10_000);
  expect(poolMembersOf(stored(world, SET))).toEqual([
    [POOL, `${SET}/virtualMachines/1/networkInterfaces/${nic?.['name']}/ipConfigurations/${first}`],
  ]);
  expect(configurationOf(world, '0')).toEqual(model);
  expect(inPools(model, [POOL])).toMatchObject({
    properties: {networkProfileConfiguration: {networkInterfaceConfigurations: configurationOf(world, '1')}},
  });

  machine(world, '1', 'PUT', inPools(configurationOf(world, '1'), []));
  expect(poolMembersOf(stored(world, SET))).toEqual([]);
  expect(instancesOf(stored(world, SET)).map(({interfaces}) => interfaces)).toEqual([undefined, undefined]);
});

it('a machine that is brought to the model is in no pool of its own', () => {
  const world = simulatedWorld();
  addSubnet(world);
  make(world, SCALE_SET_KIND, SET, scaleSetBody(1));
  machine(world, '0', 'PUT', inPools(configurationOf(world, '0'), [POOL]));
  const asked = {method: 'POST', query: new URLSearchParams(), body: {instanceIds: ['*']}, rest: []};
  SCALE_SET_KIND.actions?.['manualupgrade']?.(world, stored(world, SET), asked);
  expect(poolMembersOf(stored(world, SET))).toEqual([]);
});

it('the interface of a machine is found by its name, and what is below it', () => {
  const world = simulatedWorld();
  addSubnet(world);
  make(world, SCALE_SET_KIND, SET, scaleSetBody(1));
  const {value} = machine(world, '0/networkInterfaces')?.result ?? {};
  const [nic] = listAt(value).map((item) => objectAt(item));
  const configurations = listAt(nic, 'properties', 'ipConfigurations');
  expect(machine(world, '0/networkInterfaces/PRIMARY')?.result).toEqual(nic);
  expect(machine(world, '0/networkInterfaces/primary/ipConfigurations')?.result).toEqual({value: configurations});
  expect(machine(world, '0/networkInterfaces/primary/ipConfigurations/address-1')?.result).toEqual(configurations[1]);
  expect(refusalOf(() => machine(world, '0/networkInterfaces/other'))).toEqual({
    status: 404,
    code: 'NotFound',
    message: 'There is nothing called other.',
  });
});
