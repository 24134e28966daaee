import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import Init from '../../src/commands/init.ts';
import Validate from '../../src/commands/validate.ts';
import {runCommand, temporaryFolder} from './run-command.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com';
const VNET =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/corp';

let folder: string;
const home = process.env['HOME'];

beforeEach(async () => {
  folder = await temporaryFolder();
  const ownHome = await temporaryFolder();
  await mkdir(join(ownHome, '.ssh'));
  await writeFile(join(ownHome, '.ssh/id_ed25519.pub'), `${KEY}\n`);
  process.env['HOME'] = ownHome;
});

afterEach(() => {
  process.env['HOME'] = home;
});

describe('init', () => {
  it('writes a definition with comments, and names the next command', async () => {
    const run = await runCommand(Init, [], folder);

    expect(run).toEqual({
      stdout: '',
      stderr: 'wrote cluster.yaml\nnext, see its addresses: vnetk8s plan\n',
      exitCode: 0,
    });
    expect(await readFile(join(folder, 'cluster.yaml'), 'utf8')).toBe(`\
# A Kubernetes cluster on Azure in which every pod has an address of the virtual network.
#   vnetk8s validate                finds what is wrong with this file
#   vnetk8s plan                    shows every address that it takes
#   vnetk8s explain network.egress  says what a field is for; there are many more than here
apiVersion: vnetk8s/v1
name: demo # begins the names of all resources and nodes
location: westeurope

kubernetes:
  version: "1.36" # in quotes: YAML reads 1.30 as 1.3

network:
  virtualNetwork:
    addressSpace: [10.240.0.0/16] # must not overlap networks that pods talk to
  # subnets: sized and placed by "vnetk8s plan"; list them here to decide yourself
  # onPremisesCidrs: [192.168.0.0/16] # ranges elsewhere that see pods with their own addresses

controlPlane:
  count: 3 # 1, or 3 or 5 to survive the loss of one or two
  # zones: ["1", "2", "3"] # where the region has them
  endpoint:
    access: private # the API answers in the virtual network and what is connected to it

nodePools:
  - name: apps
    count: 3 # or, for the autoscaler: {min: 3, max: 20}
    vmSize: Standard_D4s_v5
    maxPods: 30 # each node takes an address for each pod it can run, and one for itself

linux:
  adminUsername: azureuser
  sshPublicKeys:
    - ${KEY}
`);
    expect(await readdir(folder)).toEqual(['cluster.yaml']);
  });

  it('takes everything from flags, and what it writes has no fault', async () => {
    const args = ['prod.yaml', '-n', 'prod', '-l', 'northeurope', '--pool', 'apps=6', '--pool', 'gpu=2'];

    const {exitCode} = await runCommand(
      Init,
      [...args, '--vm-size', 'Standard_D8s_v5', '--max-pods', '60', '--control-plane', '5', '--with-schema'],
      folder,
    );

    const text = await readFile(join(folder, 'prod.yaml'), 'utf8');
    expect(exitCode).toBe(0);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./cluster.schema.json');
    expect(JSON.parse(await readFile(join(folder, 'cluster.schema.json'), 'utf8')).title).toBe('Cluster definition');
    expect(await runCommand(Validate, ['prod.yaml', '--strict'], folder)).toEqual({
      stdout: `\
prod.yaml is valid: 5 control-plane machines, 2 node pools, up to 13 nodes and
  630 pods, 774 addresses
`,
      stderr: '',
      exitCode: 0,
    });
  });

  it('describes an existing virtual network', async () => {
    const {exitCode} = await runCommand(
      Init,
      [
        ...['--existing-vnet', VNET, '--address-space', '10.20.0.0/16', '--authorized-cidr', '198.51.100.0/24'],
        ...['--control-plane-subnet', 'k8s-control=10.20.0.0/24', '--nodes-subnet', 'k8s-nodes=10.20.4.0/22'],
      ],
      folder,
    );

    const validation = await runCommand(Validate, ['--strict'], folder);
    expect([exitCode, validation.exitCode, validation.stderr]).toEqual([0, 0, '']);
  });

  it('writes nothing that would be wrong', async () => {
    const {stderr, exitCode} = await runCommand(Init, ['--name', 'Prod'], folder);

    expect(exitCode).toBe(4);
    expect(stderr).toBe(`\
cluster.yaml:6:7: error: name: "Prod" has the wrong form [VK2006]
  5 | apiVersion: vnetk8s/v1
  6 | name: Prod # begins the names of all resources and nodes
    |       ^^^^
    = write lower-case letters, digits and hyphens, a letter first, no hyphen
      last, at most 40 characters

1 error in cluster.yaml; to learn more: vnetk8s explain VK2006

nothing was written
`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('prints the definition where standard output is to have it', async () => {
    const [printed, written] = [await runCommand(Init, ['-'], folder), await runCommand(Init, [], folder)];

    expect([written.exitCode, await readdir(folder)]).toEqual([0, ['cluster.yaml']]);
    expect(printed).toEqual({stdout: await readFile(join(folder, 'cluster.yaml'), 'utf8'), stderr: '', exitCode: 0});
  });

  it('has no place for a schema beside standard output', async () => {
    expect(await runCommand(Init, ['-', '--with-schema'], folder)).toEqual({
      stdout: '',
      stderr: `\
error: the schema is written beside a file, and there is none
  name a file to write, or print the schema: vnetk8s schema
`,
      exitCode: 2,
    });
  });

  it('never writes over a file', async () => {
    await writeFile(join(folder, 'cluster.yaml'), 'mine');

    const run = await runCommand(Init, [], folder);

    expect(run).toEqual({
      stdout: '',
      stderr: 'error: cluster.yaml exists already, and is left as it is\n  name another file, or remove this one\n',
      exitCode: 2,
    });
    expect(await readFile(join(folder, 'cluster.yaml'), 'utf8')).toBe('mine');
  });

  it('never writes over a schema of something else', async () => {
    await writeFile(join(folder, 'cluster.schema.json'), '{}');

    const {exitCode} = await runCommand(Init, ['--with-schema'], folder);

    expect(exitCode).toBe(2);
    expect(await readdir(folder)).toEqual(['cluster.schema.json']);
  });

  it('takes no private key, and does not show it', async () => {
    const secret = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n';
    await writeFile(join(folder, 'id_ed25519'), secret);

    const run = await runCommand(Init, ['--ssh-public-key-file', 'id_ed25519'], folder);

    expect(run).toEqual({
      stdout: '',
      stderr: `\
error: id_ed25519 holds a private key, which belongs in no definition
  name a file: vnetk8s init --ssh-public-key-file ~/.ssh/id_ed25519.pub
  make a key: ssh-keygen -t ed25519
`,
      exitCode: 2,
    });
  });

  it('says how to come by a key where there is none', async () => {
    process.env['HOME'] = folder;

    const {stderr, exitCode} = await runCommand(Init, [], folder);

    expect([exitCode, stderr]).toEqual([
      3,
      `\
error: there is no SSH public key in ~/.ssh
  name a file: vnetk8s init --ssh-public-key-file ~/.ssh/id_ed25519.pub
  make a key: ssh-keygen -t ed25519
`,
    ]);
  });

  it.each([
    [['--pool', 'apps=many'], '--pool apps=many: "many" is no number of nodes', 'write name=count, such as apps=3'],
    [
      ['--nodes-subnet', 'a=10.0.0.0/24'],
      'subnets are given, but no --existing-vnet',
      'a new virtual network gets its subnets by itself',
    ],
  ])('refuses %s', async (args, message, suggestion) => {
    const {stderr, exitCode} = await runCommand(Init, args, folder);

    expect([exitCode, stderr]).toEqual([2, `error: ${message}\n  ${suggestion}\n`]);
  });

  it('tells what it did as a document with --json', async () => {
    const {stdout, stderr} = await runCommand(Init, ['--json'], folder);

    expect([stderr, JSON.parse(stdout)]).toEqual([
      '',
      {
        apiVersion: 'vnetk8s/v1',
        kind: 'Init',
        file: 'cluster.yaml',
        written: ['cluster.yaml'],
        valid: true,
        issues: [],
      },
    ]);
  });
});
