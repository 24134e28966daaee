import {AzureError} from './azure-error.ts';

/** Codes of what is not there; other 404s, such as a subscription's, are faults. */
const ABSENT = /NotFound$/;

/** What was asked for, or undefined if Azure says that it is not there. */
export async function orUndefined<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Whether what was asked for is not there. */
export async function gone(asked: Promise<unknown>): Promise<boolean> {
  return (await orUndefined(asked)) === undefined;
}

/** Whether Azure says that something is not there. */
function isAbsent(error: unknown): boolean {
  return (
    error instanceof AzureError &&
    error.status === 404 &&
    ABSENT.test(error.body.code) &&
    error.body.code !== 'SubscriptionNotFound'
  );
}

/** Options that end a call with a signal. */
export function signalled(signal: AbortSignal | undefined): {readonly abortSignal?: AbortSignal} {
  return signal === undefined ? {} : {abortSignal: signal};
}

/** Status of answers that tell of a failure: it is another thing than no answer. */
export const ANSWERED = 200;

/** What the SDK says of an operation that failed in the end. */
const FAILED = /^The long-running operation has failed(?:\. ([A-Za-z0-9_.]+)\. ([\s\S]*))?$/;

/** What it says of one that was stopped in Azure. */
const CANCELED = 'Operation was canceled';

/**
 * What an operation that takes a while came to. The SDK throws a plain error with code and message in one sentence if it failed.
 */
export async function finished<Value>(
  poller: {readonly pollUntilDone: (options: {readonly abortSignal?: AbortSignal}) => Promise<Value>},
  request: string,
  signal: AbortSignal | undefined,
): Promise<Value> {
  try {
    return await poller.pollUntilDone(signalled(signal));
  } catch (error) {
    if (error instanceof Error && error.message === CANCELED) {
      const body = {code: 'OperationCanceled', message: 'somebody has stopped it'};
      throw new AzureError(body, {status: ANSWERED, request, cause: error});
    }
    const [sentence, code = 'OperationFailed', message] =
      FAILED.exec(error instanceof Error ? error.message : '') ?? [];
    if (sentence === undefined) throw error;
    throw new AzureError(
      {code, message: message ?? 'Azure gave no reason'},
      {
        status: ANSWERED,
        request,
        cause: error,
      },
    );
  }
}
