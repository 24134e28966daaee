import type {LocatedIssue} from '../definition/located-issue.ts';
import type {TimedEvent} from '../operations/deploy-events.ts';
import {indentText, type TextOptions} from '../report/table.ts';
import {accountText} from './account-text.ts';
import {DeployStanding} from './deploy-standing.ts';
import type {DeployView} from './deploy-view.ts';
import {placeText} from './issue-text.ts';
import {openLiveArea} from './live-area.ts';

/**
 * Steps that are done as lines, and below them, changing in place, a tree of the resources and what is being done. `clock`:
 * ms from any beginning, by which times go on between two events.
 */
export function openLiveView(
  stream: NodeJS.WriteStream,
  options: TextOptions,
  clock: () => number = () => performance.now(),
): DeployView {
  const standing = new DeployStanding(options.style, clock);
  let still = false;
  const area = openLiveArea(stream, (picture, columns) => (still ? [] : standing.lines(picture, columns)));
  const keep = (lines: readonly string[]): void => {
    if (lines.length > 0) area.print(...lines);
  };
  const end = async (): Promise<void> => {
    keep(standing.takeTree(options.width));
    still = true;
    area.clear();
  };
  return {
    listener: (event) => {
      standing.hear(event);
      if (isEndOfResources(event)) keep(standing.takeTree(options.width));
      keep(lastingLines(event, options));
      area.redraw();
    },
    pause: async (act) => {
      await end();
      try {
        return await act();
      } finally {
        still = false;
      }
    },
    end,
  };
}

function isEndOfResources(event: TimedEvent): boolean {
  return event.kind === 'step' && event.step === 'resources' && event.state !== 'started';
}

/** What of an event stays on the screen. */
function lastingLines(event: TimedEvent, options: TextOptions): readonly string[] {
  const {style} = options;
  switch (event.kind) {
    case 'account':
      return [accountText(event.account).trim()];
    case 'step':
      if (event.state === 'started') return [];
      return [`${event.state === 'failed' ? style.red('✗') : style.green('✓')} ${event.text}`];
    case 'notice':
      return labelled('warning:', event.text, style.yellow, options);
    case 'issues':
      return event.issues.flatMap((issue) => issueLines(issue, options));
    case 'branches':
    case 'heartbeat':
    case 'resource':
      return [];
  }
}

function issueLines({severity, location, message}: LocatedIssue, options: TextOptions): readonly string[] {
  const paint = severity === 'error' ? options.style.red : options.style.yellow;
  return labelled(`${severity}:`, `${placeText(location)}: ${message}`, paint, options);
}

/** A text of some lines, which begins with a painted label. */
function labelled(
  label: string,
  text: string,
  paint: (label: string) => string,
  {width}: TextOptions,
): readonly string[] {
  const [first = '', ...rest] = indentText(`${label} ${text}`, width, '  ', '');
  return [`${paint(label)}${first.slice(label.length)}`, ...rest];
}
