/** Tokens of one kind of request (Azure: request-limits-and-throttling, "Azure Resource Manager throttling"). */
interface Bucket {
  readonly size: number;
  /** Tokens that come back in a second. */
  readonly refill: number;
}

const BUCKETS = {
  reads: {size: 250, refill: 25},
  writes: {size: 200, refill: 10},
  deletes: {size: 200, refill: 10},
} as const satisfies Readonly<Record<string, Bucket>>;

/** A kind of request that has an allowance of its own. */
export type TrafficKind = keyof typeof BUCKETS;

/** Allowances of a subscription, in simulated time. */
export class Throttle {
  readonly #tokens = new Map<TrafficKind, {count: number; at: number}>();

  /** Takes a token. Gives what is left, or the seconds after which there is one. */
  take(kind: TrafficKind, now: number): {readonly left: number} | {readonly retryAfter: number} {
    const {size, refill} = BUCKETS[kind];
    const {count, at} = this.#tokens.get(kind) ?? {count: size, at: now};
    const filled = Math.min(size, count + ((now - at) / 1_000) * refill);
    if (filled < 1) {
      this.#tokens.set(kind, {count: filled, at: now});
      return {retryAfter: Math.max(1, Math.ceil((1 - filled) / refill))};
    }
    this.#tokens.set(kind, {count: filled - 1, at: now});
    return {left: Math.floor(filled - 1)};
  }
}

/** Which allowance a request takes from. POST counts as a write. */
export function trafficKind(method: string): TrafficKind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}
