import type {Json} from '../../template/value.ts';
import type {Endpoint} from '../resource-kind.ts';

/** Images of Ubuntu that machines of clusters start from (Canonical: azure/on-azure-images). */
const SKUS = ['server', 'server-gen1', 'server-arm64'];

/** GET of the versions of an image in a region (Azure: REST API, virtual-machine-images/list). */
export const IMAGES_ENDPOINT: Endpoint<readonly Json[]> = {
  method: 'GET',
  path: /^(\/subscriptions\/[^/]+\/providers\/Microsoft\.Compute\/locations\/([^/]+)\/publishers\/Canonical\/artifacttypes\/vmimage\/offers\/ubuntu-24_04-lts\/skus\/([^/]+))\/versions$/i,
  answer: (_world, [, image = '', location = '', sku = '']) =>
    SKUS.includes(sku) ? [{id: `${image}/versions/24.04.202611010`, name: '24.04.202611010', location}] : [],
};
