import {readdir, readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {componentsOf} from '../../src/kubernetes/components.ts';
import {DEFAULT_MINOR, resolveVersion, SUPPORTED_MINORS} from '../../src/kubernetes/versions.ts';

const MODULES = new URL('../tools/', import.meta.url);

/** The version of a module that one of test/tools requires. */
async function required(folder: string, module: string): Promise<string> {
  const text = await readFile(new URL(`${folder}/go.mod`, MODULES), 'utf8');
  const line = text.split('\n').find((candidate) =>
    candidate
      .trim()
      .replace(/^require /, '')
      .startsWith(`${module} v`),
  );
  return (
    line
      ?.trim()
      .split(' ')
      .at(line.startsWith('require') ? 2 : 1) ?? `${folder} does not require ${module}`
  );
}

describe('the programs that read what is generated', () => {
  it('are there for every minor version', async () => {
    const folders = (await readdir(MODULES)).filter((name) => name.startsWith('kubernetes-'));

    expect(folders.sort()).toEqual(SUPPORTED_MINORS.map(({minor}) => `kubernetes-${minor}`).sort());
  });

  it.each(SUPPORTED_MINORS)('are of the minor version that they are named after: $minor', async ({minor}) => {
    expect(await required(`kubernetes-${minor}`, 'k8s.io/kubernetes')).toMatch(new RegExp(`^v${minor}\\.\\d+$`));
  });

  it('are the cloud provider and the containerd that a cluster gets', async () => {
    const {cloudProvider, containerdPackage} = componentsOf(resolveVersion(DEFAULT_MINOR));
    const containerd = await required('containerd', 'github.com/containerd/containerd/v2');

    expect(await required(`kubernetes-${DEFAULT_MINOR}`, 'sigs.k8s.io/cloud-provider-azure')).toBe(cloudProvider);
    expect(containerd).toMatch(new RegExp(`^v${containerdPackage.replaceAll('.', '\\.').replace('*', '\\d+')}$`));
  });
});
