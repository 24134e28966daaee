import {describe, expect, it} from 'vitest';
import {VM_SIZE_NAMES} from '../../../src/cluster/vm-sizes.ts';
import {IDENTITY_KIND} from '../../../src/simulator/access/identities.ts';
import {VIRTUAL_MACHINE_KIND} from '../../../src/simulator/compute/virtual-machines.ts';
import {usageOf} from '../../../src/simulator/network/allocation.ts';
import {INTERFACE_KIND} from '../../../src/simulator/network/network-interfaces.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';
import {addInterface, MACHINE, machineBody, NIC} from './machine-bodies.ts';
import {idOf, make, putOf, refusalOf, SUBSCRIPTION, show, simulatedWorld, stored} from './simulated-world.ts';

const TYPE = VIRTUAL_MACHINE_KIND.type;
const DISK = idOf('Microsoft.Compute/disks', 'one-os');

function worldWithInterface(...parameters: Parameters<typeof simulatedWorld>): World {
  const world = simulatedWorld(...parameters);
  addInterface(world);
  return world;
}

/** What a PUT of the machine called `one` is refused with. */
function refused(world: World, body: JsonObject): unknown {
  return refusalOf(() => VIRTUAL_MACHINE_KIND.put(world, putOf(world, TYPE, MACHINE, body)));
}

describe('a virtual machine', () => {
  it('is made with its disk and takes hold of its interface, and shows no custom data', () => {
    const world = worldWithInterface();
    const machine = make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody({}, {zones: ['1']}));
    const {customData: _, ...osProfile} = (machineBody()['properties'] as JsonObject)['osProfile'] as JsonObject;
    const storageProfile = (machineBody()['properties'] as JsonObject)['storageProfile'] as JsonObject;
    expect(show(world, VIRTUAL_MACHINE_KIND, MACHINE)).toEqual({
      id: MACHINE,
      type: TYPE,
      name: 'one',
      location: 'westeurope',
      tags: {team: 'a'},
      zones: ['1'],
      properties: {
        hardwareProfile: {vmSize: 'Standard_D2s_v5'},
        storageProfile: {
          ...storageProfile,
          osDisk: {
            name: 'one-os',
            osType: 'Linux',
            createOption: 'FromImage',
            diskSizeGB: 64,
            deleteOption: 'Delete',
            managedDisk: {storageAccountType: 'Premium_LRS', id: DISK},
          },
          dataDisks: [],
        },
        osProfile: {...osProfile, secrets: [], allowExtensionOperations: true, requireGuestProvisionSignal: true},
        networkProfile: {networkInterfaces: [{id: NIC}]},
        vmId: machine.properties['vmId'],
        provisioningState: 'Succeeded',
      },
    });
    expect(stored(world, NIC).properties).toEqual({
      provisioningState: 'Succeeded',
      primary: true,
      virtualMachine: {id: MACHINE},
    });
    expect(stored(world, DISK)).toEqual({
      id: DISK,
      type: 'Microsoft.Compute/disks',
      name: 'one-os',
      location: 'westeurope',
      tags: {team: 'a'},
      zones: ['1'],
      sku: {name: 'Premium_LRS', tier: 'Premium'},
      managedBy: MACHINE,
      properties: {
        osType: 'Linux',
        creationData: {createOption: 'FromImage'},
        diskSizeGB: 64,
        diskState: 'Attached',
        provisioningState: 'Succeeded',
      },
    });
  });

  it('stays the same when it is put again with custom data left null, and refuses any other', () => {
    const world = worldWithInterface();
    const osProfile = (machineBody()['properties'] as JsonObject)['osProfile'] as JsonObject;
    const before = make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    expect(
      make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody({osProfile: {...osProfile, customData: null}})),
    ).toEqual(before);
    expect(make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody())).toEqual(before);
    expect(refused(world, machineBody({osProfile: {...osProfile, customData: 'b3RoZXI='}}))).toEqual({
      status: 409,
      code: 'PropertyChangeNotAllowed',
      message: "Changing property 'osProfile.customData' is not allowed.",
      target: 'osProfile.customData',
    });
    expect(stored(world, MACHINE)).toEqual(before);
  });

  it('shows its identities with what they are in the directory', () => {
    const world = worldWithInterface();
    const id = idOf(IDENTITY_KIND.type, 'cluster');
    const identity = {type: 'UserAssigned', userAssignedIdentities: {[id]: {}}};
    expect(refused(world, machineBody({}, {identity}))).toEqual({
      status: 400,
      code: 'FailedIdentityOperation',
      message:
        `Identity operation for resource '${MACHINE}' failed with error 'Failed to perform resource identity operation. ` +
        `Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource '${id}' was not found."}}'.'.`,
    });
    const {principalId, clientId} = make(world, IDENTITY_KIND, id, {location: 'westeurope', properties: {}}).properties;
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody({}, {identity}));
    expect(show(world, VIRTUAL_MACHINE_KIND, MACHINE)['identity']).toEqual({
      type: 'UserAssigned',
      userAssignedIdentities: {[id]: {principalId, clientId}},
    });
  });

  it('is refused identities that whoever asks may not assign', () => {
    const action = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';
    const world = worldWithInterface({deniedActions: [{action}]});
    const id = idOf(IDENTITY_KIND.type, 'cluster');
    const identity = {type: 'UserAssigned', userAssignedIdentities: {[id]: {}}};
    expect(refused(world, machineBody({}, {identity}))).toEqual({
      status: 403,
      code: 'LinkedAuthorizationFailed',
      message:
        "The client 'simulated' with object id '00000000-0000-0000-0000-000000000003' has permission to perform action " +
        `'Microsoft.Compute/virtualMachines/write' on scope '${MACHINE}'; however, it does not have permission to perform ` +
        `action(s) '${action}' on the linked scope(s) '${id}' (respectively) or the linked scope(s) are invalid.`,
    });
  });

  it('lets go of its interface and takes its disk along when it is deleted', () => {
    const world = worldWithInterface();
    const machine = make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    expect(VIRTUAL_MACHINE_KIND.remove?.(world, machine)).toBe(30_000);
    expect(world.store.all().map(({id, properties}) => [id, properties])).toEqual([
      [NIC, {provisioningState: 'Succeeded', primary: true}],
      [MACHINE, machine.properties],
    ]);
  });
});

describe('the interface of a virtual machine', () => {
  it('goes with it if that was asked for, and gives its address back', () => {
    const world = simulatedWorld();
    const subnet = idOf('Microsoft.Network/virtualNetworks/subnets', 'net', 'apps');
    const type = 'Microsoft.Network/virtualNetworks/subnets';
    world.store.put({id: subnet, type, name: 'apps', properties: {addressPrefix: '10.1.0.0/24'}});
    const body = {
      location: 'westeurope',
      properties: {ipConfigurations: [{name: 'a', properties: {subnet: {id: subnet}}}]},
    };
    make(world, INTERFACE_KIND, NIC, body);
    const networkInterfaces = [{id: NIC, properties: {deleteOption: 'Delete'}}];
    const machine = make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody({networkProfile: {networkInterfaces}}));
    expect(usageOf(world, stored(world, subnet)).used).toBe(1);
    VIRTUAL_MACHINE_KIND.remove?.(world, machine);
    expect(world.store.get(NIC)).toBeUndefined();
    expect(usageOf(world, stored(world, subnet)).used).toBe(0);
  });

  it('stays its own when it is put again', () => {
    const world = worldWithInterface();
    const subnet = idOf('Microsoft.Network/virtualNetworks/subnets', 'net', 'apps');
    const type = 'Microsoft.Network/virtualNetworks/subnets';
    world.store.put({id: subnet, type, name: 'apps', properties: {addressPrefix: '10.1.0.0/24'}});
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    const ipConfigurations = [{name: 'a', properties: {subnet: {id: subnet}}}];
    make(world, INTERFACE_KIND, NIC, {location: 'westeurope', properties: {ipConfigurations}});
    expect(stored(world, NIC).properties['virtualMachine']).toEqual({id: MACHINE});
  });
});

describe('a virtual machine is refused', () => {
  const cases: readonly {
    readonly title: string;
    readonly body: JsonObject;
    readonly settings?: Parameters<typeof simulatedWorld>[0];
    readonly expected: JsonObject;
  }[] = [
    {
      title: 'an interface that is not there',
      body: machineBody({networkProfile: {networkInterfaces: [{id: `${NIC}-other`}]}}),
      expected: {
        status: 400,
        code: 'InvalidResourceReference',
        message:
          `Resource ${NIC}-other referenced by resource ${MACHINE} was not found. Please make sure that the referenced ` +
          'resource exists, and that both resources are in the same region.',
        details: [],
      },
    },
    {
      title: 'custom data that is no base64',
      body: machineBody({osProfile: {customData: '#cloud-config'}}),
      expected: {
        status: 400,
        code: 'InvalidParameter',
        message: 'Custom data in OSProfile must be in Base64 encoding and with a maximum length of 87380 characters.',
        target: 'customData',
      },
    },
    {
      title: 'custom data that is too long',
      body: machineBody({osProfile: {customData: 'A'.repeat(87_384)}}),
      expected: {
        status: 400,
        code: 'InvalidParameter',
        message: 'Custom data in OSProfile must be in Base64 encoding and with a maximum length of 87380 characters.',
        target: 'customData',
      },
    },
    {
      title: 'an administrator called root',
      body: machineBody({osProfile: {computerName: 'one', adminUsername: 'root'}}),
      expected: {
        status: 400,
        code: 'InvalidParameter',
        message: 'The Admin Username specified is not allowed.',
        target: 'adminUsername',
      },
    },
    {
      title: 'nobody who could come in',
      body: machineBody({osProfile: {computerName: 'one', adminUsername: 'azureuser'}}),
      expected: {
        status: 400,
        code: 'InvalidParameter',
        message: 'Authentication using either SSH or by user name and password must be enabled in Linux profile.',
        target: 'linuxConfiguration',
      },
    },
    {
      title: 'zones in a region without',
      body: machineBody({}, {location: 'westus', zones: ['1']}),
      expected: {
        status: 400,
        code: 'LocationNotSupportAvailabilityZones',
        message:
          "The resource 'Microsoft.Compute/virtualMachines/one' does not support availability zones at location 'westus'.",
      },
    },
    {
      title: 'a zone that there is not',
      body: machineBody({}, {zones: ['4']}),
      expected: {
        status: 400,
        code: 'InvalidAvailabilityZone',
        message:
          "The zone(s) '4' for resource 'Microsoft.Compute/virtualMachines/one' is not supported. " +
          "The supported zones for location 'westeurope' are '1,2,3'",
      },
    },
    {
      title: 'a size that is not to be had',
      settings: {restrictedSizes: [{size: 'standard_d2s_v5', zones: ['2']}]},
      body: machineBody({}, {zones: ['2']}),
      expected: {
        status: 409,
        code: 'SkuNotAvailable',
        message:
          `The requested size for resource '${MACHINE}' is currently not available in location 'westeurope' zones '2' ` +
          `for subscription '${SUBSCRIPTION}'. Please try another size or deploy to a different location or zones. ` +
          'See https://aka.ms/azureskunotavailable for details.',
      },
    },
  ];
  for (const {title, body, settings, expected} of cases) {
    it(`for ${title}`, () => {
      expect(refused(worldWithInterface(settings), body)).toEqual(expected);
    });
  }

  it('for a size that there is not, with all that there are', () => {
    const body = machineBody({hardwareProfile: {vmSize: 'Standard_D2s_v55'}});
    expect(refused(worldWithInterface(), body)).toEqual({
      status: 400,
      code: 'InvalidParameter',
      message:
        'The value Standard_D2s_v55 provided for the VM size is not valid. The valid sizes in the current region are: ' +
        `${VM_SIZE_NAMES.toSorted().join(',')}. Find out more on the valid VM sizes in each region at https://aka.ms/azure-regions.`,
      target: 'vmSize',
    });
  });

  it('for an interface that another machine has', () => {
    const world = worldWithInterface();
    const other = idOf(TYPE, 'two');
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    const body = machineBody({networkProfile: {networkInterfaces: [{id: NIC}]}}, {}, 'two');
    expect(refusalOf(() => VIRTUAL_MACHINE_KIND.put(world, putOf(world, TYPE, other, body)))).toEqual({
      status: 400,
      code: 'NicInUse',
      message: `Network Interface ${NIC} is used by existing VM ${MACHINE}.`,
      details: [],
    });
    expect(world.store.get(other)).toBeUndefined();
  });

  it('for what can be chosen only once', () => {
    const world = worldWithInterface();
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody({}, {zones: ['1']}));
    const changes: readonly [string, JsonObject][] = [
      ['zones', machineBody({}, {zones: ['2']})],
      ['osProfile.computerName', machineBody({osProfile: {computerName: 'two'}}, {zones: ['1']})],
      ['imageReference', machineBody({storageProfile: {imageReference: {sku: 'server-arm64'}}}, {zones: ['1']})],
      ['linuxConfiguration.ssh.publicKeys', machineBody({osProfile: {linuxConfiguration: {ssh: {publicKeys: []}}}})],
    ];
    for (const [target, body] of changes) {
      expect(refused(world, body)).toEqual({
        status: 409,
        code: 'PropertyChangeNotAllowed',
        message: `Changing property '${target}' is not allowed.`,
        target,
      });
    }
  });
});

describe('the instance view of a virtual machine', () => {
  it('says that it runs, and after it was switched off, that it does not', () => {
    const world = worldWithInterface();
    make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
    const request = {method: 'POST', query: new URLSearchParams(), body: {}, rest: []};
    const statuses = () => {
      const view = VIRTUAL_MACHINE_KIND.actions?.['instanceview']?.(world, stored(world, MACHINE), request);
      return view?.result['statuses'];
    };
    const provisioned = {code: 'ProvisioningState/succeeded', level: 'Info', displayStatus: 'Provisioning succeeded'};
    expect(statuses()).toEqual([provisioned, {code: 'PowerState/running', level: 'Info', displayStatus: 'VM running'}]);
    const stop = VIRTUAL_MACHINE_KIND.actions?.['deallocate']?.(world, stored(world, MACHINE), request);
    expect(stop).toEqual({result: {}, after: 30_000});
    expect(statuses()).toEqual([
      provisioned,
      {code: 'PowerState/deallocated', level: 'Info', displayStatus: 'VM deallocated'},
    ]);
  });
});
