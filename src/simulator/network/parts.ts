import type {JsonObject} from '../../template/value.ts';
import {listAt, objectAt, shown, textAt, withProperties} from '../fields.ts';
import type {ResourceKind, World} from '../resource-kind.ts';
import {parentOf as parentIdOf} from '../resource-path.ts';
import type {StoredResource} from '../store.ts';
import {keep, propertiesOf} from './plain-kind.ts';
import {parentOf} from './subnets.ts';

/*
 * Parts of a resource that are resources too, such as routes of a table: in a list of the whole, and by themselves. The list
 * is what counts; the resources are as it says.
 */

/** Gives the parts in a list their ids, and makes them resources; those that are no longer in the list are gone. */
export function keepParts({store}: World, whole: StoredResource, list: string): void {
  const type = `${whole.type}/${list}`;
  const items = listAt(whole.properties, list).map((item): StoredResource => {
    const name = textAt(item, 'name') ?? '';
    const properties = {...objectAt(item, 'properties'), provisioningState: 'Succeeded'};
    return {id: `${whole.id}/${list}/${name}`, type, name, properties};
  });
  const names = new Set(items.map(({name}) => name.toLowerCase()));
  for (const part of store.list(type, whole.id)) if (!names.has(part.name.toLowerCase())) store.remove(part.id);
  for (const item of items) store.put(item);
  const parts = listAt(whole.properties, list).map((item, index) => ({...objectAt(item), id: items[index]?.id ?? ''}));
  store.put(withProperties(whole, {[list]: parts}));
}

/** Removes the parts of a resource that goes. */
export function removeParts({store}: World, whole: StoredResource, list: string): void {
  for (const part of store.list(`${whole.type}/${list}`, whole.id)) store.remove(part.id);
}

/** Parts that are written by themselves. */
export function partKind(wholeType: string, list: string): ResourceKind {
  return {
    type: `${wholeType}/${list}`,
    tracked: false,
    put: (world, put) => {
      const whole = parentOf(world, put);
      const part = {name: put.name, id: put.id, properties: propertiesOf(put)};
      world.store.put(
        withProperties(whole, {
          [list]: withPart(
            listAt(whole.properties, list).map((item) => objectAt(item)),
            part,
          ),
        }),
      );
      keep(world, put, {...propertiesOf(put), provisioningState: 'Succeeded'});
      return 0;
    },
    show: (_, part) => shown(part),
    remove: ({store}, part) => {
      const whole = store.get(parentIdOf(part.id) ?? '');
      if (whole === undefined) return 0;
      const others = listAt(whole.properties, list).filter((item) => !isCalled(item, part.name));
      store.put(withProperties(whole, {[list]: others}));
      return 0;
    },
  };
}

/** A list with a part in the place of the one of its name, or at its end. */
function withPart(items: readonly JsonObject[], part: {readonly name: string} & JsonObject): readonly JsonObject[] {
  const isThere = items.some((item) => isCalled(item, part.name));
  return isThere ? items.map((item) => (isCalled(item, part.name) ? part : item)) : [...items, part];
}

function isCalled(item: Parameters<typeof textAt>[0], name: string): boolean {
  return textAt(item, 'name')?.toLowerCase() === name.toLowerCase();
}
