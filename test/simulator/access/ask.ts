import {accessEndpoints} from '../../../src/simulator/access/access-kinds.ts';
import type {World} from '../../../src/simulator/resource-kind.ts';
import type {JsonObject} from '../../../src/template/value.ts';

/** What a GET or POST of a path is answered with. */
export function ask(world: World, path: string, filter?: string, method: 'GET' | 'POST' = 'GET'): JsonObject {
  const query = new URLSearchParams(filter === undefined ? {} : {$filter: filter});
  for (const endpoint of accessEndpoints) {
    const match = endpoint.method === method ? endpoint.path.exec(path) : null;
    if (match !== null) return endpoint.answer(world, match, {query, body: {}});
  }
  throw new Error(`nothing answers ${method} ${path}`);
}
