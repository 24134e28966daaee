import {createHash} from 'node:crypto';
import {expect, test} from 'vitest';
import {readAsset, readTextAsset} from '../../src/rendering/asset.ts';

test('an asset is read byte for byte', async () => {
  const sums = await readTextAsset('cni/SHA256SUMS');

  const lines = await Promise.all(
    ['vnetk8s-amd64', 'vnetk8s-arm64'].map(async (name) => {
      const bytes = await readAsset(`cni/${name}`);
      return `${createHash('sha256').update(bytes).digest('hex')}  ${name}`;
    }),
  );

  expect(sums.trim().split('\n')).toEqual(lines);
});

test('an asset that is not there is an error', async () => {
  await expect(readTextAsset('cni/nothing')).rejects.toThrow(/ENOENT/);
});
