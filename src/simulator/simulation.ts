import {toCalendar} from '../template/functions/calendar.ts';
import type {JsonObject} from '../template/value.ts';
import type {DeploymentPlan} from './deployment-plan.ts';
import {guidOf} from './guid.ts';
import type {Kinds} from './kinds.ts';
import type {World} from './resource-kind.ts';
import type {AsyncOperation, Bucket, DeploymentRecord} from './saved-state.ts';
import type {Settings} from './settings.ts';
import type {Store} from './store.ts';
import type {Timeline} from './timeline.ts';

/** All that a simulated Azure is made of. Maps are by ids in lower case. */
export interface Simulation {
  readonly settings: Settings;
  readonly kinds: Kinds;
  readonly store: Store;
  readonly timeline: Timeline;
  readonly deployments: Map<string, DeploymentRecord>;
  readonly operations: Map<string, AsyncOperation>;
  readonly asked: Map<string, JsonObject>;
  readonly counts: Map<string, number>;
  readonly buckets: Map<string, Bucket>;
  /** Of the deployments that run, nested ones too. They follow from `deployments`. */
  readonly plans: Map<string, DeploymentPlan>;
  now: number;
  requests: number;
}

/** What kinds of resources see of it. */
export function worldOf({store, settings, now}: Simulation): World {
  return {store, settings, now, guid: guidOf};
}

/** A time as Azure writes it. */
export function timeText(ms: number): string {
  const {year, month, day, hour, minute, second} = toCalendar(Math.floor(ms / SECOND));
  const date = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
  const time = `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}.${padded(Math.floor(ms % SECOND), 3)}`;
  return `${date}T${time}Z`;
}

const SECOND = 1_000;

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** How long something takes here that takes so many ms in Azure. */
export function paced({settings}: Simulation, ms: number): number {
  return Math.round(ms * settings.pace);
}

/** Counts an occurrence; gives how many there were before it. */
export function countOne({counts}: Simulation, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}
