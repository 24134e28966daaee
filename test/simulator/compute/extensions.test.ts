import {describe, expect, it} from 'vitest';
import {EXTENSION_KIND} from '../../../src/simulator/compute/extensions.ts';
import {VIRTUAL_MACHINE_KIND} from '../../../src/simulator/compute/virtual-machines.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {Settings} from '../../../src/simulator/settings.ts';
import {addInterface, EXTENSION_BODY, MACHINE, machineBody} from './machine-bodies.ts';
import {idOf, make, putOf, refusalOf, show, simulatedWorld, stored} from './simulated-world.ts';

const BOOTSTRAP = idOf(EXTENSION_KIND.type, 'one', 'bootstrap');

function worldWithMachine(settings: Partial<Settings> = {}): World {
  const world = simulatedWorld(settings);
  addInterface(world);
  make(world, VIRTUAL_MACHINE_KIND, MACHINE, machineBody());
  return world;
}

/** The same extension with another tag, so that it runs again. */
function bodyWithTag(forceUpdateTag: string) {
  return {...EXTENSION_BODY, properties: {...(EXTENSION_BODY['properties'] as object), forceUpdateTag}};
}

describe('an extension', () => {
  it('runs for four minutes, and shows no protected settings, also not those of the machine', () => {
    const world = worldWithMachine();
    expect(EXTENSION_KIND.put(world, putOf(world, EXTENSION_KIND.type, BOOTSTRAP, EXTENSION_BODY))).toBe(240_000);
    EXTENSION_KIND.finish?.(world, stored(world, BOOTSTRAP));
    const expected = {
      id: BOOTSTRAP,
      type: 'Microsoft.Compute/virtualMachines/extensions',
      name: 'bootstrap',
      location: 'westeurope',
      properties: {
        publisher: 'Microsoft.Azure.Extensions',
        type: 'CustomScript',
        typeHandlerVersion: '2.1',
        settings: {},
        forceUpdateTag: '1',
        provisioningState: 'Succeeded',
      },
    };
    expect(show(world, EXTENSION_KIND, BOOTSTRAP)).toEqual(expected);
    expect(show(world, VIRTUAL_MACHINE_KIND, MACHINE)['resources']).toEqual([expected]);
    expect(JSON.stringify(world.store.all())).not.toContain('c2VjcmV0');
  });

  it('fails in the words of Azure where the settings say so', () => {
    const world = worldWithMachine({failingBootstraps: [{machine: 'o*', exitCode: 64}]});
    expect(refusalOf(() => make(world, EXTENSION_KIND, BOOTSTRAP, EXTENSION_BODY))).toEqual({
      status: 409,
      code: 'VMExtensionProvisioningError',
      message:
        "VM has reported a failure when processing extension 'bootstrap' (publisher 'Microsoft.Azure.Extensions' and type " +
        "'CustomScript'). Error message: 'Enable failed: failed to execute command: command terminated with exit status=64\n" +
        "[stdout]\n\n[stderr]\none: simulated failure with exit code 64\n'. More information on troubleshooting is " +
        'available at https://aka.ms/VMExtensionCSELinuxTroubleshoot. ',
    });
    expect(stored(world, BOOTSTRAP).properties['provisioningState']).toBe('Failed');
  });

  it('tells the end of what its script has printed', () => {
    const output = `${'x'.repeat(5000)}\ncurl: (7) Failed to connect\n`;
    const world = worldWithMachine({failingBootstraps: [{machine: 'one', exitCode: 64, output}]});
    expect(refusalOf(() => make(world, EXTENSION_KIND, BOOTSTRAP, EXTENSION_BODY))).toMatchObject({
      message:
        "VM has reported a failure when processing extension 'bootstrap' (publisher 'Microsoft.Azure.Extensions' and type " +
        "'CustomScript'). Error message: 'Enable failed: failed to execute command: command terminated with exit status=64\n" +
        `[stdout]\n${output.slice(-4096)}\n[stderr]\n'. More information on troubleshooting is ` +
        'available at https://aka.ms/VMExtensionCSELinuxTroubleshoot. ',
    });
  });

  it('does not run again when it is told the same, and does when its tag is another', () => {
    const failing = worldWithMachine({failingBootstraps: [{machine: 'one', exitCode: 31}]});
    expect(() => make(failing, EXTENSION_KIND, BOOTSTRAP, EXTENSION_BODY)).toThrow('exit status=31');
    const repaired: World = {...failing, settings: {...failing.settings, failingBootstraps: []}};
    const put = putOf(repaired, EXTENSION_KIND.type, BOOTSTRAP, EXTENSION_BODY);
    expect(EXTENSION_KIND.put(repaired, put)).toBe(10_000);
    expect(() => EXTENSION_KIND.finish?.(repaired, stored(repaired, BOOTSTRAP))).toThrow('exit status=31');
    expect(make(repaired, EXTENSION_KIND, BOOTSTRAP, bodyWithTag('2')).properties['provisioningState']).toBe(
      'Succeeded',
    );
  });

  it('is refused beside another of the same kind', () => {
    const world = worldWithMachine();
    make(world, EXTENSION_KIND, BOOTSTRAP, EXTENSION_BODY);
    const other = idOf(EXTENSION_KIND.type, 'one', 'other');
    expect(refusalOf(() => make(world, EXTENSION_KIND, other, EXTENSION_BODY))).toEqual({
      status: 400,
      code: 'BadRequest',
      message:
        "Multiple VMExtensions per handler not supported for OS type 'Linux'. VMExtension 'other' with handler " +
        "'Microsoft.Azure.Extensions.CustomScript' already added or specified in input.",
    });
  });

  it('goes with its machine', () => {
    const world = worldWithMachine();
    make(world, EXTENSION_KIND, BOOTSTRAP, EXTENSION_BODY);
    VIRTUAL_MACHINE_KIND.remove?.(world, stored(world, MACHINE));
    expect(world.store.get(BOOTSTRAP)).toBeUndefined();
  });
});
