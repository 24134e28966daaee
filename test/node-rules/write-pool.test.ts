import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {attachNode} from '../fabric/node.ts';
import {nodeFile} from '../fabric/node-file.ts';
import {describeOnFabric, withFabric} from '../fabric/on-fabric.ts';
import type {Outcome} from '../fabric/process.ts';

const VALUES = {unmasqueradedCidrs: ['10.240.0.0/16'], podAccessToInstanceMetadata: false};

describeOnFabric('write-pool', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'nodes', cidr: '10.240.0.0/24'}],
    });
    const node = await attachNode(
      fabric,
      'v',
      {name: 'node', subnet: 'nodes', primary: '10.240.0.4', secondary: ['10.240.0.5', '10.240.0.6']},
      VALUES,
    );
    return {node};
  });

  const publicAddresses = async (node: {succeed(argv: readonly string[]): Promise<string>}): Promise<unknown> => {
    const argv = ['nft', '-j', 'list', 'set', 'inet', 'vnetk8s', 'public_addresses'];
    const {nftables} = JSON.parse(await node.succeed(argv));
    return nftables[1].set.elem ?? [];
  };

  it('writes the secondary addresses of the network interface', async () => {
    const {node} = world();

    const pool = await node.writePool();

    expect(pool).toBe('10.240.0.5\n10.240.0.6\n');
    expect(await publicAddresses(node)).toEqual([]);
  });

  it('takes addresses of pods away from the node itself, and none but those', async () => {
    const {node} = world();
    await node.succeed(['ip', 'address', 'add', '10.240.0.5/24', 'dev', 'eth0']);
    await node.succeed(['ip', 'address', 'add', '10.99.0.1/32', 'dev', 'lo']);

    await node.writePool();

    const devices: {addr_info: {local: string}[]}[] = JSON.parse(
      await node.succeed(['ip', '-4', '-j', 'address', 'show']),
    );
    expect(devices.flatMap(({addr_info}) => addr_info.map(({local}) => local))).toEqual([
      '127.0.0.1',
      '10.99.0.1',
      '10.240.0.4',
    ]);
  });

  it('marks addresses with a public IP, in the pool and in the rules', async () => {
    const {fabric, node} = world();
    await fabric.createPublicIp({address: '198.51.100.20', privateAddress: '10.240.0.6'});

    const unnamed = await node.writePool();
    const named = await node.writePool(['shop']);

    expect([unnamed, named]).toEqual([
      '10.240.0.5\n10.240.0.6 public 198.51.100.20\n',
      '10.240.0.5\n10.240.0.6 public shop\n',
    ]);
    expect(await publicAddresses(node)).toEqual(['10.240.0.6']);
  });

  it('puts the number at the end of the machine’s name into labels', async () => {
    const {node} = world();
    const call = (name: string): Promise<Outcome> =>
      node.exec([
        'unshare',
        '--uts',
        'sh',
        '-c',
        'hostname "$1"; shift; exec "$@"',
        'sh',
        name,
        'sh',
        '/etc/vnetk8s/write-pool',
        'shop-{0}-1',
      ]);

    const numbered = await call('prod2-edge-12');
    const pool = await readFile(join(node.path('/run/vnetk8s'), 'pool'), 'utf8');
    const bare = await call('prod-edge');

    expect({code: numbered.code, pool}).toEqual({code: 0, pool: '10.240.0.5\n10.240.0.6 public shop-12-1\n'});
    expect(bare).toEqual({
      code: 1,
      stdout: '',
      stderr: 'the name of this machine, prod-edge, ends with no number, which shop-{0}-1 needs\n',
    });
  });

  it('gives up after a while without an answer, and keeps the pool as it was', async () => {
    const {node} = world();
    const before = await node.writePool();
    const patient = await nodeFile('write-pool.sh');
    const hasty = patient.replace('attempts=60', 'attempts=3').replace('pause=2', 'pause=0');
    await writeFile(join(node.path('/etc/vnetk8s'), 'write-pool'), hasty);
    await node.succeed(['ip', 'route', 'replace', 'unreachable', '169.254.169.254']);

    const outcome = await node.exec(['sh', '/etc/vnetk8s/write-pool']);

    await node.succeed(['ip', 'route', 'delete', 'unreachable', '169.254.169.254']);
    expect(outcome).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'no answer from http://169.254.169.254/metadata/instance/network?api-version=2021-02-01&format=json ' +
        'after 3 attempts; the last status was 000\n',
    });
    expect(await readFile(join(node.path('/run/vnetk8s'), 'pool'), 'utf8')).toBe(before);
  });
});
