import {invalidParameter} from '../compute/machine-checks.ts';
import {Refusal} from '../fault.ts';
import {objectAt, textAt} from '../fields.ts';
import type {Endpoint, ResourceKind} from '../resource-kind.ts';
import type {Store, StoredResource} from '../store.ts';
import {isWithin} from './scopes.ts';

export const LOCKS = 'Microsoft.Authorization/locks';
const PROVIDER = '/providers/microsoft.authorization/locks/';
const LEVELS = ['CanNotDelete', 'ReadOnly'];

/** Microsoft.Authorization/locks: at a scope, which its id begins with, and below. */
export const LOCK_KIND: ResourceKind = {
  type: LOCKS,
  tracked: false,
  put: (world, {id, type, name, body}) => {
    const level = textAt(body, 'properties', 'level') ?? '';
    if (!LEVELS.includes(level)) throw invalidParameter(`The lock level '${level}' is not valid.`, 'level');
    world.store.put({id, type, name, properties: objectAt(body, 'properties')});
    return 0;
  },
};

/** GET of the locks at a scope: with those above it, and unless `atScope()` is asked for, those below. */
export const LOCKS_ENDPOINT: Endpoint = {
  method: 'GET',
  path: /^(.*)\/providers\/Microsoft\.Authorization\/locks$/i,
  answer: ({store}, match, {query}) => {
    const scope = match[1] ?? '';
    const only = /atscope\(\)/i.test(query.get('$filter') ?? '');
    const value = store.list(LOCKS).filter(({id}) => {
      const at = scopeOfLock(id);
      return isWithin(scope, at) || (!only && isWithin(at, scope));
    });
    return {value};
  },
};

function scopeOfLock(id: string): string {
  return id.slice(0, id.toLowerCase().lastIndexOf(PROVIDER));
}

/** Refuses to change or delete what a lock protects (Azure: lock-resources). */
export function checkLocks(store: Store, id: string, operation: 'write' | 'delete'): void {
  const held = store.list(LOCKS).filter((lock) => {
    if (lock.id.toLowerCase() === id.toLowerCase() || id.toLowerCase().includes(PROVIDER)) return false;
    if (operation === 'write' && levelOf(lock) !== 'ReadOnly') return false;
    const at = scopeOfLock(lock.id);
    // A group cannot be deleted either while something in it is protected.
    return isWithin(id, at) || (operation === 'delete' && isWithin(at, id));
  });
  if (held.length === 0) return;
  const scopes = held.map((lock) => `'${scopeOfLock(lock.id)}'`).join(',');
  throw new Refusal(409, {
    code: 'ScopeLocked',
    message:
      `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: ${scopes}. ` +
      'Please remove the lock and try again.',
  });
}

function levelOf(lock: StoredResource): string | undefined {
  return textAt(lock.properties, 'level');
}
