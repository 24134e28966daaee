import {countOf} from '../definition/count-words.ts';
import type {DeployEvent, ResourceProgress, TimedEvent} from '../operations/deploy-events.ts';
import {accountText} from './account-text.ts';
import {placeText} from './issue-text.ts';

/** The lines of an event in a log: its time, and what has happened. */
export function eventLines({at, ...event}: TimedEvent): readonly string[] {
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  return wordsOf(event).map((words) => `${time} ${words}`);
}

function wordsOf(event: DeployEvent): readonly string[] {
  switch (event.kind) {
    case 'account':
      return [accountText(event.account).trim().replaceAll(/\s+/g, ' ')];
    case 'step':
      return event.state === 'started' && event.step !== 'resources' ? [] : [event.text];
    case 'branches': {
      const parts = event.branches.map(({name, resources}) => `${name} ${resources}`);
      const sum = event.branches.reduce((total, {resources}) => total + resources, 0);
      return [`${countOf(sum, 'resource')}: ${parts.join(', ')}`];
    }
    case 'resource':
      return event.resource.state === 'running' || event.resource.state === 'waiting'
        ? []
        : [resourceWords(event.resource)];
    case 'heartbeat':
      return [event.text];
    case 'notice':
      return [`warning: ${event.text}`];
    case 'issues':
      return event.issues.map(({location, message}) => `${placeText(location)}: ${message}`);
  }
}

/** `pool apps: virtualMachineScaleSets minimal-apps is there after 5m12s`. */
export function resourceWords({branch, type, name, state, duration}: ResourceProgress): string {
  const kind = type.slice(type.indexOf('/') + 1);
  const time = duration === undefined ? '' : ` after ${durationWords(duration)}`;
  return `${branch}: ${kind} ${name} ${state === 'failed' ? 'has failed' : 'is there'}${time}`;
}

/** `5m12s`, `45s`, `1h02m`. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${String(seconds % 60).padStart(2, '0')}s`;
  return `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}m`;
}
