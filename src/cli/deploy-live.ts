import type {LocatedIssue} from '../definition/located-issue.ts';
import type {DeployStep, TimedEvent} from '../operations/deploy-events.ts';
import {indentText, type TextOptions} from '../report/table.ts';
import {accountText} from './account-text.ts';
import {type Branch, branchTitle, isOver, newBranch} from './deploy-branches.ts';
import {durationWords} from './deploy-lines.ts';
import type {DeployView} from './deploy-view.ts';
import {placeText} from './issue-text.ts';
import {cutLine, type LiveLine, openLiveArea} from './live-area.ts';

/** Turns: each picture shows the next. */
const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** A time shorter than this is nobody's concern. */
const WORTH_TELLING = 10_000;

/** What is being done, since when, and what was last heard of it. */
interface Current {
  readonly step: DeployStep;
  readonly text: string;
  readonly since: number;
}

/**
 * Steps that are done as lines, and below them, changing in place, a tree of the resources and what is being done. `clock`:
 * ms from any beginning, by which times go on between two events.
 */
export function openLiveView(
  stream: NodeJS.WriteStream,
  {style, width}: TextOptions,
  clock: () => number = () => performance.now(),
): DeployView {
  let branches: readonly Branch[] = [];
  let current: Current | undefined;
  let heartbeat: string | undefined;
  let still = false;
  let heard = {at: 0, by: clock()};
  // Simulated time stands still between two events.
  let simulated = false;
  const now = (): number => heard.at + (simulated ? 0 : clock() - heard.by);

  const lineOf = (branch: Branch, spinner: string, columns: number): LiveLine => {
    const {mark, paint} = {
      done: {mark: '✓', paint: style.green},
      failed: {mark: '✗', paint: style.red},
      running: {mark: spinner, paint: style.bold},
      waiting: {mark: ' ', paint: style.dim},
    }[branch.state()];
    return {
      text: `${mark} ${branchTitle(branch, now(), columns - 3)}`,
      paint: (text) => (mark === ' ' ? paint(text) : `${paint(text.slice(0, 1))}${text.slice(1)}`),
      over: isOver(branch),
    };
  };
  const linesOf = (picture: number, columns: number): readonly LiveLine[] => {
    if (still) return [];
    const spinner = SPINNER[picture % SPINNER.length] ?? '';
    const rows = branches.map((branch) => lineOf(branch, spinner, columns));
    if (current === undefined) return rows;
    const time = now() - current.since;
    const tail = time < WORTH_TELLING ? '' : `, ${durationWords(time)}`;
    const text = `${spinner} ${cutLine(heartbeat ?? current.text, columns - 3 - tail.length)}${tail}`;
    return [...rows, {text, paint: (line) => `${style.bold(line.slice(0, 1))}${line.slice(1)}`, over: false}];
  };
  const area = openLiveArea(stream, linesOf);

  /** The tree as it is now becomes lines that stay. */
  const keepTree = (): void => {
    const kept = branches.map((branch) => lineOf(branch, '-', width));
    branches = [];
    current = undefined;
    heartbeat = undefined;
    if (kept.length > 0) area.print(...kept.map(({text, paint}) => paint(text)));
  };
  const warn = (text: string): void => {
    const [first = '', ...rest] = indentText(`warning: ${text}`, width, '  ', '');
    area.print(`${style.yellow('warning:')}${first.slice('warning:'.length)}`, ...rest);
  };
  const onStep = ({step, state, text}: Extract<TimedEvent, {kind: 'step'}>): void => {
    heartbeat = undefined;
    if (state === 'started') {
      current = step === 'confirm' ? undefined : {step, text, since: now()};
      return;
    }
    if (step === 'resources') keepTree();
    current = undefined;
    area.print(state === 'failed' ? `${style.red('✗')} ${text}` : `${style.green('✓')} ${text}`);
  };
  const listener = (event: TimedEvent): void => {
    heard = {at: event.at, by: clock()};
    if (event.kind === 'account') {
      simulated = event.account.simulated;
      area.print(accountText(event.account).trim());
    } else if (event.kind === 'branches') branches = event.branches.map(newBranch);
    else if (event.kind === 'heartbeat') heartbeat = event.text;
    else if (event.kind === 'notice') warn(event.text);
    else if (event.kind === 'issues') area.print(...event.issues.flatMap((issue) => issueLines(issue, {style, width})));
    else if (event.kind === 'step') onStep(event);
    else {
      heartbeat = undefined;
      branches.find(({name}) => name === event.resource.branch)?.update(event.resource, event.at);
    }
    area.redraw();
  };
  const end = async (): Promise<void> => {
    keepTree();
    still = true;
    area.clear();
  };
  return {
    listener,
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

function issueLines({severity, location, message}: LocatedIssue, {style, width}: TextOptions): readonly string[] {
  const paint = severity === 'error' ? style.red : style.yellow;
  const label = `${severity}:`;
  const [first = '', ...rest] = indentText(`${label} ${placeText(location)}: ${message}`, width, '  ', '');
  return [`${paint(label)}${first.slice(label.length)}`, ...rest];
}
