import {expect, it} from 'vitest';
import {planAddresses} from '../../src/network/plan-addresses.ts';
import {setUpMachines} from '../../src/node/set-up-machines.ts';
import {buildCluster} from '../cluster/cluster-builder.ts';
import {nodeFile} from '../fabric/node-file.ts';
import type {Outcome} from '../fabric/process.ts';
import {describeInSandbox} from './bootstrap-machine.ts';
import {Sandbox} from './sandbox.ts';

/** A machine as cloud-init leaves it: its interface has the addresses of pods too. */
function machineWith(...addresses: readonly string[]): string {
  return [
    'ip link add eth0 type veth peer name far0',
    'ip link set eth0 up',
    ...addresses.map((address) => `ip address add ${address}/16 brd + dev eth0`),
    'ip link add eth1 type veth peer name far1',
    'ip address add 10.250.0.4/16 dev eth1',
    '',
  ].join('\n');
}

const PODS = ['10.240.0.5', '10.240.0.6'];
const ROUTE = 'ip route add default via 10.240.0.1 dev eth0 src 10.240.0.4 metric 100\n';
const SHOW = '\nip -4 -o address show | sed "s/^[0-9]*: \\(eth[01]\\) *inet \\([^ ]*\\) .*/\\1 \\2/"\n';

describeInSandbox('the command at every boot', () => {
  /** What is left of the machine's addresses, after the command ran so often. */
  async function boot(
    before: string,
    times: number,
  ): Promise<Outcome & {calls: readonly string[]; file: string | undefined}> {
    const cluster = buildCluster();
    const {controlPlane} = await setUpMachines(cluster, planAddresses(cluster), []);
    const sandbox = await Sandbox.create({setup: controlPlane, hostName: 'machine', behaviour: {netplan: ''}});
    const file = '/etc/cloud/cloud.cfg.d/99-vnetk8s-network.cfg';
    await sandbox.write('/etc/cloud/cloud.cfg.d/.keep', '');
    // cloud-init makes a script of this kind of its commands.
    await sandbox.write('/bootcmd', `#!/bin/sh\n${await nodeFile('bootcmd.sh')}`, 0o755);
    const script = `${before}${'/bin/sh /bootcmd\n'.repeat(times)}${SHOW}`;

    const outcome = await sandbox.exec(['sh', '-ec', script], 'alone');

    const result = {...outcome, calls: await sandbox.calls(), file: await sandbox.read(file)};
    await sandbox.dispose();
    return result;
  }

  it.each([
    ['run once', ['10.240.0.4', ...PODS], 1],
    ['run again', ['10.240.0.4', ...PODS], 2],
    ['though it is not the first', [...PODS, '10.240.0.4'], 1],
  ])('leaves the machine its primary address, and other interfaces alone: %s', async (_name, addresses, times) => {
    const result = await boot(`${machineWith(...addresses)}${ROUTE}`, times);

    expect(result).toEqual({
      code: 0,
      stderr: '',
      stdout: 'eth0 10.240.0.4/16\neth1 10.250.0.4/16\n',
      calls: Array(times)
        .fill(['netplan set --origin-hint 50-cloud-init ethernets.eth0.addresses=NULL', 'netplan generate'])
        .flat(),
      file: 'network: {config: disabled}\n',
    });
  });

  it('takes nothing away where it cannot tell which address is the primary one', async () => {
    const {code, stdout} = await boot(machineWith('10.240.0.4', ...PODS), 1);

    expect({code, addresses: stdout.split('\n').filter((line) => line.includes('eth0'))}).toEqual({
      code: 0,
      addresses: ['eth0 10.240.0.4/16', 'eth0 10.240.0.5/16', 'eth0 10.240.0.6/16'],
    });
  });
});
