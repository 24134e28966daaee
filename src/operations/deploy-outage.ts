import type {Azure} from '../azure/azure.ts';
import {AzureError} from '../azure/azure-error.ts';

/** ms for which Azure may not answer before people are told to look again later. */
const LONGEST_OUTAGE = 10 * 60_000;

/** Questions that fail are asked again: a deployment does not care whether anybody is looking. */
export class Outage {
  readonly #azure: Azure;
  readonly #tell: (reason: string) => void;
  #since: number | undefined;

  /** `tell`: told once when an outage begins. */
  constructor(azure: Azure, tell: (reason: string) => void) {
    this.#azure = azure;
    this.#tell = tell;
  }

  /** The result, or undefined if it should be tried again. Throws what cannot be waited out. */
  async survive<Value>(act: () => Promise<Value>): Promise<Value | undefined> {
    try {
      const result = await act();
      this.#since = undefined;
      return result;
    } catch (error) {
      const now = this.#azure.now();
      if (!passes(error) || now - (this.#since ?? now) >= LONGEST_OUTAGE) throw error;
      if (this.#since === undefined) this.#tell(reasonOf(error));
      this.#since ??= now;
      return undefined;
    }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof AzureError)) return error instanceof Error ? error.message : String(error);
  const {status, body} = error;
  return status === undefined ? body.message : `${body.message} (${body.code})`;
}

/** Errors that say nothing of the deployment: of servers that are down, throttled or not reached. */
function passes(error: unknown): boolean {
  if (error instanceof AzureError) return error.status === undefined || error.status >= 500 || error.status === 429;
  return error instanceof Error && error.name === 'RestError';
}
