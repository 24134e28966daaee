import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isSafePath} from '../../src/artifacts/artifact.ts';
import {manifestOf, manifestText, readManifest} from '../../src/artifacts/manifest.ts';
import {FIRST, PROVENANCE} from './sample-artifacts.ts';

describe('a manifest', () => {
  it('lists all files, sorted, and nothing of when or where', () => {
    expect(manifestText(manifestOf(FIRST, PROVENANCE))).toBe(`\
{
  "apiVersion": "vnetk8s/v1",
  "kind": "Manifest",
  "generator": "0.1.0",
  "cluster": "prod",
  "definition": "d1",
  "files": [
    {
      "path": "azuredeploy.json",
      "size": 16,
      "sha256": "3a60da89338ea8b245c2c030d3a4f9968623ac99628cdbabc8d5606838dc2f15"
    },
    {
      "path": "node/old/etc/hosts",
      "size": 18,
      "sha256": "1e15b87a9cfdbac77b6e03d8f2a483fceaf0a40ece2e7dc9c33de1c9319d8ac8"
    },
    {
      "path": "pki/ca.key",
      "size": 6,
      "sha256": "c705461e91e939ff958cbf4cdb018664e440632babf7d1e7ed943e7c74c29bbf"
    }
  ]
}
`);
  });

  it('is read back as it was', () => {
    const manifest = manifestOf(FIRST, PROVENANCE);

    expect(readManifest(manifestText(manifest))).toEqual(manifest);
  });

  const manifest = manifestOf(FIRST, PROVENANCE);
  it.each([
    ['no JSON', '{'],
    ['another document', '{"apiVersion": "vnetk8s/v1", "kind": "AddressPlan"}'],
    ['of another version', manifestText({...manifest, apiVersion: 'vnetk8s/v2' as never})],
    ['without a cluster', manifestText({...manifest, cluster: undefined as never})],
    ['with a path out of its directory', manifestText({...manifest, files: [{path: '../x', size: 1, sha256: ''}]})],
    ['with an absolute path', manifestText({...manifest, files: [{path: '/etc/passwd', size: 1, sha256: ''}]})],
    ['with a file that is none', manifestText({...manifest, files: ['x' as never]})],
    ['null', 'null'],
  ])('is none if it is %s', (_, text) => {
    expect(readManifest(text)).toBeUndefined();
  });
});

describe('a path of an artifact', () => {
  it.each(['', '/a', 'a/', 'a//b', '.', './a', 'a/../b', '..', 'a\\b', 'a\0'])('%j is not safe', (path) => {
    expect(isSafePath(path)).toBe(false);
  });

  it.each(['a', 'a/b.json', '.hidden', '..a/b..', 'node/apps/etc/x'])('%j is safe', (path) => {
    expect(isSafePath(path)).toBe(true);
  });

  it('never leads out of its directory', () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom('.', '/', 'a', '\\')}), (path) => {
        fc.pre(isSafePath(path));
        expect(new URL(path, 'file:///root/directory/').href).toMatch(/^file:\/\/\/root\/directory\/./);
      }),
    );
  });
});
