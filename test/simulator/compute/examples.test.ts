import {describe, expect, it} from 'vitest';
import {accessKinds} from '../../../src/simulator/access/access-kinds.ts';
import {reportOf} from '../../../src/simulator/compute/cluster-model.ts';
import {computeKinds} from '../../../src/simulator/compute/compute-kinds.ts';
import type {Put, ResourceKind, World} from '../../../src/simulator/resource-kind.ts';
import {allResources, type ExpandedDeployment} from '../../../src/template/expanded.ts';
import {type JsonObject, type Resolver, resolveValue} from '../../../src/template/value.ts';
import {EXAMPLES, exampleCluster, expand, templateOf} from '../../arm/built-templates.ts';
import {simulatedWorld, stored} from './simulated-world.ts';

/** In an order in which what is referred to comes first. */
const KINDS = [...accessKinds, ...computeKinds];

/** What a deployment puts, of the kinds that are tested here; networks are there as far as they are needed. */
function putsOf(
  world: World,
  root: ExpandedDeployment,
): readonly {readonly kind: ResourceKind; readonly put: () => Put}[] {
  const resources = allResources(root).filter(({deployed}) => deployed);
  const resolver: Resolver = ({arguments: [id]}) => world.store.get(typeof id === 'string' ? id : '')?.properties;
  const bodyOf = (resource: (typeof resources)[number]): JsonObject =>
    JSON.parse(JSON.stringify(resolveValue(resource.body, resolver)));
  for (const resource of resources.filter(({type}) => /^Microsoft\.Network\/[^/]+$/.test(type))) {
    const {id, type, name} = resource;
    const {location = ''} = bodyOf(resource);
    world.store.put({id, type, name, location, properties: {}});
  }
  for (const [id] of JSON.stringify(resources).matchAll(/\/subscriptions\/[^"']*?\/subnets\/[^"'/]+/g)) {
    const type = 'Microsoft.Network/virtualNetworks/subnets';
    world.store.put({id, type, name: 'subnet', properties: {addressPrefix: '10.0.0.0/14'}});
  }
  return KINDS.flatMap((kind) =>
    resources
      .filter(({type}) => type === kind.type)
      .map((resource) => ({
        kind,
        put: () => {
          const {id, type, name, apiVersion} = resource;
          const existing = world.store.get(id);
          return {id, type, name: name.slice(name.lastIndexOf('/') + 1), apiVersion, body: bodyOf(resource), existing};
        },
      })),
  );
}

function deploy(world: World, root: ExpandedDeployment): void {
  const puts = putsOf(world, root);
  const all = puts.map(({put}) => put());
  for (const [index, {kind}] of puts.entries()) {
    const put = all[index];
    if (put !== undefined) kind.preflight?.(world, put, new Set(), all);
  }
  for (const {kind, put} of puts) {
    const {id} = put();
    kind.put(world, put());
    kind.finish?.(world, stored(world, id));
  }
}

/** Identities that people bring along. */
function addIdentities(world: World, root: ExpandedDeployment): void {
  const ids = JSON.stringify(allResources(root)).matchAll(/\/subscriptions\/[^"']*?\/userAssignedIdentities\/[^"'/]+/g);
  const [kind] = accessKinds;
  for (const [id] of ids) {
    kind?.put(world, {
      id,
      type: kind.type,
      name: 'identity',
      apiVersion: '',
      body: {location: 'a'},
      existing: undefined,
    });
  }
}

describe.each(EXAMPLES)('example %s', (name) => {
  it('has machines that a simulated Azure makes, and all become nodes; another deployment changes none', async () => {
    const cluster = await exampleCluster(name);
    const root = expand(templateOf(cluster));
    const world = simulatedWorld();
    addIdentities(world, root);
    deploy(world, root);
    const [machine] = world.store.list('Microsoft.Compute/virtualMachines');
    const wanted = cluster.nodePools.reduce((sum, {count}) => sum + count.min, cluster.controlPlane.count);
    if (machine === undefined) throw new Error('there is no machine');
    expect(reportOf(world, machine).nodes).toEqual({ready: wanted, total: wanted, notReady: []});
    const before = world.store.all();
    deploy(world, root);
    expect(world.store.all()).toEqual(before);
  });
});
