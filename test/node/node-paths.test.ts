import {expect, it} from 'vitest';
import * as paths from '../../src/node/node-paths.ts';
import {readTextAsset} from '../../src/rendering/asset.ts';

it('scripts and units know the places that the rest knows', async () => {
  const bootstrap = (await readTextAsset('node/bootstrap.sh'))
    .replaceAll(/\$\{?configuration\}?"?/g, paths.CONFIGURATION)
    .replaceAll(/\$\{?discovery\}?/g, paths.DISCOVERY);
  const used = [
    paths.DISCOVERY,
    paths.JOIN_TOKEN,
    `${paths.CONFIGURATION}/bootstrap.env`,
    `${paths.CONFIGURATION}/steps`,
    `${paths.CONFIGURATION}/apt/preferences`,
    `${paths.CONFIGURATION}/kubeadm/cluster.yaml`,
    `${paths.CONFIGURATION}/kubeadm/join.yaml`,
    `${paths.CONFIGURATION}/components`,
    `${paths.CONFIGURATION}/addons`,
    `${paths.PKI}/ca.crt`,
    paths.ETCD_DATA,
    `DirAvailable-${paths.ETCD_DATA.replaceAll('/', '-')}`,
  ];

  expect(used.filter((path) => !bootstrap.includes(path))).toEqual([]);
  expect(await readTextAsset('node/vnetk8s-pool.service')).toContain(`${paths.PROGRAMS}/write-pool`);
  expect(await readTextAsset('node/vnetk8s-rules.service')).toContain(`${paths.CONFIGURATION}/rules.nft`);
  expect(await readTextAsset('node/var-lib-etcd.mount')).toContain(
    `Where=${paths.ETCD_DATA.slice(0, paths.ETCD_DATA.lastIndexOf('/'))}\n`,
  );
});
