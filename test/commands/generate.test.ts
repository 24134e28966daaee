import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import Generate from '../../src/commands/generate.ts';
import {DEFINITION, runCommand, temporaryFolder} from './run-command.ts';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder, 'cluster.yaml'), DEFINITION);
});

function run(...args: string[]) {
  return runCommand(Generate, args, folder);
}

/** Numbers that change with every word in a file of a node say nothing here. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/ *\d[\d,]*%?(?=\s|$)/gm, ' #');
}

const NEXT = `next, deploy it (docs/generated.md says how to deploy it again):
  az group create --name test --location westeurope
  az deployment group create --resource-group test --name test --template-file _output/test/azuredeploy.json --parameters @_output/test/azuredeploy.parameters.json
`;

describe('generate', () => {
  it('shows what of the limits is used, what was written, and how to deploy it', async () => {
    const {stdout, stderr, exitCode} = await run();

    expect(withoutNumbers(stdout)).toBe(`\
TEMPLATE                 VALUE      LIMIT  USED
resources # # #
bytes of the template # # #
bytes expanded # # #
parameters # # #
longest expression # # #

CUSTOM DATA     BYTES   LIMIT  USED  LARGEST FILES, COMPRESSED
control-plane # # #  /opt/cni/bin/vnetk8s #
                                     /usr/local/lib/vnetk8s/bootstrap #
                                     /etc/vnetk8s/kubeadm/cluster.yaml #
apps # # #  /opt/cni/bin/vnetk8s #
                                     /usr/local/lib/vnetk8s/bootstrap #
                                     /usr/local/lib/vnetk8s/write-pool #
`);
    expect(stderr.replace(/\d+ new/, '# new')).toBe(`\nwrote _output/test: # new files\n${NEXT}`);
    expect(exitCode).toBe(0);
  });

  it('says that nothing has changed, and how to deploy it all the same', async () => {
    await run();

    expect((await run()).stderr).toBe(`\nnothing has changed in _output/test\n${NEXT}`);
  });

  it('with --dry-run writes nothing, and lists what would change', async () => {
    await run();

    const {stdout, stderr, exitCode} = await run('--dry-run', '--set', 'nodePools[apps].count=4');

    expect(stdout.replaceAll(/\d+ files/g, '# files').split('\n\n')[0]).toBe(`\
CHANGE   FILE
changed  azuredeploy.json
changed  cluster.yaml
changed  plan.json
changed  topology.svg
changed  manifest.json
# files unchanged`);
    expect(stderr.replace(/\d+ unchanged/, '# unchanged')).toBe(
      '\nwould write _output/test: 5 changed files, # unchanged\n',
    );
    expect(exitCode).toBe(0);
    expect((await run('--dry-run')).stderr).toBe('\nnothing would change in _output/test\n');
  });

  it('writes to the directory that is named, and quotes it for the shell', async () => {
    const {stderr} = await run('-d', 'my files/prod');

    expect(stderr).toContain(
      `--template-file 'my files/prod/azuredeploy.json' --parameters '@my files/prod/azuredeploy.parameters.json'\n`,
    );
    expect(await readdir(join(folder, 'my files/prod'))).toContain('manifest.json');
  });

  it('tells of shared keys that az will ask for, and of the cloud', async () => {
    const gateway =
      'network.virtualNetwork.gateway={type: Vpn, connections: [{name: office-1, peerAddress: 203.0.113.10, cidrs: [192.168.0.0/16]}]}';

    const {stderr} = await run('--set', gateway, '--set', 'cloud=AzureUSGovernment', '--set', 'location=usgovvirginia');

    expect(stderr).toContain(
      '  az cloud set --name AzureUSGovernment\n  az group create --name test --location usgovvirginia\n',
    );
    expect(stderr).toMatch(/\n {2}az asks for sharedKey_office_1\n$/);
  });

  it('prints one artifact as it is, and nothing else', async () => {
    const {stdout, stderr} = await run('--stdout', 'azuredeploy.json');

    expect(stderr).toBe('');
    expect(await readdir(folder)).toEqual(['cluster.yaml']);
    await run();
    expect(stdout).toBe(await readFile(join(folder, '_output/test/azuredeploy.json'), 'utf8'));
  });

  it('prints no key on a terminal', async () => {
    await run();
    const isTerminal = process.stdout.isTTY;
    process.stdout.isTTY = true;
    try {
      const {stdout, stderr, exitCode} = await run('--stdout', 'kubeconfig');

      expect([stdout, exitCode]).toEqual(['', 2]);
      expect(stderr).toBe(`error: kubeconfig holds keys, and is not for terminals
  write it to a file: vnetk8s generate --stdout kubeconfig > FILE
`);
    } finally {
      process.stdout.isTTY = isTerminal;
    }
    expect((await run('--stdout', 'kubeconfig')).stdout).toBe(
      await readFile(join(folder, '_output/test/kubeconfig'), 'utf8'),
    );
  });

  it('shows faults of the definition as validate does, and writes nothing', async () => {
    const {stdout, stderr, exitCode} = await run('--set', 'nodePools[apps].maxPods=0');

    expect([stdout, exitCode]).toEqual(['', 4]);
    expect(stderr).toContain('--set: error: nodePools[0].maxPods: 0 is too small');
    expect(await readdir(folder)).toEqual(['cluster.yaml']);
  });

  it('shows warnings, and goes on', async () => {
    const {stderr, exitCode} = await run('--set', 'location=westeurop');

    expect(stderr).toMatch(/^\n--set: warning: location: "westeurop" is no region/);
    expect(stderr).toContain('\nwrote _output/test: ');
    expect(exitCode).toBe(0);
  });

  it('tells everything as one JSON document', async () => {
    const document = JSON.parse((await run('--json')).stdout);
    const again = JSON.parse((await run('--json', '--dry-run')).stdout);
    const artifact = JSON.parse((await run('--json', '--stdout', 'plan.json')).stdout);
    const invalid = JSON.parse((await run('--json', '--set', 'name=NO')).stdout);

    expect(Object.keys(document)).toEqual([
      'apiVersion',
      'kind',
      'file',
      'valid',
      'cluster',
      'directory',
      'written',
      'changes',
      'headroom',
      'notices',
      'deployment',
      'issues',
    ]);
    expect(document).toMatchObject({kind: 'Generation', written: true, cluster: 'test', directory: '_output/test'});
    expect(document.changes[0]).toEqual({path: 'azuredeploy.json', change: 'new'});
    expect(Object.keys(document.headroom.template.resources)).toEqual(['value', 'limit']);
    expect(again.written).toBe(false);
    expect(again.changes[0]).toEqual({path: 'azuredeploy.json', change: 'unchanged'});
    expect(JSON.parse(artifact.artifact.content).kind).toBe('AddressPlan');
    expect(invalid).toMatchObject({kind: 'Validation', valid: false});
    expect(JSON.stringify([document, again])).not.toMatch(/PRIVATE KEY/);
  });
});

describe('generate, called wrongly', () => {
  it('says that a directory is a file', async () => {
    const {stderr, exitCode} = await run('-d', 'cluster.yaml');

    expect(exitCode).toBe(2);
    expect(stderr).toBe('error: cannot make the directory cluster.yaml: a file is in its way\n');
  });

  it('says that a directory is not its own', async () => {
    const {stderr, exitCode} = await run('-d', '.');

    expect(exitCode).toBe(2);
    expect(stderr).toBe(`\
error: . is not empty, and vnetk8s has generated nothing in it: it has
  cluster.yaml
  generate into another directory: --output-directory
`);
  });

  it('tells all faults of keys that are brought', async () => {
    await mkdir(join(folder, 'certs'));
    await writeFile(join(folder, 'certs/ca.crt'), 'no certificate');
    await writeFile(join(folder, 'certs/join-token'), 'no token');

    const {stderr, exitCode} = await run('--pki', 'certs');

    expect(exitCode).toBe(2);
    expect(stderr).toBe(`\
error: the keys in certs cannot be used:
  ca.key is missing, and ca.crt is there: the two belong together
  join-token is no token of the form [a-z0-9]{6}.[a-z0-9]{16}
`);
    expect(await readdir(folder)).toEqual(['certs', 'cluster.yaml']);
  });

  it('does not do two things at once', async () => {
    const {stderr, exitCode} = await run('--stdout', 'plan.json', '--dry-run');

    expect(exitCode).toBe(2);
    expect(stderr).toContain('error: ');
  });
});
