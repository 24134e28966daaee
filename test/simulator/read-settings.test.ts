import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import {readSettings} from '../../src/simulator/read-settings.ts';
import {UserError} from '../../src/user-error.ts';

describe('readSettings', () => {
  it('reads what a simulated Azure is like', () => {
    const text = `
# a busy region
quotas: {cores: 10}
http:
  - {method: PUT, path: /deployments/, connection: lost, times: 1}
failures:
  - type: Microsoft.Compute/virtualMachines
    name: 'cp-*'
    at: end
    code: AllocationFailed
    message: Allocation failed.
cluster: {apiServerDown: true}
pace: 0.5
`;
    expect(readSettings(text, 'faults.yaml')).toEqual({
      quotas: {cores: 10},
      http: [{method: 'PUT', path: '/deployments/', connection: 'lost', times: 1}],
      failures: [
        {
          type: 'Microsoft.Compute/virtualMachines',
          name: 'cp-*',
          at: 'end',
          code: 'AllocationFailed',
          message: 'Allocation failed.',
        },
      ],
      cluster: {apiServerDown: true},
      pace: 0.5,
    });
  });

  it('reads the example of the documentation', async () => {
    const page = await readFile(new URL('../../docs/simulator.md', import.meta.url), 'utf8');
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const wanted = Object.keys(readSettings(example, 'docs/simulator.md'));
    const all = Object.keys(defaultSettings()).filter((name) => !/^(?:subscription|tenant)Id$/.test(name));
    expect(wanted.toSorted()).toEqual(all.toSorted());
  });

  it('takes an empty file for an Azure in which nothing goes wrong', () => {
    expect(readSettings('# nothing\n', 'faults.yaml')).toEqual({});
  });

  it.each([
    [
      'quota: {cores: 1}',
      'faults.yaml:1: quota is not known; there are subscriptionId, tenantId, resources, quotas, restrictedSizes, takenAddresses, takenIps, takenDnsLabels, deniedActions, policies, unregisteredProviders, failingBootstraps, cluster, http, failures, pace, throttling',
    ],
    ['pace: 1\nhttp:\n  - status: 500\n', 'faults.yaml:3: http[0] needs path'],
    [
      'http:\n  - path: x\n    conection: lost\n',
      'faults.yaml:3: http[0].conection is not known; there are method, path, after, times, connection, status, code, message, retryAfter',
    ],
    ['http:\n  - path: x\n    connection: cut\n', 'faults.yaml:3: http[0].connection must be one of lost, refused'],
    ['http:\n  - path: "("\n', 'faults.yaml:2: http[0].path must be a regular expression'],
    ['quotas: {cores: many}', 'faults.yaml:1: quotas.cores must be a whole number, 0 or more'],
    ['throttling: maybe', 'faults.yaml:1: throttling must be true or false'],
    ['takenDnsLabels: label', 'faults.yaml:1: takenDnsLabels must be a list'],
    ['- a', 'faults.yaml:1: the file must be an object'],
  ])('refuses %j', (text, message) => {
    expect(errorOf(text)).toEqual({message, code: 'SIMULATION_SETTINGS_INVALID', exitCode: 2});
  });

  it('refuses what is no YAML, and says where', () => {
    expect(errorOf('pace: 1\nquotas: [\n')).toMatchObject({
      message: expect.stringMatching(/^faults\.yaml:\d: the file cannot be read: /),
    });
  });
});

function errorOf(text: string) {
  try {
    readSettings(text, 'faults.yaml');
  } catch (error) {
    if (error instanceof UserError) return {message: error.message, code: error.code, exitCode: error.exitCode};
    throw error;
  }
  return 'nothing was refused';
}
