import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {FABRIC_MAC} from './cables.ts';
import {inNamespace} from './namespaces.ts';
import {describeOnFabric, withFabric} from './on-fabric.ts';
import {startBackground} from './process.ts';

const SERVER = fileURLToPath(new URL('./dhcp-server.py', import.meta.url));

/** What a client is told that matters here; its other variables are its own. */
const TOLD = /^(?:interface|ip|subnet|router|dns|domain|lease|serverid|staticroutes|opt245)=.*$/gm;

describeOnFabric('the platform’s DHCP', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'a', cidr: '10.240.0.64/26'}],
    });
    const machine = await fabric.attachMachine('v', {name: 'one', subnet: 'a', primary: '10.240.0.68'});
    const nic = fabric.model.interfaces[0];
    const argv = ['python3', SERVER, nic?.port ?? '', nic?.mac ?? '', FABRIC_MAC, '10.240.0.68', '10.240.0.64/26'];
    await startBackground(inNamespace(fabric.namespace, argv)).waitFor(/listening/);
    return {machine};
  });

  it('gives a machine its primary address for ever, routes to the platform, and the wireserver’s address', async () => {
    const {fabric, machine} = world();
    const script = join(fabric.folder, 'told');
    await writeFile(script, '#!/bin/sh\n[ "$1" != bound ] || env\n', {mode: 0o755});
    const ask = [
      'busybox',
      'udhcpc',
      '-i',
      'eth0',
      '-n',
      '-q',
      '-f',
      '-t',
      '2',
      '-T',
      '1',
      '-O',
      '0xf5',
      '-O',
      'staticroutes',
    ];

    const output = await machine.succeed([...ask, '-s', script]);

    const gateway = '10.240.0.65';
    expect(output.match(TOLD)?.sort()).toEqual([
      'dns=168.63.129.16',
      'domain=internal.cloudapp.net',
      'interface=eth0',
      'ip=10.240.0.68',
      'lease=4294967295',
      'opt245=a83f8110',
      `router=${gateway}`,
      'serverid=168.63.129.16',
      `staticroutes=0.0.0.0/0 ${gateway} 168.63.129.16/32 ${gateway} 169.254.169.254/32 ${gateway}`,
      'subnet=255.255.255.192',
    ]);
    // Questions from 0.0.0.0 are no spoofing.
    expect(await fabric.drops()).toEqual({});
  });
}, ['python3', 'busybox']);
