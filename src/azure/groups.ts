import type {ResourceManagementClient} from '@azure/arm-resources';
import type {JsonObject} from '../template/value.ts';
import type {Azure, Groups, ResourceGroup} from './azure.ts';
import {finished, gone, orUndefined, signalled} from './calls.ts';
import type {RawClient} from './raw-client.ts';

/** ms between two looks at what is being deleted. */
const POLL = 5_000;

/** Resource groups, by the SDK's client; what it has no type for is asked as it is. */
export function groupsOf(
  client: ResourceManagementClient,
  raw: RawClient,
  wait: Azure['wait'],
  updateIntervalInMs: number,
): Groups {
  return {
    find: async (name, signal) => {
      const group = await orUndefined(client.resourceGroups.get(name, signalled(signal)));
      return group === undefined ? undefined : groupOf(group, name);
    },
    create: async (name, location, tags) =>
      groupOf(await client.resourceGroups.createOrUpdate(name, {location, tags: {...tags}}), name),
    delete: async (name, signal) => {
      const poller = client.resourceGroups.delete(name, {updateIntervalInMs, ...signalled(signal)});
      if (await gone(submitted(poller))) return;
      for (;;) {
        const group = await orUndefined(client.resourceGroups.get(name, signalled(signal)));
        if (group === undefined) return;
        // It was given up: its operation says why.
        if (group.properties?.provisioningState !== 'Deleting') await finished(poller, `DELETE ${name}`, signal);
        await wait(POLL, signal);
      }
    },
    resources: async (name, signal) => {
      const found = [];
      for await (const {
        id = '',
        type = '',
        name: own = '',
        location,
        tags = {},
      } of client.resources.listByResourceGroup(name, signalled(signal))) {
        found.push({id, type, name: own, tags, ...(location === undefined ? {} : {location})});
      }
      return found;
    },
    findResource: (id, apiVersion, signal) => orUndefined(raw.get<JsonObject>(id, apiVersion, signal)),
    deleteResource: async (id, apiVersion, signal) => {
      const path = id.replace(/^\//, '');
      const options = {updateIntervalInMs, requestOptions: {skipUrlEncoding: true}, ...signalled(signal)};
      await orUndefined(finished(client.resources.deleteById(path, apiVersion, options), `DELETE ${id}`, signal));
      while (!(await gone(raw.get(id, apiVersion, signal)))) await wait(POLL, signal);
    },
  };
}

/** A value once the request was taken: what is thrown before that is about the request itself. */
async function submitted(poller: {readonly submitted: () => Promise<void>}): Promise<true> {
  await poller.submitted();
  return true;
}

function groupOf(
  group: {
    readonly id?: string;
    readonly name?: string;
    readonly location: string;
    readonly tags?: Record<string, string>;
    readonly properties?: {readonly provisioningState?: string};
  },
  name: string,
): ResourceGroup {
  const {id = '', name: own = name, location, tags = {}, properties} = group;
  return {id, name: own, location, tags, provisioningState: properties?.provisioningState ?? 'Succeeded'};
}
