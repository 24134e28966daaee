import type {World} from '../resource-kind.ts';
import type {StoredResource} from '../store.ts';
import type {Instance} from './scale-set-instances.ts';
export function takeInstanceAddresses(_w: World, _s: StoredResource, _count: number): readonly (readonly string[])[] {
  return [];
}
export function freeInstanceAddresses(_w: World, _s: StoredResource, _i: readonly Instance[]): void {}
