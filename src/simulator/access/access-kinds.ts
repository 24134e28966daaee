import type {Endpoint, ResourceKind} from '../resource-kind.ts';
import {IDENTITY_KIND} from './identities.ts';
import {LOCK_KIND, LOCKS_ENDPOINT} from './locks.ts';
import {PERMISSIONS_ENDPOINT} from './permissions.ts';
import {POLICIES_ENDPOINT} from './policies.ts';
import {PROVIDER_ENDPOINTS} from './providers.ts';
import {ROLE_ASSIGNMENT_KIND} from './role-assignments.ts';
import {ROLE_ENDPOINTS} from './role-endpoints.ts';
import {SUBSCRIPTION_ENDPOINTS} from './subscriptions.ts';

/** Identities, and what they may do. */
export const accessKinds: readonly ResourceKind[] = [IDENTITY_KIND, ROLE_ASSIGNMENT_KIND, LOCK_KIND];

/** What is asked about subscriptions, and about what may be done in them. */
export const accessEndpoints: readonly Endpoint[] = [
  ...SUBSCRIPTION_ENDPOINTS,
  ...PROVIDER_ENDPOINTS,
  PERMISSIONS_ENDPOINT,
  ...ROLE_ENDPOINTS,
  LOCKS_ENDPOINT,
  POLICIES_ENDPOINT,
];
