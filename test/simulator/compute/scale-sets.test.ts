import {describe, expect, it} from 'vitest';
import {computerNameOf, instancesOf} from '../../../src/simulator/compute/scale-set-instances.ts';
import {SCALE_SET_KIND} from '../../../src/simulator/compute/scale-sets.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {Json, JsonObject} from '../../../src/template/value.ts';
import {addSubnet, EXTENSION, SET, SUBNET, scaleSetBody} from './scale-set-bodies.ts';
import {make, putOf, refusalOf, show, simulatedWorld, stored} from './simulated-world.ts';

const TYPE = SCALE_SET_KIND.type;

function worldWithSubnet(...parameters: Parameters<typeof simulatedWorld>): World {
  const world = simulatedWorld(...parameters);
  addSubnet(world);
  return world;
}

function ask(
  world: World,
  action: string,
  options: {
    readonly rest?: readonly string[];
    readonly body?: JsonObject;
    readonly query?: string;
    readonly method?: string;
  } = {},
) {
  const {rest = [], body = {}, query = '', method = 'GET'} = options;
  return SCALE_SET_KIND.actions?.[action]?.(world, stored(world, SET), {
    method,
    query: new URLSearchParams(query),
    body,
    rest,
  });
}

/** Some of what is said of each machine. */
function machines(world: World, ...paths: readonly (readonly string[])[]): Json {
  const value = ask(world, 'virtualmachines')?.result['value'] as JsonObject[];
  return value.map((machine) =>
    paths.map((path) => path.reduce<Json>((at, name) => (at as JsonObject)[name] ?? null, machine)),
  );
}

function addressesOf(world: World): readonly (readonly string[])[] {
  return instancesOf(stored(world, SET)).map(({addresses}) => addresses);
}

describe('a scale set', () => {
  it('is made with its machines, over its zones, and shows neither custom data nor protected settings', () => {
    const world = worldWithSubnet();
    const body = scaleSetBody(4, {rest: {zones: ['1', '2', '3']}});
    expect(SCALE_SET_KIND.put(world, putOf(world, TYPE, SET, body))).toBe(271_200);
    SCALE_SET_KIND.finish?.(world, stored(world, SET));
    const properties = body['properties'] as JsonObject;
    const profile = properties['virtualMachineProfile'] as JsonObject;
    const {customData: _, ...osProfile} = profile['osProfile'] as JsonObject;
    expect(show(world, SCALE_SET_KIND, SET)).toEqual({
      id: SET,
      type: TYPE,
      name: 'pool',
      location: 'westeurope',
      zones: ['1', '2', '3'],
      sku: {name: 'Standard_D2s_v5', tier: 'Standard', capacity: 4},
      properties: {
        ...properties,
        virtualMachineProfile: {
          ...profile,
          osProfile,
          extensionProfile: {extensions: [EXTENSION]},
          storageProfile: {osDisk: {createOption: 'FromImage', osType: 'Linux'}},
        },
        uniqueId: stored(world, SET).properties['uniqueId'],
        provisioningState: 'Succeeded',
      },
    });
    expect(JSON.stringify(world.store.all())).not.toMatch(/c2VjcmV0|aGVsbG8=/);
    expect(machines(world, ['instanceId'], ['name'], ['zones'], ['properties', 'osProfile', 'computerName'])).toEqual([
      ['0', 'pool_0', ['1'], 'pool-000000'],
      ['1', 'pool_1', ['2'], 'pool-000001'],
      ['2', 'pool_2', ['3'], 'pool-000002'],
      ['3', 'pool_3', ['1'], 'pool-000003'],
    ]);
    expect(addressesOf(world)).toEqual([
      ['10.1.0.4', '10.1.0.5'],
      ['10.1.0.6', '10.1.0.7'],
      ['10.1.0.8', '10.1.0.9'],
      ['10.1.0.10', '10.1.0.11'],
    ]);
    expect(computerNameOf(stored(world, SET), 1_000)).toBe('pool-0000rs');
  });

  it('grows and shrinks with its capacity: the newest machines of the fullest zones go, and numbers are not used again', () => {
    const world = worldWithSubnet();
    const withZones = (capacity: number) => scaleSetBody(capacity, {rest: {zones: ['1', '2']}});
    make(world, SCALE_SET_KIND, SET, withZones(5));
    make(world, SCALE_SET_KIND, SET, withZones(3));
    expect(machines(world, ['instanceId'], ['zones'])).toEqual([
      ['0', ['1']],
      ['1', ['2']],
      ['2', ['1']],
    ]);
    make(world, SCALE_SET_KIND, SET, withZones(4));
    expect(machines(world, ['instanceId'], ['zones'])).toEqual([
      ['0', ['1']],
      ['1', ['2']],
      ['2', ['1']],
      ['5', ['2']],
    ]);
    expect(addressesOf(world)).toEqual([
      ['10.1.0.4', '10.1.0.5'],
      ['10.1.0.6', '10.1.0.7'],
      ['10.1.0.8', '10.1.0.9'],
      ['10.1.0.10', '10.1.0.11'],
    ]);
  });

  it('shrinks where a zone has more machines than another', () => {
    const world = worldWithSubnet();
    const withZones = (capacity: number) => scaleSetBody(capacity, {rest: {zones: ['1', '2']}});
    make(world, SCALE_SET_KIND, SET, withZones(4));
    ask(world, 'delete', {method: 'POST', body: {instanceIds: ['1']}});
    make(world, SCALE_SET_KIND, SET, withZones(2));
    expect(machines(world, ['instanceId'], ['zones'])).toEqual([
      ['0', ['1']],
      ['3', ['2']],
    ]);
  });

  it('is scaled by a PATCH, which leaves all else as it is', () => {
    const world = worldWithSubnet();
    const before = make(world, SCALE_SET_KIND, SET, scaleSetBody(1));
    expect(SCALE_SET_KIND.patch?.(world, before, {sku: {capacity: 2}})).toBe(270_300);
    SCALE_SET_KIND.finish?.(world, stored(world, SET));
    expect(show(world, SCALE_SET_KIND, SET)).toEqual({
      ...SCALE_SET_KIND.show?.(world, before),
      sku: {name: 'Standard_D2s_v5', tier: 'Standard', capacity: 2},
    });
    expect(machines(world, ['properties', 'latestModelApplied'])).toEqual([[true], [true]]);
  });

  it('keeps tags and zones that are not written again', () => {
    const world = worldWithSubnet();
    const rest = {zones: ['1', '2'], tags: {'vnetk8s-cluster': 'prod'}};
    make(world, SCALE_SET_KIND, SET, scaleSetBody(1, {rest}));

    make(world, SCALE_SET_KIND, SET, scaleSetBody(2));

    expect(show(world, SCALE_SET_KIND, SET)).toMatchObject(rest);
  });

  it('keeps machines of an older model until they are upgraded', () => {
    const world = worldWithSubnet();
    make(world, SCALE_SET_KIND, SET, scaleSetBody(2));
    make(world, SCALE_SET_KIND, SET, scaleSetBody(3, {rest: {sku: {name: 'Standard_D4s_v5', capacity: 3}}}));
    const paths = [
      ['properties', 'latestModelApplied'],
      ['sku', 'name'],
    ] as const;
    expect(machines(world, ...paths)).toEqual([
      [false, 'Standard_D2s_v5'],
      [false, 'Standard_D2s_v5'],
      [true, 'Standard_D4s_v5'],
    ]);
    expect(ask(world, 'manualupgrade', {method: 'POST', body: {instanceIds: ['1']}})).toEqual({
      result: {},
      after: 120_000,
    });
    expect(machines(world, ...paths)).toEqual([
      [false, 'Standard_D2s_v5'],
      [true, 'Standard_D4s_v5'],
      [true, 'Standard_D4s_v5'],
    ]);
  });

  it('fails with the machine whose script failed, and runs it again the next time', () => {
    const world = worldWithSubnet({failingBootstraps: [{machine: 'pool-000001', exitCode: 31}]});
    expect(refusalOf(() => make(world, SCALE_SET_KIND, SET, scaleSetBody(3)))).toEqual({
      status: 409,
      code: 'VMExtensionProvisioningError',
      message:
        "VM has reported a failure when processing extension 'bootstrap' (publisher 'Microsoft.Azure.Extensions' and type " +
        "'CustomScript'). Error message: 'Enable failed: failed to execute command: command terminated with exit status=31\n" +
        "[stdout]\n\n[stderr]\npool-000001: simulated failure with exit code 31\n'. More information on troubleshooting is " +
        'available at https://aka.ms/VMExtensionCSELinuxTroubleshoot. ',
      target: '1',
    });
    const state = ['properties', 'provisioningState'];
    expect(stored(world, SET).properties['provisioningState']).toBe('Failed');
    expect(machines(world, state)).toEqual([['Succeeded'], ['Failed'], ['Succeeded']]);
    const repaired: World = {...world, settings: {...world.settings, failingBootstraps: []}};
    make(repaired, SCALE_SET_KIND, SET, scaleSetBody(3));
    expect(machines(repaired, state)).toEqual([['Succeeded'], ['Succeeded'], ['Succeeded']]);
  });

  it('names several machines whose scripts failed one by one', () => {
    const world = worldWithSubnet({failingBootstraps: [{machine: 'pool_*', exitCode: 2}]});
    const refusal = refusalOf(() => make(world, SCALE_SET_KIND, SET, scaleSetBody(2))) as JsonObject;
    expect({...refusal, details: (refusal['details'] as JsonObject[]).map(({target}) => target ?? null)}).toEqual({
      status: 409,
      code: 'ResourceDeploymentFailure',
      message: "The resource operation completed with terminal provisioning state 'Failed'.",
      details: ['0', '1'],
    });
  });

  it('gives its addresses back when it is deleted', () => {
    const world = worldWithSubnet();
    const set = make(world, SCALE_SET_KIND, SET, scaleSetBody(2));
    expect(SCALE_SET_KIND.remove?.(world, set)).toBe(60_600);
    world.store.remove(SET);
    make(world, SCALE_SET_KIND, SET, scaleSetBody(1));
    expect(addressesOf(world)).toEqual([['10.1.0.4', '10.1.0.5']]);
  });
});

describe('machines of a scale set', () => {
  it('are deleted by their numbers, and capacity follows', () => {
    const world = worldWithSubnet();
    make(world, SCALE_SET_KIND, SET, scaleSetBody(3));
    expect(ask(world, 'delete', {method: 'POST', body: {instanceIds: ['1']}})).toEqual({result: {}, after: 60_000});
    expect(machines(world, ['instanceId'])).toEqual([['0'], ['2']]);
    expect(stored(world, SET)['sku']).toEqual({name: 'Standard_D2s_v5', tier: 'Standard', capacity: 2});
    expect(refusalOf(() => ask(world, 'delete', {method: 'POST', body: {instanceIds: ['1']}}))).toEqual({
      status: 404,
      code: 'InvalidInstanceId',
      message: 'The instanceId 1 is not an active Virtual Machine Scale Set VM instanceId.',
      target: '1',
    });
  });

  it('have an instance view, in lists if it is asked for', () => {
    const world = worldWithSubnet();
    make(world, SCALE_SET_KIND, SET, scaleSetBody(1));
    const succeeded = {code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded'};
    const view = {
      computerName: 'pool-000000',
      osName: 'ubuntu',
      osVersion: '24.04',
      platformFaultDomain: 0,
      platformUpdateDomain: 0,
      placementGroupId: stored(world, SET).properties['uniqueId'],
      extensions: [
        {
          name: 'bootstrap',
          type: 'Microsoft.Azure.Extensions.CustomScript',
          typeHandlerVersion: '2.1',
          statuses: [{...succeeded, message: 'Enable succeeded: \n[stdout]\n\n[stderr]\n'}],
        },
      ],
      statuses: [succeeded, {code: 'PowerState/running', level: 'Info', displayStatus: 'VM running'}],
    };
    expect(ask(world, 'virtualmachines', {rest: ['0', 'instanceView']})).toEqual({result: view});
    const list = ask(world, 'virtualmachines', {query: '$expand=instanceView'})?.result['value'] as JsonObject[];
    expect(list.map((machine) => (machine['properties'] as JsonObject)['instanceView'])).toEqual([view]);
    expect(ask(world, 'instanceview')).toEqual({
      result: {
        virtualMachine: {statusesSummary: [{code: 'ProvisioningState/succeeded', count: 1}]},
        extensions: [{name: 'bootstrap', statusesSummary: [{code: 'ProvisioningState/succeeded', count: 1}]}],
        statuses: [succeeded],
      },
    });
  });

  it('have interfaces with addresses', () => {
    const world = worldWithSubnet();
    make(world, SCALE_SET_KIND, SET, scaleSetBody(2));
    const machine = `${SET}/virtualMachines/1`;
    const id = `${machine}/networkInterfaces/primary`;
    const ipConfiguration = (name: string, primary: boolean, privateIPAddress: string) => ({
      name,
      id: `${id}/ipConfigurations/${name}`,
      properties: {
        primary,
        subnet: {id: SUBNET},
        provisioningState: 'Succeeded',
        privateIPAllocationMethod: 'Dynamic',
        privateIPAddressVersion: 'IPv4',
        privateIPAddress,
      },
    });
    const networkInterface = {
      name: 'primary',
      id,
      properties: {
        primary: true,
        provisioningState: 'Succeeded',
        virtualMachine: {id: machine},
        ipConfigurations: [
          ipConfiguration('address-0', true, '10.1.0.6'),
          ipConfiguration('address-1', false, '10.1.0.7'),
        ],
      },
    };
    expect(ask(world, 'virtualmachines', {rest: ['1', 'networkInterfaces']})).toEqual({
      result: {value: [networkInterface]},
    });
    const all = ask(world, 'networkinterfaces')?.result['value'] as Json[];
    expect(all.slice(1)).toEqual([networkInterface]);
  });
});

describe('a scale set is refused', () => {
  it('with more than 1,000 machines', () => {
    const world = worldWithSubnet();
    expect(
      refusalOf(() => SCALE_SET_KIND.preflight?.(world, putOf(world, TYPE, SET, scaleSetBody(1_001)), new Set())),
    ).toEqual({
      status: 400,
      code: 'InvalidParameter',
      message: 'The value 1001 of parameter sku.capacity is out of range. The value must be between 0 and 1000.',
      target: 'sku.capacity',
    });
  });

  it('with more than 256 ipConfigurations a machine', () => {
    const world = worldWithSubnet();
    const body = scaleSetBody(1, {addresses: 257});
    expect(refusalOf(() => SCALE_SET_KIND.put(world, putOf(world, TYPE, SET, body)))).toEqual({
      status: 400,
      code: 'SecondaryIpConfigurationCountPerVMSSVMExceeded',
      message: `The total number of secondary ipconfigurations 257 in network profile of VM scale set ${SET} exceeds 256.`,
      details: [],
    });
  });

  it('for what can be chosen only once', () => {
    const world = worldWithSubnet();
    make(world, SCALE_SET_KIND, SET, scaleSetBody(1, {rest: {zones: ['1', '2']}}));
    const changes: readonly [string, JsonObject][] = [
      ['zones', scaleSetBody(1, {rest: {zones: ['1']}})],
      ['singlePlacementGroup', scaleSetBody(1, {properties: {singlePlacementGroup: true}})],
      ['osProfile.computerNamePrefix', scaleSetBody(1, {profile: {osProfile: {computerNamePrefix: 'other-'}}})],
    ];
    for (const [target, body] of changes) {
      expect(refusalOf(() => SCALE_SET_KIND.put(world, putOf(world, TYPE, SET, body)))).toEqual({
        status: 409,
        code: 'PropertyChangeNotAllowed',
        message: `Changing property '${target}' is not allowed.`,
        target,
      });
    }
  });

  it('without its subnet, without the right to join it, and without room in it', () => {
    const put = (world: World, body: JsonObject) =>
      refusalOf(() => SCALE_SET_KIND.put(world, putOf(world, TYPE, SET, body)));
    expect(put(simulatedWorld(), scaleSetBody(1))).toEqual({
      status: 400,
      code: 'InvalidResourceReference',
      message:
        `Resource ${SUBNET} referenced by resource ${SET} was not found. Please make sure that the referenced resource ` +
        'exists, and that both resources are in the same region.',
      details: [],
    });
    const denied = worldWithSubnet({
      deniedActions: [{action: 'Microsoft.Network/virtualNetworks/subnets/join/action'}],
    });
    expect(put(denied, scaleSetBody(1))).toMatchObject({status: 403, code: 'LinkedAuthorizationFailed'});
    const world = worldWithSubnet();
    expect(put(world, scaleSetBody(126))).toEqual({
      status: 400,
      code: 'SubnetIsFull',
      message: 'Subnet apps with address prefix 10.1.0.0/24 does not have enough capacity for 252 IP addresses.',
      details: [],
    });
    expect(world.store.get(SET)).toBeUndefined();
    expect(put(world, scaleSetBody(125))).toBe('nothing was refused');
  });
});
