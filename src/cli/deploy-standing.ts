import type {DeployStep, TimedEvent} from '../operations/deploy-events.ts';
import type {Style} from '../report/table.ts';
import {type Branch, branchTitle, isOver, newBranch} from './deploy-branches.ts';
import {durationWords} from './deploy-lines.ts';
import {cutLine, type LiveLine} from './live-area.ts';

/** Turns: each picture shows the next. */
const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** What stands for the spinner in a line that stays: nothing turns there. */
const STILL = '-';

/** A time shorter than this is nobody's concern. */
const WORTH_TELLING = 10_000;

/** What is being done, and since when. */
interface Current {
  readonly step: DeployStep;
  readonly text: string;
  readonly since: number;
}

/** How a deployment stands: a tree of its resources, and below it what is being done. Hears events, and shows them as lines. */
export class DeployStanding {
  readonly #style: Style;
  readonly #time: EventTime;
  #branches: readonly Branch[] = [];
  #current: Current | undefined;
  #heartbeat: string | undefined;

  /** `clock`: ms from any beginning, by which times go on between two events. */
  constructor(style: Style, clock: () => number) {
    this.#style = style;
    this.#time = new EventTime(clock);
  }

  /** Takes in what has happened. */
  hear(event: TimedEvent): void {
    this.#time.hear(event);
    if (event.kind === 'branches') this.#branches = event.branches.map(newBranch);
    else if (event.kind === 'heartbeat') this.#heartbeat = event.text;
    else if (event.kind === 'step') this.#hearStep(event);
    else if (event.kind === 'resource') {
      const {resource, at} = event;
      this.#heartbeat = undefined;
      this.#branches.find(({name}) => name === resource.branch)?.update(resource, at);
    }
  }

  #hearStep({step, state, text}: Extract<TimedEvent, {kind: 'step'}>): void {
    this.#heartbeat = undefined;
    // While a person is asked, nothing else is being done.
    const isAtWork = state === 'started' && step !== 'confirm';
    this.#current = isAtWork ? {step, text, since: this.#time.now()} : undefined;
  }

  /** What changes in place, for a picture's number. */
  lines(picture: number, columns: number): readonly LiveLine[] {
    const spinner = SPINNER[picture % SPINNER.length] ?? '';
    const rows = this.#branches.map((branch) => this.#branchLine(branch, spinner, columns));
    return this.#current === undefined ? rows : [...rows, this.#currentLine(this.#current, spinner, columns)];
  }

  /** The tree as lines that stay. It is shown no more, nor what was being done. */
  takeTree(width: number): readonly string[] {
    const kept = this.#branches.map((branch) => this.#branchLine(branch, STILL, width));
    this.#branches = [];
    this.#current = undefined;
    this.#heartbeat = undefined;
    return kept.map(({text, paint}) => paint(text));
  }

  #branchLine(branch: Branch, spinner: string, columns: number): LiveLine {
    const {bold, dim, green, red} = this.#style;
    const {mark, paint} = {
      done: {mark: '✓', paint: green},
      failed: {mark: '✗', paint: red},
      running: {mark: spinner, paint: bold},
      waiting: {mark: ' ', paint: dim},
    }[branch.state()];
    return {
      text: `${mark} ${branchTitle(branch, this.#time.now(), columns - 3)}`,
      paint: mark === ' ' ? paint : (text) => `${paint(text.slice(0, 1))}${text.slice(1)}`,
      over: isOver(branch),
    };
  }

  #currentLine({text, since}: Current, spinner: string, columns: number): LiveLine {
    const {bold} = this.#style;
    const time = this.#time.now() - since;
    const tail = time < WORTH_TELLING ? '' : `, ${durationWords(time)}`;
    return {
      text: `${spinner} ${cutLine(this.#heartbeat ?? text, columns - 3 - tail.length)}${tail}`,
      paint: (line) => `${bold(line.slice(0, 1))}${line.slice(1)}`,
      over: false,
    };
  }
}

/** The time of the last event, which goes on; simulated time stands still between two of them. */
class EventTime {
  readonly #clock: () => number;
  #heard: {readonly at: number; readonly by: number};
  #isSimulated = false;

  constructor(clock: () => number) {
    this.#clock = clock;
    this.#heard = {at: 0, by: clock()};
  }

  hear(event: TimedEvent): void {
    this.#heard = {at: event.at, by: this.#clock()};
    if (event.kind === 'account') this.#isSimulated = event.account.simulated;
  }

  now(): number {
    return this.#heard.at + (this.#isSimulated ? 0 : this.#clock() - this.#heard.by);
  }
}
