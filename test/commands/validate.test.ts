import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import Validate from '../../src/commands/validate.ts';
import {DEFINITION, runCommand, temporaryFolder} from './run-command.ts';

async function folderWith(text: string, file = 'cluster.yaml'): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, file), text);
  return folder;
}

const MISSPELT = DEFINITION.replace('name: apps', 'name: apps\n    maxpods: 50');
const UNKNOWN_REGION = DEFINITION.replace('westeurope', 'westeurop');

afterEach(() => {
  delete process.env['VNETK8S_FILE'];
});

describe('validate', () => {
  it('says of a valid definition what it comes to', async () => {
    const folder = await folderWith(DEFINITION);

    expect(await runCommand(Validate, [], folder)).toEqual({
      stdout: `\
cluster.yaml is valid: 3 control-plane machines, 1 node pool, up to 6 nodes
  and 180 pods, 226 addresses
`,
      stderr: '',
      exitCode: 0,
    });
  });

  it('shows errors on stderr and ends with 4', async () => {
    const folder = await folderWith(MISSPELT);

    expect(await runCommand(Validate, [], folder)).toEqual({
      stdout: '',
      stderr: `\
cluster.yaml:6:5: error: nodePools[0].maxpods: unknown key "maxpods" [VK2003]
  5 |   - name: apps
  6 |     maxpods: 50
    |     ^^^^^^^ did you mean maxPods?

1 error in cluster.yaml; to learn more: vnetk8s explain VK2003
`,
      exitCode: 4,
    });
  });

  it('lets warnings pass, and not with --strict', async () => {
    const folder = await folderWith(UNKNOWN_REGION);

    const lenient = await runCommand(Validate, [], folder);
    const strict = await runCommand(Validate, ['--strict'], folder);

    const text = (severity: string, count: string): string => `\
cluster.yaml:3:11: ${severity}: location: "westeurop" is no region known to this
  release [VK3901]
  2 | name: test
  3 | location: westeurop
    |           ^^^^^^^^^ did you mean westeurope?

${count} in cluster.yaml; to learn more: vnetk8s explain VK3901
`;
    expect([lenient.exitCode, lenient.stderr]).toEqual([0, text('warning', '1 warning')]);
    expect(lenient.stdout).toBe(`\
cluster.yaml is valid (1 warning): 3 control-plane machines, 1 node pool, up
  to 6 nodes and 180 pods, 226 addresses
`);
    expect([strict.exitCode, strict.stdout, strict.stderr]).toEqual([4, '', text('error', '1 error')]);
  });

  it('points at the flag that is wrong', async () => {
    const folder = await folderWith(DEFINITION);

    const {stderr, exitCode} = await runCommand(Validate, ['--set', 'nodePools[apps].maxPods=300'], folder);

    expect(exitCode).toBe(4);
    expect(stderr).toBe(`\
--set: error: nodePools[0].maxPods: 300 is too large [VK2005]
   | --set nodePools[apps].maxPods=300
   |                               ^^^ use 1 to 250

1 error in cluster.yaml; to learn more: vnetk8s explain VK2005
`);
  });

  it('prints one JSON document with --json, and the same with -o json', async () => {
    const folder = await folderWith(MISSPELT);

    const runs = [
      await runCommand(Validate, ['--json'], folder),
      await runCommand(Validate, ['-o', 'json'], folder),
      await runCommand(Validate, ['--output=json'], folder),
    ];

    expect(runs.map(({stdout, ...rest}) => ({...rest, document: JSON.parse(stdout)}))).toEqual(
      Array(3).fill({
        exitCode: 4,
        stderr: '',
        document: {
          apiVersion: 'vnetk8s/v1',
          kind: 'Validation',
          file: 'cluster.yaml',
          valid: false,
          errors: 1,
          warnings: 0,
          issues: [
            {
              code: 'VK2003',
              severity: 'error',
              path: 'nodePools[0].maxpods',
              message: 'unknown key "maxpods"',
              hint: 'did you mean maxPods?',
              location: {source: 'cluster.yaml', line: 6, column: 5, endColumn: 12},
              related: [],
            },
          ],
        },
      }),
    );
  });

  it('prints a SARIF log, and nothing else', async () => {
    const folder = await folderWith(MISSPELT);

    const {stdout, stderr, exitCode} = await runCommand(Validate, ['-o', 'sarif'], folder);

    const [sarif] = JSON.parse(stdout).runs;
    expect([exitCode, stderr]).toEqual([4, '']);
    expect(sarif.tool.driver.rules.map(({id}: {id: string}) => id)).toEqual(['VK2003']);
    expect(sarif.results[0].message.text).toBe('nodePools[0].maxpods: unknown key "maxpods"; did you mean maxPods?');
  });

  it('takes the file from the argument, the flag, its old name, the environment, or its default names', async () => {
    const folder = await folderWith(DEFINITION, 'prod.yaml');
    await writeFile(join(folder, 'vnetk8s.yaml'), DEFINITION);
    const named = async (...args: string[]) => {
      const {stdout, stderr} = await runCommand(Validate, args, folder);
      return [stdout.split(' ')[0], stderr];
    };

    expect(await named()).toEqual(['vnetk8s.yaml', '']);
    expect(await named('prod.yaml')).toEqual(['prod.yaml', '']);
    expect(await named('-f', 'prod.yaml')).toEqual(['prod.yaml', '']);
    expect(await named('-m', 'prod.yaml')).toEqual([
      'prod.yaml',
      'warning: The "-m" flag has been deprecated. Use "--file | -f" instead.\n',
    ]);
    process.env['VNETK8S_FILE'] = 'prod.yaml';
    expect(await named()).toEqual(['prod.yaml', '']);
    expect(await named('vnetk8s.yaml')).toEqual(['vnetk8s.yaml', '']);
  });

  it('refuses two files', async () => {
    expect(await runCommand(Validate, ['a.yaml', '--file', 'b.yaml'])).toEqual({
      stdout: '',
      stderr: `\
error: two files are given: a.yaml and b.yaml
  give one, as an argument or with --file
`,
      exitCode: 2,
    });
  });

  it('says where a file is not, in words and in JSON', async () => {
    const folder = await temporaryFolder();

    const words = await runCommand(Validate, ['nope.yaml'], folder);
    const json = await runCommand(Validate, ['nope.yaml', '--json'], folder);

    expect(words).toEqual({
      stdout: '',
      stderr: `\
error: there is no file nope.yaml
  name an existing file, or - for standard input
  write a new one: vnetk8s init
`,
      exitCode: 3,
    });
    expect({...json, stdout: JSON.parse(json.stdout)}).toEqual({
      stdout: {
        error: {
          code: 'FILE_NOT_FOUND',
          exitCode: 3,
          message: 'there is no file nope.yaml',
          suggestions: ['name an existing file, or - for standard input', 'write a new one: vnetk8s init'],
        },
      },
      stderr: '',
      exitCode: 3,
    });
  });

  it('tells a wrong command line in JSON too, before its flags are known', async () => {
    const {stdout, stderr, exitCode} = await runCommand(Validate, ['--strct', '-o', 'json']);

    expect([exitCode, stderr]).toEqual([2, '']);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'USAGE',
        exitCode: 2,
        message: 'unknown flag --strct',
        suggestions: ['did you mean --strict?', 'all flags: vnetk8s validate --help'],
      },
    });
  });
});
