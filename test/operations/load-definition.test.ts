import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {loadDefinition} from '../../src/operations/load-definition.ts';
import {temporaryDirectory} from '../temporary-directory.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL/F/OVpeN89ki7g07bJgiqLC9euIPqzTXq38rC5PQNh you@example.com';
const DEFINITION = `apiVersion: vnetk8s/v1
name: tiny
location: westeurope
nodePools:
  - name: apps
linux:
  sshPublicKeys:
    - ${KEY}
`;

const nothing = Readable.from([]);

describe('loadDefinition', () => {
  it('takes cluster.yaml where no file is named', async () => {
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'cluster.yaml'), DEFINITION);
    await writeFile(join(cwd, 'vnetk8s.yaml'), 'not this one');

    const {name, issues, meaning} = await loadDefinition({cwd, set: [], stdin: nothing});

    expect([name, issues, meaning?.cluster.name]).toEqual(['cluster.yaml', [], 'tiny']);
  });

  it('takes vnetk8s.yaml where there is no cluster.yaml', async () => {
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'vnetk8s.yaml'), DEFINITION);

    const {name, issues} = await loadDefinition({cwd, set: [], stdin: nothing});

    expect([name, issues]).toEqual(['vnetk8s.yaml', []]);
  });

  it('reads standard input, in however many pieces it comes', async () => {
    const cwd = await temporaryDirectory();
    const bytes = Buffer.from(DEFINITION.replace('name: tiny', 'name: tiny # größer'));
    const pieces = [...bytes].map((byte) => Buffer.from([byte]));

    const {name, issues, meaning} = await loadDefinition({file: '-', cwd, set: [], stdin: Readable.from(pieces)});

    expect([name, issues, meaning?.cluster.name]).toEqual(['<stdin>', [], 'tiny']);
  });

  it('says which files it looked for', async () => {
    const cwd = await temporaryDirectory();

    const loading = loadDefinition({cwd, set: [], stdin: nothing});

    await expect(loading).rejects.toMatchObject({
      message: 'there is neither cluster.yaml nor vnetk8s.yaml in this directory',
      code: 'FILE_NOT_FOUND',
      exitCode: 3,
      suggestions: ['name the file: vnetk8s validate my-cluster.yaml', 'write a new one: vnetk8s init'],
    });
  });

  it('says that a file does not exist', async () => {
    const cwd = await temporaryDirectory();

    const loading = loadDefinition({file: 'prod.yaml', cwd, set: [], stdin: nothing});

    await expect(loading).rejects.toMatchObject({message: 'there is no file prod.yaml', exitCode: 3});
  });

  it('says that a directory is no file', async () => {
    const cwd = await temporaryDirectory();

    const loading = loadDefinition({file: '.', cwd, set: [], stdin: nothing});

    await expect(loading).rejects.toMatchObject({
      message: 'cannot read .: it is a directory',
      code: 'FILE_UNREADABLE',
      exitCode: 3,
    });
  });

  it('looks for manifests beside the definition, not in the current directory', async () => {
    const cwd = await temporaryDirectory();
    await mkdir(join(cwd, 'clusters'));
    await writeFile(join(cwd, 'clusters', 'extra.yaml'), '---\n');
    await writeFile(join(cwd, 'other.yaml'), '---\n');
    const addons = `addons:
  - {name: extra, manifest: ./extra.yaml}
  - {name: other, manifest: ./other.yaml}
`;
    await writeFile(join(cwd, 'clusters', 'prod.yaml'), DEFINITION + addons);

    const {issues} = await loadDefinition({file: 'clusters/prod.yaml', cwd, set: [], stdin: nothing});

    expect(issues).toEqual([
      {
        code: 'VK3001',
        severity: 'error',
        path: 'addons[1].manifest',
        message: '"./other.yaml" is not a file',
        hint: 'name a file of manifests; its path is relative to this definition',
        location: {
          source: 'clusters/prod.yaml',
          line: 11,
          column: 29,
          length: 12,
          excerpt: {
            firstLine: 10,
            lines: ['  - {name: extra, manifest: ./extra.yaml}', '  - {name: other, manifest: ./other.yaml}'],
          },
        },
        related: [],
      },
    ]);
  });

  it('reads no more of a huge file than it takes to refuse it', async () => {
    const cwd = await temporaryDirectory();
    await writeFile(join(cwd, 'huge.yaml'), Buffer.alloc(50_000_000, '#'));

    const {issues} = await loadDefinition({file: 'huge.yaml', cwd, set: [], stdin: nothing});

    expect(issues.map((issue) => [issue.code, issue.message])).toEqual([
      ['VK1006', 'the text has more than 1,000,000 bytes'],
    ]);
  });

  it('reports faults of the text, the schema, the rules and the plan in one run', async () => {
    const cwd = await temporaryDirectory();
    const faulty = `${DEFINITION.replace('westeurope', 'westeurop')}
network:
  egres: natGateway
  virtualNetwork: {addressSpace: [10.0.0.0/26]}
name: tiny
`;
    await writeFile(join(cwd, 'cluster.yaml'), faulty);

    const {issues, intact} = await loadDefinition({cwd, set: ['controlPlane.count=2'], stdin: nothing});

    expect(intact).toBe(false);
    expect(issues.map(({location, code}) => `${location.source}:${location.line} ${code}`)).toEqual([
      'cluster.yaml:3 VK3901',
      'cluster.yaml:5 VK4002',
      'cluster.yaml:11 VK2003',
      'cluster.yaml:13 VK1003',
      '--set controlPlane.count=2:1 VK2004',
    ]);
  });
});
