import {AzureError} from '../azure/azure-error.ts';
import {boundedTo} from '../azure/bounded.ts';
import type {Known} from '../preflight/facts.ts';

/** So many questions are open at a time. */
const MOST_READS = 8;

/** Asks Azure one thing after the other, and notes what it does not tell. */
export interface Reads {
  /** What was asked for; or why it could not be read. A question must not ask others in turn. */
  readonly read: <Value>(ask: () => Promise<Value>) => Promise<Known<Value>>;
  /** The same; an answer of undefined says that whoever asks may not know. */
  readonly readKnown: <Value>(ask: () => Promise<Value | undefined>) => Promise<Known<Value>>;
  /** Throws the first fault if nothing at all was answered: then it is the connection, or whoever asks. */
  readonly assertAnswered: () => void;
}

/** Reads for one check. Throws whatever is no fault of Azure's or the network's, such as an end by a signal. */
export function startReads(): Reads {
  const bounded = boundedTo(MOST_READS);
  const faults: AzureError[] = [];
  let isAnswered = false;
  const read: Reads['read'] = (ask) =>
    bounded(async () => {
      try {
        const value = await ask();
        isAnswered = true;
        return {known: true, value};
      } catch (error) {
        if (!(error instanceof AzureError)) throw error;
        isAnswered ||= error.status !== undefined && error.status !== 401;
        faults.push(error);
        return {known: false, reason: reasonOf(error)};
      }
    });
  return {
    read,
    readKnown: async (ask) => {
      const answer = await read(ask);
      if (!answer.known) return answer;
      const {value} = answer;
      return value === undefined ? {known: false, reason: 'you may not'} : {known: true, value};
    },
    assertAnswered: () => {
      const [first] = faults;
      if (!isAnswered && first !== undefined) throw first;
    },
  };
}

function reasonOf({status, body}: AzureError): string {
  if (status === undefined) return `no answer (${body.code})`;
  if (status === 403) return `you may not (${body.code})`;
  return `Azure says ${body.code}`;
}
