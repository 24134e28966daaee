import {createHash} from 'node:crypto';
import {Refusal} from './fault.ts';
import type {Simulation} from './simulation.ts';

/** How many requests a bucket holds, and how many it gains each second (Azure: request-limits-and-throttling). */
const BUCKETS = {
  reads: {size: 250, perSecond: 25},
  writes: {size: 200, perSecond: 10},
  deletes: {size: 200, perSecond: 10},
} as const;

type BucketName = keyof typeof BUCKETS;

/** Takes a token for a request. Gives the header that tells how many are left; refuses if there is none. */
export function takeToken(simulation: Simulation, method: string, principal: string): Record<string, string> {
  const {settings, buckets, now} = simulation;
  if (!settings.throttling) return {};
  const name = bucketOf(method);
  const {size, perSecond} = BUCKETS[name];
  const key = `${principal} ${name}`;
  const bucket = buckets.get(key) ?? {tokens: size, at: now};
  const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
  const header = `x-ms-ratelimit-remaining-subscription-${name}`;
  if (tokens < 1) {
    buckets.set(key, {tokens, at: now});
    throw throttled(settings.subscriptionId, name, Math.max(1, Math.ceil((1 - tokens) / perSecond)), {[header]: '0'});
  }
  buckets.set(key, {tokens: tokens - 1, at: now});
  return {[header]: String(Math.floor(tokens - 1))};
}

function bucketOf(method: string): BucketName {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function throttled(subscription: string, name: string, seconds: number, headers: Record<string, string>): Refusal {
  return new Refusal(
    429,
    {
      code: 'SubscriptionRequestsThrottled',
      message: `Number of '${name}' requests for subscription '${subscription}' exceeded. Please try again after '${seconds}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`,
    },
    {...headers, 'retry-after': String(seconds)},
  );
}

/** Whose bucket a request is from: the object id in its token, or else the token, as a hash. */
export function principalOf(authorization: string): string {
  const [, payload = ''] = authorization.split('.');
  const seed = objectIdIn(payload) ?? authorization;
  return createHash('sha256').update(seed).digest('hex').slice(0, 16);
}

function objectIdIn(payload: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const oid = typeof claims === 'object' && claims !== null && 'oid' in claims ? claims.oid : undefined;
    return typeof oid === 'string' ? oid : undefined;
  } catch {
    return undefined;
  }
}
