import {describe, expect, it} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {namedSubscription, surroundingResources} from '../../src/operations/simulated-surroundings.ts';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import {listAt, objectAt, textAt} from '../../src/simulator/fields.ts';
import {createSimulator, type Simulator} from '../../src/simulator/simulator.ts';
import type {Json} from '../../src/template/value.ts';
import {EXAMPLES, exampleCluster, templateOf} from '../arm/built-templates.ts';
import {ask, finish, goOn, START} from './ask-simulator.ts';

const SECRET = 'a secret that nobody may see';

describe.each(EXAMPLES)('examples/%s.yaml, deployed', (name) => {
  it('succeeds, also in a second process, and changes nothing when it is deployed again', async () => {
    const {simulator, group, request} = await begin(name);
    expect(ask(simulator, 'PUT', `${group}/providers/Microsoft.Resources/deployments/c`, request).body).toMatchObject({
      properties: {provisioningState: 'Accepted'},
    });
    simulator.advance(90_000);
    const other = goOn(simulator.save(), simulator.settings);
    const done = finish(simulator, 'c', group);
    expect(done['properties']).toMatchObject({provisioningState: 'Succeeded'});
    expect(finish(other, 'c', group)).toEqual(done);
    expect(JSON.stringify(simulator.save())).not.toContain(SECRET);
    const changes = previewed(simulator, group, request);
    expect(changes.filter((change) => !/^(?:NoChange|Ignore)$/.test(textAt(change, 'changeType') ?? ''))).toEqual([]);
    const before = byId(simulator);
    ask(simulator, 'PUT', `${group}/providers/Microsoft.Resources/deployments/c`, request);
    expect(finish(simulator, 'c', group)['properties']).toMatchObject({
      outputs: objectAt(done, 'properties', 'outputs'),
    });
    expect(byId(simulator)).toEqual(before);
  });
});

/** Rules of a security group go and come again with it, and stand behind others then. */
function byId({store}: Simulator) {
  return store.all().toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function begin(name: string) {
  const cluster = await exampleCluster(name);
  const named = namedSubscription(cluster);
  const simulator = createSimulator({
    settings: defaultSettings({
      resources: surroundingResources({cluster, plan: planAddresses(cluster)}),
      ...(named === undefined ? {} : {subscriptionId: named}),
    }),
    now: START,
  });
  const group = `/subscriptions/${simulator.settings.subscriptionId}/resourceGroups/cluster`;
  ask(simulator, 'PUT', group, {location: cluster.location});
  const template = templateOf(cluster);
  const parameters = Object.fromEntries(
    Object.entries(template.parameters).flatMap(([key, {type, defaultValue}]) =>
      defaultValue === undefined ? [[key, {value: type === 'securestring' ? SECRET : 'public'}]] : [],
    ),
  );
  return {simulator, group, request: {properties: {mode: 'Incremental', template, parameters}}};
}

function previewed(simulator: Simulator, group: string, request: object): readonly Json[] {
  const begun = ask(simulator, 'POST', `${group}/providers/Microsoft.Resources/deployments/c/whatIf`, request);
  simulator.advance(60_000);
  return listAt(ask(simulator, 'GET', begun.headers['location'] ?? '').body, 'properties', 'changes');
}
