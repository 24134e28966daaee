import type {Peering} from '../cluster/cluster.ts';
import {shellWord} from '../shell-word.ts';
import type {Lock, PreflightFacts} from './facts.ts';
import {type Finding, unread} from './finding.ts';
import {isSame, isWithin, ownGroupId} from './resource-ids.ts';

/** Locks at the resource group or above it, and on what is in it. */
export function groupLockFindings(facts: PreflightFacts): readonly Finding[] {
  const {locks} = facts;
  if (!locks.known) return [unread('VK6005', 'locks', locks, [])];
  const group = ownGroupId(facts);
  const {readOnly, others} = sorted(
    locks.value.filter((lock) => isWithin(group, scopeOf(lock)) || isWithin(scopeOf(lock), group)),
  );
  if (readOnly.length > 0) {
    return [
      {
        code: 'VK6005',
        state: 'failed',
        title: `nothing can be written: lock ${namesOf(readOnly)}`,
        path: [],
        remedy: ['remove it, or use another resource group'],
        command: deleteCommand(readOnly),
      },
    ];
  }
  if (others.length === 0) return [];
  return [
    {
      code: 'VK6005',
      state: 'warning',
      title: `nothing can be deleted: lock ${namesOf(others)}`,
      detail: 'the cloud controller cannot remove load balancers of Services, nor the autoscaler nodes',
      path: [],
    },
  ];
}

/** What keeps the other side of a peering from being made, or later from being deleted: locks at its network or above. */
export function peeringLockFindings(
  {path, name, remoteVirtualNetworkId}: Peering,
  locks: readonly Lock[],
): readonly Finding[] {
  const {readOnly, others} = sorted(locks.filter((lock) => isWithin(remoteVirtualNetworkId, scopeOf(lock))));
  const at = [...path, 'remoteVirtualNetworkId'];
  if (readOnly.length > 0) {
    return [
      {
        code: 'VK6005',
        state: 'failed',
        title: `nothing can be written to the network of peering ${name}: lock ${namesOf(readOnly)}`,
        path: at,
        remedy: ['have it removed until the peering is made'],
        command: deleteCommand(readOnly),
      },
    ];
  }
  if (others.length === 0) return [];
  const title = `the other side of peering ${name} could not be deleted again: lock ${namesOf(others)}`;
  return [{code: 'VK6005', state: 'warning', title, path: at}];
}

/** What a lock is at: Azure lists those above and below what was asked for, too. */
function scopeOf({id}: Lock): string {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/locks/'));
}

function sorted(locks: readonly Lock[]): {readonly readOnly: readonly Lock[]; readonly others: readonly Lock[]} {
  return {
    readOnly: locks.filter(({level}) => isSame(level, 'ReadOnly')),
    others: locks.filter(({level}) => !isSame(level, 'ReadOnly')),
  };
}

function namesOf(locks: readonly Lock[]): string {
  return locks.map(({name}) => name).join(', ');
}

function deleteCommand(locks: readonly Lock[]): string {
  return `az lock delete --ids ${locks.map(({id}) => shellWord(id)).join(' ')}`;
}
