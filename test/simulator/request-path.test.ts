import {expect, it} from 'vitest';
import {readPath} from '../../src/simulator/request-path.ts';

it('a deployment asked for without its provider is the same one', () => {
  expect(readPath('/subscriptions/s/resourcegroups/g/deployments/d/operations')).toEqual(
    readPath('/subscriptions/s/resourcegroups/g/providers/Microsoft.Resources/deployments/d/operations'),
  );
});
