import {copyFile, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {beforeEach, describe, expect, it} from 'vitest';
import Import from '../../src/commands/import.ts';
import {DEFINITION, runCommand, temporaryFolder} from './run-command.ts';

const OLD = `{
  "apiVersion": "vlabs",
  "location": "westeurope",
  "properties": {
    "orchestratorProfile": {"orchestratorType": "Kubernetes", "kubernetesConfig": {"networkPlugin": "azure"}},
    "masterProfile": {"count": 3, "dnsPrefix": "shop", "vmSize": "Standard_D2s_v3"},
    "agentPoolProfiles": [{"name": "apps", "count": 3, "vmSize": "Standard_D4s_v3"}],
    "linuxProfile": {
      "adminUsername": "azureuser",
      "ssh": {"publicKeys": [{"keyData": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh a@b"}]}
    }
  }
}
`;

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  await writeFile(join(folder, 'apimodel.json'), OLD);
});

describe('import', () => {
  it('prints the new definition on stdout, and on stderr what became of every field', async () => {
    const {stdout, stderr, exitCode} = await runCommand(Import, ['apimodel.json'], folder);

    const outcomes = stderr.split('\n').filter((line) => line.startsWith('apimodel.json:'));
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      '# Made from apimodel.json by "vnetk8s import".',
      'apiVersion: vnetk8s/v1',
      'name: shop',
      'location: westeurope',
    ]);
    expect(outcomes[0]).toBe('apimodel.json:3: kept    location: "westeurope"');
    expect(outcomes.map((line) => line.split(/: +| /)[1])).toEqual(
      outcomes.map((line) => line.split(/: +| /)[1]).toSorted(byOutcome),
    );
    expect(stderr.split('\n').at(-2)).toMatch(/^fields of apimodel\.json: \d+ kept, \d+ dropped, \d+ changed$/);
  });

  it('writes a file that is valid, and says so', async () => {
    const {stdout, stderr, exitCode} = await runCommand(Import, ['apimodel.json', '-o', 'cluster.yaml'], folder);

    const {stdout: printed} = await runCommand(Import, ['apimodel.json'], folder);
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr.split('\n').at(-2)).toBe('wrote cluster.yaml; next: vnetk8s validate cluster.yaml');
    expect(await readFile(join(folder, 'cluster.yaml'), 'utf8')).toBe(printed);
    expect((await readdir(folder)).toSorted()).toEqual(['apimodel.json', 'cluster.yaml']);
  });

  it('never writes over a file, unless told to', async () => {
    await writeFile(join(folder, 'cluster.yaml'), 'mine');

    const refused = await runCommand(Import, ['apimodel.json', '-o', 'cluster.yaml'], folder);
    const kept = await readFile(join(folder, 'cluster.yaml'), 'utf8');
    const forced = await runCommand(Import, ['apimodel.json', '-o', 'cluster.yaml', '--force'], folder);

    expect(refused).toEqual({
      stdout: '',
      stderr: 'error: cluster.yaml exists already, and is left as it is\n  name another file, or remove this one\n',
      exitCode: 2,
    });
    expect(kept).toBe('mine');
    expect(forced.exitCode).toBe(0);
    expect((await readFile(join(folder, 'cluster.yaml'), 'utf8')).split('\n')[1]).toBe('apiVersion: vnetk8s/v1');
  });

  it('ends with 4 where something cannot be represented, and lists that last', async () => {
    const sample = fileURLToPath(new URL('../import/max-pods.json', import.meta.url));
    await copyFile(sample, join(folder, 'old.json'));

    const {stderr, exitCode} = await runCommand(Import, ['old.json', '-o', 'new.yaml'], folder);

    const lines = stderr.split('\n');
    expect(exitCode).toBe(4);
    expect(lines.filter((line) => line.startsWith('old.json:')).at(-1)).toBe('old.json:38: error');
    expect(lines.slice(-3)).toEqual([
      'wrote new.yaml; next, when the errors are put right in it: vnetk8s validate',
      '  new.yaml',
      '',
    ]);
  });

  it('prints one document with --json', async () => {
    const {stdout, stderr} = await runCommand(Import, ['apimodel.json', '--json'], folder);

    const document = JSON.parse(stdout);
    expect(stderr).toBe('');
    expect(Object.keys(document)).toEqual(['apiVersion', 'kind', 'file', 'valid', 'report', 'definition', 'issues']);
    expect(document.report.find(({from}: {from: string}) => from === 'location')).toEqual({
      outcome: 'kept',
      from: 'location',
      to: 'location',
      message: '"westeurope"',
      line: 3,
      column: 3,
    });
  });

  it('says where the text itself is broken', async () => {
    await writeFile(join(folder, 'apimodel.json'), '{"apiVersion": "vlabs", "properties": {');

    const {stdout, stderr, exitCode} = await runCommand(Import, ['apimodel.json'], folder);

    expect([exitCode, stdout]).toEqual([4, '']);
    expect(stderr.split('\n')[0]).toMatch(/^apimodel\.json:1:\d+: error: /);
  });

  it('sends away what is no old definition', async () => {
    await writeFile(join(folder, 'cluster.yaml'), DEFINITION);
    await writeFile(join(folder, 'other.yaml'), 'kind: Pod');

    const ours = await runCommand(Import, ['cluster.yaml'], folder);
    const other = await runCommand(Import, ['other.yaml'], folder);

    expect([ours.exitCode, ours.stderr]).toEqual([
      4,
      `\
error: cluster.yaml is no definition of acs-engine or aks-engine
  it is one of vnetk8s already, and can be used as it is: vnetk8s validate cluster.yaml
`,
    ]);
    expect([other.exitCode, other.stderr]).toEqual([
      4,
      `\
error: other.yaml is no definition of acs-engine or aks-engine
  such a definition has apiVersion "vlabs" and properties.masterProfile
`,
    ]);
  });
});

function byOutcome(a: string | undefined, b: string | undefined): number {
  const order = ['kept', 'dropped', 'changed', 'error'];
  return order.indexOf(a ?? '') - order.indexOf(b ?? '');
}
