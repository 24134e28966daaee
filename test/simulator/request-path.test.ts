import {expect, it} from 'vitest';
import {plainPath} from '../../src/simulator/request-path.ts';

it.each([
  ['a deployment asked for without its provider', '/subscriptions/s/resourcegroups/g/deployments/d/operations'],
  [
    'two slashes, and one at the end',
    '/subscriptions/s//resourcegroups/g/providers/Microsoft.Resources/deployments/d/operations/',
  ],
  [
    'letters that are escaped',
    '/subscriptions/s/resourcegroups/g/providers/Microsoft%2EResources/deployments/%64/operations',
  ],
])('is the same path: %s', (_, path) => {
  expect(plainPath(path)).toBe(
    '/subscriptions/s/resourcegroups/g/providers/Microsoft.Resources/deployments/d/operations',
  );
});
