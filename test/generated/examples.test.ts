import {readdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {buildParameters} from '../../src/arm/build-parameters.ts';
import {CLUSTER_SECRETS, type ClusterSecrets} from '../../src/kubernetes/cluster-secrets.ts';
import type {MachineSetup, NodeFile} from '../../src/node/machine-setup.ts';
import {buildCluster} from '../../src/operations/generate-cluster.ts';
import type {BuiltCluster} from '../../src/operations/generate-files.ts';
import {loadDefinition} from '../../src/operations/load-definition.ts';

/*
 * What is generated of every example, for reading: the template, its parameters, each file of each kind of machine. A file
 * that is the same as that of the smallest example is only named; custom data, which is those files once more, is
 * replaced by its name.
 */

const ROOT = new URL('../..', import.meta.url).pathname;
const GOLDEN = `${ROOT}test/golden/generated`;
const SIMPLEST = 'minimal';
const examples = readdirSync(`${ROOT}examples`).map((file) => file.replace(/\.yaml$/, ''));

const SECRETS = Object.fromEntries(
  Object.keys(CLUSTER_SECRETS).map((name) => [name, `<${name}>`]),
) as unknown as ClusterSecrets;

async function build(example: string): Promise<BuiltCluster> {
  const {meaning} = await loadDefinition({file: `examples/${example}.yaml`, set: [], cwd: ROOT, stdin: process.stdin});
  if (meaning === undefined) throw new Error('an example means something');
  const {cluster, plan} = meaning;
  const addons = await Promise.all(
    cluster.addons.map(async ({name, manifest}) => ({
      name,
      text: await readFile(`${ROOT}examples/${manifest}`, 'utf8'),
    })),
  );
  return buildCluster(cluster, plan, addons);
}

const setupsOf = ({machines}: BuiltCluster): readonly MachineSetup[] => [machines.controlPlane, ...machines.pools];

/** The template as text, without the blobs in it. */
function readableTemplate(built: BuiltCluster): string {
  const blobs = new Map(setupsOf(built).map(({customData, name}) => [customData.base64, `<custom data: ${name}>`]));
  const replace = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? (blobs.get(value) ?? value) : value;
  return `${JSON.stringify(built.template, replace, 2)}\n`;
}

/** The cloud-init without what is in files, which have golden files of their own. */
function readableCloudInit({cloudInit}: MachineSetup): string {
  const document: {write_files: {content: unknown}[]} = parse(cloudInit);
  for (const file of document.write_files) file.content = '<see the file>';
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The files, and what brings them to the machine as if it were two files more. */
function shownFiles(setup: MachineSetup): readonly NodeFile[] {
  return [
    {path: '/cloud-init.json', mode: 0, content: readableCloudInit(setup)},
    {path: '/deploy-script.json', mode: 0, content: `${JSON.stringify(setup.deployScript, undefined, 2)}\n`},
    ...setup.files,
  ];
}

function sameContent(a: NodeFile['content'], b: NodeFile['content']): boolean {
  return Buffer.from(a).equals(Buffer.from(b));
}

function isText(file: NodeFile): file is NodeFile & {readonly content: string} {
  return typeof file.content === 'string';
}

const written = new Set<string>();

async function expectGolden(text: string, path: string): Promise<void> {
  written.add(path);
  await expect(text).toMatchFileSnapshot(`${GOLDEN}/${path}`);
}

const simplest = build(SIMPLEST);

/** The machines of the smallest example that have the same files, more or less. */
async function counterpart(index: number): Promise<MachineSetup> {
  const [controlPlane, pool] = setupsOf(await simplest);
  const setup = index === 0 ? controlPlane : pool;
  if (setup === undefined) throw new Error('the smallest example has a control plane and a pool');
  return setup;
}

describe.each(examples)('of example %s', (example) => {
  it('the template, its parameters and the whole definition are what they were', async () => {
    const built = await build(example);

    await expectGolden(readableTemplate(built), `${example}/azuredeploy.json`);
    const parameters = `${JSON.stringify(buildParameters(SECRETS), undefined, 2)}\n`;
    await expectGolden(parameters, `${example}/azuredeploy.parameters.json`);
    await expectGolden(built.definition, `${example}/cluster.yaml`);
  });

  it('the files of machines, the cloud-init and the script of the extension are what they were', async () => {
    for (const [index, setup] of setupsOf(await build(example)).entries()) {
      const folder = `${example}/node/${setup.name}`;
      const usual = example === SIMPLEST ? [] : shownFiles(await counterpart(index));
      const lines: string[] = [];
      for (const file of shownFiles(setup)) {
        const mode = file.mode.toString(8).padStart(4, '0');
        const isUsual = usual.some(({path, content}) => path === file.path && sameContent(content, file.content));
        const note = isUsual ? `as in ${SIMPLEST}` : isText(file) ? 'beside this file' : `${file.content.length} bytes`;
        lines.push(`${mode} ${file.path}: ${note}`);
        if (!isUsual && isText(file)) await expectGolden(file.content, `${folder}${file.path}`);
      }
      await expectGolden(`${lines.join('\n')}\n`, `${folder}/files.txt`);
    }
  });
});

describe('the golden files', () => {
  it('are all of something that is generated', () => {
    const there = readdirSync(GOLDEN, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(GOLDEN.length + 1));

    expect(there.filter((path) => !written.has(path))).toEqual([]);
  });
});
