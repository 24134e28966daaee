import {describe, expect, it} from 'vitest';
import {answerQuestion, askFor} from './name-service.ts';
import {describeOnFabric, withFabric} from './on-fabric.ts';

const METADATA = 'http://169.254.169.254/metadata';
const WIRESERVER = 'http://168.63.129.16';
const HEADER = ['Metadata: true'];

describe('answerQuestion', () => {
  const resolve = (name: string): string | undefined => (name === 'shop.example' ? '198.51.100.20' : undefined);

  it('answers with the address of a name', () => {
    const answer = answerQuestion(askFor('shop.example', 7), resolve);

    expect(answer?.toString('hex')).toBe(
      '00078180000100010000000004' + '73686f70076578616d706c650000010001' + 'c00c00010001000000' + '0a0004c6336414',
    );
  });

  it('says that there is no such name', () => {
    const answer = answerQuestion(askFor('nobody', 7), resolve);

    expect(answer?.toString('hex')).toBe('000781830001000000000000066e6f626f64790000010001');
  });

  it.each(['', '0007', '00070100000100000000000003'])('does not answer the malformed question %j', (hex) => {
    expect(answerQuestion(Buffer.from(hex, 'hex'), resolve)).toBe(undefined);
  });
});

describeOnFabric('the platform services', () => {
  const world = withFabric(async (fabric) => {
    await fabric.createVirtualNetwork({
      name: 'v',
      addressSpace: ['10.240.0.0/16'],
      subnets: [{name: 'a', cidr: '10.240.0.0/24'}],
    });
    const one = await fabric.attachMachine('v', {
      name: 'one',
      subnet: 'a',
      primary: '10.240.0.4',
      secondary: ['10.240.0.5', '10.240.0.6'],
    });
    const two = await fabric.attachMachine('v', {name: 'two', subnet: 'a', primary: '10.240.0.20'});
    await fabric.createPublicIp({
      address: '198.51.100.20',
      privateAddress: '10.240.0.6',
      dnsName: 'shop.westeurope.cloudapp.azure.com',
    });
    await one.succeed(['ip', 'address', 'add', '10.240.0.5/32', 'dev', 'lo']);
    const instance = {
      vmId: '33333333-0000-4000-8000-000000000000',
      adminUsername: 'admin',
      sshPublicKey: 'ssh-ed25519 AAAA',
    };
    const three = await fabric.attachMachine('v', {name: 'three', subnet: 'a', primary: '10.240.0.30', instance});
    return {one, two, three};
  });

  it('tell each machine about its own network interface', async () => {
    const {one, two} = world();

    const documents = await Promise.all(
      [one, two].map((machine) => machine.fetch(`${METADATA}/instance/network?api-version=2021-02-01`, HEADER)),
    );

    const subnet = [{address: '10.240.0.0', prefix: '24'}];
    const expected = [
      {mac: '000D3A000001', addresses: ['10.240.0.4', '10.240.0.5', '10.240.0.6']},
      {mac: '000D3A000002', addresses: ['10.240.0.20']},
    ].map(({mac, addresses}) => ({
      interface: [
        {
          ipv4: {ipAddress: addresses.map((privateIpAddress) => ({privateIpAddress, publicIpAddress: ''})), subnet},
          ipv6: {ipAddress: []},
          macAddress: mac,
        },
      ],
    }));
    expect(documents.map((document) => JSON.parse(document?.body ?? ''))).toEqual(expected);
  });

  it('give single values by their path', async () => {
    const {one} = world();
    const path = 'instance/network/interface/0/ipv4/ipAddress/2/privateIpAddress';

    expect(await one.fetch(`${METADATA}/${path}?api-version=2021-02-01`, HEADER)).toEqual({
      status: 200,
      body: '"10.240.0.6"',
    });
  });

  it('list the public IPs of a machine, and have no such list for one without any', async () => {
    const {one, two} = world();
    const url = `${METADATA}/loadbalancer?api-version=2020-10-01`;

    const [listed, missing] = [await one.fetch(url, HEADER), await two.fetch(url, HEADER)];

    expect(JSON.parse(listed?.body ?? '')).toEqual({
      loadbalancer: {
        publicIpAddresses: [{frontendIpAddress: '198.51.100.20', privateIpAddress: '10.240.0.6'}],
        inboundRules: [],
        outboundRules: [],
      },
    });
    expect(missing?.status).toBe(404);
  });

  it.each([
    ['the header', 'instance?api-version=2021-02-01', []],
    ['a version', 'instance', HEADER],
    ['proxies', 'instance?api-version=2021-02-01', [...HEADER, 'X-Forwarded-For: 10.0.0.1']],
  ])('insist on %s', async (_name, path, headers) => {
    const {one} = world();

    expect((await one.fetch(`${METADATA}/${path}`, headers))?.status).toBe(400);
  });

  it('answer metadata to primary addresses only', async () => {
    const {fabric, one} = world();
    const argv = ['curl', '-s', '--max-time', '1', '--interface', '10.240.0.5', '-H', 'Metadata: true'];

    const {code} = await one.exec([...argv, `${METADATA}/instance?api-version=2021-02-01`]);

    expect(code).toBe(28);
    expect((await fabric.drops()).metadata_from_secondary).toBeGreaterThan(0);
  });

  it('say on the wireserver which address is primary', async () => {
    const {one} = world();

    expect(await one.fetch(`${WIRESERVER}/machine/plugins?comp=nmagent&type=getinterfaceinfov1`)).toEqual({
      status: 200,
      body:
        '<Interfaces><Interface MacAddress="000D3A000001" IsPrimary="true"><IPSubnet Prefix="10.240.0.0/24">' +
        '<IPAddress Address="10.240.0.4" IsPrimary="true"/><IPAddress Address="10.240.0.5" IsPrimary="false"/>' +
        '<IPAddress Address="10.240.0.6" IsPrimary="false"/></IPSubnet></Interface></Interfaces>',
    });
  });

  it('keep what a machine’s agent reports about it', async () => {
    const {fabric, one} = world();
    const report = (health: string): Promise<unknown> =>
      one.succeed([
        'curl',
        '-s',
        '--noproxy',
        '*',
        '-d',
        `<Health>${health}</Health>`,
        `${WIRESERVER}/machine?comp=health`,
      ]);

    await report('<State>NotReady</State><Details><Description>no media</Description></Details>');
    await report('<State>Ready</State>');

    expect([fabric.healthOf('one'), fabric.healthOf('two')]).toEqual([['NotReady no media', 'Ready'], []]);
  });

  it('tell an agent what Azure was told about its machine', async () => {
    const {three} = world();
    const url = `${METADATA}/instance/compute?api-version=2021-08-01`;

    expect(JSON.parse((await three.fetch(url, HEADER))?.body ?? '')).toEqual({
      name: 'three',
      location: 'westeurope',
      azEnvironment: 'AzurePublicCloud',
      vmId: '33333333-0000-4000-8000-000000000000',
      platformFaultDomain: '0',
      osProfile: {adminUsername: 'admin', computerName: 'three', disablePasswordAuthentication: 'true'},
      publicKeys: [{keyData: 'ssh-ed25519 AAAA', path: '/home/admin/.ssh/authorized_keys'}],
    });
  });

  it('offer the wireserver’s second port', async () => {
    const {one} = world();

    expect((await one.fetch(`${WIRESERVER}:32526/vmSettings`))?.status).toBe(404);
  });

  it.each([
    ['one', '10.240.0.4'],
    ['two.internal.cloudapp.net', '10.240.0.20'],
    ['shop.westeurope.cloudapp.azure.com', '198.51.100.20'],
    ['nobody', undefined],
  ])('resolve the name %s', async (name, address) => {
    const {one} = world();

    expect(await one.resolve(name)).toBe(address);
  });

  it('resolve names for secondary addresses too', async () => {
    const {one} = world();

    expect(await one.resolve('two', '10.240.0.5')).toBe('10.240.0.20');
  });
});
