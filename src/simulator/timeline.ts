/** Something that happens at a time: JSON, so that it can be kept in a file. */
export interface Due {
  /** Simulated time, ms since 1970. */
  readonly at: number;
  /** What was entered first comes first, of two at the same time. */
  readonly order: number;
  /** A deployment begins, a resource of a deployment is done or tried again, an operation of a single resource ends. */
  readonly event: 'begin' | 'resource' | 'retry' | 'operation';
  /** Id of the deployment or of the operation. */
  readonly subject: string;
  readonly resource?: string;
}

/** What is to happen, in the order in which it will. */
export class Timeline {
  #due: Due[];
  #entered: number;

  constructor(due: readonly Due[] = []) {
    this.#due = [...due];
    this.#entered = due.reduce((most, {order}) => Math.max(most, order), 0);
  }

  enter(at: number, event: Due['event'], subject: string, resource?: string): void {
    this.#entered += 1;
    const entry = {at, order: this.#entered, event, subject, ...(resource === undefined ? {} : {resource})};
    this.#due.splice(this.#placeOf(at), 0, entry);
  }

  /** Takes the next of what is due at a time or before. */
  take(until: number): Due | undefined {
    const [first] = this.#due;
    return first === undefined || first.at > until ? undefined : this.#due.shift();
  }

  entries(): readonly Due[] {
    return this.#due;
  }

  /** Behind all that are due at the same time. */
  #placeOf(at: number): number {
    let low = 0;
    let high = this.#due.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#due[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
