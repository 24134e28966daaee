import type {WhatIfChange, WhatIfPropertyChange} from '../azure/azure.ts';

/** What a deployment does to one resource, without the noise. */
export interface ResourceChange {
  readonly id: string;
  readonly kind: 'create' | 'change' | 'delete' | 'unknown';
  /** `sku.capacity 3 → 5`. */
  readonly details: readonly string[];
}

/**
 * Properties that Azure reports as changes although a deployment changes nothing by them: what it alone writes, and what it never
 * shows (Azure: templates/deploy-what-if, "Known issues": read-only and defaulted properties).
 */
const NOISE =
  /(^|\.)(provisioningState|etag|resourceGuid|id|type|macAddress|vmId|uniqueId|timeCreated|creationTime|instanceView|customData|protectedSettings|secureProperties|osState|latestModelApplied|isSecretsEncrypted|publicKeys|requireGuestProvisionSignal|allowExtensionOperations|primary|privateIPAddressVersion|enableIPForwarding|ddosSettings|ipTags|publicIPAddressVersion|isPrimaryConfiguration|peeringSyncLevel|remoteAddressSpace|remoteVirtualNetworkAddressSpace|peeringState|connectionStatus|inboundNatRules|fqdn|ipAddress)(\.|$)/i;

/** What a deployment really does: resources that stay as they are, and others, are left out. */
export function filterWhatIf(changes: readonly WhatIfChange[]): readonly ResourceChange[] {
  return changes.flatMap((change): ResourceChange[] => {
    const {resourceId: id, changeType, delta = [], unsupportedReason} = change;
    switch (changeType) {
      case 'Create':
        return [{id, kind: 'create', details: []}];
      case 'Delete':
        return [{id, kind: 'delete', details: []}];
      case 'Modify': {
        const details = delta.flatMap((each) => detailsOf(each, ''));
        return details.length === 0 ? [] : [{id, kind: 'change', details}];
      }
      case 'Unsupported':
        return isExpected(id)
          ? []
          : [{id, kind: 'unknown', details: unsupportedReason === undefined ? [] : [unsupportedReason]}];
      default:
        return [];
    }
  });
}

/** Names that Azure computes only when it deploys: of role assignments. */
function isExpected(id: string): boolean {
  return /roleAssignments/i.test(id) || id.includes('[');
}

function detailsOf(
  {path, propertyChangeType, before, after, children}: WhatIfPropertyChange,
  parent: string,
): string[] {
  const place = parent === '' ? path : /^\d+$/.test(path) ? `${parent}[${path}]` : `${parent}.${path}`;
  if (NOISE.test(place) || propertyChangeType === 'NoEffect') return [];
  if (children !== undefined && children !== null && children.length > 0) {
    return children.flatMap((child) => detailsOf(child, place));
  }
  if (isUnknown(before) || isUnknown(after) || isSame(before, after)) return [];
  // What is left out of a template stays as Azure has it.
  if (propertyChangeType === 'Delete' && isDefault(before)) return [];
  return [`${place.replace(/^properties\./, '')} ${wordsOf(before)} → ${wordsOf(after)}`];
}

/** A value that is computed only while it is deployed. */
function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && /^\[.*\]$/s.test(value) && !value.startsWith('[[');
}

/** Ids and enumerations are the same whatever their capitals; lists whatever their order. */
function isSame(before: unknown, after: unknown): boolean {
  return canonical(before) === canonical(after);
}

function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.toLowerCase());
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${key}:${canonical(item)}`);
    return `{${entries.toSorted().join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

function isDefault(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function wordsOf(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
