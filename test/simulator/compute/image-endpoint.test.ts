import {describe, expect, it} from 'vitest';
import {IMAGES_ENDPOINT} from '../../../src/simulator/compute/image-endpoint.ts';
import {simulatedWorld} from './simulated-world.ts';

describe('images of the marketplace', () => {
  const versionsOf = (sku: string): unknown => {
    const path = `/subscriptions/s/providers/Microsoft.Compute/locations/westeurope/publishers/Canonical/artifacttypes/vmimage/offers/ubuntu-24_04-lts/skus/${sku}/versions`;
    const match = IMAGES_ENDPOINT.path.exec(path);
    return match === null
      ? undefined
      : IMAGES_ENDPOINT.answer(simulatedWorld(), match, {query: new URLSearchParams(), body: {}});
  };

  it('have a version if clusters use them, and none otherwise', () => {
    expect(versionsOf('server-arm64')).toEqual([
      {
        id: '/subscriptions/s/providers/Microsoft.Compute/locations/westeurope/publishers/Canonical/artifacttypes/vmimage/offers/ubuntu-24_04-lts/skus/server-arm64/versions/24.04.202611010',
        name: '24.04.202611010',
        location: 'westeurope',
      },
    ]);
    expect(versionsOf('desktop')).toEqual([]);
  });
});
