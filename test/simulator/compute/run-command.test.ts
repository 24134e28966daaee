import {describe, expect, it} from 'vitest';
import {HEALTH_MARKER, printReport} from '../../../src/cluster-api/health-report.ts';
import {EXTENSION_KIND} from '../../../src/simulator/compute/extensions.ts';
import {SCALE_SET_KIND} from '../../../src/simulator/compute/scale-sets.ts';
import {VIRTUAL_MACHINE_KIND} from '../../../src/simulator/compute/virtual-machines.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {Settings} from '../../../src/simulator/settings.ts';
import {addInterface, EXTENSION_BODY, MACHINE, machineBody} from './machine-bodies.ts';
import {addSubnet, SET, scaleSetBody} from './scale-set-bodies.ts';
import {idOf, make, putOf, refusalOf, simulatedWorld, stored} from './simulated-world.ts';

/** Two machines that are nodes, and a third whose script has not ended yet. */
function worldWithNodes(settings: Partial<Settings> = {}): World {
  const world = simulatedWorld(settings);
  for (const name of ['one', 'two', 'three']) {
    addInterface(world, name);
    make(world, VIRTUAL_MACHINE_KIND, idOf(VIRTUAL_MACHINE_KIND.type, name), machineBody({}, {}, name));
  }
  for (const name of ['one', 'two']) make(world, EXTENSION_KIND, idOf(EXTENSION_KIND.type, name, 'b'), EXTENSION_BODY);
  return world;
}

function run(world: World, script: readonly string[], machine = MACHINE, commandId = 'RunShellScript') {
  const request = {method: 'POST', query: new URLSearchParams(), body: {commandId, script}, rest: []};
  return VIRTUAL_MACHINE_KIND.actions?.['runcommand']?.(world, stored(world, machine), request);
}

function answer(stdout: string) {
  return {
    result: {
      value: [
        {
          code: 'ProvisioningState/succeeded',
          level: 'Info',
          displayStatus: 'Provisioning succeeded',
          message: `Enable succeeded: \n[stdout]\n${stdout}\n[stderr]\n`,
        },
      ],
    },
    after: 20_000,
  };
}

const ADDONS = [
  {name: 'cloud-controller-manager', ready: 2, wanted: 2},
  {name: 'cloud-node-manager', ready: 2, wanted: 2},
  {name: 'coredns', ready: 2, wanted: 2},
  {name: 'kube-proxy', ready: 2, wanted: 2},
];

describe('the health script on a simulated machine', () => {
  it('reports the machines whose scripts ended well, as a real one prints it', () => {
    expect(run(worldWithNodes(), [HEALTH_MARKER, 'set -u'])).toEqual(
      answer(
        printReport({
          version: 1,
          api: {ok: true, detail: 'ok'},
          nodes: {ready: 2, total: 2, notReady: []},
          addons: ADDONS,
        }),
      ),
    );
  });

  it('reports what the settings say is wrong, and what stands still first', () => {
    const cluster = {
      notReady: [{node: 'two', reason: 'NetworkPluginNotReady'}],
      failingAddons: ['coredns', 'mine'],
      apiServerDown: false,
    };
    expect(run(worldWithNodes({cluster}), [`${HEALTH_MARKER}\nset -u`])).toEqual(
      answer(
        printReport({
          version: 1,
          api: {ok: true, detail: 'ok'},
          nodes: {ready: 1, total: 2, notReady: [{name: 'two', reason: 'NetworkPluginNotReady'}]},
          addons: [
            {name: 'cloud-node-manager', ready: 1, wanted: 2},
            {name: 'coredns', ready: 0, wanted: 2},
            {name: 'kube-proxy', ready: 1, wanted: 2},
            {name: 'mine', ready: 0, wanted: 1},
            {name: 'cloud-controller-manager', ready: 2, wanted: 2},
          ],
        }),
      ),
    );
  });

  it('reports that the API server is down', () => {
    const cluster = {notReady: [], failingAddons: [], apiServerDown: true};
    const detail = 'The connection to the server was refused - did you specify the right host or port?';
    expect(run(worldWithNodes({cluster}), [HEALTH_MARKER])).toEqual(
      answer(printReport({version: 1, api: {ok: false, detail}, nodes: null, addons: []})),
    );
  });

  it('reports on a machine that is no node yet that it has no kubeconfig', () => {
    const detail = 'there is no /etc/kubernetes/admin.conf on this machine: its bootstrap has not got that far';
    expect(run(worldWithNodes(), [HEALTH_MARKER], idOf(VIRTUAL_MACHINE_KIND.type, 'three'))).toEqual(
      answer(printReport({version: 1, api: {ok: false, detail}, nodes: null, addons: []})),
    );
  });

  it('counts machines of scale sets whose scripts ended well, and the autoscaler where there is one', () => {
    const world = worldWithNodes({failingBootstraps: [{machine: 'pool-000001', exitCode: 31}]});
    addSubnet(world);
    const tags = {team: 'a', 'cluster-autoscaler-enabled': 'true'};
    expect(() => make(world, SCALE_SET_KIND, SET, scaleSetBody(3, {rest: {tags}}))).toThrow('exit status=31');
    SCALE_SET_KIND.put(world, putOf(world, SCALE_SET_KIND.type, `${SET}-2`, scaleSetBody(1, {rest: {tags}})));
    const other = {...tags, 'vnetk8s-cluster': 'other'};
    make(world, SCALE_SET_KIND, `${SET}-3`, scaleSetBody(1, {rest: {tags: other}}));
    expect(run(world, [HEALTH_MARKER])).toEqual(
      answer(
        printReport({
          version: 1,
          api: {ok: true, detail: 'ok'},
          nodes: {ready: 4, total: 4, notReady: []},
          addons: [
            {name: 'cloud-controller-manager', ready: 2, wanted: 2},
            {name: 'cloud-node-manager', ready: 4, wanted: 4},
            {name: 'cluster-autoscaler', ready: 1, wanted: 1},
            {name: 'coredns', ready: 2, wanted: 2},
            {name: 'kube-proxy', ready: 4, wanted: 4},
          ],
        }),
      ),
    );
  });

  it('is the only script that prints anything', () => {
    expect(run(worldWithNodes(), ['uname -a'])).toEqual(answer(''));
  });

  it('is run by no other command', () => {
    expect(refusalOf(() => run(worldWithNodes(), [HEALTH_MARKER], MACHINE, 'RunPowerShellScript'))).toEqual({
      status: 404,
      code: 'NotFound',
      message: 'The entity RunPowerShellScript was not found.',
    });
  });
});
