import type {Listener, TimedEvent} from '../operations/deploy-events.ts';
import type {TextOptions} from '../report/table.ts';
import {eventLines} from './deploy-lines.ts';

/** Shows how a deployment goes. */
export interface DeployView {
  readonly listener: Listener;
  /** Does something for which the screen must be still: a question. */
  readonly pause: <Value>(act: () => Promise<Value>) => Promise<Value>;
  /** Leaves the screen as it is to be kept. */
  readonly end: () => Promise<void>;
}

/** Where a view writes to. */
export interface ViewStreams {
  readonly stdout: Pick<NodeJS.WriteStream, 'write'>;
  readonly stderr: NodeJS.WriteStream;
}

/** `live`: a tree that changes, on a terminal; `lines`: a line for each change, in a log; `json`: an event a line, on stdout. */
export type ViewKind = 'live' | 'lines' | 'json';

/** A view of a kind. */
export async function openDeployView(kind: ViewKind, streams: ViewStreams, options: TextOptions): Promise<DeployView> {
  if (kind === 'live') return (await import('./deploy-live.ts')).openLiveView(streams.stderr, options);
  const write: Listener =
    kind === 'json'
      ? (event) => void streams.stdout.write(`${JSON.stringify(eventDocument(event))}\n`)
      : (event) => {
          for (const line of eventLines(event)) streams.stderr.write(`${line}\n`);
        };
  return {listener: write, pause: (act) => act(), end: async () => undefined};
}

/** An event for scripts: its time as ISO 8601. */
function eventDocument({at, ...event}: TimedEvent): object {
  return {at: new Date(at).toISOString(), ...event};
}
