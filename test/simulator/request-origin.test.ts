import {expect, it} from 'vitest';
import {defaultSettings} from '../../src/simulator/default-settings.ts';
import {createSimulator} from '../../src/simulator/simulator.ts';

const GROUP = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/test';

it.each(['https://management.azure.com', 'https://management.usgovcloudapi.net'])(
  'links in answers lead to where the request went: %s',
  (origin) => {
    const simulator = createSimulator({settings: defaultSettings({}), now: 0});
    const ask = (method: string, body?: string) =>
      simulator.handle({
        method,
        url: `${origin}${GROUP}?api-version=2024-11-01`,
        headers: {authorization: 'Bearer x', 'content-type': 'application/json'},
        ...(body === undefined ? {} : {body}),
      });
    const made = ask('PUT', '{"location": "westeurope"}');
    const deleted = ask('DELETE');
    if ('connection' in made || 'connection' in deleted) throw new Error('there is no answer');

    expect([made.status, deleted.status]).toEqual([201, 202]);
    expect(deleted.headers['location']?.startsWith(`${origin}/subscriptions/`)).toBe(true);
  },
);
